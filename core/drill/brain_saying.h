// What the scripted model says in one answer, and how each dialect puts it. Used by brain.cpp only.
#pragma once

#include <array>
#include <string>

#include "core/base/json.h"
#include "core/model/script.h"

namespace edgee {

// A tool call, or its last words.
struct Saying {
  int step = 0;  // 0: the final text
  std::string call_id;
  std::string tool;
  std::string input;
  std::string text;
};

// So that there is a middle to break off in.
[[nodiscard]] inline std::array<std::string, 2> halves(const std::string& text) {
  return {text.substr(0, text.size() / 2), text.substr(text.size() / 2)};
}

// One event of a stream, with its name.
[[nodiscard]] inline std::string named_event(const std::string& type, const OrderedJson& data) {
  return "event: " + type + "\ndata: " + dump_json(data) + "\n\n";
}

[[nodiscard]] script::Play anthropic_stream(const Saying& saying);
[[nodiscard]] OrderedJson anthropic_answer(const Saying& saying);
[[nodiscard]] script::Play chat_stream(const Saying& saying);
[[nodiscard]] OrderedJson chat_answer(const Saying& saying);
[[nodiscard]] script::Play responses_stream(const Saying& saying);
[[nodiscard]] OrderedJson responses_answer(const Saying& saying);

}  // namespace edgee
