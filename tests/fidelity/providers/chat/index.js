// An OpenAI-compatible POST /v1/chat/completions.
import { check } from "../../lib/strict.js";
import { apply, bearer, demand } from "../envelope.js";
import { answer } from "./answer.js";
import { failure, refusal } from "./errors.js";
import { read } from "./read.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";

function route(exchange) {
  demand(exchange, { path: /^\/v1\/chat\/completions$/, credential: bearer });
  return { get stream() { return exchange.body?.stream === true; } };
}

function validate({ body }) {
  const problems = check(schema, body, "body");
  return problems.length ? problems : apply(rules, body);
}

export const chat = { name: "chat", config: "openai-chat", base: "/v1", route, validate, rules,
  read, answer, failure, refusal };
