// The command line: which cells, through which edgee, printed how.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { casesOf } from "../cases/index.js";
import { losses } from "../cases/losses.js";
import { randomCases } from "../cases/random.js";
import { providers } from "../providers/index.js";
import { runCell } from "./cell.js";
import { green, markdown, plainReport } from "./report.js";
import { Upstream } from "./upstream.js";
import { judgeHarness } from "../negative/judge.js";

const usage = `usage: tests/fidelity/run --edgee BIN [--pair AGENT:PROVIDER]... [--case NAME]
       tests/fidelity/run --direct [--pair AGENT:AGENT]... [--case NAME]

  --edgee BIN   the clients against this edgee, scripted providers behind it
  --direct      each client straight against its own vendor's scripted provider, and requests that
                break each rule of the providers: proves the harness itself
  --pair A:P    only this cell; A and P are anthropic, chat, responses or gemini
  --case NAME   only cases whose name holds NAME
  --random N    so many cases by chance instead; --seed S where they begin (default 1)
  --markdown    the table of losses as the README has it
  --readme PATH whether that file has this table
  --verbose     every case as it goes

Ends with 0 only if all is green.
`;

const options = { edgee: { type: "string" }, direct: { type: "boolean" }, help: { type: "boolean" },
  pair: { type: "string", multiple: true }, case: { type: "string" },
  random: { type: "string" }, seed: { type: "string", default: "1" },
  markdown: { type: "boolean" }, readme: { type: "string" }, verbose: { type: "boolean" } };

export async function main(args) {
  let wish;
  try {
    wish = parseArgs({ args, options }).values;
    if (Boolean(wish.edgee) === Boolean(wish.direct) && !wish.help) {
      throw new Error("either --edgee or --direct");
    }
    wish.pairs = pairs(wish);
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}`);
    return 2;
  }
  if (wish.help) return void process.stdout.write(usage) ?? 0;
  const cells = await runCells(wish);
  const whole = !wish.case && !wish.pair && !wish.random;
  const harness = wish.direct && whole ? await judgeHarness() : { lines: [], good: true };
  const unmet = wish.edgee && whole ? losses.filter((row) => !cells.some((c) => c.losses.has(row))) : [];
  process.stdout.write(wish.markdown ? markdown(cells) : plainReport(cells));
  for (const line of wish.markdown ? [] : harness.lines) process.stdout.write(`${line}\n`);
  for (const { facets, why } of unmet) {
    process.stderr.write(`FAIL no case met this loss: ${facets.join(", ")}: ${why}\n`);
  }
  const stale = wish.readme && !fs.readFileSync(wish.readme, "utf8").includes(markdown(cells));
  if (stale) process.stderr.write(`FAIL ${wish.readme} has another table than --markdown prints\n`);
  return cells.every(green) && harness.good && unmet.length === 0 && !stale ? 0 : 1;
}

async function runCells({ pairs, edgee, case: wanted, verbose, random, seed }) {
  const tell = verbose ? (name, faults) =>
    process.stderr.write(`${faults.length ? "FAIL" : "ok  "} ${name}\n`) : undefined;
  const cells = [];
  for (const pair of pairs) {
    const translated = Boolean(edgee) && pair.agent !== pair.provider;
    const all = random ? randomCases(Number(random), Number(seed), { translated })
      : casesOf(pair, edgee ? "edgee" : "nothing");
    const chosen = all.filter(({ name }) => !wanted || name.includes(wanted));
    const upstream = await new Upstream(providers[pair.provider]).start();
    cells.push(await runCell(pair, upstream, chosen, { edgee: edgee && path.resolve(edgee), tell }));
    upstream.stop();
  }
  return cells;
}

function pairs({ pair, direct }) {
  const names = Object.keys(providers);
  const all = names.flatMap((agent) => names.map((provider) => ({ agent, provider })))
    .filter(({ agent, provider }) => !direct || agent === provider);
  if (!pair) return all;
  return pair.map((word) => {
    const found = all.find(({ agent, provider }) => word === `${agent}:${provider}`);
    if (!found) throw new Error(`no such pair here: ${word}`);
    return found;
  });
}
