// Images and documents in, structured output, thinking.
import { say, think, usage } from "../lib/script.js";
import { assistant, called, image, otherImage, paper, person, readFile, result, results, thought,
  user } from "./words.js";

export const media = [
  { name: "an image", ask: { turns: [user("What is this?", image)] }, script: [say("A dot.")] },
  { name: "images between words", script: [say("Two dots.")],
    ask: { turns: [user("This:", image, "and this:", otherImage, "differ?")] } },
  { name: "an image in an earlier turn", script: [say("As I said.")],
    ask: { turns: [user("Look.", image), assistant("A dot."), user("Sure?")] } },
  { name: "a PDF document", ask: { turns: [user("Read this.", paper)] }, script: [say("Read.")] },
];

const grace = { name: "Grace \u00e9", age: 85, tags: ["navy", "cobol"] };

export const structured = [
  { name: "structured output", ask: { schema: person, turns: [user("Describe Grace.")] },
    script: [say(JSON.stringify(grace), { pieces: 8 })] },
];

export const thinking = [
  { name: "thinking", ask: { effort: "high", turns: [user("Think.")] },
    script: [think("First this,\nthen that. \u00fc", { pieces: 4 }), say("Thought."),
      usage({ input: 20, output: 90, reasoning: 80 })] },
  ...["low", "medium"].map((effort) => ({ name: `${effort} effort`,
    ask: { effort, turns: [user("Think a little.")] }, script: [say("Done.")] })),
  { name: "thinking of earlier answers", script: [say("Done.")],
    ask: { effort: "high", tools: [readFile], turns: [user("Do it."),
      assistant(thought("I should read a.txt."), called("A", "read_file", { path: "a", lines: [] })),
      results(result("A", "read_file", "contents"))] } },
];
