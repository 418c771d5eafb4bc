// Requests that break the rules of the Responses validator: { rule: [body => change it] }, and the
// places of its schema: [path, change].
import { loop, signed } from "../requests.js";

const of = (body, type) => body.input.filter((item) => item.type === type);

export const responses = {
  start: () => loop("responses"),
  schema: [
    ["body.messages", (b) => { b.messages = []; }],
    ["body.stop", (b) => { b.stop = ["x"]; }],
    ["body.max_output_tokens", (b) => { b.max_output_tokens = 15; }],
    ["body.input.0.content.0.type", (b) => { b.input[0].content[0].type = "output_text"; }],
    ["body.input.1.encrypted", (b) => { b.input[1].encrypted = ""; }],
    ["body.input.1.id", (b) => { b.input[1].id = "toolu_1"; }],
    ["body.input.2.call_id", (b) => { b.input[2].call_id = "x".repeat(65); }],
    ["body.input.2.type", (b) => { b.input[2].type = "tool_use"; }],
    ["body.input.6.content.0.type", (b) => {
      b.input.push({ role: "assistant", content: [{ type: "input_text", text: "x" }] });
    }],
    ["body.tools.0.function", (b) => { b.tools[0].function = {}; }],
    ["body.tools.0.format.syntax", (b) => {
      const format = { type: "grammar", syntax: "peg", definition: "x" };
      b.tools[0] = { type: "custom", name: "x", format };
    }],
    ["body.tools.0.parameters", (b) => { b.tools[0] = { type: "custom", name: "x", parameters: {} }; }],
    ["body.include.0", (b) => { b.include = ["everything"]; }],
    ["body.reasoning.effort", (b) => { b.reasoning = { effort: "highest" }; }],
  ],
  rules: {
    "calls are answered": [(b) => { b.input.pop(); }],
    "results answer a call": [(b) => { of(b, "function_call_output")[0].call_id = "call_other"; },
      (b) => { of(b, "function_call_output")[0].type = "custom_tool_call_output"; },
      (b) => { b.input.unshift(b.input.pop()); }],
    "call ids are unique": [(b) => { b.input.push(b.input.at(-1)); }],
    "arguments are JSON": [(b) => { of(b, "function_call")[0].arguments = "{"; },
      (b) => { of(b, "function_call")[0].arguments = ""; }],
    "reasoning is followed": [(b) => { b.input.push(of(b, "reasoning")[0]); }],
    "reasoning is ours": [(b) => { of(b, "reasoning")[0].encrypted_content = signed; },
      (b) => { delete of(b, "reasoning")[0].encrypted_content; }],
    "files hold something": [(b) => { delete b.input[0].content[2].filename; },
      (b) => { delete b.input[0].content[1].image_url; }],
    "choice needs tools": [(b) => { b.tools = []; b.tool_choice = "required"; },
      (b) => { b.tool_choice = { type: "function", name: "nothing" }; }],
    "stream options need a stream": [(b) => { b.stream_options = { include_obfuscation: false }; }],
    "strict schemas are closed": [(b) => { b.tools[0].strict = true; },
      (b) => { b.text.format.schema.additionalProperties = true; }],
    "tool names are unique": [(b) => { b.tools.push(b.tools[0]); }],
  },
};
