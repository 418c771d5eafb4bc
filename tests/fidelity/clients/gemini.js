// @google/genai: models.generateContent and generateContentStream. It has no accumulator; what
// its Chat keeps as history are the chunks' contents, and those are joined here.
import { GoogleGenAI } from "@google/genai";
import { grammar, shapeOf } from "./grammar/gemini.js";
import { model, signatures } from "../lib/facts.js";

const stops = { STOP: "end", MAX_TOKENS: "length", SAFETY: "refusal", PROHIBITED_CONTENT: "refusal",
  BLOCKLIST: "refusal" };

export const gemini = {
  name: "gemini",
  grammar,
  shapeOf,
  errors: {
    rate_limit: { is: "ApiError", status: 429, says: "RESOURCE_EXHAUSTED", wait: "7" },
    overflow: { is: "ApiError", status: 400, says: "INVALID_ARGUMENT" },
    server: { is: "ApiError", status: 500, says: "INTERNAL" },
    overloaded: { is: "ApiError", status: 503, says: "UNAVAILABLE" },
    unauthorized: { is: "ApiError", status: 401 },
    forbidden: { is: "ApiError", status: 403 },
    gateway: { is: "ApiError", status: 400 },
    midStream: { is: "ApiError" },
    cancel: { is: "AbortError" },
  },

  connect: ({ url, key }) => new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: url } }),

  build: (ask) => ({
    model,
    contents: ask.turns.map(content),
    config: {
      ...(ask.system && { systemInstruction: ask.system }),
      ...(ask.tools && { tools: [{ functionDeclarations: ask.tools.map(
        ({ schema, ...tool }) => ({ ...tool, parametersJsonSchema: schema })) }] }),
      ...(ask.choice && { toolConfig: { functionCallingConfig: calling(ask.choice) } }),
      ...(ask.maxTokens && { maxOutputTokens: ask.maxTokens }),
      ...(ask.temperature !== undefined && { temperature: ask.temperature }),
      ...(ask.topP !== undefined && { topP: ask.topP }),
      ...(ask.stop && { stopSequences: ask.stop }),
      ...(ask.effort && { thinkingConfig:
        { thinkingLevel: ask.effort.toUpperCase(), includeThoughts: true } }),
      ...(ask.schema && { responseMimeType: "application/json", responseJsonSchema: ask.schema }),
    },
  }),

  async send({ models }, params, { stream, signal, onText = () => {}, onEvent = () => {} }) {
    const request = { ...params, config: { ...params.config, abortSignal: signal } };
    if (!stream) return joined([await models.generateContent(request)]);
    const chunks = [];
    for await (const chunk of await models.generateContentStream(request)) {
      chunks.push(chunk);
      onEvent(chunk);
      if (partsOf(chunk).some((part) => part.text && !part.thought)) onText();
    }
    return joined(chunks);
  },

  result({ parts, finishReason, usage }) {
    const text = parts.filter((part) => !part.thought).map((part) => part.text ?? "").join("");
    const calls = parts.filter((part) => part.functionCall).map(({ functionCall: call }) =>
      ({ id: call.id, name: call.name, args: call.args ?? {} }));
    return {
      text,
      thinking: parts.filter((part) => part.thought).map((part) => part.text).join(""),
      calls,
      // A tool call ends with STOP as well (wire facts 5.3).
      stop: finishReason === "STOP" && calls.length ? "tools" : stops[finishReason] ?? finishReason,
      usage: { input: usage?.promptTokenCount, cached: usage?.cachedContentTokenCount,
        output: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
        reasoning: usage?.thoughtsTokenCount },
      get parsed() { return JSON.parse(text); },
    };
  },

  extend(params, { parts }, results) {
    const calls = parts.filter((part) => part.functionCall).map((part) => part.functionCall);
    const answered = results.map((result, at) =>
      functionResponse(result, { id: calls[at].id, name: calls[at].name }));
    return { ...params, contents: [...params.contents,
      { role: "model", parts: merged(parts) },
      { role: "user", parts: answered }] };
  },

  failure: (error) => ({ name: error.name === "AbortError" ? error.name : error.constructor.name,
    status: error.status, message: error.message,
    wait: /retryDelay[^0-9]*([0-9]+)s/.exec(error.message)?.[1] }),
};

const partsOf = (chunk) => chunk.candidates?.[0]?.content?.parts ?? [];

// What a stream told in pieces, as one part each, as Gemini CLI keeps its history.
function merged(parts) {
  const out = [];
  for (const part of parts.filter(({ text }) => text !== "")) {
    const last = out.at(-1);
    const goesOn = part.text && last?.text && part.thought === last.thought;
    if (goesOn) out[out.length - 1] = { ...last, ...part, text: last.text + part.text };
    else out.push(part);
  }
  return out;
}

function joined(chunks) {
  const last = (pick) => chunks.map(pick).findLast((value) => value !== undefined);
  return {
    parts: chunks.flatMap(partsOf),
    finishReason: last((chunk) => chunk.candidates?.[0]?.finishReason) ??
      last((chunk) => chunk.promptFeedback?.blockReason),
    usage: last((chunk) => chunk.usageMetadata),
  };
}

function content({ who, parts }) {
  let signed = false;
  const sign = () => (signed ? {} : (signed = true, { thoughtSignature: signatures.gemini }));
  return { role: who === "assistant" ? "model" : "user", parts: parts.map((each) => part(each, sign)) };
}

const blob = ({ type, data }) => ({ inlineData: { mimeType: type, data } });

// History without ids, as older models have it.
function part({ text, image, document, thinking, call, result }, sign) {
  if (image) return blob(image);
  if (document) return blob(document);
  if (thinking) return { text: thinking, thought: true };
  if (call) return { functionCall: { name: call.name, args: call.args }, ...sign() };
  return result ? functionResponse(result, { name: result.name }) : { text };
}

function functionResponse({ text, error, images }, { id, name }) {
  return { functionResponse: { ...(id && { id }), name,
    response: error ? { error: text } : { output: text },
    ...(images.length && { parts: images.map(blob) }) } };
}

function calling(choice) {
  if (choice.tool) return { mode: "ANY", allowedFunctionNames: [choice.tool] };
  return { mode: choice.toUpperCase() };
}
