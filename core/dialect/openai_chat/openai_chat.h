// OpenAI Chat Completions, as agents speak it and as providers do, in the many ways of the latter.
// https://platform.openai.com/docs/api-reference/chat
//
// What is lost on the way. A Conversation becomes a Chat request without:
// - thinking, but where the target wants it back on turns with calls; signatures; opaque blocks
// - the borders between system texts, and between texts of one message: paragraphs of one text
// - messages without words; neighbours of the same role are one message
// - results' order (the calls' own), their mark of an error ("Error: " in front), their images and
//   files (shown to the model in the user message behind), results of no call (told as text)
// - a document's title when it is text (a line above it), its URL
// - tools that a vendor's servers run; a tool's freedom of form and its grammar
// - stop sequences beyond the fourth; a thinking budget (an effort)
// - words in the middle of a conversation by `system`, where the target has no such role
// A Chat request becomes a Conversation without:
// - detail of images; names of speakers; `strict`; a name's characters beyond [A-Za-z0-9_-], for
//   which AgentTools has the way back
// - all fields that request_fields.cpp does not know; json_object (asked for in words)
// It is refused when it asks for audio, files by id, the older function calling, several answers or
// the vendor's own search.
// Stream events become chunks without:
// - borders between blocks of one kind (a blank line); redacted thinking; signatures of thinking
// - which stop sequence matched, and that the model paused or its window was full
// - token counts, unless the agent asks for them; a fault's kind, but for its code
#pragma once

#include "core/dialect/dialect.h"

namespace edgee {

// Immutable; safe from any thread.
[[nodiscard]] const Dialect& openai_chat_dialect();

}  // namespace edgee
