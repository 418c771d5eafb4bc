// Errors of the Messages API: wire facts 2.1.
import { freshId } from "../../lib/facts.js";

const kinds = {
  rate_limit: [429, "rate_limit_error", "This request would exceed your rate limit."],
  overflow: [400, "invalid_request_error", "prompt is too long: 215001 tokens > 200000 maximum"],
  invalid: [400, "invalid_request_error", "messages: this is refused"],
  unauthorized: [401, "authentication_error", "invalid x-api-key"],
  forbidden: [403, "permission_error", "Your API key does not have permission for this."],
  server: [500, "api_error", "Internal server error"],
  overloaded: [529, "overloaded_error", "Overloaded"],
};

const envelope = (type, message) =>
  ({ type: "error", error: { type, message }, request_id: freshId("req_01") });

export function failure({ kind, message }) {
  const [status, type, words] = kinds[kind];
  return { status, headers: kind === "rate_limit" ? { "retry-after": "7" } : {},
    body: envelope(type, message ?? words) };
}

export const refusal = (reason) =>
  ({ status: 400, headers: {}, body: envelope("invalid_request_error", reason) });

export const midStream = () =>
  ({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } });
