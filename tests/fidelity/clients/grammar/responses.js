// The order of a Responses stream (wire facts 3.3), and the shape of the response it builds.
import { isDeepStrictEqual } from "node:util";
import { check, integer, list, matching, oneOf, text } from "../../lib/strict.js";
import { loose } from "./loose.js";

export function* grammar(events) {
  const kinds = events.map((event) => event.type);
  if (kinds[0] !== "response.created") yield `the stream begins with ${kinds[0]}`;
  if (!/^response\.(completed|incomplete|failed)$/.test(kinds.at(-1))) {
    yield `the stream ends with ${kinds.at(-1)}`;
  }
  for (const [at, event] of events.entries()) {
    if (event.sequence_number !== at) {
      yield `event ${at} has the sequence_number ${event.sequence_number}`;
      break;
    }
  }
  const items = [];
  const open = new Map();
  for (const event of events) yield* step(event, items, open);
  if (open.size) yield `${open.size} items never end`;
  const last = events.at(-1).response?.output;
  if (last && !isDeepStrictEqual(ids(last), ids(items))) yield "the last event has other items";
}

const ids = (items) => items.map(({ id, type }) => `${type} ${id}`);

function* step({ type, output_index: at, item, item_id: id, delta }, items, open) {
  if (type === "response.output_item.added") {
    if (at !== items.length) yield `item ${at} begins out of turn`;
    items[at] = item;
    open.set(at, { id: item.id, said: "" });
  } else if (type === "response.output_item.done") {
    const begun = open.get(at);
    open.delete(at);
    if (begun?.id !== item.id) yield `item ${at} ends as ${item.id}, began as ${begun?.id}`;
    if (begun && begun.said !== wordsOf(item)) yield `item ${at} ends with other words than its deltas`;
  } else if (id !== undefined) {
    if (open.get(at)?.id !== id) yield `${type} for item ${id}, which is not open`;
    else if (delta !== undefined) open.get(at).said += delta;
  }
}

const wordsOf = (item) => item.arguments ?? item.input ??
  (item.content ?? item.summary ?? []).map((part) => part.text ?? part.refusal).join("");

const usage = (value, path, problems) => {
  loose({ input_tokens: integer, output_tokens: integer, total_tokens: integer,
    input_tokens_details: loose({ cached_tokens: integer }),
    output_tokens_details: loose({ reasoning_tokens: integer }) })(value, path, problems);
  if (value?.total_tokens !== value?.input_tokens + value?.output_tokens) {
    problems.push(`${path}: total_tokens is not the sum`);
  }
};
const shape = loose({ id: matching(/^resp_/), object: oneOf("response"), created_at: integer,
  model: text, status: oneOf("completed", "incomplete"), usage,
  output: list(loose({ id: text, type:
    oneOf("message", "reasoning", "function_call", "custom_tool_call") })) });

export const shapeOf = (response) => check(shape, response, "response");
