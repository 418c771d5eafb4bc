// What the Messages API demands beyond its schema. Sources: wire facts 2.5, 2.6; the vendor's pages
// https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use (order of
// results), /build-with-claude/extended-thinking, /build-with-claude/prompt-caching, /api/messages.
import { signatures } from "../../lib/facts.js";

const blocks = ({ content }) =>
  (typeof content === "string" ? [{ type: "text", text: content }] : content);
const of = (message, type) => (message ? blocks(message).filter((block) => block.type === type) : []);
const everyBlock = (body) => body.messages.flatMap(blocks);

export const rules = [
  { name: "first turn", source: "api/messages: the first message is the user's",
    *check(body) {
      if (body.messages[0].role !== "user") yield "messages: first message must use the \"user\" role";
    } },
  { name: "no prefill", source: "wire facts 2.6: refused from Claude 4.6 on",
    *check(body) {
      if (body.messages.at(-1).role === "assistant") {
        yield "This model does not support assistant message prefill. The conversation must end " +
          "with a user message.";
      }
    } },
  { name: "text holds something", source: "wire facts 2.6: text content blocks must be non-empty",
    *check(body) {
      const system = Array.isArray(body.system) ? body.system : [];
      const inside = everyBlock(body).flatMap((block) =>
        (Array.isArray(block.content) ? block.content : []));
      for (const block of [...system, ...everyBlock(body), ...inside]) {
        if (block.type === "text" && block.text.trim() === "") {
          yield "text content blocks must contain non-whitespace text";
        }
      }
    } },
  { name: "calls are answered", source: "wire facts 2.6",
    *check(body) {
      for (const [at, message] of body.messages.entries()) {
        const answered = of(body.messages[at + 1], "tool_result").map((block) => block.tool_use_id);
        const open = of(message, "tool_use").filter((block) => !answered.includes(block.id));
        if (open.length) {
          yield `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks ` +
            `immediately after: ${open.map((block) => block.id).join(", ")}`;
        }
      }
    } },
  { name: "results answer a call", source: "wire facts 2.6",
    *check(body) {
      for (const [at, message] of body.messages.entries()) {
        const asked = of(body.messages[at - 1], "tool_use").map((block) => block.id);
        for (const block of of(message, "tool_result")) {
          if (!asked.includes(block.tool_use_id)) {
            yield `messages.${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ` +
              block.tool_use_id;
          }
        }
      }
    } },
  { name: "one result each", source: "api: each tool_use must have a single result",
    *check(body) {
      for (const message of body.messages) {
        const ids = of(message, "tool_result").map((block) => block.tool_use_id);
        if (new Set(ids).size < ids.length) yield "each tool_use must have a single result";
      }
    } },
  { name: "results come first", source: "implement-tool-use: results before any text",
    *check(body) {
      for (const message of body.messages) {
        const types = blocks(message).map((block) => block.type);
        if (types.lastIndexOf("tool_result") >= types.filter((t) => t === "tool_result").length) {
          yield "tool_result blocks must come first in the content of a message";
        }
      }
    } },
  { name: "call ids are unique", source: "api: `tool_use` ids must be unique",
    *check(body) {
      const ids = everyBlock(body).filter((b) => b.type === "tool_use").map((block) => block.id);
      if (new Set(ids).size < ids.length) yield "`tool_use` ids must be unique";
    } },
  { name: "tool names are unique", source: "api: tools: Tool names must be unique",
    *check(body) {
      const names = (body.tools ?? []).map((tool) => tool.name);
      if (new Set(names).size < names.length) yield "tools: Tool names must be unique.";
    } },
  { name: "choice needs tools", source: "api/messages: tool_choice",
    *check(body) {
      if (!body.tool_choice) return;
      if (!body.tools?.length) yield "tool_choice may only be specified while providing tools";
      const named = body.tool_choice.type === "tool" ? body.tool_choice.name : undefined;
      if (named && !body.tools?.some((tool) => tool.name === named)) {
        yield `Tool '${named}' not found in provided tools`;
      }
    } },
  { name: "history needs tools", source: "api: tool blocks in messages need `tools`",
    *check(body) {
      if (!body.tools?.length && everyBlock(body).some((b) => b.type.startsWith("tool_"))) {
        yield "Requests which include `tool_use` or `tool_result` blocks must define tools";
      }
    } },
  { name: "signatures are ours", source: "wire facts 2.5: Invalid `signature`",
    *check(body) {
      for (const block of everyBlock(body)) {
        if (block.type === "redacted_thinking") yield "Invalid `data` in `redacted_thinking` block";
        if (block.type === "thinking" && block.signature !== signatures.anthropic) {
          yield "Invalid `signature` in `thinking` block";
        }
      }
    } },
  { name: "no forced tool with a thinking budget", source: "wire facts 2.6: only auto and none",
    *check(body) {
      const forced = ["any", "tool"].includes(body.tool_choice?.type);
      if (forced && body.thinking?.type === "enabled") {
        yield "Thinking may not be enabled when tool_choice forces tool use.";
      }
    } },
  { name: "thinking fits the limit", source: "extended-thinking: budget_tokens < max_tokens",
    *check(body) {
      if (body.thinking?.type === "enabled" && body.thinking.budget_tokens >= body.max_tokens) {
        yield "`max_tokens` must be greater than `thinking.budget_tokens`";
      }
    } },
  { name: "thinking keeps its temperature", source: "extended-thinking: temperature must be 1",
    *check(body) {
      const thinks = ["enabled", "adaptive"].includes(body.thinking?.type);
      if (thinks && (body.temperature ?? 1) !== 1) {
        yield "`temperature` may only be set to 1 when thinking is enabled";
      }
    } },
  { name: "one kind of sampling", source: "wire facts 2.6: not temperature together with top_p",
    *check(body) {
      if (body.temperature !== undefined && body.top_p !== undefined) {
        yield "`temperature` and `top_p` cannot both be specified for this model. Please use only one.";
      }
    } },
  { name: "four cache breakpoints", source: "prompt-caching; wire facts 2.6",
    *check(body) {
      const marked = JSON.stringify(body).split("\"cache_control\":{").length - 1;
      if (marked > 4) yield `A maximum of 4 blocks with cache_control may be provided. Found ${marked}.`;
    } },
  { name: "images are images", source: "api: image does not match the media type",
    *check(body) {
      const starts = { "image/png": "iVBOR", "image/gif": "R0lGOD", "image/jpeg": "/9j/",
        "image/webp": "UklGR", "application/pdf": "JVBERi" };
      const inside = everyBlock(body).flatMap((block) =>
        [block, ...(Array.isArray(block.content) ? block.content : [])]);
      for (const { source } of inside) {
        if (source?.type === "base64" && !source.data.startsWith(starts[source.media_type])) {
          yield `the data is no ${source.media_type}`;
        }
      }
    } },
];
