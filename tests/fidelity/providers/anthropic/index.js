// api.anthropic.com's POST /v1/messages.
import { check } from "../../lib/strict.js";
import { apply, bearer, demand } from "../envelope.js";
import { answer } from "./answer.js";
import { failure, refusal } from "./errors.js";
import { read } from "./read.js";
import { rules } from "./rules.js";
import { versions } from "./schema.js";

// An API key may come in either header (wire facts 2.x).
const credential = (headers) => Boolean(headers["x-api-key"]) !== bearer(headers);

function route(exchange) {
  demand(exchange, { path: /^\/v1\/messages$/, credential });
  const version = exchange.headers["anthropic-version"];
  if (!version) throw new Error("anthropic-version: header is required");
  if (!versions[version]) throw new Error(`anthropic-version: "${version}" is not a valid version`);
  return { version, get stream() { return exchange.body?.stream === true; } };
}

function validate({ body, route: { version } }) {
  const problems = check(versions[version], body, "body");
  return problems.length ? problems : apply(rules, body);
}

export const anthropic = { name: "anthropic", config: "anthropic-messages", base: "", route,
  validate, rules, read, answer, failure, refusal };
