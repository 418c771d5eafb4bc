// Answers as the Messages API gives them, whole and streamed: wire facts 2.4 and 2.6, and
// https://platform.claude.com/docs/en/build-with-claude/streaming.
import { freshId, signatures } from "../../lib/facts.js";
import { argsText, broken, pieces } from "../../lib/script.js";
import { event } from "../envelope.js";
import { midStream } from "./errors.js";

const stopReasons = { end: "end_turn", length: "max_tokens", tools: "tool_use",
  refusal: "refusal", sequence: "stop_sequence" };

export function answer(script, { body }) {
  const headers = { "request-id": freshId("req_01") };
  const start = {
    id: freshId("msg_01"), type: "message", role: "assistant", model: body.model, content: [],
    stop_reason: null, stop_sequence: null, stop_details: null, container: null, diagnostics: null,
    usage: { ...counts(script.usage), output_tokens: 1, output_tokens_details: null },
  };
  return {
    headers,
    whole: () => ({ ...start, ...ending(script), content: plain(script).map(block),
      usage: { ...start.usage, ...counts(script.usage) } }),
    frames: () => frames(script, start),
  };
}

const named = (data) => event(data, data.type);

// Claude refuses in plain words, if in any.
const plain = ({ parts }) => parts.map((part) => (part.do === "refuse" ? { ...part, do: "say" } : part));

function* frames(script, message) {
  yield named({ type: "message_start", message });
  yield named({ type: "ping" });
  let index = 0;
  for (const part of plain(script)) {
    if (part.do === "break" && part.how === "error") yield named(midStream());
    if (part.do === "break" || part.do === "hold") return yield broken(part);
    yield* blockFrames(part, index++);
  }
  const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
    output_tokens_details } = counts(script.usage);
  yield named({ type: "message_delta", delta: ending(script), usage: { input_tokens,
    cache_creation_input_tokens, cache_read_input_tokens, output_tokens, output_tokens_details,
    server_tool_use: null } });
  yield named({ type: "message_stop" });
}

function* blockFrames(part, index) {
  const whole = block(part);
  const empty = { say: { text: "" }, think: { thinking: "", signature: "" }, call: { input: {} } };
  yield named({ type: "content_block_start", index, content_block: { ...whole, ...empty[part.do] } });
  for (const delta of deltas(part)) yield named({ type: "content_block_delta", index, delta });
  yield named({ type: "content_block_stop", index });
}

function* deltas(part) {
  if (part.do === "say") {
    for (const text of pieces(part.text, part.pieces)) yield { type: "text_delta", text };
  } else if (part.do === "think") {
    for (const thinking of pieces(part.text, part.pieces)) yield { type: "thinking_delta", thinking };
    yield { type: "signature_delta", signature: signatures.anthropic };
  } else {
    // The first fragment may be "", and a tool without input gets nothing else.
    yield { type: "input_json_delta", partial_json: "" };
    if (Object.keys(part.args).length === 0) return;
    for (const partial_json of pieces(argsText(part), part.pieces)) {
      yield { type: "input_json_delta", partial_json };
    }
  }
}

function block(part) {
  if (part.do === "say") return { type: "text", text: part.text, citations: null };
  if (part.do === "think") {
    return { type: "thinking", thinking: part.text, signature: signatures.anthropic };
  }
  return { type: "tool_use", id: freshId("toolu_01"), name: part.name, input: part.args,
    caller: { type: "direct" } };
}

function ending({ stop }) {
  const refused = { type: "refusal", category: "cyber", explanation: null };
  return { stop_reason: stopReasons[stop.reason], stop_sequence: stop.sequence ?? null,
    stop_details: stop.reason === "refusal" ? refused : null, container: null };
}

const counts = ({ input, cached, output, reasoning }) => ({
  input_tokens: input - cached,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cached,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { thinking_tokens: reasoning },
  server_tool_use: null, service_tier: "standard", inference_geo: "global", speed: null,
});
