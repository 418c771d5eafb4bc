// The items of a Responses answer, and the events that build one.
import { freshId, signatures } from "../../lib/facts.js";
import { argsText, pieces } from "../../lib/script.js";

// The tools say which calls are freeform.
export const items = ({ parts }, tools) =>
  parts.filter((part) => ["say", "think", "call", "refuse"].includes(part.do))
    .map((part) => item(part, tools));

function item(part, tools = []) {
  if (part.do === "say") {
    return { id: freshId("msg_", 48), type: "message", status: "completed", role: "assistant",
      content: [{ type: "output_text", annotations: [], logprobs: [], text: part.text }] };
  }
  if (part.do === "refuse") {
    return { id: freshId("msg_", 48), type: "message", status: "completed", role: "assistant",
      content: [{ type: "refusal", refusal: part.text }] };
  }
  if (part.do === "think") {
    return { id: freshId("rs_", 48), type: "reasoning", encrypted_content: signatures.responses,
      summary: [{ type: "summary_text", text: part.text }] };
  }
  if (tools.some((tool) => tool.type === "custom" && tool.name === part.name)) {
    return { id: freshId("ctc_", 48), type: "custom_tool_call", status: "completed",
      call_id: freshId("call_"), name: part.name, input: part.args.input };
  }
  return { id: freshId("fc_", 48), type: "function_call", status: "completed",
    arguments: argsText(part), call_id: freshId("call_"), name: part.name };
}

export function* itemFrames(whole, part, output_index) {
  const empty = { message: { content: [], status: "in_progress" }, reasoning: { summary: [] },
    function_call: { arguments: "", status: "in_progress" },
    custom_tool_call: { input: "", status: "in_progress" } }[whole.type];
  yield { type: "response.output_item.added", output_index, item: { ...whole, ...empty } };
  const inside = { message: textFrames, reasoning: summaryFrames, function_call: callFrames,
    custom_tool_call: inputFrames };
  for (const frame of inside[whole.type](whole, part)) {
    yield { ...frame, item_id: whole.id, output_index };
  }
  yield { type: "response.output_item.done", output_index, item: whole };
}

function* textFrames({ content: [whole] }, part) {
  const at = { content_index: 0 };
  if (part.do === "refuse") return yield* refusalFrames(whole, part, at);
  yield { type: "response.content_part.added", ...at, part: { ...whole, text: "" } };
  for (const delta of pieces(whole.text, part.pieces)) {
    yield { type: "response.output_text.delta", ...at, delta, logprobs: [], obfuscation: "xY3" };
  }
  yield { type: "response.output_text.done", ...at, text: whole.text, logprobs: [] };
  yield { type: "response.content_part.done", ...at, part: whole };
}

function* refusalFrames(whole, part, at) {
  yield { type: "response.content_part.added", ...at, part: { ...whole, refusal: "" } };
  for (const delta of pieces(whole.refusal, part.pieces)) {
    yield { type: "response.refusal.delta", ...at, delta };
  }
  yield { type: "response.refusal.done", ...at, refusal: whole.refusal };
  yield { type: "response.content_part.done", ...at, part: whole };
}

function* summaryFrames({ summary: [whole] }, part) {
  const at = { summary_index: 0 };
  yield { type: "response.reasoning_summary_part.added", ...at, part: { ...whole, text: "" } };
  for (const delta of pieces(whole.text, part.pieces)) {
    yield { type: "response.reasoning_summary_text.delta", ...at, delta, obfuscation: "q" };
  }
  yield { type: "response.reasoning_summary_text.done", ...at, text: whole.text };
  yield { type: "response.reasoning_summary_part.done", ...at, part: whole };
}

function* callFrames(whole, part) {
  for (const delta of pieces(whole.arguments, part.pieces)) {
    yield { type: "response.function_call_arguments.delta", delta, obfuscation: "Zk" };
  }
  yield { type: "response.function_call_arguments.done", name: whole.name,
    arguments: whole.arguments };
}

function* inputFrames(whole, part) {
  for (const delta of pieces(whole.input, part.pieces)) {
    yield { type: "response.custom_tool_call_input.delta", delta };
  }
  yield { type: "response.custom_tool_call_input.done", input: whole.input };
}
