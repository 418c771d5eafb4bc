// OpenAI's POST /v1/responses.
import { check } from "../../lib/strict.js";
import { apply, bearer, demand } from "../envelope.js";
import { answer } from "./answer.js";
import { failure, refusal } from "./errors.js";
import { read } from "./read.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";

function route(exchange) {
  demand(exchange, { path: /^\/v1\/responses$/, credential: bearer });
  return { get stream() { return exchange.body?.stream === true; } };
}

function validate({ body }) {
  const problems = check(schema, body, "body");
  return problems.length ? problems : apply(rules, body);
}

export const responses = { name: "responses", config: "openai-responses", base: "/v1", route,
  validate, rules, read, answer, failure, refusal };
