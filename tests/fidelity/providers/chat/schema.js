// The body of POST /v1/chat/completions, as the openai package types it
// (ChatCompletionCreateParamsBase); the audio, search and legacy function members are left out.
import { between, boolean, either, list, matching, nullable, number, object, oneOf, record, string,
  tagged, text, whole } from "../../lib/strict.js";

const functionName = matching(/^[a-zA-Z0-9_-]{1,64}$/);
// Wire facts 3.2: at most 40 characters at OpenAI.
const callId = matching(/^.{1,40}$/);

const textPart = object({ type: oneOf("text"), text: string });
const imagePart = object({ type: oneOf("image_url"), image_url: object(
  { url: matching(/^(https?:\/\/|data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$)/) },
  { detail: oneOf("auto", "low", "high") }) });
const filePart = object({ type: oneOf("file"), file: object({}, {
  file_data: matching(/^data:application\/pdf;base64,[A-Za-z0-9+/]+=*$/), filename: text,
  file_id: text }) });
const textOnly = either(string, list(textPart, { least: 1 }));

const toolCall = object({ id: callId, type: oneOf("function"),
  function: object({ name: functionName, arguments: string }) });
const named = { name: text };
const message = tagged("role", {
  system: object({ role: oneOf("system"), content: textOnly }, named),
  developer: object({ role: oneOf("developer"), content: textOnly }, named),
  user: object({ role: oneOf("user"), content: either(string, list(tagged("type", {
    text: textPart, image_url: imagePart, file: filePart }), { least: 1 })) }, named),
  assistant: object({ role: oneOf("assistant") }, { ...named, refusal: nullable(string),
    content: nullable(either(string, list(tagged("type", { text: textPart,
      refusal: object({ type: oneOf("refusal"), refusal: string }) }), { least: 1 }))),
    tool_calls: list(toolCall, { least: 1 }) }),
  tool: object({ role: oneOf("tool"), tool_call_id: callId, content: textOnly }),
});

const tool = tagged("type", { function: object({ type: oneOf("function"),
  function: object({ name: functionName },
    { description: string, parameters: record, strict: nullable(boolean) }) }) });

export const schema = object({ model: text, messages: list(message, { least: 1 }) }, {
  frequency_penalty: nullable(between(-2, 2)), presence_penalty: nullable(between(-2, 2)),
  logprobs: nullable(boolean), max_completion_tokens: nullable(whole(1)),
  max_tokens: nullable(whole(1)), metadata: nullable(record), n: nullable(whole(1, 128)),
  parallel_tool_calls: boolean, prompt_cache_key: string,
  reasoning_effort: nullable(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
  response_format: tagged("type", { text: object({ type: oneOf("text") }),
    json_object: object({ type: oneOf("json_object") }),
    json_schema: object({ type: oneOf("json_schema"), json_schema: object(
      { name: functionName }, { schema: record, description: string, strict: nullable(boolean) }) }) }),
  safety_identifier: string, seed: nullable(number), service_tier: nullable(string),
  stop: nullable(either(string, list(string, { least: 1, most: 4 }))), store: nullable(boolean),
  stream: nullable(boolean),
  stream_options: nullable(object({}, { include_usage: boolean, include_obfuscation: boolean })),
  temperature: nullable(between(0, 2)), top_p: nullable(between(0, 1)),
  tool_choice: either(oneOf("none", "auto", "required"),
    object({ type: oneOf("function"), function: object({ name: functionName }) })),
  tools: list(tool, { least: 1, most: 128 }), user: string,
  verbosity: nullable(oneOf("low", "medium", "high")),
});
