// The order of a Messages stream (wire facts 2.4), and the shape of the message it builds.
import { check, integer, list, matching, nullable, oneOf, record, string, text }
  from "../../lib/strict.js";
import { loose } from "./loose.js";

export function* grammar(events) {
  const kinds = events.map((event) => event.type).filter((type) => type !== "ping");
  if (kinds[0] !== "message_start") yield `the stream begins with ${kinds[0]}`;
  if (kinds.at(-1) !== "message_stop") yield `the stream ends with ${kinds.at(-1)}`;
  if (kinds.at(-2) !== "message_delta") yield `${kinds.at(-2)} comes before message_stop`;
  let open;
  let next = 0;
  for (const { type, index, content_block: block, delta } of events) {
    if (type === "content_block_start") {
      if (open) yield `block ${index} begins inside of another`;
      if (index !== next++) yield `block ${index} begins out of turn`;
      open = { index, type: block.type };
    } else if (type === "content_block_delta") {
      if (open?.index !== index) yield `a delta for block ${index}, which is not open`;
      else if (!deltas[open.type]?.includes(delta.type)) yield `${delta.type} in a ${open.type} block`;
    } else if (type === "content_block_stop") {
      if (open?.index !== index) yield `block ${index} ends and was not open`;
      open = undefined;
    }
  }
  if (open) yield `block ${open.index} never ends`;
}

const deltas = { text: ["text_delta"], thinking: ["thinking_delta", "signature_delta"],
  tool_use: ["input_json_delta"] };

const shape = loose({ id: matching(/^msg_/), type: oneOf("message"), role: oneOf("assistant"),
  model: text, content: list(record), stop_reason: string, stop_sequence: nullable(string),
  usage: loose({ input_tokens: integer, output_tokens: integer }) });

export const shapeOf = (message) => check(shape, message, "message");
