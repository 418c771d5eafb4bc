// The events of one item of an answer, from its beginning to its end. What is out is remembered in
// the item, so that its pieces are always its whole. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/dialect/openai_responses/event_writer.h"
#include "core/dialect/openai_responses/item_writer.h"

namespace edgee::openai_responses {

void begin_item(Item& item, EventWriter& events, std::string& out);
// More of the item's words, never none: of a message, of a reasoning summary, of a call's input.
// JSON input goes out as it comes; what is no JSON in the agent's dialect (freeform text) waits for
// its end.
void add_words(Item& item, std::string_view words, EventWriter& events, std::string& out);
void end_item(Item& item, EventWriter& events, std::string& out);

}  // namespace edgee::openai_responses
