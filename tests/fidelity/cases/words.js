// The words that cases are written in: turns of a conversation, and what they hold.
import { gif, pdf, png } from "../lib/facts.js";

const part = (content) => (typeof content === "string" ? { text: content } : content);
export const user = (...parts) => ({ who: "user", parts: parts.map(part) });
export const assistant = (...parts) => ({ who: "assistant", parts: parts.map(part) });
export const results = (...parts) => ({ who: "tool", parts });

export const image = { image: { type: "image/png", data: png } };
export const otherImage = { image: { type: "image/gif", data: gif } };
export const paper = { document: { type: "application/pdf", data: pdf, name: "paper.pdf" } };
export const thought = (thinking) => ({ thinking });
export const called = (id, name, args) => ({ call: { id, name, args } });

// The result of a call; `name` is the call's, `error: "flag"` marks a failure.
export const result = (id, name, text, { error = false, images = [] } = {}) =>
  ({ result: { id, name, text, error, images } });

// The result of a call that the client itself has just received.
export const given = (text, { error = false, images = [] } = {}) => ({ text, error, images });

const closed = (properties) => ({ type: "object", properties, required: Object.keys(properties),
  additionalProperties: false });

export const weather = { name: "get_weather", description: "The weather in a city",
  schema: { type: "object", properties: {
    city: { type: "string", description: "as people call it" },
    unit: { type: "string", enum: ["celsius", "fahrenheit"] } },
  required: ["city"] } };
export const readFile = { name: "read_file", description: "Reads a file",
  schema: closed({ path: { type: "string" }, lines: { type: "array", items: { type: "integer" } } }) };
export const clock = { name: "clock", description: "What time it is",
  schema: { type: "object", properties: {} } };

export const person = closed({ name: { type: "string" }, age: { type: "integer" },
  tags: { type: "array", items: { type: "string" } } });
