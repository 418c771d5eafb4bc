// Answers as generateContent gives them, whole and as server-sent events: wire facts 5.3, 5.4.
// Calls come whole; half of the models give them ids, so every other call has one.
import { freshId, signatures } from "../../lib/facts.js";
import { broken, pieces } from "../../lib/script.js";
import { event } from "../envelope.js";
import { midStream } from "./errors.js";

const finishReasons = { end: "STOP", length: "MAX_TOKENS", tools: "STOP", refusal: "SAFETY",
  sequence: "STOP" };

export function answer(script, { route }) {
  const start = { modelVersion: route.model, responseId: freshId("", 22) };
  return {
    headers: {},
    whole: () => (isBlocked(script) ? blocked(script, start) : { ...start,
      usageMetadata: counts(script.usage), candidates: [
        candidate([...parts(script)].map(([part]) => part), finishReasons[script.stop.reason])] }),
    frames: () => frames(script, start),
  };
}

const candidate = (content, finishReason) => ({ content: { parts: content, role: "model" },
  ...(finishReason && { finishReason }), index: 0 });

// A prompt that is refused as such gets no candidate at all.
const isBlocked = ({ parts: said, stop }) => stop.reason === "refusal" && said.length === 0;
const blocked = ({ usage }, start) => ({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" },
  usageMetadata: { promptTokenCount: usage.input, totalTokenCount: usage.input }, ...start });

function* frames(script, start) {
  if (isBlocked(script)) return yield event(blocked(script, start));
  const running = counts({ ...script.usage, output: 1, reasoning: 0 });
  for (const part of parts(script, true)) {
    if (part.do === "break" && part.how === "error") yield event(midStream());
    if (part.do === "break" || part.do === "hold") return yield broken(part);
    yield event({ candidates: [candidate(part)], usageMetadata: running, ...start });
  }
  // After thinking without a call the signature comes with an empty text (wire facts 5.4).
  const did = (what) => script.parts.some((part) => part.do === what);
  const signature = did("think") && !did("call") && { thoughtSignature: signatures.gemini };
  yield event({ candidates: [candidate([{ text: "", ...signature }], finishReasons[script.stop.reason])],
    usageMetadata: counts(script.usage), ...start });
}

// Lists of one part each; what breaks a stream comes as it is. Only the first call of a step is
// signed.
function* parts(script, inPieces = false) {
  let signed = false;
  for (const part of script.parts) {
    if (part.do === "break" || part.do === "hold") {
      yield part;
    } else if (part.do === "call") {
      const functionCall = { ...callId(), name: part.name, args: part.args };
      yield [{ functionCall, ...(!signed && { thoughtSignature: signatures.gemini }) }];
      signed = true;
    } else {
      for (const text of pieces(part.text, inPieces ? part.pieces : 1)) {
        yield [{ text, ...(part.do === "think" && { thought: true }) }];
      }
    }
  }
}

let asked = 0;
const callId = () => (++asked % 2 ? {} : { id: freshId("", 8) });

const counts = ({ input, cached, output, reasoning }) => ({
  promptTokenCount: input, candidatesTokenCount: output - reasoning,
  totalTokenCount: input + output,
  ...(cached && { cachedContentTokenCount: cached }),
  ...(reasoning && { thoughtsTokenCount: reasoning }),
  promptTokensDetails: [{ modality: "TEXT", tokenCount: input }],
});
