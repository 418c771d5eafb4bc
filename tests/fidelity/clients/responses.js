// The openai package's Responses: create, parse and stream. Nothing is stored at the vendor, so
// reasoning comes and goes encrypted.
import { makeParseableTextFormat } from "openai/lib/parser";
import { grammar, shapeOf } from "./grammar/responses.js";
import { freeform, model, signatures } from "../lib/facts.js";
import { connect, dataUrl, openaiErrors, openaiFailure } from "./chat.js";

export const responses = {
  name: "responses",
  grammar,
  shapeOf,
  errors: { ...openaiErrors, midStream: { is: ["ResponseFailed", "APIError"] } },
  // Codex ends its turn at server_is_overloaded, and asks again after server_error.
  errorsThrough: { overloaded: { code: "server_error" } },
  connect,

  build: (ask) => ({
    model,
    store: false,
    include: ["reasoning.encrypted_content"],
    ...(ask.system && { instructions: ask.system }),
    input: ask.turns.flatMap(items),
    ...(ask.tools && { tools: ask.tools.map(tool) }),
    ...(ask.choice && { tool_choice: toolChoice(ask.choice) }),
    ...(ask.parallel === false && { parallel_tool_calls: false }),
    ...(ask.maxTokens && { max_output_tokens: ask.maxTokens }),
    ...(ask.temperature !== undefined && { temperature: ask.temperature }),
    ...(ask.topP !== undefined && { top_p: ask.topP }),
    ...(ask.effort && { reasoning: { effort: ask.effort, summary: "auto" } }),
    ...(ask.schema && { text: { format: makeParseableTextFormat(
      { type: "json_schema", name: "output", schema: ask.schema, strict: true }, JSON.parse) } }),
  }),

  async send(client, params, { stream, signal, onText = () => {}, onEvent = () => {} }) {
    if (stream) {
      const runner = client.responses.stream(params, { signal });
      runner.on("response.output_text.delta", onText);
      runner.on("event", (event) => onEvent(structuredClone(event)));
      // The accumulator of this version knows one ending only, "completed": of the other two an
      // application learns by their events.
      let other;
      runner.on("response.incomplete", ({ response }) => { other = response; });
      runner.on("response.failed", ({ response }) => { other = response; });
      const final = await runner.finalResponse();
      if (other?.status === "failed") throw new ResponseFailed(other.error);
      return other ? { ...final, ...other } : final;
    }
    // With tools the helper would want those strict as well.
    return params.text && !params.tools ? client.responses.parse(params, { signal })
      : client.responses.create(params, { signal });
  },

  result(response) {
    const of = (...types) => response.output.filter((item) => types.includes(item.type));
    return {
      text: of("message").flatMap((item) => item.content)
        .map((part) => part.text ?? part.refusal).join(""),
      thinking: of("reasoning").flatMap((item) => item.summary).map((s) => s.text).join(""),
      calls: of("function_call", "custom_tool_call").map((item) => ({ id: item.call_id,
        name: item.name,
        args: item.arguments === undefined ? { input: item.input } : JSON.parse(item.arguments) })),
      stop: stop(response),
      usage: { input: response.usage?.input_tokens,
        cached: response.usage?.input_tokens_details?.cached_tokens,
        output: response.usage?.output_tokens,
        reasoning: response.usage?.output_tokens_details?.reasoning_tokens },
      parsed: response.output_parsed ?? undefined,
    };
  },

  extend(params, { output }, results) {
    const calls = output.filter(isCall);
    return { ...params, input: [...params.input, ...output.map(withoutParsed),
      ...results.map((result, at) => ({ ...callOutput({ ...result, nativeId: calls[at].call_id }),
        type: `${calls[at].type}_output` }))] };
  },

  failure: openaiFailure,
};

class ResponseFailed extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

// The stream's accumulator adds what it parsed; the API takes its own members back only.
function withoutParsed({ parsed_arguments: _, ...item }) {
  return item.content ? { ...item, content: item.content.map(({ parsed, ...part }) => part) } : item;
}

const isCall = ({ type }) => type === "function_call" || type === "custom_tool_call";

const tool = ({ name, description, schema }) => (schema === freeform
  ? { type: "custom", name, description, format: { type: "text" } }
  : { type: "function", name, description, parameters: schema, strict: false });

const nativeId = (id) => `call_Fidelity${id}`;

function stop({ status, incomplete_details: details, output }) {
  const refused = output.some((item) => item.content?.some((part) => part.type === "refusal"));
  if (details?.reason === "content_filter" || refused) return "refusal";
  if (details?.reason === "max_output_tokens") return "length";
  if (status !== "completed") return status;
  return output.some(isCall) ? "tools" : "end";
}

function items({ who, parts }) {
  if (who === "tool") return parts.map(({ result }) => callOutput(result));
  if (who === "user") return [{ type: "message", role: who, content: parts.map(input) }];
  return parts.map(output);
}

function input(part) {
  if (part.image) return { type: "input_image", detail: "auto", image_url: dataUrl(part.image) };
  if (part.document) {
    return { type: "input_file", filename: part.document.name, file_data: dataUrl(part.document) };
  }
  return { type: "input_text", text: part.text };
}

let count = 0;
function output(part) {
  if (part.thinking) {
    return { type: "reasoning", id: `rs_fidelity${++count}`, encrypted_content: signatures.responses,
      summary: [{ type: "summary_text", text: part.thinking }] };
  }
  if (part.call) {
    return { type: "function_call", call_id: nativeId(part.call.id), name: part.call.name,
      arguments: JSON.stringify(part.call.args) };
  }
  return { type: "message", role: "assistant", content: [{ type: "output_text", text: part.text }] };
}

// There is no flag for failures: it is said in words.
function callOutput({ id, nativeId: native, text, error, images }) {
  const said = error ? `Error: ${text}` : text;
  const shown = images.map((image) => input({ image }));
  return { type: "function_call_output", call_id: native ?? nativeId(id),
    output: shown.length ? [input({ text: said }), ...shown] : said };
}

function toolChoice(choice) {
  if (choice.tool) return { type: "function", name: choice.tool };
  return choice === "any" ? "required" : choice;
}
