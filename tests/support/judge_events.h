// The events of an Anthropic stream as an agent's own parser cuts them: a small reader of its own,
// so that the product's cannot judge itself. Values.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace edgee::judge {

using Millis = std::chrono::milliseconds;

// Bytes that reached the agent together.
struct Piece {
  Millis at{0};
  std::string bytes;
};

struct WireEvent {
  std::string name;      // of the `event:` line; "" when there is none
  std::string type;      // of the data; the name when the data has none
  Json data;             // null when it is no JSON
  bool comment = false;  // neither name nor data
  bool has_data = false;
  Millis at{0};  // when its last byte came
};

struct WireReading {
  std::vector<WireEvent> events;
  bool torn = false;  // bytes of an unfinished event stand at the end
};

[[nodiscard]] WireReading read_wire(const std::vector<Piece>& pieces);

// Why no client can take the event ("" when it can): no name, no JSON, or two different types.
[[nodiscard]] std::string find_flaw(const WireEvent& event);

}  // namespace edgee::judge
