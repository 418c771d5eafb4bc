#include "tests/support/judge_events.h"

#include <optional>
#include <utility>

namespace edgee::judge {
namespace {

// One line and the place behind its end; nullopt when no end has come.
struct Line {
  std::string_view text;
  std::size_t next = 0;
};

std::optional<Line> read_line(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find_first_of("\r\n", at);
  if (end == std::string_view::npos) return std::nullopt;
  const bool crlf = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
  return Line{bytes.substr(at, end - at), end + (crlf ? 2 : 1)};
}

struct Frame {
  std::string name;
  std::string data;
  bool has_data = false;
  bool any = false;
};

void add_line(Frame& frame, std::string_view line) {
  frame.any = true;
  if (line.starts_with(':')) return;
  const std::size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value;
  if (colon != std::string_view::npos) value = line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "event") frame.name = value;
  if (field != "data") return;
  if (frame.has_data) frame.data += '\n';
  frame.data += value;
  frame.has_data = true;
}

WireEvent make_event(const Frame& frame) {
  WireEvent event;
  event.name = frame.name;
  event.has_data = frame.has_data;
  event.comment = frame.name.empty() && !frame.has_data;
  event.data = parse_json(frame.data).value_or(Json());
  event.type = string_member(event.data, "type");
  if (event.type.empty()) event.type = event.name;
  return event;
}

Millis time_of(const std::vector<Piece>& pieces, std::size_t end) {
  for (const Piece& piece : pieces) {
    if (end <= piece.bytes.size()) return piece.at;
    end -= piece.bytes.size();
  }
  return Millis(0);
}

}  // namespace

WireReading read_wire(const std::vector<Piece>& pieces) {
  std::string bytes;
  for (const Piece& piece : pieces)
    bytes += piece.bytes;
  WireReading reading;
  Frame frame;
  std::size_t at = 0;
  while (const std::optional<Line> line = read_line(bytes, at)) {
    at = line->next;
    if (!line->text.empty()) {
      add_line(frame, line->text);
    } else if (std::exchange(frame.any, false)) {
      WireEvent event = make_event(std::exchange(frame, {}));
      event.at = time_of(pieces, at);
      reading.events.push_back(std::move(event));
    }
  }
  reading.torn = frame.any || at < bytes.size();
  return reading;
}

std::string find_flaw(const WireEvent& event) {
  if (event.comment) return "";
  if (event.name.empty()) return "data without an event line";
  if (!event.has_data) return "";
  if (!event.data.is_object()) return "the data of " + event.name + " is no JSON object";
  if (event.type != event.name) return "a " + event.type + " is called " + event.name;
  return "";
}

}  // namespace edgee::judge
