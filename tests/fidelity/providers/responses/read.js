// A Responses request in the words of compare/ask.js.
import { freeform } from "../../lib/facts.js";
import { media, said } from "../media.js";

const parts = (content) =>
  (typeof content === "string" ? [{ type: "input_text", text: content }] : content ?? []);
const isSystem = ({ role }) => role === "system" || role === "developer";
const plain = (content) =>
  parts(content).filter((part) => part.text !== undefined).map((part) => part.text).join("\n");

export function read(body) {
  const items = typeof body.input === "string" ? [{ role: "user", content: body.input }] : body.input;
  const system = [body.instructions, ...items.filter(isSystem).map(({ content }) => plain(content))];
  const format = body.text?.format;
  return {
    system: system.filter(Boolean).join("\n\n") || undefined,
    atoms: items.filter((item) => !isSystem(item)).flatMap(atoms),
    tools: body.tools?.length ? body.tools.map(tool) : undefined,
    choice: choice(body.tool_choice),
    parallel: body.parallel_tool_calls === false ? false : undefined,
    maxTokens: body.max_output_tokens ?? undefined,
    temperature: body.temperature ?? undefined,
    topP: body.top_p ?? undefined,
    schema: format?.type === "json_schema" ? format.schema : undefined,
    effort: body.reasoning?.effort ?? undefined,
  };
}

// A freeform tool is one with a single string, "input".
const tool = ({ type, name, description, parameters }) => ({ name,
  description: description ?? undefined, schema: type === "custom" ? freeform : parameters });

function choice(wish) {
  if (wish === undefined || wish === "auto") return undefined;
  if (wish === "required") return "any";
  return wish === "none" ? "none" : { tool: wish.name };
}

function atoms(item) {
  switch (item.type) {
    case "function_call":
      return [{ who: "assistant", call: { id: item.call_id, name: item.name,
        args: JSON.parse(item.arguments) } }];
    case "custom_tool_call":
      return [{ who: "assistant", call: { id: item.call_id, name: item.name,
        args: { input: item.input } } }];
    case "custom_tool_call_output":
    case "function_call_output":
      return [{ who: "tool", result: { id: item.call_id, ...said(plain(item.output)),
        images: parts(item.output).filter((p) => p.type === "input_image")
          .map((p) => media(p.image_url)) } }];
    case "reasoning":
      return [{ who: "assistant", thinking: item.summary.map((s) => s.text).join("\n"),
        signature: item.encrypted_content }];
    default:
      return parts(item.content).map((part) => atom(item.role, part)).filter((a) => a.text !== "");
  }
}

function atom(who, part) {
  if (part.type === "input_image") return { who, image: media(part.image_url) };
  if (part.type === "input_file") {
    return { who, document: { ...media(part.file_data), name: part.filename } };
  }
  return { who, text: part.text ?? part.refusal };
}
