// A generateContent request in the words of compare/ask.js.
import { geminiSentinels } from "../../lib/facts.js";
import { said } from "../media.js";

export function read(body) {
  const config = body.generationConfig ?? {};
  const tools = (body.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []);
  const calling = body.toolConfig?.functionCallingConfig;
  return {
    system: body.systemInstruction?.parts.map((part) => part.text).join("\n\n"),
    atoms: named(body.contents.flatMap(({ role, parts }) =>
      parts.map((part) => atom(role === "model" ? "assistant" : "user", part)))),
    tools: tools.length ? tools.map((tool) => ({ name: tool.name, description: tool.description,
      schema: tool.parametersJsonSchema ?? lower(tool.parameters) })) : undefined,
    choice: choice(calling),
    maxTokens: config.maxOutputTokens,
    temperature: config.temperature,
    topP: config.topP,
    stop: config.stopSequences,
    schema: config.responseJsonSchema ?? lower(config.responseSchema),
    effort: config.thinkingConfig?.thinkingLevel?.toLowerCase(),
  };
}

function choice(calling) {
  if (calling?.mode === "NONE") return "none";
  if (calling?.mode !== "ANY") return undefined;
  return calling.allowedFunctionNames?.length === 1
    ? { tool: calling.allowedFunctionNames[0] } : "any";
}

function atom(who, part) {
  if (part.functionCall) {
    const { id, name, args = {} } = part.functionCall;
    return { who, call: { id, name, args }, ...signed(part) };
  }
  if (part.functionResponse) return { who: "tool", result: result(part.functionResponse) };
  if (part.inlineData) return media(who, part.inlineData);
  if (part.fileData) return { who, image: { url: part.fileData.fileUri } };
  if (part.thought) return { who, thinking: part.text, ...signed(part) };
  return { who, text: part.text, ...signed(part) };
}

const signed = ({ thoughtSignature: signature }) =>
  (signature && !geminiSentinels.includes(signature) ? { signature } : {});

const media = (who, { mimeType, data, displayName }) =>
  (mimeType.startsWith("image/") ? { who, image: { type: mimeType, data } }
    : { who, document: { type: mimeType, data, name: displayName } });

// The documented shapes are {"output"|"result": ...} and {"error": ...}.
function result({ id, name, response, parts = [] }) {
  const images = parts.filter((part) => part.inlineData)
    .map(({ inlineData }) => ({ type: inlineData.mimeType, data: inlineData.data }));
  const failed = "error" in response;
  const value = failed ? response.error : response.output ?? response.result ?? response;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { id, name, images, ...(failed ? { text, error: "flag" } : said(text)) };
}

// Calls without ids get some, and their results the same ones: by name and order.
function named(atoms) {
  let open = [];
  let count = 0;
  for (const [at, each] of atoms.entries()) {
    if (each.call) {
      if (!atoms[at - 1]?.call) open = [];
      each.call.id ??= `gemini-${++count}`;
      open.push(each.call);
    }
    if (each.result) {
      const match = open.find((c) => (each.result.id ? c.id === each.result.id
        : c.name === each.result.name && !c.answered));
      if (match) match.answered = true;
      each.result.id ??= match?.id;
      delete each.result.name;
    }
  }
  for (const each of atoms) delete each.call?.answered;
  return atoms;
}

// OpenAPI types may be in capitals.
function lower(schema) {
  if (schema === null || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(lower);
  return Object.fromEntries(Object.entries(schema).map(([name, value]) =>
    [name, name === "type" && typeof value === "string" ? value.toLowerCase() : lower(value)]));
}
