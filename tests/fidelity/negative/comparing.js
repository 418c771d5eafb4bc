// Proves the comparison: a request that lost or changed something on its way is told by its facet,
// and so is an answer.
import { answerFacets, expected } from "../compare/answer.js";
import { askFacets, atomsOf, same } from "../compare/ask.js";
import { assistant, called, clock, image, otherImage, paper, person, result, results, thought, user,
  weather } from "../cases/words.js";
import { clone } from "../lib/facts.js";
import { arrange, call, say, stop, think, usage } from "../lib/script.js";

const ask = { system: "Be brief.", tools: [weather, clock], schema: person, effort: "high",
  choice: { tool: "clock" }, parallel: false, maxTokens: 100, temperature: 0.5, topP: 0.5,
  stop: ["END"], turns: [user("Look.", image, otherImage, paper),
    assistant("Two.", thought("Hm."), called("A", "get_weather", { city: "Oslo" }),
      called("B", "clock", {})),
    results(result("A", "get_weather", "rain", { images: [image.image] }),
      result("B", "clock", "late", { error: "flag" }))] };

const atom = (got, kind, at = 0) => got.atoms.filter((each) => each[kind])[at];
const without = (got, kind) => { got.atoms.splice(got.atoms.indexOf(atom(got, kind)), 1); };

const askDamages = {
  system: (got) => { got.system = "Be brief"; },
  tools: (got) => { delete got.tools[0].description; },
  toolSchemas: (got) => { delete got.tools[0].schema.required; },
  choice: (got) => { got.choice = "any"; },
  parallel: (got) => { delete got.parallel; },
  maxTokens: (got) => { got.maxTokens = 99; },
  temperature: (got) => { delete got.temperature; },
  topP: (got) => { got.topP = 1; },
  stop: (got) => { got.stop = []; },
  schema: (got) => { got.schema.properties.age.type = "number"; },
  effort: (got) => { got.effort = "medium"; },
  text: (got) => { atom(got, "text").text += " "; },
  order: (got) => { got.atoms.reverse(); },
  images: (got) => without(got, "image"),
  documents: (got) => without(got, "document"),
  documentNames: (got) => { delete atom(got, "document").document.name; },
  calls: (got) => { atom(got, "call").call.args = {}; },
  results: (got) => { atom(got, "result").result.id = "B"; },
  resultErrors: (got) => { atom(got, "result", 1).result.error = false; },
  resultImages: (got) => { atom(got, "result").result.images = []; },
  pastThinking: (got) => without(got, "thinking"),
};

const script = arrange([think("Hm."), say("Fine."), call("clock", { zone: "Z" }), call("clock", {}),
  usage({ input: 10, cached: 5, output: 7, reasoning: 3 }), stop("sequence", { sequence: "END" })]);
const good = { ...expected(script), calls: [{ id: "a", name: "clock", args: { zone: "Z" } },
  { id: "b", name: "clock", args: {} }] };

const answerDamages = {
  answerText: (got) => { got.text = "Fine"; },
  thinking: (got) => { got.thinking = ""; },
  callsMade: (got) => { got.calls.reverse(); },
  callIds: (got) => { got.calls[1].id = "a"; },
  stopReason: (got) => { got.stop = "end"; },
  stopSequence: (got) => { got.sequence = null; },
  usageInput: (got) => { got.usage.input = 5; },
  usageOutput: (got) => { got.usage.output = 4; },
  usageCached: (got) => { delete got.usage.cached; },
  usageReasoning: (got) => { got.usage.reasoning = 0; },
};

export function judgeComparison() {
  const whole = { ...ask, atoms: atomsOf(ask.turns) };
  const faults = [
    ...told(askDamages, whole, (got) => askFacets(ask, got)),
    ...told(answerDamages, good, (got) => answerFacets(expected(script), got)),
  ];
  const unasked = askFacets({ turns: ask.turns }, whole).find(({ facet }) => facet === "nothingAdded");
  if (same(unasked.wanted, unasked.got)) faults.push("what was added is not told");
  const mark = faults.length ? "FAIL" : "ok  ";
  const count = Object.keys(askDamages).length + Object.keys(answerDamages).length + 1;
  return [`${mark} the comparison tells ${count} damages, each by its facet`, ...faults];
}

function told(damages, whole, facetsOf) {
  const wrong = (got) => facetsOf(got).filter((each) => !same(each.wanted, each.got))
    .map(({ facet }) => facet);
  const faults = wrong(clone(whole)).map((facet) => `${facet} differs though nothing was damaged`);
  for (const { facet } of facetsOf(clone(whole))) {
    if (facet !== "nothingAdded" && !damages[facet]) faults.push(`nothing damages ${facet}`);
  }
  for (const [facet, damage] of Object.entries(damages)) {
    const got = clone(whole);
    damage(got);
    if (!wrong(got).includes(facet)) faults.push(`a damage of ${facet} is not told`);
  }
  return faults;
}
