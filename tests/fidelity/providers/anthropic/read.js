// A Messages request in the words of compare/ask.js.
import { said } from "../media.js";

const blocks = (content) =>
  (typeof content === "string" ? [{ type: "text", text: content }] : content ?? []);

export function read(body) {
  return {
    system: blocks(body.system).map((block) => block.text).join("\n\n") || undefined,
    atoms: body.messages.flatMap(({ role, content }) =>
      blocks(content).flatMap((block) => atoms(role, block))),
    tools: body.tools?.map(({ name, description, input_schema }) =>
      ({ name, description, schema: input_schema })),
    choice: choice(body.tool_choice),
    parallel: body.tool_choice?.disable_parallel_tool_use ? false : undefined,
    maxTokens: body.max_tokens,
    temperature: body.temperature,
    topP: body.top_p,
    stop: body.stop_sequences,
    schema: body.output_config?.format?.schema,
    effort: body.output_config?.effort ?? undefined,
  };
}

function choice(wish) {
  if (!wish || wish.type === "auto") return undefined;
  return wish.type === "tool" ? { tool: wish.name } : wish.type;
}

const media = ({ source }) => (source.type === "url" ? { url: source.url }
  : { type: source.media_type, data: source.data });

function atoms(role, block) {
  const who = role;
  switch (block.type) {
    case "text": return [{ who, text: block.text }];
    case "image": return [{ who, image: media(block) }];
    case "document": return [{ who, document: { ...media(block), name: block.title ?? undefined } }];
    case "thinking": return [{ who, thinking: block.thinking, signature: block.signature }];
    case "tool_use": return [{ who, call: { id: block.id, name: block.name, args: block.input } }];
    case "tool_result": return [{ who: "tool", result: result(block) }];
    default: throw new Error(`no atom for ${block.type}`);
  }
}

function result(block) {
  const inside = blocks(block.content);
  const text = inside.filter((b) => b.type === "text").map((b) => b.text).join("\n");
  return {
    id: block.tool_use_id,
    images: inside.filter((b) => b.type === "image").map(media),
    ...(block.is_error ? { text, error: "flag" } : said(text)),
  };
}
