// What the chunks of a generateContent stream have in common (wire facts 5.3), and its counts.
export function* grammar(chunks) {
  const roles = new Set(chunks.map((chunk) => chunk.candidates?.[0]?.content?.role).filter(Boolean));
  if ([...roles].some((role) => role !== "model")) yield `a content has the role ${[...roles]}`;
  const ended = chunks.filter((chunk) => chunk.candidates?.[0]?.finishReason);
  const blocked = chunks.some((chunk) => chunk.promptFeedback?.blockReason);
  if (ended.length !== 1 && !blocked) yield `${ended.length} chunks have a finishReason`;
  if (ended.length === 1 && ended[0] !== chunks.at(-1)) yield "chunks come behind the finishReason";
  for (const member of ["responseId", "modelVersion"]) {
    if (new Set(chunks.map((chunk) => chunk[member])).size > 1) yield `${member} changes on the way`;
  }
}

export function shapeOf({ usage = {} }) {
  const { promptTokenCount: prompt = 0, candidatesTokenCount: said = 0, thoughtsTokenCount = 0,
    totalTokenCount: total } = usage;
  return total === prompt + said + thoughtsTokenCount ? [] : ["totalTokenCount is not the sum"];
}
