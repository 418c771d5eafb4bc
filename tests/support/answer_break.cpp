#include "tests/support/answer_break.h"

#include <algorithm>
#include <utility>

#include "tests/support/wire_words.h"

namespace edgee::model {
namespace {

constexpr std::array<std::string_view, 13> kNames{
    "none",     "529",         "429",           "reset at once",   "reset",       "clean end",
    "stall",    "error event", "garbage event", "oversized event", "broken tool", "no stop reason",
    "no ending"};

std::string joined(const std::vector<std::string>& events) {
  std::string all;
  for (const std::string& event : events)
    all += event;
  return all;
}

Delivery refuse(Cause cause) {
  Delivery delivery;
  delivery.cause = cause;
  if (cause == Cause::reset_at_once) {
    delivery.status = 0;
    delivery.tail = Tail::reset;
    return delivery;
  }
  const bool busy = cause == Cause::overloaded;
  delivery.status = busy ? 529 : 429;
  delivery.headers = {{"content-type", "application/json"}};
  if (!busy) delivery.headers.push_back({"retry-after", "1"});
  delivery.chunks.push_back(std::string(R"({"type":"error","error":{"type":")") +
                            (busy ? "overloaded_error" : "rate_limit_error") +
                            R"(","message":"Too much"}})");
  return delivery;
}

// Some events to a chunk, and some events cut in two.
std::vector<std::string> cut_into_chunks(const std::vector<std::string>& events, Dice& dice) {
  std::vector<std::string> chunks(1);
  for (const std::string& event : events) {
    if (dice.chance(1, 6)) {
      const std::size_t at = dice.below(event.size());
      chunks.back() += event.substr(0, at);
      chunks.push_back(event.substr(at));
    } else {
      chunks.back() += event;
    }
    if (dice.chance(2, 3)) chunks.emplace_back();
  }
  std::erase(chunks, "");
  return chunks;
}

// Keeps a random part: up to an event's end, or any byte.
void cut_somewhere(std::vector<std::string>& events, Dice& dice) {
  if (dice.chance(1, 2)) {
    events.resize(dice.below(events.size()));
    return;
  }
  std::size_t left = dice.below(joined(events).size());
  std::size_t i = 0;
  for (; left > events[i].size(); ++i)
    left -= events[i].size();
  events[i].resize(left);
  events.resize(i + 1);
}

std::string error_event(DialectId dialect) {
  return dialect == DialectId::openai_chat
             ? "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\","
               "\"code\":503}}\n\n"
             : wire::error("overloaded_error");
}

std::string garbage(DialectId dialect, Dice& dice) {
  const std::string name = dialect == DialectId::openai_chat ? "" : "event: content_block_delta\n";
  return dice.pick(std::vector<std::string>{
      name + "data: {\"type\":\"content_block_delta\",\"ind\n\n", name + "data: \x01\x02\xff\n\n",
      name + "data: <html>502 Bad Gateway</html>\n\n", name + "data: [1,2\n\n"});
}

// Somewhere in front of the stop reason.
void break_between(std::vector<std::string>& events, std::size_t stop, const std::string& with,
                   bool over) {
  const auto at = events.begin() + static_cast<std::ptrdiff_t>(stop);
  if (over) events.erase(at, events.end());
  events.insert(events.begin() + static_cast<std::ptrdiff_t>(stop), with);
}

Cause possible(Cause cause, const Rest& rest) {
  const bool calls = std::any_of(rest.items.begin(), rest.items.end(),
                                 [](const Item& item) { return item.kind == Item::Kind::tool; });
  return cause == Cause::broken_tool && !calls ? Cause::reset : cause;
}

void spoil(Cause cause, Rendered& answer, const Rendering& how, Dice& dice,
           const BreakLimits& limits) {
  std::vector<std::string>& events = answer.events;
  const std::size_t between = dice.between(0, answer.stop);
  const auto stop = static_cast<std::ptrdiff_t>(answer.stop);
  switch (cause) {
    case Cause::reset:
    case Cause::clean_end:
    case Cause::stall:
      return cut_somewhere(events, dice);
    case Cause::error_event:
      return break_between(events, between, error_event(how.dialect), true);
    case Cause::garbage_event:
      return break_between(events, between, garbage(how.dialect, dice), dice.chance(1, 2));
    case Cause::oversized_event:
      return break_between(events, between, "data: " + std::string(limits.oversized, 'x'), true);
    case Cause::no_stop_reason:
      events.erase(events.begin() + stop,
                   dice.chance(1, 2) ? events.end() : events.begin() + stop + 1);
      return;
    case Cause::no_ending:
      events.erase(events.begin() + stop + 1, events.end());
      return;
    default:
      return;
  }
}

}  // namespace

std::string_view to_string(Cause cause) {
  return kNames[static_cast<std::size_t>(cause)];
}

Delivery deliver(const Rest& rest, Rendering how, Cause cause, Dice& dice,
                 const BreakLimits& limits) {
  cause = possible(cause, rest);
  if (std::find(kEarlyCauses.begin(), kEarlyCauses.end(), cause) != kEarlyCauses.end()) {
    return refuse(cause);
  }
  how.spoil_tools = cause == Cause::broken_tool;
  Rendered answer = render(rest, how, dice);
  spoil(cause, answer, how, dice, limits);
  Delivery delivery;
  delivery.cause = cause;
  delivery.headers = {{"content-type", "text/event-stream"}};
  delivery.chunks = cut_into_chunks(answer.events, dice);
  if (cause == Cause::reset) delivery.tail = Tail::reset;
  if (cause == Cause::stall) delivery.tail = Tail::hang;
  return delivery;
}

script::Play to_play(const Delivery& delivery, Duration pace) {
  script::Play play;
  if (delivery.status != 0) play.emplace_back(script::Head{delivery.status, delivery.headers});
  for (const std::string& chunk : delivery.chunks) {
    play.emplace_back(script::Wait{pace});
    play.emplace_back(script::Body{chunk});
  }
  if (delivery.tail == Tail::reset) {
    // The bytes must arrive before the reset throws them away.
    play.emplace_back(script::Wait{pace});
    play.emplace_back(script::Reset{});
  } else if (delivery.tail == Tail::hang) {
    play.emplace_back(script::Hang{});
  } else {
    play.emplace_back(script::End{});
  }
  return play;
}

}  // namespace edgee::model
