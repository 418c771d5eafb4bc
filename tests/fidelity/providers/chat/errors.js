// Errors of OpenAI's APIs: wire facts 3.5. Both OpenAI dialects share the envelope.

const kinds = {
  rate_limit: [429, "requests", "rate_limit_exceeded", "Rate limit reached. Please try again in 7s."],
  overflow: [400, "invalid_request_error", "context_length_exceeded",
    "This model's maximum context length is 200000 tokens. However, your messages resulted in " +
      "215001 tokens. Please reduce the length of the messages."],
  invalid: [400, "invalid_request_error", null, "this is refused"],
  unauthorized: [401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."],
  forbidden: [403, "invalid_request_error", null, "You are not allowed to use this model."],
  server: [500, "server_error", null, "The server had an error while processing your request."],
  overloaded: [503, "service_unavailable_error", "server_is_overloaded", "Overloaded"],
};

export function failure({ kind, message }) {
  const [status, type, code, words] = kinds[kind];
  return { status, headers: kind === "rate_limit" ? { "retry-after": "7" } : {},
    body: { error: { message: message ?? words, type, param: null, code } } };
}

export const refusal = (reason) => ({ status: 400, headers: {},
  body: { error: { message: reason, type: "invalid_request_error", param: null, code: null } } });

export const midStream = () => failure({ kind: "server" }).body;
