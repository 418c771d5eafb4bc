// A case in which the client hangs up: the provider must see it at once.
import { cancelWithin } from "../cases/failures.js";
import { send, within } from "./sending.js";

export async function cancelled(each, run) {
  const { client, upstream } = run;
  upstream.play(each.script);
  const stopper = new AbortController();
  const arrival = upstream.arrival();
  let at;
  const hangUp = () => {
    if (at) return;
    at = performance.now();
    stopper.abort();
  };
  const sent = send(client.build(each.ask), run,
    { signal: stopper.signal, onText: each.cancel === "at text" ? hangUp : undefined });
  sent.catch(() => {});
  const early = sent.then(() => undefined, (error) => { throw error; });
  const exchange = await within(Promise.race([arrival, early]), "no request arrived");
  if (!exchange) throw new Error("the answer came without a request");
  if (each.cancel === "at arrival") setTimeout(hangUp, 30);
  const closed = await within(exchange.closed, "the upstream connection stayed open");
  const thrown = await within(sent.then(() => undefined, (error) => error), "the client hangs");
  if (!at) run.faults.push("the upstream connection was cut before the client hung up");
  const took = closed.at - at;
  if (took > cancelWithin) {
    run.faults.push(`the upstream connection was cut after ${took.toFixed(0)} ms`);
  }
  const got = thrown && client.failure(thrown).name;
  if (got !== client.errors.cancel.is) run.faults.push(`the client threw ${got}`);
}
