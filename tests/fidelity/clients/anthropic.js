// @anthropic-ai/sdk: messages.create, messages.parse and messages.stream.
import Anthropic from "@anthropic-ai/sdk";
import { jsonSchemaOutputFormat } from "@anthropic-ai/sdk/helpers/json-schema";
import { grammar, shapeOf } from "./grammar/anthropic.js";
import { model, signatures } from "../lib/facts.js";

const stops = { end_turn: "end", max_tokens: "length", tool_use: "tools", refusal: "refusal",
  stop_sequence: "sequence" };

export const anthropic = {
  name: "anthropic",
  grammar,
  shapeOf,
  errors: {
    rate_limit: { is: "RateLimitError", status: 429, code: "rate_limit_error", wait: "7" },
    // Claude Code compacts on these words alone (wire facts 1.4).
    overflow: { is: "BadRequestError", status: 400, code: "invalid_request_error",
      says: "prompt is too long" },
    server: { is: "InternalServerError", status: 500, code: "api_error" },
    overloaded: { is: "OverloadedError", status: 529, code: "overloaded_error" },
    unauthorized: { is: "AuthenticationError", status: 401 },
    forbidden: { is: "PermissionDeniedError", status: 403 },
    // Not the agent's own key, and nothing to try again: this client obeys a header.
    gateway: { is: "InternalServerError", status: 502, again: "false" },
    midStream: { is: "APIError" },
    cancel: { is: "APIUserAbortError" },
  },

  connect: ({ url, key }) => new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0 }),

  build(ask) {
    return {
      model,
      max_tokens: ask.maxTokens ?? 1024,
      ...(ask.system && { system: ask.system }),
      messages: ask.turns.map(message),
      ...(ask.tools && { tools: ask.tools.map(({ schema, ...tool }) =>
        ({ ...tool, input_schema: schema })) }),
      ...toolChoice(ask),
      ...(ask.stop && { stop_sequences: ask.stop }),
      ...(ask.effort && { thinking: { type: "adaptive" } }),
      ...outputConfig(ask),
    };
  },

  async send(client, params, { stream, signal, onText = () => {}, onEvent = () => {} }) {
    if (stream) {
      const events = client.messages.stream(params, { signal });
      events.on("text", onText);
      events.on("streamEvent", (event) => onEvent(event));
      return events.finalMessage();
    }
    const parses = params.output_config?.format;
    return parses ? client.messages.parse(params, { signal })
      : client.messages.create(params, { signal });
  },

  result: (message) => ({
    text: of(message, "text").map((block) => block.text).join(""),
    thinking: of(message, "thinking").map((block) => block.thinking).join(""),
    calls: of(message, "tool_use").map(({ id, name, input }) => ({ id, name, args: input })),
    stop: stops[message.stop_reason] ?? message.stop_reason,
    sequence: message.stop_sequence,
    usage: usage(message.usage),
    parsed: message.parsed_output,
  }),

  // The next request of a tool loop: the answer as it came, and the results of its calls.
  extend(params, message, results) {
    const ids = of(message, "tool_use").map((block) => block.id);
    const answered = results.map((result, at) => toolResult({ ...result, nativeId: ids[at] }));
    return { ...params, messages: [...params.messages,
      { role: "assistant", content: message.content }, { role: "user", content: answered }] };
  },

  failure: (error) => ({ name: error.constructor.name, status: error.status, message: error.message,
    code: error.type, wait: error.headers?.get("retry-after"),
    again: error.headers?.get("x-should-retry") }),
};

const of = (message, type) => message.content.filter((block) => block.type === type);

function message({ who, parts }) {
  return { role: who === "assistant" ? who : "user", content: parts.map(block) };
}

function block(part) {
  if (part.image) return { type: "image", source: source(part.image) };
  if (part.document) {
    return { type: "document", source: source(part.document), title: part.document.name };
  }
  if (part.thinking) {
    return { type: "thinking", thinking: part.thinking, signature: signatures.anthropic };
  }
  if (part.call) {
    return { type: "tool_use", id: nativeId(part.call.id), name: part.call.name, input: part.call.args };
  }
  return part.result ? toolResult(part.result) : { type: "text", text: part.text };
}

const nativeId = (id) => `toolu_01Fidelity${id}`;
const source = ({ type, data, url }) => (url ? { type: "url", url }
  : { type: "base64", media_type: type, data });

function toolResult(result) {
  const images = result.images.map((image) => ({ type: "image", source: source(image) }));
  return { type: "tool_result", tool_use_id: result.nativeId ?? nativeId(result.id),
    ...(result.error && { is_error: true }),
    content: [...(result.text ? [{ type: "text", text: result.text }] : []), ...images] };
}

function toolChoice({ choice, parallel }) {
  if (choice === undefined && parallel === undefined) return {};
  const wish = choice?.tool ? { type: "tool", name: choice.tool } : { type: choice ?? "auto" };
  return { tool_choice: { ...wish, ...(parallel === false && { disable_parallel_tool_use: true }) } };
}

function outputConfig({ schema, effort }) {
  if (!schema && !effort) return {};
  const format = schema && jsonSchemaOutputFormat(schema, { transform: false });
  return { output_config: { ...(effort && { effort }), ...(format && { format }) } };
}

const usage = (counts) => ({
  input: counts.input_tokens + (counts.cache_read_input_tokens ?? 0) +
    (counts.cache_creation_input_tokens ?? 0),
  cached: counts.cache_read_input_tokens ?? undefined,
  output: counts.output_tokens,
  reasoning: counts.output_tokens_details?.thinking_tokens,
});
