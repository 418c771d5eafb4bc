// The body of POST /v1/responses, as the openai package types it (ResponseCreateParamsBase), with
// the items and tools that agents without hosted tools send.
import { any, between, boolean, either, list, matching, nullable, object, oneOf, record, string,
  tagged, text, whole } from "../../lib/strict.js";

// 64 is Chat's limit, confirmed there ("string too long. Expected a string with maximum length 64");
// some hosts of Responses hold to it as well.
const functionName = matching(/^[a-zA-Z0-9_-]{1,64}$/);
const callId = matching(/^.{1,64}$/);
const status = nullable(oneOf("in_progress", "completed", "incomplete"));
const id = (prefix) => nullable(matching(new RegExp(`^${prefix}_[A-Za-z0-9_-]{1,64}$`)));
const url = matching(/^(https?:\/\/|data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$)/);

const inputText = object({ type: oneOf("input_text"), text: string });
const inputImage = object({ type: oneOf("input_image") }, { image_url: nullable(url),
  detail: nullable(oneOf("low", "high", "auto", "original")), file_id: nullable(text) });
const inputFile = object({ type: oneOf("input_file") }, { filename: text, file_url: text,
  file_data: matching(/^data:application\/pdf;base64,[A-Za-z0-9+/]+=*$/), file_id: nullable(text) });
const inputPart = tagged("type",
  { input_text: inputText, input_image: inputImage, input_file: inputFile });
// The vendor: "Invalid value: 'input_text'. Supported values are: 'output_text' and 'refusal'."
const outputPart = tagged("type", {
  output_text: object({ type: oneOf("output_text"), text: string },
    { annotations: list(any), logprobs: list(any) }),
  refusal: object({ type: oneOf("refusal"), refusal: string }) });

const phase = { phase: nullable(oneOf("commentary", "final_answer")) };
const spoken = (role) => object({ role: oneOf(role),
  content: either(string, list(inputPart, { least: 1 })) }, { type: oneOf("message"), status,
  id: id("msg"), ...phase });
const message = tagged("role", {
  user: spoken("user"), system: spoken("system"), developer: spoken("developer"),
  assistant: object({ role: oneOf("assistant"),
    content: either(string, list(outputPart, { least: 1 })) },
  { type: oneOf("message"), status, id: id("msg"), ...phase }),
});

const items = {
  message,
  function_call: object({ type: oneOf("function_call"), call_id: callId, name: functionName,
    arguments: string }, { id: id("fc"), status, namespace: text }),
  function_call_output: object({ type: oneOf("function_call_output"), call_id: callId,
    output: either(string, list(inputPart, { least: 1 })) }, { id: id("fc"), status }),
  custom_tool_call: object({ type: oneOf("custom_tool_call"), call_id: callId, name: functionName,
    input: string }, { id: id("ctc"), status, namespace: text }),
  custom_tool_call_output: object({ type: oneOf("custom_tool_call_output"), call_id: callId,
    output: either(string, list(inputPart, { least: 1 })) }, { id: id("ctc") }),
  reasoning: object({ type: oneOf("reasoning"),
    summary: list(object({ type: oneOf("summary_text"), text: string })) },
  { id: id("rs"), status, encrypted_content: nullable(text),
    content: nullable(list(object({ type: oneOf("reasoning_text"), text: string }))) }),
};
// An item without a type is a message.
const item = (value, path, problems) =>
  (value !== null && typeof value === "object" && !("type" in value)
    ? message : tagged("type", items))(value, path, problems);

const format = tagged("type", { text: object({ type: oneOf("text") }),
  grammar: object({ type: oneOf("grammar"), syntax: oneOf("lark", "regex"), definition: text }) });
const functionTool = object({ type: oneOf("function"), name: functionName },
  { parameters: nullable(record), strict: nullable(boolean), description: nullable(string),
    defer_loading: boolean });
const customTool = object({ type: oneOf("custom"), name: functionName },
  { description: string, format, defer_loading: boolean });

const effort = nullable(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max"));
// Wire facts 3.3: a namespace holds function and custom tools.
const tool = tagged("type", { function: functionTool, custom: customTool,
  namespace: object({ type: oneOf("namespace"), name: functionName, tools: list(tagged("type",
    { function: functionTool, custom: customTool }), { least: 1 }) }, { description: string }) });

export const schema = object({ model: text, input: either(string, list(item, { least: 1 })) }, {
  background: nullable(boolean), instructions: nullable(string),
  include: nullable(list(oneOf("reasoning.encrypted_content", "message.output_text.logprobs"))),
  max_output_tokens: nullable(whole(16)), metadata: nullable(record),
  parallel_tool_calls: nullable(boolean), prompt_cache_key: string,
  reasoning: nullable(object({}, { effort, summary: nullable(oneOf("auto", "concise", "detailed")),
    generate_summary: nullable(oneOf("auto", "concise", "detailed")) })),
  safety_identifier: string, service_tier: nullable(string), store: nullable(boolean),
  stream: nullable(boolean), stream_options: nullable(object({}, { include_obfuscation: boolean })),
  temperature: nullable(between(0, 2)), top_p: nullable(between(0, 1)),
  text: object({}, { verbosity: nullable(oneOf("low", "medium", "high")),
    format: tagged("type", { text: object({ type: oneOf("text") }),
      json_object: object({ type: oneOf("json_object") }),
      json_schema: object({ type: oneOf("json_schema"), name: functionName, schema: record },
        { description: string, strict: nullable(boolean) }) }) }),
  tool_choice: either(oneOf("none", "auto", "required"),
    object({ type: oneOf("function", "custom"), name: functionName })),
  tools: list(tool), truncation: nullable(oneOf("auto", "disabled")), user: string,
});
