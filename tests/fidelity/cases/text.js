// Plain conversations: text, settings, endings, counts.
import { say, stop, think, usage } from "../lib/script.js";
import { cutNames } from "../lib/cuts.js";
import { assistant, user } from "./words.js";

const hello = { turns: [user("Say hello.")] };
// Letters of two, three and four bytes, an escape of each kind, and a line end inside.
const wide = "Gr\u00fc\u00dfe, \u4f60\u597d, \ud83d\udc4b\ud83c\udffd\n\t\"quoted\" \\ back/slash " +
  "\u2028 end.";
const long = "All work and no play makes a dull day. ".repeat(40).trim();

export const text = [
  { name: "text", ask: hello, script: [say("Hello there.")] },
  { name: "system prompt", ask: { ...hello, system: "You are terse.\nNever say please." },
    script: [say("Hi.")] },
  { name: "multi-turn", script: [say("Twelve.")], ask: { system: "Count.", turns: [
    user("Ten?"), assistant("Ten."), user("Eleven?"), assistant("Eleven."), user("And then?")] } },
  { name: "several texts in a turn", ask: { turns: [user("First part.", "Second part.")] },
    script: [say("Both read.")] },
  { name: "wide characters both ways", ask: { turns: [user(wide)] },
    script: [say(wide, { pieces: 9 })] },
  { name: "a long answer", ask: hello, script: [say(long, { pieces: 80 })] },
  ...cutNames.map((cut) => ({ name: `cut as ${cut}`, cut, modes: ["stream"], ask: hello,
    script: [think("Let me see."), say(wide, { pieces: 5 }), usage({ input: 90, output: 40 })] })),
];

const likeAStream = "data: [DONE]\n\nevent: error\ndata: {\"error\": {}}\n\n: comment\n\n";

export const bulk = [
  { name: "text that looks like a stream", ask: { turns: [user(`${likeAStream}.`)] },
    script: [say(`${likeAStream}.`, { pieces: 1 })] },
  { name: "a megabyte of answer", ask: hello, script: [say(wide.repeat(25000), { pieces: 3 })] },
  { name: "an answer in five thousand pieces", ask: hello, cut: "whole",
    script: [say("word ".repeat(5000).trim(), { pieces: 5000 })] },
];

export const settings = [
  { name: "max tokens", ask: { ...hello, maxTokens: 321 }, script: [say("Hello.")] },
  { name: "temperature", ask: { ...hello, temperature: 0.25 }, script: [say("Hello.")] },
  { name: "top_p", ask: { ...hello, topP: 0.75 }, script: [say("Hello.")] },
  { name: "temperature and top_p", tag: "both samplings", script: [say("Hello.")],
    ask: { ...hello, temperature: 0.25, topP: 0.75 } },
  { name: "temperature, top_p and effort", script: [say("Hello.")],
    ask: { ...hello, temperature: 0.25, topP: 0.75, effort: "low" } },
  { name: "stop sequences", ask: { ...hello, stop: ["END", "\n\nHuman:"] }, script: [say("Hello.")] },
];

export const endings = [
  { name: "stopped at the token limit", ask: { ...hello, maxTokens: 64 },
    script: [say("Hello and"), stop("length")] },
  { name: "refused after some words", ask: hello,
    script: [say("I cannot help with that."), stop("refusal")] },
  { name: "stopped at a stop sequence", ask: { ...hello, stop: ["END"] },
    script: [say("Hello."), stop("sequence", { sequence: "END" })] },
];

export const counts = [
  { name: "usage", ask: hello, script: [say("Hello."), usage({ input: 1234, output: 56 })] },
  { name: "usage with cached tokens", ask: hello,
    script: [say("Hello."), usage({ input: 54321, cached: 50000, output: 3 })] },
  { name: "usage with reasoning tokens", ask: hello,
    script: [think("Hm."), say("Hello."), usage({ input: 77, output: 500, reasoning: 450 })] },
];
