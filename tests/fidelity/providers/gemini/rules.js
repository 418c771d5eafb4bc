// What generateContent demands beyond its schema. Sources: wire facts 5.2 and 5.4, and
// https://ai.google.dev/gemini-api/docs/function-calling , /docs/thought-signatures .
import { geminiSentinels, signatures } from "../../lib/facts.js";

const kinds = ["text", "inlineData", "fileData", "functionCall", "functionResponse"];
const calls = (content) => (content?.parts ?? []).filter((part) => part.functionCall);
const results = (content) => (content?.parts ?? []).filter((part) => part.functionResponse);
const declared = (body) => (body.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []);

export const rules = [
  { name: "one kind a part", source: "api/caching#Part: a union field `data`",
    *check(body) {
      for (const part of body.contents.flatMap((content) => content.parts)) {
        const held = kinds.filter((name) => name in part);
        if (held.length !== 1) {
          yield `a part must have one initialized field 'data', has ${held.join(", ") || "none"}`;
        }
      }
    } },
  { name: "calls follow a user turn", source: "api: function call turn comes immediately after ...",
    *check(body) {
      for (const [at, content] of body.contents.entries()) {
        if (calls(content).length && body.contents[at - 1]?.role !== "user") {
          yield "Please ensure that function call turn comes immediately after a user turn or " +
            "after a function response turn.";
        }
      }
    } },
  { name: "calls are answered", source: "wire facts 5.2: one response per call, directly after",
    *check(body) {
      for (const [at, content] of body.contents.entries()) {
        const asked = calls(content).length;
        if (asked && results(body.contents[at + 1]).length !== asked) {
          yield "Please ensure that the number of function response parts is equal to the number " +
            "of function call parts of the function call turn.";
        }
      }
    } },
  { name: "results answer a call", source: "api: function response turn comes immediately after ...",
    *check(body) {
      for (const [at, content] of body.contents.entries()) {
        if (results(content).length && !calls(body.contents[at - 1]).length) {
          yield "Please ensure that function response turn comes immediately after a function " +
            "call turn.";
        }
      }
    } },
  { name: "results name their call", source: "wire facts 5.2: matched by id, or name and order",
    *check(body) {
      for (const [at, content] of body.contents.entries()) {
        const asked = calls(body.contents[at - 1]).map((part) => part.functionCall);
        if (!asked.length) continue;
        for (const { functionResponse: { id, name } } of results(content)) {
          if (!asked.some((call) => call.name === name && (!id || !call.id || call.id === id))) {
            yield `the function response ${name} (${id ?? "no id"}) matches no function call`;
          }
        }
      }
    } },
  { name: "roles keep their parts", source: "docs/function-calling: calls are the model's",
    *check(body) {
      for (const content of body.contents) {
        if (content.role === "user" && calls(content).length) yield "a user turn holds a call";
        if (content.role === "model" && results(content).length) yield "a model turn holds a result";
      }
    } },
  { name: "the user has the last word", source: "api: requests end with a user role",
    *check(body) {
      if (body.contents.at(-1).role !== "user") {
        yield "Please ensure that the last turn is a user turn or a function response.";
      }
    } },
  { name: "calls are signed", source: "wire facts 5.4: the first call of each step of this turn",
    *check(body) {
      const asks = (content) => content.role === "user" && !results(content).length;
      for (const content of body.contents.slice(body.contents.findLastIndex(asks) + 1)) {
        const first = calls(content)[0];
        if (first && !first.thoughtSignature) {
          yield `Function call \`default_api:${first.functionCall.name}\` is missing a ` +
            "thought_signature in its functionCall parts.";
        }
      }
    } },
  { name: "signatures are ours", source: "wire facts 5.4: Invalid thought signature",
    *check(body) {
      for (const { thoughtSignature } of body.contents.flatMap((content) => content.parts)) {
        if (thoughtSignature === undefined || thoughtSignature === signatures.gemini) continue;
        if (!geminiSentinels.includes(thoughtSignature)) yield "Invalid thought signature.";
      }
    } },
  { name: "one kind of schema", source: "docs/function-calling, docs/structured-output",
    *check(body) {
      for (const tool of declared(body)) {
        if (tool.parameters && tool.parametersJsonSchema) yield `${tool.name} has two schemas`;
      }
      const { responseSchema, responseJsonSchema, responseMimeType } = body.generationConfig ?? {};
      if (responseSchema && responseJsonSchema) yield "two response schemas";
      if ((responseSchema || responseJsonSchema) && responseMimeType !== "application/json") {
        yield "response_schema needs response_mime_type application/json";
      }
    } },
  { name: "one way to think", source: "wire facts 5.2: thinkingLevel and thinkingBudget together",
    *check(body) {
      const { thinkingLevel, thinkingBudget } = body.generationConfig?.thinkingConfig ?? {};
      if (thinkingLevel !== undefined && thinkingBudget !== undefined) {
        yield "You can only set only one of thinking budget and thinking level.";
      }
    } },
  { name: "allowed functions are forced ones", source: "docs/function-calling: only with ANY",
    *check(body) {
      const { mode, allowedFunctionNames } = body.toolConfig?.functionCallingConfig ?? {};
      if (!allowedFunctionNames) return;
      if (!["ANY", "VALIDATED"].includes(mode)) yield "Allowed functions need mode ANY or VALIDATED";
      for (const name of allowedFunctionNames) {
        if (!declared(body).some((tool) => tool.name === name)) yield `no function ${name}`;
      }
    } },
  { name: "config needs tools", source: "api: function calling config without function_declarations",
    *check(body) {
      if (body.toolConfig?.functionCallingConfig?.mode === "ANY" && !declared(body).length) {
        yield "Function calling config is set without function_declarations.";
      }
    } },
  { name: "function names are unique", source: "api: Duplicate function declaration found",
    *check(body) {
      const names = declared(body).map((tool) => tool.name);
      if (new Set(names).size < names.length) yield "Duplicate function declaration found";
    } },
];
