// Writes the events of a Responses stream, numbered in a row. For one answer and one thread.
#pragma once

#include <string>
#include <string_view>

namespace edgee::openai_responses {

class EventWriter {
 public:
  // `members` is what stands behind the type and the number, as JSON text without its braces.
  void write(std::string_view type, std::string_view members, std::string& out) {
    out.append("event: ").append(type).append("\ndata: {\"type\":\"").append(type);
    out.append("\",\"sequence_number\":").append(std::to_string(next_++));
    out.append(",").append(members).append("}\n\n");
  }
  // So many more events, at most, are out already.
  void skip(long long events) { next_ += events; }
  [[nodiscard]] long long next() const { return next_; }

 private:
  long long next_ = 0;
};

}  // namespace edgee::openai_responses
