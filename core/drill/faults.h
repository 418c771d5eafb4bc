// What can go wrong with a provider before its answer's first content and behind it: one row per
// fault, each with the trigger that must name it. The drill and the tests walk this table; none is
// skipped.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/model/dialect_id.h"
#include "core/model/script.h"

namespace edgee {

enum class FaultPlace {
  answer,           // the provider is reached and answers like this
  refused_port,     // nobody listens
  unknown_host,     // the name does not resolve
  plain_port,       // a TLS connection to a server that speaks none
  missing_key,      // there is no credential for the provider
  refused_request,  // the provider cannot take tools in this dialect
};

// Whose step is ill: the agent's own vendor, or a provider of the user's in first place.
enum class FaultyStep { agent, provider };

// What becomes of the answers of a step that is ill.
enum class Rescue {
  replaced,  // the next step gives all of them, or goes on with them
  mixed,     // some of them needed nothing but a proper ending
  ended,     // all of them
};

struct Fault {
  std::string_view name;     // "529 overloaded"
  std::string_view trigger;  // the row of the trigger table that must fire
  FaultPlace place = FaultPlace::answer;
  FaultyStep step = FaultyStep::agent;
  script::Play (*play)() = nullptr;  // place == answer
  // Instead of `play`: what breaks in an answer that was to be whole.
  script::Play (*spoil)(const script::Play& whole) = nullptr;
  Rescue rescue = Rescue::replaced;
};

// The answer of an ill step; `whole` is what it would have said in good health.
[[nodiscard]] script::Play ill_answer(const Fault& fault, const script::Play& whole);

// In the words of a vendor of that dialect. nullopt: no vendor of that kind fails like this.
[[nodiscard]] std::optional<script::Play> ill_answer(const Fault& fault, const script::Play& whole,
                                                     DialectId dialect);
[[nodiscard]] std::optional<script::Play> openai_ill_answer(const Fault& fault,
                                                            const script::Play& whole,
                                                            DialectId dialect);
[[nodiscard]] bool befalls(const Fault& fault, DialectId vendor);

[[nodiscard]] std::span<const Fault> fault_table();
[[nodiscard]] const Fault* find_fault(std::string_view name);

}  // namespace edgee
