// The body of POST /v1/messages, as @anthropic-ai/sdk types it (MessageCreateParamsBase) and
// https://platform.claude.com/docs/en/api/messages describes it; without server tools and betas.
import { any, base64, between, boolean, either, list, matching, nullable, object, oneOf,
  record, string, tagged, text, whole } from "../../lib/strict.js";

const cacheControl =
  nullable(object({ type: oneOf("ephemeral") }, { ttl: oneOf("5m", "1h") }));
const cached = { cache_control: cacheControl };
const id = matching(/^[a-zA-Z0-9_-]+$/);
// Wire facts 2.6: tool names.
const toolName = matching(/^[a-zA-Z0-9_-]{1,128}$/);

const textBlock = object({ type: oneOf("text"), text }, { ...cached, citations: nullable(list(any)) });
const image = object({ type: oneOf("image"), source: tagged("type", {
  base64: object({ type: oneOf("base64"), data: base64,
    media_type: oneOf("image/jpeg", "image/png", "image/gif", "image/webp") }),
  url: object({ type: oneOf("url"), url: matching(/^https?:\/\//) }),
}) }, cached);
const documentBlock = object({ type: oneOf("document"), source: tagged("type", {
  base64: object({ type: oneOf("base64"), media_type: oneOf("application/pdf"), data: base64 }),
  text: object({ type: oneOf("text"), media_type: oneOf("text/plain"), data: string }),
  url: object({ type: oneOf("url"), url: matching(/^https?:\/\//) }),
}) }, { ...cached, title: nullable(text), context: nullable(text),
  citations: nullable(object({}, { enabled: boolean })) });
const toolResult = object({ type: oneOf("tool_result"), tool_use_id: id }, { ...cached,
  is_error: boolean,
  content: either(string, list(tagged("type", { text: textBlock, image, document: documentBlock }))),
});
const toolUse = object({ type: oneOf("tool_use"), id, name: toolName, input: record },
  { ...cached, caller: object({ type: oneOf("direct") }) });
const thinking = object({ type: oneOf("thinking"), thinking: string, signature: text });
const redacted = object({ type: oneOf("redacted_thinking"), data: text });

const message = tagged("role", {
  user: object({ role: oneOf("user"), content: either(text, list(tagged("type", {
    text: textBlock, image, document: documentBlock, tool_result: toolResult }), { least: 1 })) }),
  assistant: object({ role: oneOf("assistant"), content: either(text, list(tagged("type", {
    text: textBlock, tool_use: toolUse, thinking, redacted_thinking: redacted }), { least: 1 })) }),
});

const parallel = { disable_parallel_tool_use: boolean };
const tool = object(
  { name: toolName, input_schema: object({ type: oneOf("object") }, {
    properties: nullable(record), required: nullable(list(string)), additionalProperties: any,
    $schema: string, $defs: record, description: string, title: string }) },
  { ...cached, type: nullable(oneOf("custom")), description: string, strict: boolean,
    defer_loading: boolean, eager_input_streaming: nullable(boolean), input_examples: list(record) });

const sampling = { temperature: between(0, 1), top_p: between(0, 1), top_k: whole(0) };
const members = {
  cache_control: cacheControl,
  metadata: object({}, { user_id: nullable(string) }),
  output_config: object({}, {
    effort: nullable(oneOf("low", "medium", "high", "xhigh", "max")),
    format: nullable(object({ type: oneOf("json_schema"), schema: record })) }),
  service_tier: oneOf("auto", "standard_only"),
  stop_sequences: list(matching(/\S/)),
  stream: boolean,
  system: either(string, list(textBlock)),
  thinking: tagged("type", {
    adaptive: object({ type: oneOf("adaptive") },
      { display: nullable(oneOf("summarized", "omitted")) }),
    enabled: object({ type: oneOf("enabled"), budget_tokens: whole(1024) },
      { display: nullable(oneOf("summarized", "omitted")) }),
    disabled: object({ type: oneOf("disabled") }) }),
  tool_choice: tagged("type", {
    auto: object({ type: oneOf("auto") }, parallel), any: object({ type: oneOf("any") }, parallel),
    tool: object({ type: oneOf("tool"), name: toolName }, parallel),
    none: object({ type: oneOf("none") }) }),
  tools: list(tool),
};
const required = { model: text, max_tokens: whole(1), messages: list(message, { least: 1 }) };

// By anthropic-version. The newer one takes no sampling parameters (wire facts 2.x).
export const versions = {
  "2023-06-01": object(required, { ...members, ...sampling }),
  "2026-10-21": object(required, members),
};
