#include "tests/support/wire_words.h"

#include <utility>

namespace edgee::wire {
namespace {

std::string delta(int index, OrderedJson change) {
  return event("content_block_delta", {{"index", index}, {"delta", std::move(change)}});
}

}  // namespace

std::string event(const std::string& type, OrderedJson data) {
  OrderedJson all{{"type", type}};
  all.update(data);
  return "event: " + type + "\ndata: " + dump_json(all) + "\n\n";
}

std::string start(const std::string& id) {
  return event("message_start", {{"message",
                                  {{"id", id},
                                   {"type", "message"},
                                   {"role", "assistant"},
                                   {"model", "claude-opus-4-8"},
                                   {"content", OrderedJson::array()},
                                   {"stop_reason", nullptr},
                                   {"stop_sequence", nullptr},
                                   {"usage", {{"input_tokens", 10}, {"output_tokens", 1}}}}}});
}

std::string ping() {
  return event("ping", OrderedJson::object());
}

std::string open(int index, const OrderedJson& block) {
  return event("content_block_start", {{"index", index}, {"content_block", block}});
}

std::string open_text(int index) {
  return open(index, {{"type", "text"}, {"text", ""}});
}

std::string open_thinking(int index) {
  return open(index, {{"type", "thinking"}, {"thinking", ""}, {"signature", ""}});
}

std::string open_tool(int index, const std::string& id, const std::string& name) {
  return open(index,
              {{"type", "tool_use"}, {"id", id}, {"name", name}, {"input", OrderedJson::object()}});
}

std::string text(int index, std::string_view piece) {
  return delta(index, {{"type", "text_delta"}, {"text", piece}});
}

std::string thought(int index, std::string_view piece) {
  return delta(index, {{"type", "thinking_delta"}, {"thinking", piece}});
}

std::string signature(int index, std::string_view piece) {
  return delta(index, {{"type", "signature_delta"}, {"signature", piece}});
}

std::string input(int index, std::string_view piece) {
  return delta(index, {{"type", "input_json_delta"}, {"partial_json", piece}});
}

std::string close(int index) {
  return event("content_block_stop", {{"index", index}});
}

std::string stop_reason(const std::string& reason) {
  OrderedJson word;
  if (!reason.empty()) word = reason;
  return event("message_delta",
               {{"delta", {{"stop_reason", std::move(word)}, {"stop_sequence", nullptr}}},
                {"usage", {{"output_tokens", 20}}}});
}

std::string stop() {
  return event("message_stop", OrderedJson::object());
}

std::string error(const std::string& type) {
  return event("error", {{"error", {{"type", type}, {"message", "Overloaded"}}}});
}

std::string text_block(int index, std::string_view words) {
  return open_text(index) + text(index, words) + close(index);
}

std::string thinking_block(int index, std::string_view words, std::string_view sign) {
  return open_thinking(index) + thought(index, words) + signature(index, sign) + close(index);
}

std::string tool_block(int index, const std::string& id, std::string_view json) {
  return open_tool(index, id, "Bash") + input(index, json) + close(index);
}

std::string ending(const std::string& reason) {
  return stop_reason(reason) + stop();
}

}  // namespace edgee::wire
