// Requests that break the rules of the Chat validator: { rule: [body => change it] }, and the
// places of its schema: [path, change].
import { loop, many } from "../requests.js";

export const chat = {
  start: () => loop("chat"),
  schema: [
    ["body.top_k", (b) => { b.top_k = 4; }],
    ["body.messages", (b) => { b.messages = []; }],
    ["body.messages.1.content", (b) => { b.messages[1].content = []; }],
    ["body.messages.2.reasoning_content", (b) => { b.messages[2].reasoning_content = "hm"; }],
    ["body.messages.2.tool_calls.0.id", (b) => { b.messages[2].tool_calls[0].id = "x".repeat(41); }],
    ["body.messages.2.tool_calls.0.function.name", (b) => {
      b.messages[2].tool_calls[0].function.name = "files.read";
    }],
    ["body.messages.2.tool_calls.0.function.arguments", (b) => {
      b.messages[2].tool_calls[0].function.arguments = {};
    }],
    ["body.messages.3.content.0.image_url", (b) => {
      b.messages[3].content = [{ type: "image_url", image_url: { url: "https://x/y.png" } }];
    }],
    ["body.tools", (b) => { b.tools = []; }],
    ["body.tools.0.function.input_schema", (b) => { b.tools[0].function.input_schema = {}; }],
    ["body.tools.0.function.name", (b) => { b.tools[0].function.name = "x".repeat(65); }],
    ["body.stop", (b) => { b.stop = many(5, "x"); }],
    ["body.tool_choice", (b) => { b.tool_choice = "any"; }],
  ],
  rules: {
    "calls are answered": [(b) => { b.messages.splice(4, 1); },
      (b) => { b.messages.splice(3, 0, { role: "user", content: "Wait." }); }],
    "results answer a call": [(b) => { b.messages[3].tool_call_id = "call_other"; },
      (b) => { b.messages.push({ role: "tool", tool_call_id: "call_x", content: "" }); }],
    "one result each": [(b) => { b.messages.splice(5, 0, b.messages[4]); }],
    "call ids are unique": [(b) => {
      b.messages[2].tool_calls[1].id = b.messages[2].tool_calls[0].id;
    }],
    "assistants say something": [(b) => { b.messages.push({ role: "assistant", content: null }); }],
    "arguments are JSON": [(b) => { b.messages[2].tool_calls[0].function.arguments = "{"; },
      (b) => { b.messages[2].tool_calls[0].function.arguments = "[]"; }],
    "choice needs tools": [(b) => { delete b.tools; b.tool_choice = "auto"; },
      (b) => { b.tool_choice = { type: "function", function: { name: "nothing" } }; }],
    "parallel needs tools": [(b) => { delete b.tools; b.parallel_tool_calls = false; }],
    "stream options need a stream": [(b) => { b.stream_options = { include_usage: true }; }],
    "one limit": [(b) => { b.max_tokens = 10; b.max_completion_tokens = 10; }],
    "files are named": [(b) => { delete b.messages[1].content[2].file.filename; }],
    "strict schemas are closed": [(b) => { b.tools[0].function.strict = true; },
      (b) => { b.response_format.json_schema.schema.required.pop(); }],
    "tool names are unique": [(b) => { b.tools.push(b.tools[0]); }],
  },
};
