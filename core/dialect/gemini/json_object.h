// Writes a JSON object member by member, as text: what we send keeps its order, and large pieces
// are copied once. A value, for one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/base/json_quote.h"
#include "core/base/room.h"

namespace edgee::gemini {

class JsonObject {
 public:
  // `json` is JSON text; keys hold nothing that needs an escape.
  JsonObject& put(std::string_view key, std::string_view json) {
    make_room(out_, json.size());
    out_ += out_.empty() ? '{' : ',';
    out_.append(1, '"').append(key).append("\":").append(json);
    return *this;
  }
  JsonObject& put_text(std::string_view key, std::string_view text) {
    return put(key, quote_json(text));
  }
  [[nodiscard]] bool empty() const { return out_.empty(); }
  [[nodiscard]] std::string done() && {
    if (out_.empty()) out_ += '{';
    out_ += '}';
    return std::move(out_);
  }

 private:
  std::string out_;
};

// {"role":...,"parts":[...]}; `parts` is what stands between the brackets.
[[nodiscard]] inline std::string write_content(std::string_view role, std::string_view parts) {
  std::string out = R"({"role":")";
  out.append(role).append(R"(","parts":[)").append(parts).append("]}");
  return out;
}

[[nodiscard]] inline std::string write_text_part(std::string_view text) {
  return R"({"text":)" + quote_json(text) + "}";
}

inline void append_element(std::string& list, std::string_view element) {
  if (!list.empty()) list += ',';
  list += element;
}

}  // namespace edgee::gemini
