// Writing JSON text straight into a string, for requests of a megabyte. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json_scan.h"

namespace edgee::openai_responses {

// Appends `text` as a string literal, quotes included. Invalid UTF-8 is replaced.
void put_quoted(std::string& out, std::string_view text);
[[nodiscard]] std::string json_string(std::string_view text);

// Appends `"key":` behind a comma unless an object or list has just been opened.
void put_key(std::string& out, std::string_view key);
void put_text(std::string& out, std::string_view key, std::string_view text);
void put_raw(std::string& out, std::string_view key, std::string_view json);
// The comma between two elements of a list.
void put_comma(std::string& out);

// The text of a string member of an object; "" when there is none.
[[nodiscard]] inline std::string text_at(std::string_view object, std::string_view key) {
  return json_text(json_at(object, key));
}

// A JSON object in one line: wire formats with lines cannot carry the line ends between tokens.
[[nodiscard]] std::string in_one_line(std::string_view json);

}  // namespace edgee::openai_responses
