// A session as it is meant to be: what the model thinks, says and calls, turn by turn, the same for
// every target that serves it. Each word is unique, so that what is lost or repeated shows. Values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/model/dialect_id.h"

namespace edgee::model {

struct Item {
  enum class Kind { thinking, text, tool };
  Kind kind = Kind::text;
  std::string text;  // of thinking and text
  std::string signature;
  std::string id;     // of a tool call, and unique
  std::string name;   // of the tool
  std::string input;  // as JSON text; holds `mark`
  std::string mark;   // a word that no other call's input holds
};

// One answer. Every turn but the last calls a tool.
struct Turn {
  std::vector<Item> items;
};

struct Script {
  std::vector<Turn> turns;
};

struct Shape {
  int turns = 2;
  int most_words = 8;            // of a text
  bool odd_words = true;         // quotes, line ends, letters beyond ASCII
  bool thinking = true;          // in some turns
  bool texts_later = true;       // also behind tool calls, and two in a row
  bool last_text_alone = false;  // the last turn has one text
  int most_tools = 3;
  std::string tool = "Bash";
  std::string command = "command";  // the member of its input that holds the command
  bool described = true;            // its input has a description besides
};

[[nodiscard]] Script write_script(std::uint64_t seed, const Shape& shape);
[[nodiscard]] std::string intended_text(const Script& script);
[[nodiscard]] std::vector<Item> intended_tools(const Script& script);
// How far into `all` the words of a history reach, which dialects that join blocks put an empty
// line between. nullopt: they are others.
[[nodiscard]] std::optional<std::size_t> reach(std::string_view all, std::string_view said);

// What is left to say, as a request's history tells.
struct Rest {
  std::vector<Item> items;
  std::string stop_reason;  // "tool_use" or "end_turn"
  bool continues = false;   // a part of the answer stands in the request already
};

// Reads how far the session came from a request, whoever answered so far: text and calls of the
// assistant's messages, or a part that a last user message quotes. What is wrong with the request
// in a provider's eyes goes to `complaints`.
[[nodiscard]] Rest think(const Script& script, DialectId dialect, const Json& request,
                         std::vector<std::string>& complaints);

}  // namespace edgee::model
