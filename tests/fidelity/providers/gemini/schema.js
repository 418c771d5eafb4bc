// The body of generateContent, as @google/genai writes it for the Gemini API and
// https://ai.google.dev/api/generate-content describes it. Unknown names are refused there too
// ("Invalid JSON payload received. Unknown name ...").
import { any, base64, between, boolean, list, matching, nullable, object, oneOf, record, string,
  text, whole } from "../../lib/strict.js";

// Wire facts 5.2.
const functionName = matching(/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/);
const blob = object({ mimeType: matching(/^[a-z]+\/[a-z0-9.+-]+$/), data: base64 },
  { displayName: text });

const part = object({}, {
  text: string, thought: boolean, thoughtSignature: base64OrSentinel, inlineData: blob,
  fileData: object({ fileUri: text }, { mimeType: text }),
  functionCall: object({ name: functionName }, { args: record, id: text }),
  functionResponse: object({ name: functionName, response: record },
    { id: text, parts: list(object({}, { inlineData: blob })) }),
});
const content = object({ role: oneOf("user", "model"), parts: list(part, { least: 1 }) });

// Bytes in JSON; the documented stand-ins are taken as they are (wire facts 5.4).
function base64OrSentinel(value, path, problems) {
  if (typeof value === "string" && /^[a-z_]+$/.test(value)) return;
  base64(value, path, problems);
}

// `parameters` is a subset of OpenAPI 3.0 (wire facts 5.2): no $schema, additionalProperties, $ref,
// const, oneOf, allOf.
function openApi(value, path, problems) {
  object({}, { type: matching(/^(string|number|integer|boolean|array|object|null)$/i),
    format: string, title: string, description: string, nullable: boolean, default: any,
    enum: list(text), minItems: any, maxItems: any, minLength: any, maxLength: any, pattern: string,
    minimum: whole(-1e15), maximum: whole(-1e15), minProperties: any, maxProperties: any,
    required: list(text), propertyOrdering: list(text), example: any, anyOf: list(openApi),
    items: openApi, properties: mapOf(openApi) })(value, path, problems);
}

const mapOf = (schema) => (value, path, problems) => {
  record(value, path, problems);
  for (const [name, member] of Object.entries(value ?? {})) {
    schema(member, `${path}.${name}`, problems);
  }
};

const declaration = object({ name: functionName }, { description: string, parameters: openApi,
  parametersJsonSchema: record, response: openApi, responseJsonSchema: record });

export const schema = object({ contents: list(content, { least: 1 }) }, {
  systemInstruction: object({ parts: list(object({ text }), { least: 1 }) },
    { role: oneOf("user", "system") }),
  tools: list(object({ functionDeclarations: list(declaration, { least: 1 }) })),
  toolConfig: object({}, { functionCallingConfig: object({},
    { mode: oneOf("AUTO", "ANY", "NONE", "VALIDATED"), allowedFunctionNames: list(functionName) }) }),
  safetySettings: list(record), cachedContent: text,
  generationConfig: object({}, {
    stopSequences: list(text, { most: 5 }), responseMimeType: oneOf("text/plain", "application/json"),
    responseSchema: openApi, responseJsonSchema: record, candidateCount: whole(1, 8),
    maxOutputTokens: whole(1), temperature: between(0, 2), topP: between(0, 1), topK: whole(1),
    seed: nullable(whole(-(2 ** 31))), presencePenalty: between(-2, 2),
    frequencyPenalty: between(-2, 2), responseLogprobs: boolean, logprobs: whole(0),
    thinkingConfig: object({}, { includeThoughts: boolean, thinkingBudget: whole(-1),
      thinkingLevel: oneOf("MINIMAL", "LOW", "MEDIUM", "HIGH", "minimal", "low", "medium", "high") }),
  }),
});
