// Requests at the edges of what the agents' own dialects allow.
import { call, refuse, say, stop, think, usage } from "../lib/script.js";
import { assistant, called, clock, image, readFile, result, results, user, weather } from "./words.js";

const longName = "mcp__a_server_with_a_long_name__a_tool_with_a_name_of_some_length";
const longest = `${longName}_${"x".repeat(127 - longName.length)}`;

const toolNamed = (name, agents) => ({
  name: `a tool name of ${name.length} characters: ${name.slice(0, 24)}`, agents, renames: true,
  ask: { tools: [{ ...weather, name }, clock], turns: [user("Do it."),
    assistant(called("A", name, { city: "Paris" })), results(result("A", name, "rain"))] },
  script: [call(name, { city: "Oslo" })],
});

// What agents allow that others do not: 128 characters at Anthropic, dots and colons at Gemini.
export const names = [
  toolNamed(longest, ["anthropic"]),
  toolNamed("files.read:v2", ["gemini"]),
  toolNamed(longName.slice(0, 64), ["anthropic", "chat", "responses", "gemini"]),
];

const rich = { name: "plan", description: "Plans", schema: {
  $schema: "https://json-schema.org/draft/2020-12/schema", type: "object",
  properties: {
    steps: { type: "array", items: { $ref: "#/$defs/step" }, minItems: 1 },
    mode: { const: "fast" },
    size: { anyOf: [{ type: "integer", exclusiveMinimum: 0 }, { type: "null" }] },
    extra: { type: "object", additionalProperties: { type: "string" } },
  },
  required: ["steps"], additionalProperties: false,
  $defs: { step: { type: "object", properties: { text: { type: "string", pattern: "^.+$" } } } },
} };

const marked = (block) => ({ ...block, cache_control: { type: "ephemeral", ttl: "1h" } });
const dresses = {
  anthropic: (params) => ({ ...params, metadata: { user_id: "user_1" },
    system: [marked({ type: "text", text: params.system })], messages:
    params.messages.map(({ role, content }) => ({ role, content: content.map(marked) })) }),
  chat: (params) => ({ ...params, n: 1, user: "user_1", seed: 7, store: false, metadata: { a: "b" },
    service_tier: "auto", verbosity: "low", presence_penalty: 0, prompt_cache_key: "k" }),
  responses: (params) => ({ ...params, user: "user_1", metadata: { a: "b" }, service_tier: "auto",
    truncation: "disabled", prompt_cache_key: "k", text: { verbosity: "low" } }),
  gemini: (params) => ({ ...params, config: { ...params.config, topK: 40, seed: 7, candidateCount: 1,
    safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }] } }),
};
const dressed = (params, agent) => dresses[agent](params);

const hello = { turns: [user("Say hello.")] };
const longId = "A".repeat(45);

export const oddities = [
  { name: "a rich tool schema", ask: { ...hello, tools: [rich] }, script: [say("Hello.")] },
  { name: "fields that others do not have", dress: dressed,
    ask: { ...hello, system: "Be brief." }, script: [say("Hello.")] },
  { name: "long ids of calls", agents: ["anthropic", "responses"], script: [say("Done.")],
    ask: { tools: [readFile], turns: [user("Do it."),
      assistant(called(longId, "read_file", { path: "a", lines: [] })),
      results(result(longId, "read_file", "contents"))] } },
  { name: "a question right behind results", script: [say("Done.")],
    ask: { tools: [clock], turns: [user("Do it."), assistant(called("A", "clock", {})),
      results(result("A", "clock", "noon")), user("And tomorrow?")] } },
  { name: "two turns of the user in a row", ask: { turns: [user("One."), user("Two.")] },
    script: [say("Three.")] },
  { name: "an empty result", script: [say("Done.")],
    ask: { tools: [clock], turns: [user("Do it."), assistant(called("A", "clock", {})),
      results(result("A", "clock", ""))] } },
  { name: "a megabyte of conversation", script: [say("Read.")],
    ask: { turns: [user("x\u00fc\"\\\n".repeat(150000).trim()), assistant("I see."), user("Well?")] } },
  { name: "an image at an address", script: [say("A dot.")], agents: ["anthropic", "chat", "responses"],
    ask: { turns: [user("Look:", { image: { url: "https://example.org/dot.png" } })] } },
  { name: "a picture alone", ask: { turns: [user(image)] }, script: [say("A dot.")] },
  { name: "a refusal in words", ask: hello, script: [refuse("I must decline.")] },
  { name: "a refusal without a word", ask: hello,
    script: [stop("refusal"), usage({ input: 50, output: 0 })] },
  { name: "all tokens spent on thinking", ask: { ...hello, effort: "high" },
    script: [think("Hm, hm, hm."), stop("length")] },
  // "\ud83d" alone is JSON (RFC 8259, section 8.2), and models write it when they cut an emoji.
  { name: "a call with half of a surrogate pair", ask: { tools: [clock], turns: [user("Time?")] },
    script: [call("clock", { zone: "\ud83d" }), call("clock", { zone: "whole" })] },
  { name: "words, a call, and words again", ask: { tools: [clock], turns: [user("Time?")] },
    script: [say("Look: "), call("clock", {}), say("there it is.")] },
  { name: "two texts in a row", ask: hello, script: [say("First."), say("Second.")] },
];
