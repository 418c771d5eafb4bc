// One case in one mode, for one client: what went out, what arrived, what came back.
import { answerFacets, expected } from "../compare/answer.js";
import { askFacets } from "../compare/ask.js";
import { cancelled } from "./cancelling.js";
import { failed } from "./failing.js";
import { extended } from "./rounds.js";
import { arrange } from "./script.js";
import { send } from "./sending.js";
import { judge } from "./verdict.js";

// { faults: [sentence], lost: Set of rows of the losses table }
export async function play(each, { client, connection, upstream, pair, stream }) {
  const run = { client, connection, upstream, pair, stream, faults: [], lost: new Set() };
  try {
    if (each.cancel) await cancelled(each, run);
    else if (each.fails) await failed(each, run);
    else await answered(each, run);
  } catch (error) {
    run.faults.push(`${error.constructor?.name ?? "thrown"}: ${error.message ?? error}`);
  }
  run.faults.push(...upstream.exchanges.filter((exchange) => !holds(exchange, connection.upstreamKey))
    .map(() => "the provider got another credential than its own"));
  const reasons = upstream.exchanges.flatMap((exchange) => exchange.reasons ?? []);
  run.faults.unshift(...reasons.map((reason) => `refused by the provider: ${reason}`));
  return run;
}

const holds = ({ headers }, key) => [headers.authorization, headers["x-api-key"],
  headers["x-goog-api-key"]].filter(Boolean).every((value) => value.replace("Bearer ", "") === key);

async function answered(each, run) {
  const { client, upstream } = run;
  const plain = client.build(each.ask);
  let params = each.dress ? each.dress(plain, client.name) : plain;
  let turns = each.ask.turns;
  for (const round of [{ script: each.script }, ...(each.rounds ?? [])]) {
    if (round.results) {
      const before = run.answer;
      params = client.extend(params, before.native, round.results);
      turns = extended(turns, before.script, round.results);
    }
    const names = each.renames && each.ask.tools.map((tool) => tool.name);
    upstream.play(round.script, { cut: each.cut, manner: each.manner, names });
    const events = [];
    const native = await send(params, run, { onEvent: (event) => events.push(event) });
    run.faults.push(...client.shapeOf(native), ...(run.stream ? client.grammar(events) : []));
    const script = arrange(round.script);
    run.answer = { native, script };
    compare({ ...each.ask, turns }, script, native,
      { ...run, renames: each.renames, loosely: each.loosely, tag: each.tag,
        looping: Boolean(round.results) });
  }
}

function compare(ask, script, native, run) {
  const { client, upstream, pair, renames } = run;
  if (upstream.exchanges.length !== 1) {
    run.faults.push(`the provider was asked ${upstream.exchanges.length} times`);
  }
  const got = upstream.exchanges[0]?.ask;
  // Back at its maker, thinking may come with its own signature, or not at all: both are right.
  const free = run.looping && pair.agent !== pair.provider ? ["pastThinking"] : [];
  const facets = [
    ...(got && !run.loosely ? askFacets(ask, got, { renames }) : []),
    ...answerFacets(expected(script, ask), client.result(native)),
  ].filter(({ facet }) => !free.includes(facet));
  const tags = [script.stop.reason, run.tag, ask.effort ? "effort" : "no effort", ...seams(script)];
  const { faults, lost } = judge(facets, pair, tags);
  run.faults.push(...faults);
  lost.forEach((row) => run.lost.add(row));
}

// How an answer's texts stand to each other.
function seams({ parts }) {
  const kinds = parts.map((part) => part.do);
  const row = kinds.some((kind, at) => kind === "say" && kinds[at + 1] === "say");
  const around = kinds.indexOf("say") >= 0 &&
    kinds.slice(kinds.indexOf("say"), kinds.lastIndexOf("say")).includes("call");
  return [row && "texts in a row", around && "texts around a call"].filter(Boolean);
}
