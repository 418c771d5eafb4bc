// What the Responses API demands beyond its schema. Sources: wire facts 3.3, 3.4, and
// https://developers.openai.com/api/docs/guides/function-calling , /guides/reasoning .
import { signatures } from "../../lib/facts.js";
import { isStrict } from "../strict_schema.js";

const items = (body) => (typeof body.input === "string" ? [] : body.input);
const typed = (body, ...types) => items(body).filter((item) => types.includes(item.type));
const callTypes = ["function_call", "custom_tool_call"];
const outputTypes = callTypes.map((type) => `${type}_output`);
const isAnswer = (item) => callTypes.includes(item?.type) || item?.role === "assistant";

export const rules = [
  { name: "calls are answered", source: "api: No tool output found for function call",
    *check(body) {
      const answered = typed(body, ...outputTypes).map((item) => item.call_id);
      for (const { call_id } of typed(body, ...callTypes)) {
        if (!answered.includes(call_id)) yield `No tool output found for function call ${call_id}.`;
      }
    } },
  { name: "results answer a call", source: "api: No tool call found for function call output",
    *check(body) {
      const asked = new Map();
      for (const item of items(body)) {
        if (callTypes.includes(item.type)) asked.set(item.call_id, `${item.type}_output`);
        if (outputTypes.includes(item.type) && asked.get(item.call_id) !== item.type) {
          yield `No tool call found for function call output with call_id ${item.call_id}.`;
        }
      }
    } },
  { name: "call ids are unique", source: "guides/function-calling: a call_id names one call",
    *check(body) {
      for (const types of [callTypes, outputTypes]) {
        const ids = typed(body, ...types).map((item) => item.call_id);
        if (new Set(ids).size < ids.length) yield `a call_id comes twice among ${types} items`;
      }
    } },
  { name: "arguments are JSON", source: "api reference: a JSON string of the arguments",
    *check(body) {
      for (const call of typed(body, "function_call")) {
        if (!/^\s*\{/.test(call.arguments) || !parses(call.arguments)) {
          yield `arguments of ${call.call_id} are no JSON object`;
        }
      }
    } },
  { name: "reasoning is followed", source: "wire facts 3.3: without its required following item",
    *check(body) {
      for (const [at, item] of items(body).entries()) {
        const next = items(body).slice(at + 1).find((other) => other.type !== "reasoning");
        if (item.type === "reasoning" && !isAnswer(next)) {
          yield `Item '${item.id}' of type 'reasoning' was provided without its required ` +
            "following item.";
        }
      }
    } },
  { name: "reasoning is ours", source: "wire facts 3.3: invalid_encrypted_content",
    *check(body) {
      for (const item of typed(body, "reasoning")) {
        if (item.encrypted_content && item.encrypted_content !== signatures.responses) {
          yield "The encrypted content could not be verified.";
        }
        if (!item.encrypted_content) {
          yield `Item with id '${item.id}' not found. Items are not persisted for Zero Data ` +
            "Retention organizations.";
        }
      }
    } },
  { name: "files hold something", source: "guides/pdf-files: file_data with a filename",
    *check(body) {
      const parts = items(body).flatMap((item) => [item.content, item.output]).filter(Array.isArray);
      for (const part of parts.flat()) {
        if (part.type === "input_image" && !part.image_url && !part.file_id) {
          yield "an input_image needs image_url or file_id";
        }
        const filed = part.file_id || part.file_url || (part.file_data && part.filename);
        if (part.type === "input_file" && !filed) yield "an input_file needs filename and file_data";
      }
    } },
  { name: "choice needs tools", source: "api: Tool choice must be specified with tools",
    *check(body) {
      const { tool_choice: choice, tools = [] } = body;
      if (choice !== undefined && choice !== "none" && choice !== "auto" && !tools.length) {
        yield "Tool choice 'required' must be specified with 'tools' parameter.";
      }
      if (choice?.name && !tools.some((tool) => tool.name === choice.name)) {
        yield `Tool choice '${choice.name}' not found in 'tools' parameter.`;
      }
    } },
  { name: "stream options need a stream", source: "api reference: stream_options",
    *check(body) {
      if (body.stream_options && !body.stream) yield "'stream_options' needs 'stream'";
    } },
  { name: "strict schemas are closed", source: "guides/structured-outputs; tools are strict by " +
      "default only where the vendor can close them",
    *check(body) {
      const format = body.text?.format;
      if (format?.strict && !isStrict(format.schema)) yield "Invalid schema for response_format";
      for (const tool of body.tools ?? []) {
        if (tool.strict && !isStrict(tool.parameters)) yield `Invalid schema for ${tool.name}`;
      }
    } },
  { name: "tool names are unique", source: "api: duplicate tool names",
    *check(body) {
      const names = (body.tools ?? []).map((tool) => tool.name);
      if (new Set(names).size < names.length) yield "a tool is declared twice";
    } },
];

function parses(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
