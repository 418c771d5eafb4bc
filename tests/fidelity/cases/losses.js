// What a pair cannot carry, and why. A row holds where all that it names fits: `agent`, `provider`
// (one or a list), `pair: "different"`. A row of one side alone is that dialect's own limit: it
// holds without edgee as well. `on`: only in cases of this tag, or with this ending ("no effort":
// where none is asked for). A facet that is
// lost without a row is a failure of edgee; a row whose facet comes through is one of this table.
// `becomes` says what arrives instead, where that is promised too.

export const losses = [
  { agent: "anthropic", facets: ["temperature", "topP"],
    why: "version 2026-10-21 of the Messages API has no sampling parameters" },
  { provider: "anthropic", facets: ["topP"], on: "both samplings",
    why: "Claude takes temperature or top_p, not both" },
  { pair: "different", provider: "anthropic", facets: ["temperature", "topP"], on: "effort",
    why: "Claude samples in its own way while it thinks" },
  { agent: "responses", facets: ["stop"], why: "Responses has no stop sequences" },
  { provider: "responses", facets: ["stop"], why: "Responses has no stop sequences" },
  { agent: "gemini", facets: ["parallel"], why: "Gemini has no switch for parallel calls" },
  { provider: "gemini", facets: ["parallel"], why: "Gemini has no switch for parallel calls" },
  { agent: "gemini", facets: ["documentNames"], why: "the Gemini API's inline data has no name" },
  { provider: "gemini", facets: ["documentNames"], why: "the Gemini API's inline data has no name" },
  { agent: "chat", facets: ["resultImages"], becomes: "moved",
    why: "Chat's tool messages hold text only: images follow in a user message" },
  { provider: "chat", facets: ["resultImages"], becomes: "moved",
    why: "Chat's tool messages hold text only: images follow in a user message" },
  { agent: ["chat", "responses"], facets: ["resultErrors"], becomes: "words",
    why: "OpenAI's results have no flag for failures: it is said in words" },
  { provider: ["chat", "responses"], facets: ["resultErrors"], becomes: "words",
    why: "OpenAI's results have no flag for failures: it is said in words" },
  { agent: "chat", facets: ["thinking", "pastThinking"], why: "Chat shows no reasoning" },
  { agent: "chat", pair: "different", facets: ["answerText"], on: "texts around a call",
    becomes: "paragraphs", why: "a Chat answer has one text: what others say apart are paragraphs" },
  { agent: "chat", provider: ["anthropic", "responses"], facets: ["answerText"],
    on: "texts in a row", becomes: "paragraphs",
    why: "a Chat answer has one text: what others say apart are paragraphs" },
  { provider: "chat", facets: ["pastThinking"], why: "Chat takes no reasoning back" },
  { pair: "different", agent: ["anthropic", "responses", "gemini"],
    provider: ["anthropic", "responses", "gemini"], facets: ["pastThinking"],
    why: "thinking is signed for the vendor that made it" },
  { agent: ["chat", "responses", "gemini"], facets: ["stopReason", "stopSequence"], on: "sequence",
    why: "only Anthropic tells a stop sequence from an end" },
  { provider: ["chat", "responses", "gemini"], facets: ["stopReason", "stopSequence"],
    on: "sequence", why: "only Anthropic tells a stop sequence from an end" },
  { pair: "different", provider: "gemini", facets: ["resultImages"], becomes: "moved",
    why: "not every Gemini model takes images in results: they follow in the same turn" },
  { pair: "different", agent: "gemini", facets: ["thinking"], on: "no effort",
    why: "Gemini shows its thoughts only to who asks for them" },
];

const fits = (wanted, name) =>
  wanted === undefined || (Array.isArray(wanted) ? wanted.includes(name) : wanted === name);

// The rows for a facet of a pair. The tags are the case's own, and how its answer ends.
export function lossesOf({ agent, provider }, facet, tags) {
  return losses.filter((row) => row.facets.includes(facet) && fits(row.agent, agent) &&
    fits(row.provider, provider) && (row.on === undefined || tags.includes(row.on)) &&
    (row.pair !== "different" || agent !== provider));
}
