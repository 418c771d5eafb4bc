// A case that fails: the error that the client must throw, and the answer that must not look whole.
import { send } from "./sending.js";

export async function failed(each, run) {
  const { client, upstream } = run;
  upstream.play(each.script, { cut: each.cut });
  const native = await send(client.build(each.ask), run).catch((error) => {
    const through = run.connection.edgee;
    const kind = through ? each.failsThrough ?? each.fails : each.fails;
    const wanted = { ...client.errors[kind], ...(through && client.errorsThrough?.[kind]) };
    run.faults.push(...misread(client.failure(error), wanted, each.says));
  });
  if (upstream.exchanges.length === 0) run.faults.push("the provider was not asked");
  if (native === undefined) return;
  const { stop } = client.result(native);
  if (each.fails === "cut" && [undefined, null, "in_progress"].includes(stop)) return;
  // edgee may end properly behind a whole call: agents run it at once (design, section 8, Finish).
  if (each.wholeCallStands && stop === "tools" && run.connection.edgee) return;
  run.faults.push(`the client took it for a whole answer that ends with ${stop}`);
}

// An error of the client's against what it should be: { is: class, status, code, says, wait }. Of a
// cut stream it is enough that there is one.
function* misread(got, wanted = {}, vendorsWords = "") {
  const { is, says, ...exact } = wanted;
  if (is && ![is].flat().includes(got.name)) {
    yield `the client threw ${got.name} (${got.message}), not ${is}`;
  }
  for (const words of [says, vendorsWords].filter(Boolean)) {
    if (!got.message.includes(words)) yield `the error says "${got.message}", not "${words}"`;
  }
  for (const [what, value] of Object.entries(exact)) {
    if (got[what] !== value) yield `the error's ${what} is ${got[what]}, not ${value}`;
  }
}
