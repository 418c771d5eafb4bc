// Cases by chance, the same for the same seed: conversations of any length, answers of any order.
import { cutNames } from "../lib/cuts.js";
import { call, say, stop, think, usage } from "../lib/script.js";
import { manners } from "./habits.js";
import { assistant, called, clock, given, image, otherImage, paper, readFile, result, results, thought,
  user, weather } from "./words.js";

// `translated`: what the provider speaks is not what the agent reads, so it may have its habits.
export function randomCases(count, seed, { translated = false } = {}) {
  return Array.from({ length: count }, (_, at) => randomCase(seed + at, translated));
}

function randomCase(seed, translated) {
  const chance = dice(seed);
  const ask = { ...settings(chance), tools: [weather, readFile, clock], turns: turns(chance) };
  const habit = chance.one(2) ? chance.pick(Object.values(manners)) : {};
  const both = ask.temperature !== undefined && ask.topP !== undefined;
  return { name: `seed ${seed}`, ask, ...played(chance), cut: chance.pick(cutNames),
    ...(both && { tag: "both samplings" }), ...(translated && { manner: habit }) };
}

function settings(chance) {
  const choice = chance.one(5) ? chance.pick(["any", "none", { tool: "clock" }]) : undefined;
  return { ...sampling(chance), ...(choice && { choice }),
    ...(choice !== "none" && chance.one(6) && { parallel: false }) };
}

const sampling = (chance) => ({
  ...(chance.one(2) && { system: words(chance) }),
  ...(chance.one(3) && { maxTokens: 16 + chance.below(8000) }),
  ...(chance.one(4) && { effort: chance.pick(["low", "medium", "high"]) }),
  ...(chance.one(5) && { stop: [`<${chance.below(1000)}>`] }),
  ...(chance.one(6) && { temperature: (1 + chance.below(99)) / 128 }),
  ...(chance.one(6) && { topP: (1 + chance.below(99)) / 128 }),
});

// The answer, and as long as it calls tools and chance will, another round.
function played(chance) {
  const script = answer(chance);
  const rounds = [];
  for (let calls = callsOf(script); calls > 0 && chance.one(2);) {
    const said = Array.from({ length: calls }, () => given(...resultOf(chance)));
    const next = answer(chance);
    rounds.push({ results: said, script: next });
    calls = callsOf(next);
  }
  return { script, rounds };
}

// What is said around calls, not every dialect can give back in its order.
function callsOf(script) {
  const kinds = script.map((step) => step.do);
  const simple = !kinds.includes("stop") && kinds.indexOf("say") === kinds.lastIndexOf("say") &&
    kinds.indexOf("say") < kinds.indexOf("call");
  return simple ? kinds.filter((kind) => kind === "call").length : 0;
}

const resultOf = (chance) => [chance.one(8) ? "" : words(chance),
  { error: chance.one(4) && "flag", images: chance.one(5) ? [image.image] : [] }];

function turns(chance) {
  const all = [user(...userParts(chance))];
  for (let left = chance.below(6); left > 0; --left) {
    const calls = chance.one(2) ? list(chance, 3, () => anyCall(chance)) : [];
    all.push(assistant(...(calls.length && chance.one(3) ? [thought(words(chance))] : []),
      ...(chance.one(2) || !calls.length ? [words(chance)] : []),
      ...calls.map(({ id, name, args }) => called(id, name, args))));
    all.push(calls.length ? results(...calls.map((each) => anyResult(chance, each)))
      : user(...userParts(chance)));
  }
  return all;
}

const userParts = (chance) => list(chance, 3, () =>
  chance.pick([words(chance), words(chance), image, otherImage, paper]));

let ids = 0;
const anyCall = (chance) => ({ id: `R${++ids}`, name: chance.pick(["get_weather", "read_file", "clock"]),
  args: value(chance, 3) });

const anyResult = (chance, { id, name }) => result(id, name, ...resultOf(chance));

function answer(chance) {
  const parts = list(chance, 4, () => {
    const pieces = 1 + chance.below(9);
    if (chance.one(3)) return call(chance.pick(["clock", "read_file"]), value(chance, 4), {
      pieces: 1 + chance.below(40), style: chance.pick(["plain", "ascii", "spaced"]) });
    return say(words(chance), { pieces });
  });
  const cached = chance.below(500);
  const output = 1 + chance.below(900);
  const thinks = chance.one(3);
  return [
    ...(thinks ? [think(words(chance), { pieces: 1 + chance.below(5) })] : []),
    ...parts,
    ...(chance.one(8) ? [stop("length")] : []),
    usage({ input: cached + chance.below(9000), cached, output,
      reasoning: thinks ? chance.below(output) : 0 }),
  ];
}

// An object, at most so deep.
function value(chance, depth) {
  return Object.fromEntries(Array.from({ length: chance.below(4) }, () =>
    [[...words(chance)].slice(0, 12).join(""), member(chance, depth - 1)]));
}

function member(chance, depth) {
  const simple = [() => words(chance), () => chance.below(1e9) - 5e8, () => chance.below(1000) / 8,
    () => null, () => chance.one(2), () => ""];
  const deep = [() => value(chance, depth), () => list(chance, 3, () => member(chance, depth - 1))];
  return chance.pick(depth > 0 ? [...simple, ...deep] : simple)();
}

const list = (chance, most, make) => Array.from({ length: 1 + chance.below(most) }, make);

const bits = ["word ", "Gr\u00fc\u00dfe ", "\u4f60\u597d", "\ud83d\ude80", "\"", "\\", "\n", "\t", "{",
  "}", "data: ", "\r\n", "</x>", "\u0001", "\u2028", "\\u00e9", "'", ": ", "[DONE]", "0", "\ufeff",
  "\u007f"];

// Neither begins nor ends with a blank, and is never empty.
const words = (chance) =>
  `${chance.below(10)}${list(chance, 12, () => chance.pick(bits)).join("")}.`;

function dice(seed) {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let n = 0; n < 8; ++n) below(2);
  return { below, one: (of) => below(of) === 0, pick: (from) => from[below(from.length)] };
}
