// A Chat Completions request in the words of compare/ask.js.
import { media, said } from "../media.js";

const parts = (content) =>
  (typeof content === "string" ? [{ type: "text", text: content }] : content ?? []);
const isSystem = ({ role }) => role === "system" || role === "developer";
const plain = (content) => parts(content).map((part) => part.text).join("\n\n");

export function read(body) {
  const system = body.messages.filter(isSystem).map(({ content }) => plain(content));
  return {
    system: system.join("\n\n") || undefined,
    atoms: body.messages.filter((message) => !isSystem(message)).flatMap(atoms),
    tools: body.tools?.map(({ function: tool }) =>
      ({ name: tool.name, description: tool.description, schema: tool.parameters })),
    choice: choice(body.tool_choice),
    parallel: body.parallel_tool_calls === false ? false : undefined,
    maxTokens: body.max_completion_tokens ?? body.max_tokens,
    temperature: body.temperature,
    topP: body.top_p,
    stop: typeof body.stop === "string" ? [body.stop] : body.stop,
    schema: body.response_format?.json_schema?.schema,
    effort: body.reasoning_effort,
  };
}

function choice(wish) {
  if (wish === undefined || wish === "auto") return undefined;
  if (wish === "required") return "any";
  return wish === "none" ? "none" : { tool: wish.function.name };
}

function atoms(message) {
  const who = message.role;
  if (who === "tool") {
    return [{ who, result: { id: message.tool_call_id, images: [], ...said(plain(message.content)) } }];
  }
  const calls = (message.tool_calls ?? []).map(({ id, function: call }) =>
    ({ who, call: { id, name: call.name, args: JSON.parse(call.arguments) } }));
  return [...parts(message.content).map((part) => atom(who, part)), ...calls]
    .filter((each) => each.text !== "");
}

function atom(who, part) {
  if (part.type === "image_url") return { who, image: media(part.image_url.url) };
  if (part.type === "file") {
    return { who, document: { ...media(part.file.file_data), name: part.file.filename } };
  }
  return { who, text: part.text ?? part.refusal };
}
