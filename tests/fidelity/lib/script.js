// What an upstream is to answer, in words that all four dialects share. A script is a list of:
//   say(text, { pieces })             text, in so many deltas
//   think(text, { pieces })           thinking; signed where the dialect signs it
//   call(name, args, { pieces, style })  a tool call; its arguments in so many deltas. Their JSON is
//                                     plain, "ascii" (all else escaped) or "spaced"
//   refuse(text)                      a refusal in words: OpenAI has a place of its own for those
//   usage({ input, cached, output, reasoning })   input includes cached, output includes reasoning
//   stop(reason, { sequence })        end, length, tools, refusal or sequence
//   fail(kind, { message })           an error instead of an answer: see providers/*/errors.js
//   breakOff(how, { back })           here a stream ends: "error" event, "reset", or a clean "end";
//                                     the last so many events before it do not come either
//   hold()                            here nothing more comes, until the client hangs up

export const say = (text, { pieces = 3 } = {}) => ({ do: "say", text, pieces });
export const think = (text, { pieces = 2 } = {}) => ({ do: "think", text, pieces });
export const call = (name, args, { pieces = 3, style = "plain" } = {}) =>
  ({ do: "call", name, args, pieces, style });
export const refuse = (text, { pieces = 3 } = {}) => ({ do: "refuse", text, pieces });
export const usage = (counts) => ({ do: "usage", ...counts });
export const stop = (reason, { sequence } = {}) => ({ do: "stop", reason, sequence });
export const fail = (kind, { message } = {}) => ({ do: "fail", kind, message });
export const breakOff = (how, { back = 0 } = {}) => ({ do: "break", how, back });
export const hold = () => ({ do: "hold" });

// The script as the dialects take it: what is said in order, and how it ends.
export function arrange(steps) {
  const last = (what) => steps.findLast((step) => step.do === what);
  const calls = steps.some((step) => step.do === "call");
  return {
    parts: steps.filter((step) => !["usage", "stop", "fail"].includes(step.do)),
    usage: { input: 120, cached: 0, output: 17, reasoning: 0, ...last("usage") },
    stop: last("stop") ?? { reason: last("refuse") ? "refusal" : calls ? "tools" : "end" },
    fail: last("fail"),
  };
}

// The last frame of a stream that does not end: how it goes.
export const broken = ({ how, back = 0 }) => ({ break: how ?? "hold", back });

// The arguments of a call as a model writes them.
export function argsText({ args, style }) {
  if (style === "spaced") return JSON.stringify(args, null, 2);
  const text = JSON.stringify(args);
  if (style !== "ascii") return text;
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// Cuts text into so many pieces, never inside of a character: JSON strings hold whole ones.
export function pieces(text, count) {
  const letters = [...text];
  const size = Math.max(1, Math.ceil(letters.length / count));
  const cut = [];
  for (let at = 0; at < letters.length; at += size) cut.push(letters.slice(at, at + size).join(""));
  return cut.length ? cut : [""];
}
