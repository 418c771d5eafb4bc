// What is written as Chat and read again is the same, up to the losses that openai_chat.h names.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/openai_chat/openai_chat.h"
#include "tests/core/dialect/openai_chat/conversation_text.h"
#include "tests/core/dialect/openai_chat/story.h"
#include "tests/support/asked.h"
#include "tests/support/dice.h"

namespace edgee::test {
namespace {

constexpr std::uint64_t kSeeds = 300;

std::string words(Dice& dice) {
  static const std::vector<std::string> kPieces = {"a",          "Hello ",    "\n",
                                                   "\"quoted\"", "\\",        "\303\274",
                                                   "\t",         "{\"x\":1}", "\360\237\230\200",
                                                   "/*",         "<b>",       "0",
                                                   "-",          "\x7f ",     "</think>",
                                                   "\x01",       "end."};
  std::string text = "w";
  for (std::size_t n = dice.below(8); n > 0; --n)
    text += dice.pick(kPieces);
  return text;
}

std::string input(Dice& dice) {
  return dice.chance(1, 5) ? "{}" : R"({"path":)" + quote_json(words(dice)) + R"(,"n":[1,{}]})";
}

// A conversation of all that Chat can carry without a loss.
class Talk {
 public:
  explicit Talk(Dice& dice) : dice_(dice) {}

  Conversation make() {
    Conversation talk;
    talk.model = "m";
    talk.stream = dice_.chance(1, 2);
    if (dice_.chance(1, 2)) talk.system = {words(dice_)};
    put_tools(talk);
    put_wishes(talk);
    for (std::size_t turn = dice_.between(1, 4); turn > 0; --turn) {
      talk.messages.push_back(user(user_parts()));
      if (dice_.chance(1, 4)) talk.messages.push_back(system(words(dice_)));
      if (dice_.chance(3, 4)) put_answer(talk);
    }
    return talk;
  }

 private:
  void put_tools(Conversation& talk) {
    for (std::size_t n = dice_.below(3); n > 0; --n) {
      talk.tools.push_back({"tool_" + std::to_string(n), words(dice_),
                            R"({"type":"object","properties":{"p":{"type":"string"}}})", ""});
    }
    if (talk.tools.empty() || dice_.chance(1, 2)) return;
    using Kind = ToolChoice::Kind;
    const std::vector<Kind> kinds = {Kind::automatic, Kind::any, Kind::tool, Kind::none};
    ToolChoice choice{dice_.pick(kinds), "", dice_.chance(1, 2)};
    if (choice.kind == Kind::tool) choice.tool = talk.tools.front().name;
    talk.tool_choice = choice;
  }

  void put_wishes(Conversation& talk) {
    if (dice_.chance(1, 2)) talk.max_tokens = static_cast<std::int64_t>(dice_.between(16, 30'000));
    if (dice_.chance(1, 3)) talk.temperature = 0.5;
    if (dice_.chance(1, 3)) talk.top_p = 0.25;
    for (std::size_t n = dice_.below(5); n > 0; --n)
      talk.stop_sequences.push_back(words(dice_));
    if (dice_.chance(1, 4)) {
      talk.output_schema_json = R"({"type":"object","properties":{"o":{"type":"number"}}})";
    }
    if (!dice_.chance(1, 2)) return;
    const std::vector<std::string> efforts = {"low", "medium", "high", "xhigh", "max"};
    talk.effort = dice_.pick(efforts);
    talk.thinking.mode = ThinkingWish::Mode::adaptive;
  }

  std::vector<Part> user_parts() {
    if (dice_.chance(2, 3)) return {text(words(dice_))};
    std::vector<Part> parts = {text(words(dice_))};
    if (dice_.chance(1, 2)) parts.push_back(image());
    if (dice_.chance(1, 2)) parts.emplace_back(ImagePart{"", "", "https://x.y/z.png"});
    if (dice_.chance(1, 2)) {
      parts.emplace_back(DocumentPart{"application/pdf", "JVBE", "", "", "a.pdf"});
    }
    return parts;
  }

  void put_answer(Conversation& talk) {
    std::vector<Part> parts;
    const std::size_t calls = dice_.below(4);
    if (calls > 0 && dice_.chance(1, 2)) parts.emplace_back(ThinkingPart{words(dice_), "", false});
    if (calls == 0 || dice_.chance(1, 2)) parts.push_back(text(words(dice_)));
    std::vector<Part> results;
    for (std::size_t n = calls; n > 0; --n) {
      const std::string id = "call_" + std::to_string(++calls_);
      parts.push_back(call(id, "tool_1", input(dice_)));
      results.push_back(result(id, words(dice_)));
    }
    talk.messages.push_back(assistant(std::move(parts)));
    if (!results.empty()) talk.messages.push_back(user(std::move(results)));
  }

  Dice& dice_;
  int calls_ = 0;
};

// Takes all that there is, like OpenAI, and thinking back besides.
Target all_taking() {
  Target target("none", "m");
  target.info.images = target.info.effort = true;
  ChatQuirks& quirks = target.provider.chat;
  quirks.files = quirks.reasoning_effort = quirks.echo_reasoning = true;
  quirks.efforts = {"none", "low", "medium", "high", "xhigh", "max"};
  quirks.late_system_role = "developer";
  return target;
}

bool holds_results(const Message& message) {
  return std::holds_alternative<ToolResultPart>(message.parts.front());
}

void join_texts(std::vector<Part>& parts) {
  const bool all_text = std::all_of(parts.begin(), parts.end(), [](const Part& part) {
    return std::holds_alternative<TextPart>(part);
  });
  if (!all_text) return;
  std::string joined;
  for (const Part& part : parts) {
    const auto* one = std::get_if<TextPart>(&part);
    if (one != nullptr) joined += (joined.empty() ? "" : "\n\n") + one->text;
  }
  parts = {text(joined)};
}

// The named losses: neighbours that are the user's are one message, and so are its texts when
// nothing else is in it.
Conversation after_losses(Conversation talk) {
  std::vector<Message> messages;
  for (Message& message : talk.messages) {
    const bool joins = !messages.empty() && message.role == Role::user &&
                       messages.back().role == Role::user && !holds_results(message) &&
                       !holds_results(messages.back());
    if (!joins) {
      messages.push_back(std::move(message));
      continue;
    }
    for (Part& part : message.parts)
      messages.back().parts.push_back(std::move(part));
  }
  for (Message& message : messages) {
    if (message.role == Role::user) join_texts(message.parts);
  }
  talk.messages = std::move(messages);
  return talk;
}

class Answer {
 public:
  explicit Answer(Dice& dice) : dice_(dice) {}

  // Events as decoders give them: blocks one after the other, no two plain ones of a kind.
  std::vector<StreamEvent> make() {
    events_ = {MessageStart{"id-1", "m", {}}};
    bool calls = false;
    BlockKind last = BlockKind::other;
    int index = 0;
    for (std::size_t n = dice_.between(1, 5); n > 0; --n) {
      const std::vector<BlockKind> kinds = {BlockKind::text, BlockKind::thinking,
                                            BlockKind::tool_call};
      const BlockKind kind = dice_.pick(kinds);
      if (kind != BlockKind::tool_call && (kind == last || said(kind))) continue;
      put(kind, index++);
      calls = calls || kind == BlockKind::tool_call;
      last = kind;
    }
    if (index == 0) put(BlockKind::text, index++);
    const std::vector<StopReason> reasons = {calls ? StopReason::tool_use : StopReason::end_turn,
                                             StopReason::max_tokens, StopReason::refusal};
    events_.emplace_back(Stop{dice_.pick(reasons), {}, {}});
    events_.emplace_back(Usage{{static_cast<std::int64_t>(dice_.below(100)), 5, 3, 7}});
    events_.emplace_back(MessageEnd{});
    return events_;
  }

 private:
  // Another block of the kind would be a paragraph of the first.
  bool said(BlockKind kind) const {
    return std::any_of(events_.begin(), events_.end(), [kind](const StreamEvent& event) {
      const auto* start = std::get_if<BlockStart>(&event);
      return start != nullptr && start->kind == kind;
    });
  }

  void put(BlockKind kind, int index) {
    BlockStart start{index, kind, {}, {}, {}};
    if (kind == BlockKind::tool_call) {
      start.id = "call_" + std::to_string(index);
      start.name = "tool_" + std::to_string(dice_.below(3));
    }
    events_.emplace_back(start);
    for (std::size_t n = kind == BlockKind::tool_call ? 1 : dice_.between(1, 4); n > 0; --n) {
      if (kind == BlockKind::text) events_.emplace_back(TextDelta{index, words(dice_)});
      if (kind == BlockKind::thinking) events_.emplace_back(ThinkingDelta{index, words(dice_)});
      if (kind == BlockKind::tool_call) put_input(index);
    }
    events_.emplace_back(BlockEnd{index});
  }

  void put_input(int index) {
    const std::string whole = input(dice_);
    const std::size_t cut = whole.find(',') == std::string::npos ? 1 : whole.rfind(',');
    events_.emplace_back(ToolDelta{index, whole.substr(0, cut)});
    events_.emplace_back(ToolDelta{index, whole.substr(cut)});
  }

  Dice& dice_;
  std::vector<StreamEvent> events_;
};

std::string streamed(const std::vector<StreamEvent>& events) {
  const Request request = asked("m", R"({"stream_options":{"include_usage":true}})");
  const auto encoder = openai_chat_dialect().make_encoder(request);
  std::string sse;
  for (const StreamEvent& event : events)
    encoder->encode(event, sse);
  return sse;
}

std::vector<std::string> sorted_story(const std::vector<StreamEvent>& events) {
  const std::string told = story(events);
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at <= told.size();) {
    const std::size_t end = std::min(told.find(" | ", at), told.size());
    pieces.push_back(told.substr(at, end - at));
    at = end + 3;
  }
  std::sort(pieces.begin(), pieces.end());
  return pieces;
}

}  // namespace

TEST_SUITE("core/dialect/openai_chat/round_trip") {
  TEST_CASE("a conversation that was written as Chat is read as it was") {
    const Target target = all_taking();
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const Conversation talk = Talk(dice).make();
      const auto body = openai_chat_dialect().encode_request(talk, target.view());
      REQUIRE_MESSAGE(body, (body ? "" : body.error().message));
      const auto read = openai_chat_dialect().decode_request(asked("m", *body));
      REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
      REQUIRE(describe_conversation(*read) == describe_conversation(after_losses(talk)));
    }
  }

  TEST_CASE("what was read and written once is written the same ever after") {
    const Target target = all_taking();
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      Dice dice(seed);
      const auto first = openai_chat_dialect().encode_request(Talk(dice).make(), target.view());
      REQUIRE(first);
      const auto read = openai_chat_dialect().decode_request(asked("m", *first));
      REQUIRE(read);
      CHECK(openai_chat_dialect().encode_request(*read, target.view()).value_or("") == *first);
    }
  }

  TEST_CASE("events that were written as chunks are read as they were, wherever they are cut") {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::vector<StreamEvent> events = Answer(dice).make();
      const std::string sse = streamed(events);
      // Chat has no borders of blocks: a block's end is where another one begins.
      REQUIRE(story(decode(sse)) == story(events));
      REQUIRE(lines(decode_in_steps(sse, 1)) == lines(decode(sse)));
      REQUIRE(lines(decode_in_steps(sse, dice.between(2, 50))) == lines(decode(sse)));
    }
  }

  TEST_CASE("whole answers tell the same as streamed ones") {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::vector<StreamEvent> events = Answer(dice).make();
      const auto whole = openai_chat_dialect().decode_answer(
          openai_chat_dialect().encode_answer(events, asked("m")));
      REQUIRE(whole);
      // A whole answer has its thinking first, then its text, then its calls.
      CHECK(sorted_story(*whole) == sorted_story(events));
    }
  }

  TEST_CASE("an answer that is cut anywhere has no end that looks like one") {
    Dice dice(7);
    const std::string sse = streamed(Answer(dice).make());
    const std::size_t reason = sse.find("\"finish_reason\":\"");
    for (std::size_t end = 0; end < sse.rfind("data: ", reason); ++end) {
      const std::string told = story(decode(sse.substr(0, end)));
      CHECK_FALSE(told.ends_with("end"));
    }
  }
}

}  // namespace edgee::test
