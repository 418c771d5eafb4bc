// The order of a Chat Completions stream (wire facts 3.2), and the shape of the completion.
import { check, integer, list, nullable, oneOf, string, text } from "../../lib/strict.js";
import { loose } from "./loose.js";

export function* grammar(chunks) {
  for (const member of ["id", "model", "created"]) {
    if (new Set(chunks.map((chunk) => chunk[member])).size > 1) yield `${member} changes on the way`;
  }
  const choices = chunks.flatMap((chunk) => chunk.choices);
  if (choices[0]?.delta.role !== "assistant") yield "the first delta names no role";
  const ends = choices.filter((choice) => choice.finish_reason);
  if (ends.length !== 1) yield `${ends.length} chunks have a finish_reason`;
  else if (choices.at(-1) !== ends[0]) yield "choices come behind the finish_reason";
  yield* callOrder(choices.flatMap((choice) => choice.delta.tool_calls ?? []));
  const counted = chunks.filter((chunk) => chunk.usage);
  if (counted.length !== 1) yield `${counted.length} chunks count the tokens`;
  else if (counted[0].choices.length || counted[0] !== chunks.at(-1)) {
    yield "usage is not by itself at the end";
  }
  for (const chunk of chunks) {
    if (chunk.object !== "chat.completion.chunk") yield `a chunk is a ${chunk.object}`;
  }
}

function* callOrder(deltas) {
  const seen = [];
  for (const { index, id, type, function: call } of deltas) {
    if (seen[index] === undefined) {
      if (index !== seen.length) yield `call ${index} begins out of turn`;
      const whole = id && type === "function" && call?.name;
      if (!whole) yield `call ${index} begins without id, type and name`;
      seen[index] = id;
    } else if (id !== undefined && id !== seen[index]) {
      yield `call ${index} changes its id`;
    }
  }
}

const usage = (value, path, problems) => {
  const counts = { prompt_tokens: integer, completion_tokens: integer, total_tokens: integer };
  loose(counts)(value, path, problems);
  if (value?.total_tokens !== value?.prompt_tokens + value?.completion_tokens) {
    problems.push(`${path}: total_tokens is not the sum`);
  }
};
const shape = loose({ id: text, object: oneOf("chat.completion"), created: integer, model: text, usage,
  choices: list(loose({ index: oneOf(0), finish_reason: text,
    message: loose({ role: oneOf("assistant"), content: nullable(string),
      refusal: nullable(string) }) }),
  { least: 1, most: 1 }) });

// The stream's accumulator leaves `refusal` out when there was none.
export const shapeOf = (completion) => check(shape, { ...completion,
  choices: completion.choices.map((choice) =>
    ({ ...choice, message: { refusal: null, ...choice.message } })) }, "completion");
