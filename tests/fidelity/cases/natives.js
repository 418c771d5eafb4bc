// What applications write in their own dialect and no other has: it is mapped or dropped, and never
// refused by the provider behind.
import { signatures, pdf, png } from "../lib/facts.js";
import { say } from "../lib/script.js";
import { assistant, called, clock, result, results, user } from "./words.js";

const loop = { tools: [clock], turns: [user("Do it."), assistant("Yes.", called("A", "clock", {})),
  results(result("A", "clock", "noon"))] };
const only = (agent) => (name, dress) => ({ name: `${agent}'s own: ${name}`, agents: [agent],
  loosely: true, ask: loop, dress, script: [say("Done.")] });

const anthropic = only("anthropic");
const document = (source) => ({ type: "document", source });
const saying = (...content) => (p) => ({ ...p, messages: [{ role: "user", content }, ...p.messages] });
const answering = (content) => (p) => ({ ...p, messages: [...p.messages.slice(0, -1),
  { role: "user", content: [{ ...p.messages.at(-1).content[0], content }] }] });

const messages = [
  anthropic("plain strings", (p) => ({ ...p, system: "Be brief.", messages: [
    { role: "user", content: "One" }, { role: "assistant", content: "Two" }, ...p.messages] })),
  anthropic("a result as a string", answering("noon")),
  anthropic("a result of nothing", answering(undefined)),
  anthropic("a result with a document", answering([{ type: "document", title: "a.pdf",
    source: { type: "base64", media_type: "application/pdf", data: pdf } }])),
  anthropic("a text document",
    saying(document({ type: "text", media_type: "text/plain", data: "Some text." }))),
  anthropic("thinking switched off", (p) => ({ ...p, thinking: { type: "disabled" } })),
  anthropic("a budget for thinking", (p) => ({ ...p, max_tokens: 9000,
    thinking: { type: "enabled", budget_tokens: 2048 } })),
  anthropic("tools with all their fields", (p) => ({ ...p, tools: p.tools.map((tool) => ({ ...tool,
    type: "custom", eager_input_streaming: true, input_examples: [{}] })) })),
  anthropic("caching and tier for the whole request", (p) => ({ ...p, service_tier: "standard_only",
    cache_control: { type: "ephemeral" } })),
  anthropic("words behind a result in one message", (p) => ({ ...p, messages: [
    ...p.messages.slice(0, -1),
    { role: "user", content: [...p.messages.at(-1).content, { type: "text", text: "Well?" }] }] })),
];

const chat = only("chat");
const before = (...some) => (p) => ({ ...p, messages: [...some, ...p.messages] });
const behind = (...some) => (p) => ({ ...p, messages: [...p.messages, ...some] });

const completions = [
  chat("a developer message", before({ role: "developer", content: "Be brief." })),
  chat("a system message in the middle", behind({ role: "system", content: "Be quick." },
    { role: "user", content: "Well?" })),
  chat("system parts and names", before({ role: "system", name: "boss",
    content: [{ type: "text", text: "A" }, { type: "text", text: "B" }] },
  { role: "user", name: "bob", content: "Hi" }, { role: "assistant", name: "al", content: "Ho" })),
  chat("an old refusal", before({ role: "user", content: "Do harm." },
    { role: "assistant", content: null, refusal: "No." })),
  chat("answers in parts", before({ role: "user", content: "Hi" },
    { role: "assistant", content: [{ type: "text", text: "Ho" }] })),
  chat("a result in parts", (p) => ({ ...p, messages: p.messages.map((m) => (m.role === "tool"
    ? { ...m, content: [{ type: "text", text: "noon" }] } : m)) })),
  chat("the old limit, one stop word", (p) => ({ ...p, max_tokens: 200, stop: "END" })),
  chat("any JSON object", (p) => ({ ...p, response_format: { type: "json_object" } })),
  chat("an image with detail", before({ role: "user", content: [{ type: "image_url",
    image_url: { url: `data:image/png;base64,${png}`, detail: "low" } }] })),
  chat("calls of before, and no tools", ({ tools: _, ...p }) => p),
  chat("words that are blanks", (p) => ({ ...before({ role: "system", content: " " },
    { role: "user", content: "\n" }, { role: "assistant", content: " " })(p), stop: ["\n", "END"] })),
  chat("a blank result", (p) => ({ ...p, messages: p.messages.map((m) => (m.role === "tool"
    ? { ...m, content: " \n" } : m)) })),
  chat("a high temperature", (p) => ({ ...p, temperature: 1.5 })),
  chat("a tool without parameters", (p) => ({ ...p, tools: [...p.tools,
    { type: "function", function: { name: "bell" } }] })),
  ...["none", "minimal", "xhigh"].map((effort) =>
    chat(`effort ${effort}`, (p) => ({ ...p, reasoning_effort: effort }))),
];

const responses = only("responses");
const first = (...items) => (p) => ({ ...p, input: [...items, ...p.input] });
const id = "call_native";

const items = [
  responses("the input as a string", (p) => ({ ...p, input: "Do it." })),
  responses("messages without a type", first({ role: "developer", content: "Be brief." },
    { role: "user", content: "One" }, { role: "assistant", content: "Two" })),
  responses("a whole answer of before", first({ role: "user", content: "Hi" },
    { type: "message", id: "msg_1", role: "assistant", status: "completed", phase: "final_answer",
      content: [{ type: "output_text", text: "Ho", annotations: [], logprobs: [] }] })),
  responses("an old refusal", first({ role: "user", content: "Do harm." },
    { type: "message", role: "assistant", content: [{ type: "refusal", refusal: "No." }] })),
  responses("a call with id and status, a result in parts", first(
    { type: "function_call", id: "fc_1", status: "completed", call_id: id, name: "clock",
      arguments: "{}" },
    { type: "function_call_output", call_id: id, output: [{ type: "input_text", text: "noon" }] })),
  responses("reasoning before a message", first({ role: "user", content: "Hi" },
    { type: "reasoning", id: "rs_1", summary: [], encrypted_content: signatures.responses },
    { role: "assistant", content: "Ho" })),
  responses("strict tools, verbosity, truncation", (p) => ({ ...p, truncation: "auto",
    text: { verbosity: "high" }, tools: p.tools.map((tool) => ({ ...tool, strict: true,
      parameters: { type: "object", properties: {}, required: [], additionalProperties: false } })) })),
  responses("tools in a namespace", (p) => ({ ...p, tools: [...p.tools, { type: "namespace",
    name: "files", description: "Files", tools: [{ type: "function", name: "read", strict: false,
      parameters: { type: "object", properties: {} } }] }] })),
  responses("a tool with a grammar", (p) => ({ ...p, tools: [...p.tools, { type: "custom",
    name: "sql", description: "Asks",
    format: { type: "grammar", syntax: "lark", definition: "start: /x/" } }] })),
  ...["none", "minimal", "max"].map((effort) =>
    responses(`effort ${effort}`, (p) => ({ ...p, reasoning: { effort } }))),
];

const gemini = only("gemini");
const configured = (config) => (p) => ({ ...p, config: { ...p.config, ...config } });

const generations = [
  gemini("OpenAPI parameters", (p) => ({ ...p, config: { ...p.config, tools: [{ functionDeclarations: [
    { name: "clock", description: "Time", parameters: { type: "OBJECT", properties: {
      zone: { type: "STRING", nullable: true }, n: { type: "INTEGER", format: "int32" } } } }] }] } })),
  gemini("an OpenAPI response schema", configured({ responseMimeType: "application/json",
    responseSchema: { type: "OBJECT", properties: { a: { type: "STRING" } }, required: ["a"] } })),
  gemini("any JSON", configured({ responseMimeType: "application/json" })),
  gemini("a budget for thinking", configured({ thinkingConfig: { thinkingBudget: 1024 } })),
  gemini("thinking switched off", configured({ thinkingConfig: { thinkingBudget: 0 } })),
  gemini("validated calls",
    configured({ toolConfig: { functionCallingConfig: { mode: "VALIDATED" } } })),
  gemini("a result that is an object", (p) => ({ ...p, contents: [...p.contents.slice(0, -1),
    { role: "user", parts: [{ functionResponse:
      { name: "clock", response: { hour: 12, zone: "Z" } } }] }] })),
  gemini("a system instruction in parts", configured({ systemInstruction: {
    parts: [{ text: "A" }, { text: "B" }] } })),
];

// OpenAI takes conversations that begin or end with the assistant; Messages and Gemini do not, and
// get a few words of the user's there: nothing that was said is lost.
const edges = [
  chat("the history begins with a call", (p) => ({ ...p, messages: p.messages.slice(1) })),
  chat("the assistant has the last word", behind({ role: "assistant", content: "It is" })),
  responses("the history begins with a call", (p) => ({ ...p, input: p.input.slice(2) })),
  responses("the assistant has the last word", (p) => ({ ...p,
    input: [...p.input, { role: "assistant", content: "It is" }] })),
];

export const natives = [...edges, ...messages, ...completions, ...items, ...generations];
