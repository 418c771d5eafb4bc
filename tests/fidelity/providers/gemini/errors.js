// Errors of the Gemini API: wire facts 5.5.

const kinds = {
  rate_limit: [429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.",
    [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "7s" }]],
  overflow: [400, "INVALID_ARGUMENT",
    "The input token count (1215001) exceeds the maximum number of tokens allowed (1048576)."],
  invalid: [400, "INVALID_ARGUMENT", "this is refused"],
  unauthorized: [401, "UNAUTHENTICATED", "Request had invalid authentication credentials."],
  forbidden: [403, "PERMISSION_DENIED", "The caller does not have permission."],
  server: [500, "INTERNAL", "An internal error has occurred."],
  overloaded: [503, "UNAVAILABLE", "The model is overloaded. Please try again later."],
};

const envelope = (code, status, message, details) =>
  ({ error: { code, message, status, ...(details && { details }) } });

export function failure({ kind, message }) {
  const [code, status, words, details] = kinds[kind];
  return { status: code, headers: {}, body: envelope(code, status, message ?? words, details) };
}

export const refusal = (reason) =>
  ({ status: 400, headers: {}, body: envelope(400, "INVALID_ARGUMENT", reason) });

export const midStream = () => failure({ kind: "overloaded" }).body;
