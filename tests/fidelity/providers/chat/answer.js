// Answers as Chat Completions gives them, whole and streamed: wire facts 3.2. Thinking goes out as
// `reasoning_content`, as the compatible hosts have it that show any. Their other habits come by the
// script's `manner` (cases/habits.js).
import { freshId } from "../../lib/facts.js";
import { argsText, broken, pieces } from "../../lib/script.js";
import { event } from "../envelope.js";
import { midStream } from "./errors.js";

const finishReasons = { end: "stop", length: "length", tools: "tool_calls",
  refusal: "content_filter", sequence: "stop" };

export function answer(script, { body }) {
  const created = 1793000000;
  const start = { id: freshId("chatcmpl-", 29), created, model: body.model,
    service_tier: "default", system_fingerprint: "fp_0123456789" };
  return {
    headers: { "x-request-id": freshId("req_") },
    whole: () => ({ ...start, object: "chat.completion", usage: counts(script.usage), choices: [{
      index: 0, logprobs: null, finish_reason: finish(script),
      message: message(script) }] }),
    frames: () => frames(script, { ...start, object: "chat.completion.chunk" }, body),
  };
}

function message({ parts }) {
  const said = parts.filter((part) => part.do === "say").map((part) => part.text);
  const thought = parts.filter((part) => part.do === "think").map((part) => part.text);
  const calls = parts.filter((part) => part.do === "call");
  const refusal = parts.find((part) => part.do === "refuse")?.text ?? null;
  return {
    role: "assistant", content: said.length ? said.join("") : null, refusal, annotations: [],
    ...(thought.length && { reasoning_content: thought.join("") }),
    ...(calls.length && { tool_calls: calls.map((part) => toolCall(part)) }),
  };
}

const toolCall = (part) => ({ id: freshId("call_"), type: "function",
  function: { name: part.name, arguments: argsText(part) } });

const nulls = { content: null, refusal: null, tool_calls: null, reasoning_content: null,
  function_call: null, audio: null };

function* frames(script, start, body) {
  const { manner = {} } = script;
  const counted = body.stream_options?.include_usage;
  const last = manner.usageInLastChoice;
  const chunk = (delta, finish_reason = null) => event({ ...start, obfuscation: "p9X2",
    ...(counted && { usage: last && finish_reason ? counts(script.usage) : null }),
    choices: [{ index: 0, delta: { ...(manner.roleOnEach && { role: "assistant" }), ...(manner.nulls && nulls), ...delta },
      logprobs: null, finish_reason }] });
  yield chunk({ role: "assistant", content: "", refusal: null });
  let index = 0;
  for (const part of script.parts) {
    if (part.do === "break" && part.how === "error") yield event(midStream());
    if (part.do === "break" || part.do === "hold") return yield broken(part);
    for (const delta of deltas(part, part.do === "call" ? index++ : 0, manner)) yield chunk(delta);
  }
  yield chunk({}, finish(script));
  if (counted && !last) yield event({ ...start, choices: [], usage: counts(script.usage) });
  if (!manner.noDone) yield "data: [DONE]\n\n";
}

function* deltas(part, index, manner) {
  const place = { say: "content", refuse: "refusal", think: manner.thinking ?? "reasoning_content" };
  if (part.do !== "call") {
    for (const text of pieces(part.text, part.pieces)) yield { [place[part.do]]: text };
    return;
  }
  const call = toolCall(part);
  if (manner.noArguments && call.function.arguments === "{}") call.function.arguments = "";
  const { name, arguments: all } = call.function;
  if (manner.wholeCalls) return yield { tool_calls: [{ ...(!manner.noIndex && { index }), ...call }] };
  yield { tool_calls: [{ index, ...call, function: { name, arguments: "" } }] };
  const again = { repeat: { id: call.id, type: call.type }, empty: { id: "", type: "function" } };
  const names = { repeat: { name }, empty: { name: "" } };
  for (const more of pieces(all, part.pieces)) {
    yield { tool_calls: [{ index, ...again[manner.calls],
      function: { ...names[manner.calls], arguments: more } }] };
  }
}

const finish = ({ stop, manner = {}, parts }) => {
  if (manner.stopDespiteCalls && stop.reason === "tools") return "stop";
  if (parts.some((part) => part.do === "refuse")) return "stop";
  return finishReasons[stop.reason];
};

const counts = ({ input, cached, output, reasoning }) => ({
  prompt_tokens: input, completion_tokens: output, total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0,
    accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
});
