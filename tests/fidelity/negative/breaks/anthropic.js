// Requests that break the rules of the Messages validator: { rule: [body => change it] }, and the
// places of its schema: [path, change].
import { calls, loop, many, signed } from "../requests.js";

const content = (body, at) => body.messages[at].content;

export const anthropic = {
  start: () => loop("anthropic"),
  schema: [
    ["body.top_secret", (b) => { b.top_secret = 1; }],
    ["body.temperature", (b) => { b.temperature = 1; }],
    ["body.max_tokens", (b) => { delete b.max_tokens; }],
    ["body.max_tokens", (b) => { b.max_tokens = "100"; }],
    ["body.messages.0.role", (b) => { b.messages[0].role = "tool"; }],
    ["body.messages.0.content.0.extra", (b) => { content(b, 0)[0].extra = true; }],
    ["body.messages.0.content.0.type", (b) => { content(b, 0)[0].type = "input_text"; }],
    ["body.messages.1.content.2.id", (b) => { calls.anthropic(b)[1].id = "call.1:2"; }],
    ["body.messages.1.content.2.input", (b) => { calls.anthropic(b)[1].input = "{}"; }],
    ["body.tools.0.name", (b) => { b.tools[0].name = "get weather"; }],
    ["body.tools.0.name", (b) => { b.tools[0].name = "x".repeat(129); }],
    ["body.tools.0.input_schema.type", (b) => { delete b.tools[0].input_schema.type; }],
    ["body.tool_choice.type", (b) => { b.tool_choice = { type: "required" }; }],
    ["body.thinking.budget_tokens", (b) => { b.thinking = { type: "enabled", budget_tokens: 9 }; }],
    ["body.stop_sequences.0", (b) => { b.stop_sequences = [" \n"]; }],
  ],
  rules: {
    "first turn": [(b) => { b.messages.unshift({ role: "assistant", content: "Hi" }); }],
    "no prefill": [(b) => { b.messages.push({ role: "assistant", content: "So" }); }],
    "text holds something": [(b) => { content(b, 0)[0].text = " \n"; },
      (b) => { content(b, 2)[0].content[0].text = " "; },
      (b) => { b.system = [{ type: "text", text: " " }]; }],
    "calls are answered": [(b) => { content(b, 2).pop(); },
      (b) => { b.messages.splice(2, 0, { role: "user", content: "Wait." }); }],
    "results answer a call": [(b) => { content(b, 2)[0].tool_use_id = "toolu_other"; }],
    "one result each": [(b) => { content(b, 2).push(content(b, 2)[0]); }],
    "results come first": [(b) => { content(b, 2).splice(1, 0, { type: "text", text: "and" }); }],
    "call ids are unique": [(b) => { calls.anthropic(b)[1].id = calls.anthropic(b)[0].id; }],
    "tool names are unique": [(b) => { b.tools.push(b.tools[0]); }],
    "choice needs tools": [(b) => { b.tool_choice = { type: "tool", name: "nothing" }; }],
    "history needs tools": [(b) => { delete b.tools; }],
    "signatures are ours": [(b) => { content(b, 1)[0].signature = signed; },
      (b) => { content(b, 1)[0] = { type: "redacted_thinking", data: signed }; }],
    "no forced tool with a thinking budget": [(b) => {
      b.thinking = { type: "enabled", budget_tokens: 1024 };
      b.tool_choice = { type: "any" };
      b.max_tokens = 4000;
    }],
    "thinking fits the limit": [(b) => {
      b.thinking = { type: "enabled", budget_tokens: 1024 };
      b.max_tokens = 1024;
    }],
    "thinking keeps its temperature": [(b) => { b.temperature = 0.5; }],
    "one kind of sampling": [(b) => { b.temperature = 1; b.top_p = 0.5; }],
    "four cache breakpoints": [(b) => {
      content(b, 0).push(...many(5, { type: "text", text: "x", cache_control: { type: "ephemeral" } }));
    }],
    "images are images": [(b) => { content(b, 0)[1].source.media_type = "image/jpeg"; }],
  },
  // Sampling is a matter of the older version, and so are its rules.
  version: (rule) => (["thinking keeps its temperature", "one kind of sampling"].includes(rule)
    ? "2023-06-01" : "2026-10-21"),
};
