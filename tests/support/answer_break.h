// An answer that breaks: any cause, anywhere. What a provider puts on the wire, as chunks. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/headers.h"
#include "core/model/script.h"
#include "tests/support/answer_render.h"

namespace edgee::model {

enum class Cause {
  none,
  // Before the first content.
  overloaded,
  throttled,
  reset_at_once,
  // At any byte.
  reset,
  clean_end,
  stall,
  // Between two events.
  error_event,
  garbage_event,
  oversized_event,
  // Of the answer's own making.
  broken_tool,
  no_stop_reason,
  no_ending,
};

inline constexpr std::array kEarlyCauses{Cause::overloaded, Cause::throttled, Cause::reset_at_once};
inline constexpr std::array kMidCauses{
    Cause::reset,         Cause::clean_end,   Cause::stall,          Cause::error_event,
    Cause::garbage_event, Cause::broken_tool, Cause::no_stop_reason, Cause::no_ending};

[[nodiscard]] std::string_view to_string(Cause cause);

enum class Tail { end, reset, hang };

struct Delivery {
  Cause cause = Cause::none;  // what it became: an answer without a tool has none to break
  int status = 200;
  HeaderList headers;
  std::vector<std::string> chunks;
  Tail tail = Tail::end;
};

struct BreakLimits {
  std::size_t oversized = 8 * 1024 * 1024 + 64;  // bytes of an oversized event
};

// Renders and breaks; Cause::none delivers all of it.
[[nodiscard]] Delivery deliver(const Rest& rest, Rendering how, Cause cause, Dice& dice,
                               const BreakLimits& limits = {});

// Where in its work a model is when its answer breaks.
enum class Place { nothing, thinking, text, call, behind_call };
inline constexpr std::array kPlaces{Place::nothing, Place::thinking, Place::text, Place::call,
                                    Place::behind_call};
[[nodiscard]] std::string_view to_string(Place place);

// The answer's events up to there; nullopt: the answer never comes to it. `dialect` wrote it,
// without pings.
[[nodiscard]] std::optional<std::vector<std::string>> events_until(Place place,
                                                                   const Rendered& answer,
                                                                   DialectId dialect);

// As a scripted server plays it, with `pace` before each chunk.
[[nodiscard]] script::Play to_play(const Delivery& delivery, Duration pace);

}  // namespace edgee::model
