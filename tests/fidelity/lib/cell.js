// One cell of the table: every case, streaming and not, for one pair.
import { clients } from "../clients/index.js";
import { startEdgee } from "./edgee.js";
import { key } from "./facts.js";
import { play } from "./play.js";

// { pair, total, passed, failures: [{ name, faults }], losses: [row] }
export async function runCell(pair, upstream, cases, { edgee, tell }) {
  const cell = { pair, total: 0, passed: 0, failures: [], losses: new Set() };
  let proxy;
  try {
    proxy = edgee ? await startEdgee(edgee, upstream) : undefined;
    const client = clients[pair.agent];
    const url = proxy?.url ?? `http://127.0.0.1:${upstream.port}`;
    const connection = { client: client.connect({ url, key }), edgee: Boolean(proxy),
      upstreamKey: proxy ? proxy.upstreamKey : key };
    for (const each of cases) {
      for (const mode of each.modes ?? ["stream", "whole"]) {
        const setup = { client, connection, upstream, pair, stream: mode === "stream" };
        record(cell, `${each.name} [${mode}]`, await play(each, setup), tell);
      }
    }
  } catch (error) {
    cell.failures.push({ name: "the proxy", faults: [error.message] });
    cell.total ||= cases.reduce((sum, each) => sum + (each.modes?.length ?? 2), 0);
  } finally {
    await proxy?.stop();
  }
  return cell;
}

function record(cell, name, { faults, lost }, tell) {
  cell.total += 1;
  lost.forEach((row) => cell.losses.add(row));
  if (faults.length === 0) cell.passed += 1;
  else cell.failures.push({ name, faults });
  tell?.(name, faults);
}
