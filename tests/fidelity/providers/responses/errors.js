// Errors of the Responses API: Chat's envelope (wire facts 3.5), and its own in a stream (3.3).
import { failure as chatFailure } from "../chat/errors.js";

const overflow =
  "Your input exceeds the context window of this model. Please adjust your input and try again.";

export const failure = ({ kind, message }) =>
  chatFailure({ kind, message: message ?? (kind === "overflow" ? overflow : undefined) });

export { refusal } from "../chat/errors.js";

export const midStream = () =>
  ({ code: "server_error", message: "The server had an error while processing your request." });
