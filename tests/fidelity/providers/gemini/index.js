// generativelanguage.googleapis.com's generateContent and streamGenerateContent.
import { check } from "../../lib/strict.js";
import { apply, demand } from "../envelope.js";
import { answer } from "./answer.js";
import { failure, refusal } from "./errors.js";
import { read } from "./read.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";

const path = /^\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;

function route(exchange) {
  const credential = (headers) => Boolean(headers["x-goog-api-key"]);
  const [, model, verb] = demand(exchange, { path, credential });
  const stream = verb === "streamGenerateContent";
  // Without it the stream is one JSON list (wire facts 5.1).
  if (stream && !exchange.path.includes("alt=sse")) throw new Error("alt=sse is missing");
  return { model, stream };
}

function validate({ body }) {
  const problems = check(schema, body, "body");
  return problems.length ? problems : apply(rules, body);
}

export const gemini = { name: "gemini", config: "gemini", base: "", route, validate, rules,
  read, answer, failure, refusal };
