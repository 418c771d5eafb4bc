// The openai package's Chat Completions: create, parse and stream.
import OpenAI from "openai";
import { makeParseableResponseFormat } from "openai/lib/parser";
import { grammar, shapeOf } from "./grammar/chat.js";
import { model } from "../lib/facts.js";

const stops = { stop: "end", length: "length", tool_calls: "tools", content_filter: "refusal" };

export const openaiErrors = {
  rate_limit: { is: "RateLimitError", status: 429, code: "rate_limit_exceeded", wait: "7" },
  overflow: { is: "BadRequestError", status: 400, code: "context_length_exceeded" },
  server: { is: "InternalServerError", status: 500 },
  overloaded: { is: "InternalServerError", status: 503, code: "server_is_overloaded" },
  unauthorized: { is: "AuthenticationError", status: 401 },
  forbidden: { is: "PermissionDeniedError", status: 403 },
  // Not the agent's own key, and nothing that another try would change: these clients repeat a 5xx.
  gateway: { is: "BadRequestError", status: 400 },
  midStream: { is: "APIError" },
  cancel: { is: "APIUserAbortError" },
};

export const openaiFailure = (error) => ({ name: error.constructor.name, status: error.status,
  message: error.message, code: error.code, wait: error.headers?.get("retry-after") });

export const connect = ({ url, key }) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });

export const dataUrl = ({ type, data, url }) => url ?? `data:${type};base64,${data}`;

export const chat = {
  name: "chat",
  grammar,
  shapeOf,
  errors: openaiErrors,
  connect,

  build(ask) {
    const system = ask.system ? [{ role: "system", content: ask.system }] : [];
    return {
      model,
      messages: [...system, ...ask.turns.flatMap(messages)],
      ...(ask.tools && { tools: ask.tools.map(({ name, description, schema }) =>
        ({ type: "function", function: { name, description, parameters: schema } })) }),
      ...(ask.choice && { tool_choice: toolChoice(ask.choice) }),
      ...(ask.parallel === false && { parallel_tool_calls: false }),
      ...(ask.maxTokens && { max_completion_tokens: ask.maxTokens }),
      ...(ask.temperature !== undefined && { temperature: ask.temperature }),
      ...(ask.topP !== undefined && { top_p: ask.topP }),
      ...(ask.stop && { stop: ask.stop }),
      ...(ask.effort && { reasoning_effort: ask.effort }),
      ...(ask.schema && { response_format: makeParseableResponseFormat({ type: "json_schema",
        json_schema: { name: "output", schema: ask.schema, strict: true } }, JSON.parse) }),
    };
  },

  async send(client, params, { stream, signal, onText = () => {}, onEvent = () => {} }) {
    const { completions } = client.chat;
    if (stream) {
      const runner = completions.stream(
        { ...params, stream_options: { include_usage: true } }, { signal });
      runner.on("content", onText);
      runner.on("chunk", (chunk) => onEvent(chunk));
      return runner.finalChatCompletion();
    }
    // With tools the helper would want those strict as well.
    return params.response_format && !params.tools ? completions.parse(params, { signal })
      : completions.create(params, { signal });
  },

  result({ choices: [{ message, finish_reason }], usage }) {
    return {
      text: (message.content ?? "") + (message.refusal ?? ""),
      calls: (message.tool_calls ?? []).map(({ id, function: call }) =>
        ({ id, name: call.name, args: JSON.parse(call.arguments) })),
      stop: message.refusal ? "refusal" : stops[finish_reason] ?? finish_reason,
      usage: { input: usage?.prompt_tokens, cached: usage?.prompt_tokens_details?.cached_tokens,
        output: usage?.completion_tokens,
        reasoning: usage?.completion_tokens_details?.reasoning_tokens },
      parsed: message.parsed ?? undefined,
    };
  },

  extend(params, { choices: [{ message }] }, results) {
    const ids = message.tool_calls.map((call) => call.id);
    const { role, content, tool_calls } = message;
    const calls = tool_calls.map(({ id, type, function: { name, arguments: args } }) =>
      ({ id, type, function: { name, arguments: args } }));
    return { ...params, messages: [...params.messages, { role, content, tool_calls: calls },
      ...answers(results.map((result, at) => ({ ...result, nativeId: ids[at] })))] };
  },

  failure: openaiFailure,
};

const nativeId = (id) => `call_Fidelity${id}`;

function messages({ who, parts }) {
  if (who === "tool") return answers(parts.map(({ result }) => result));
  if (who === "user") return [{ role: who, content: plain(parts) ?? parts.map(content) }];
  const text = parts.filter((part) => part.text).map((part) => part.text).join("");
  const calls = parts.filter((part) => part.call).map(({ call }) => ({ id: nativeId(call.id),
    type: "function", function: { name: call.name, arguments: JSON.stringify(call.args) } }));
  return [{ role: who, content: text || null, ...(calls.length && { tool_calls: calls }) }];
}

const plain = (parts) => (parts.length === 1 ? parts[0].text : undefined);

function content(part) {
  if (part.image) return { type: "image_url", image_url: { url: dataUrl(part.image) } };
  if (part.document) {
    return { type: "file", file: { file_data: dataUrl(part.document), filename: part.document.name } };
  }
  return { type: "text", text: part.text };
}

// All tool messages, then what follows them.
function answers(results) {
  const tools = results.map(toolMessages);
  return [...tools.map(([first]) => first), ...tools.flatMap(([, ...rest]) => rest)];
}

// Results take text only: a failure is said in words, images follow in a message of the user's.
function toolMessages({ id, nativeId: native, text, error, images }) {
  const shown = images.map((image) => content({ image }));
  return [
    { role: "tool", tool_call_id: native ?? nativeId(id), content: error ? `Error: ${text}` : text },
    ...(shown.length ? [{ role: "user", content: shown }] : []),
  ];
}

function toolChoice(choice) {
  if (choice.tool) return { type: "function", function: { name: choice.tool } };
  return choice === "any" ? "required" : choice;
}
