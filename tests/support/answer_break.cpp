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
  if (dialect == DialectId::openai_responses) {
    return "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":"
           "\"Overloaded\",\"param\":null,\"sequence_number\":99}\n\n";
  }
  if (dialect == DialectId::gemini) {
    return "data: {\"error\":{\"code\":503,\"message\":\"Overloaded\",\"status\":"
           "\"UNAVAILABLE\"}}\n\n";
  }
  return dialect == DialectId::openai_chat
             ? "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\","
               "\"code\":503}}\n\n"
             : wire::error("overloaded_error");
}

std::string garbage(DialectId dialect, Dice& dice) {
  const bool unnamed = dialect == DialectId::openai_chat || dialect == DialectId::gemini;
  const std::string name = unnamed ? "" : "event: content_block_delta\n";
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

Cause possible(Cause cause, const Rest& rest, DialectId dialect) {
  // Its reason to stop is its ending.
  const bool is_last = dialect == DialectId::openai_responses || dialect == DialectId::gemini;
  if (cause == Cause::no_ending && is_last) {
    return Cause::no_stop_reason;
  }
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

// What the events of each dialect hold while the model is at it; of calls also what ends the first.
struct Words {
  DialectId dialect;
  std::string_view thinking;
  std::string_view text;
  std::string_view call;
  std::string_view call_end;
};
constexpr std::array<Words, 4> kWords{{
    {DialectId::anthropic_messages, "\"thinking_delta\"", "\"text_delta\"", "\"input_json_delta\"",
     "\"content_block_stop\""},
    {DialectId::openai_responses, "reasoning_summary_text.delta\"", "output_text.delta\"",
     "arguments.delta\"", "output_item.done\""},
    {DialectId::openai_chat, "\"reasoning_content\":\"", "\"delta\":{\"content\":\"",
     "\"function\":{\"arguments\"", ""},
    {DialectId::gemini, "\"thought\":true", "\"parts\":[{\"text\":\"", "\"functionCall\"", ""},
}};

bool holds(const std::string& event, std::string_view words) {
  return event.find(words) != std::string::npos;
}

// The events that hold the words, in order.
std::vector<std::size_t> places_of(const std::vector<std::string>& events, std::string_view words,
                                   std::string_view but = "\n\n\n") {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (holds(events[i], words) && !holds(events[i], but)) places.push_back(i);
  }
  return places;
}

}  // namespace

std::string_view to_string(Place place) {
  constexpr std::array<std::string_view, 5> kWhere{"before the first byte", "amid thinking",
                                                   "amid text", "amid a call", "behind a call"};
  return kWhere[static_cast<std::size_t>(place)];
}

std::optional<std::vector<std::string>> events_until(Place place, const Rendered& answer,
                                                     DialectId dialect) {
  const Words& words = *std::find_if(
      kWords.begin(), kWords.end(), [dialect](const Words& row) { return row.dialect == dialect; });
  std::vector<std::string> events = answer.events;
  const bool gemini = dialect == DialectId::gemini;
  std::vector<std::size_t> places;
  if (place == Place::nothing) return std::vector<std::string>{};
  if (place == Place::thinking) places = places_of(events, words.thinking);
  if (place == Place::text) places = places_of(events, words.text, words.thinking);
  if (place == Place::call || place == Place::behind_call) places = places_of(events, words.call);
  if (places.empty()) return std::nullopt;
  std::size_t last = places[(places.size() - 1) / 2];
  if (place == Place::call) last = places.front();
  if (place == Place::behind_call) {
    // The last piece of the first call: what follows it is no piece of it.
    last = places.front();
    for (const std::size_t piece : places) {
      if (piece == last + 1) last = piece;
    }
    while (!words.call_end.empty() && !holds(events[last], words.call_end))
      ++last;
  }
  events.resize(last + 1);
  // A call of Gemini's is one event.
  if (gemini && place == Place::call) events.back().resize(events.back().size() / 2);
  return events;
}

std::string_view to_string(Cause cause) {
  return kNames[static_cast<std::size_t>(cause)];
}

Delivery deliver(const Rest& rest, Rendering how, Cause cause, Dice& dice,
                 const BreakLimits& limits) {
  cause = possible(cause, rest, how.dialect);
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
