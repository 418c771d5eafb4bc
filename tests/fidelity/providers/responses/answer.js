// Answers as the Responses API gives them, whole and streamed: wire facts 3.3 and
// https://developers.openai.com/api/docs/guides/streaming-responses .
import { freshId } from "../../lib/facts.js";
import { broken } from "../../lib/script.js";
import { event } from "../envelope.js";
import { midStream } from "./errors.js";
import { itemFrames, items } from "./items.js";

export function answer(script, { body }) {
  const start = {
    id: freshId("resp_", 48), object: "response", created_at: 1793000000, status: "in_progress",
    background: false, completed_at: null, error: null, incomplete_details: null,
    instructions: body.instructions ?? null, max_output_tokens: body.max_output_tokens ?? null,
    metadata: {}, model: body.model, output: [], parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: null, reasoning: { effort: body.reasoning?.effort ?? null, summary: null },
    service_tier: "default", store: body.store ?? true, temperature: body.temperature ?? 1,
    text: { format: { type: "text" }, verbosity: "medium", ...body.text },
    tool_choice: body.tool_choice ?? "auto", tools: body.tools ?? [], top_p: body.top_p ?? 1,
    truncation: "disabled", usage: null,
  };
  return {
    headers: { "x-request-id": freshId("req_") },
    whole: () => finished(script, start, items(script, body.tools)),
    frames: () => frames(script, start),
  };
}

// How it ended. A refusal in words is a whole answer; the token limit and the filter cut it short.
const incomplete = { length: "max_output_tokens", refusal: "content_filter" };

function finished({ stop, usage, parts }, start, output) {
  const inWords = parts.some((part) => part.do === "refuse");
  const reason = inWords ? undefined : incomplete[stop.reason];
  return { ...start, output, usage: counts(usage), status: reason ? "incomplete" : "completed",
    completed_at: reason ? null : 1793000009, incomplete_details: reason ? { reason } : null };
}

function* frames(script, start) {
  let sequence_number = 0;
  const send = (data) => event({ ...data, sequence_number: sequence_number++ }, data.type);
  yield send({ type: "response.created", response: start });
  yield send({ type: "response.in_progress", response: start });
  const output = [];
  for (const part of script.parts) {
    if (part.do === "break" && part.how === "error") {
      const failed = { ...start, output, status: "failed", error: midStream() };
      yield send({ type: "response.failed", response: failed });
    }
    if (part.do === "break" || part.do === "hold") return yield broken(part);
    const [item] = items({ parts: [part] }, start.tools);
    for (const data of itemFrames(item, part, output.length)) yield send(data);
    output.push(item);
  }
  const response = finished(script, start, output);
  yield send({ type: `response.${response.status}`, response });
}

const counts = ({ input, cached, output, reasoning }) => ({
  input_tokens: input, input_tokens_details: { cached_tokens: cached },
  output_tokens: output, output_tokens_details: { reasoning_tokens: reasoning },
  total_tokens: input + output,
});
