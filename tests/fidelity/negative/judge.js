// Proves the harness: each validator accepts a good request and refuses each break for its own
// reason; the comparison and the grammars tell each damage.
import { clone } from "../lib/facts.js";
import { providers } from "../providers/index.js";
import { breaks } from "./breaks/index.js";
import { judgeComparison } from "./comparing.js";
import { record } from "./requests.js";
import { judgeGrammars } from "./streams.js";

// { lines, good }
export async function judgeHarness() {
  await record();
  const lines = [...Object.keys(providers).flatMap(judge), ...judgeComparison(),
    ...await judgeGrammars()];
  return { lines, good: lines.every((line) => line.startsWith("ok")) };
}

function judge(name) {
  const dialect = providers[name];
  const { start, schema, rules, version } = breaks[name];
  const faults = start().reasons.map((reason) => `a good request is refused: ${reason}`);
  let broken = 0;
  const refuses = (change, begins, rule) => {
    broken += 1;
    const { route, body } = start();
    const exchange = { body: clone(body),
      route: { ...route, version: version?.(rule) ?? route.version } };
    change(exchange.body);
    const reasons = dialect.validate(exchange);
    if (!reasons.some((reason) => begins(reason))) {
      faults.push(`not refused for ${rule}: ${change} (${reasons.join("; ") || "accepted"})`);
    }
  };
  for (const [path, change] of schema) {
    refuses(change, (reason) => reason.split(":")[0].endsWith(path), path);
  }
  for (const { name: rule } of dialect.rules) {
    if (!rules[rule]) faults.push(`no request breaks the rule "${rule}"`);
    for (const change of rules[rule] ?? []) {
      refuses(change, (reason) => reason.startsWith(`[${rule}]`), rule);
    }
  }
  for (const rule of Object.keys(rules)) {
    if (!dialect.rules.some((known) => known.name === rule)) faults.push(`no rule "${rule}"`);
  }
  const mark = faults.length ? "FAIL" : "ok  ";
  const lines = [`${mark} the ${name} validator refuses ${broken} requests, each for its reason`];
  return [...lines, ...faults.map((fault) => `         - ${fault}`)];
}
