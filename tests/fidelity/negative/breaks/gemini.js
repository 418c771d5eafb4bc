// Requests that break the rules of the Gemini validator: { rule: [body => change it] }, and the
// places of its schema: [path, change].
import { loop, many, named, signed } from "../requests.js";

const calling = (mode, name) =>
  ({ functionCallingConfig: { mode, allowedFunctionNames: [name] } });

export const gemini = {
  start: () => loop("gemini"),
  schema: [
    ["body.messages", (b) => { b.messages = []; }],
    ["body.contents.0.role", (b) => { b.contents[0].role = "assistant"; }],
    ["body.contents.0.parts.0.type", (b) => { b.contents[0].parts[0].type = "text"; }],
    ["body.contents.0.parts", (b) => { b.contents[0].parts = []; }],
    ["body.contents.1.parts.1.functionCall.name", (b) => {
      b.contents[1].parts[1].functionCall.name = "get weather";
    }],
    ["body.contents.2.parts.0.functionResponse.response", (b) => {
      b.contents[2].parts[0].functionResponse.response = "contents";
    }],
    ["parameters.properties.city.const", (b) => {
      named(b).parameters = { type: "object", properties: { city: { const: "Paris" } } };
    }],
    ["parameters.additionalProperties", (b) => {
      named(b).parameters = { type: "object", additionalProperties: false };
    }],
    ["parameters.$schema", (b) => { named(b).parameters = { $schema: "http://x" }; }],
    ["body.generationConfig.stopSequences", (b) => {
      b.generationConfig.stopSequences = many(6, "x");
    }],
    ["body.generationConfig.thinkingConfig.thinkingLevel", (b) => {
      b.generationConfig.thinkingConfig.thinkingLevel = "xhigh";
    }],
    ["body.system_prompt", (b) => { b.system_prompt = ""; }],
  ],
  rules: {
    "one kind a part": [(b) => { b.contents[0].parts[0].functionCall = { name: "clock" }; },
      (b) => { b.contents[0].parts.push({ thought: true }); }],
    "calls follow a user turn": [(b) => { b.contents.shift(); },
      (b) => { b.contents.splice(1, 0, { role: "model", parts: [{ text: "x" }] }); }],
    "calls are answered": [(b) => { b.contents[2].parts.pop(); },
      (b) => { b.contents.splice(2, 0, { role: "user", parts: [{ text: "Wait." }] }); }],
    "results answer a call": [(b) => {
      b.contents.splice(1, 1, { role: "model", parts: [{ text: "x" }] });
    }],
    "results name their call": [(b) => { b.contents[2].parts[0].functionResponse.name = "other"; },
      (b) => {
        b.contents[1].parts[1].functionCall.id = "1";
        b.contents[2].parts[0].functionResponse.id = "2";
        b.contents[1].parts[2].functionCall.id = "3";
      }],
    "roles keep their parts": [(b) => { b.contents[2].role = "model"; },
      (b) => { b.contents[1].role = "user"; }],
    "the user has the last word": [(b) => {
      b.contents.push({ role: "model", parts: [{ text: "x" }] });
    }],
    "calls are signed": [(b) => { delete b.contents[1].parts[1].thoughtSignature; }],
    "signatures are ours": [(b) => { b.contents[1].parts[1].thoughtSignature = signed; }],
    "one kind of schema": [(b) => { named(b).parameters = { type: "object" }; },
      (b) => { b.generationConfig.responseMimeType = "text/plain"; },
      (b) => { b.generationConfig.responseSchema = { type: "object" }; }],
    "one way to think": [(b) => { b.generationConfig.thinkingConfig.thinkingBudget = 100; }],
    "allowed functions are forced ones": [
      (b) => { b.toolConfig = calling("AUTO", "clock"); },
      (b) => { b.toolConfig = calling("ANY", "x"); }],
    "config needs tools": [(b) => {
      b.tools = [];
      b.toolConfig = { functionCallingConfig: { mode: "ANY" } };
    }],
    "function names are unique": [(b) => {
      b.tools[0].functionDeclarations.push(named(b));
    }],
  },
};
