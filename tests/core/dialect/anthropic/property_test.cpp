// What is written as Messages and read again is the same, and a stream is, wherever it is cut.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/dialect/dialect.h"
#include "tests/core/dialect/describe.h"
#include "tests/support/asked.h"
#include "tests/support/dice.h"

namespace edgee {
namespace {

constexpr std::uint64_t kSeeds = 200;

const Dialect& messages() {
  return *find_dialect(DialectId::anthropic_messages);
}

std::string words(Dice& dice) {
  static const std::vector<std::string> kPieces = {
      "a", "Hello ", "\n", "\"quoted\"", "\\", "\303\274", "{\"x\":1}", "\360\237\230\200", "\r\n"};
  std::string text = "w";
  for (std::size_t n = dice.below(8); n > 0; --n)
    text += dice.pick(kPieces);
  return text;
}

void put_block(Dice& dice, int index, BlockKind kind, std::vector<StreamEvent>& events) {
  const bool call = kind == BlockKind::tool_call;
  events.emplace_back(BlockStart{
      index, kind, call ? "toolu_" + std::to_string(index) : "", call ? "Bash" : "", {}});
  for (std::size_t n = dice.between(1, 4); n > 0 && !call; --n) {
    if (kind == BlockKind::text) events.emplace_back(TextDelta{index, words(dice)});
    if (kind == BlockKind::thinking) events.emplace_back(ThinkingDelta{index, words(dice)});
  }
  if (kind == BlockKind::thinking) events.emplace_back(Signature{index, "c2ln"});
  if (call) {
    const std::string input = R"({"path":)" + quote_json(words(dice)) + "}";
    const std::size_t cut = dice.between(1, input.size() - 1);
    // Within a letter no provider cuts.
    const bool plain = (static_cast<unsigned char>(input[cut]) & 0xc0U) != 0x80U;
    if (plain) events.emplace_back(ToolDelta{index, input.substr(0, cut)});
    events.emplace_back(ToolDelta{index, plain ? input.substr(cut) : input});
  }
  events.emplace_back(BlockEnd{index});
}

std::vector<StreamEvent> answer(Dice& dice) {
  std::vector<StreamEvent> events{MessageStart{"msg_1", "m", {}}};
  bool calls = false;
  const auto blocks = static_cast<int>(dice.between(1, 5));
  for (int index = 0; index < blocks; ++index) {
    const BlockKind kind = dice.pick(
        std::vector<BlockKind>{BlockKind::text, BlockKind::thinking, BlockKind::tool_call});
    calls = calls || kind == BlockKind::tool_call;
    put_block(dice, index, kind, events);
  }
  events.emplace_back(Usage{{static_cast<std::int64_t>(dice.below(100)), 5, 3, 7}});
  events.emplace_back(Stop{calls ? StopReason::tool_use : StopReason::end_turn, {}, {}});
  events.emplace_back(MessageEnd{});
  return events;
}

std::string streamed(const std::vector<StreamEvent>& events) {
  const Request request = asked("m");
  const auto encoder = messages().make_encoder(request);
  std::string sse;
  for (const StreamEvent& event : events)
    encoder->encode(event, sse);
  return sse;
}

std::vector<StreamEvent> decode_in_steps(std::string_view sse, std::size_t step) {
  const auto decoder = messages().make_decoder();
  std::vector<StreamEvent> events;
  for (std::size_t at = 0; at < sse.size(); at += step)
    decoder->feed(sse.substr(at, step), events);
  decoder->finish(events);
  return events;
}

Conversation conversation(Dice& dice) {
  Conversation talk;
  talk.model = "m";
  talk.max_tokens = 16 + static_cast<std::int64_t>(dice.below(1000));
  talk.stream = dice.chance(1, 2);
  if (dice.chance(1, 2)) talk.system = {words(dice), words(dice)};
  talk.tools.push_back({"Bash", words(dice), R"({"type":"object"})", ""});
  for (int turn = 0; turn < 3; ++turn) {
    const std::string id = "toolu_" + std::to_string(turn);
    const std::string input = R"({"path":)" + quote_json(words(dice)) + "}";
    talk.messages.push_back({Role::user, {TextPart{words(dice)}}});
    talk.messages.push_back(
        {Role::assistant, {TextPart{words(dice)}, ToolCallPart{id, "Bash", input}}});
    ToolResultPart result{id, {TextPart{words(dice)}}, dice.chance(1, 4)};
    if (dice.chance(1, 2)) result.content.emplace_back(ImagePart{"image/png", "iVBOR", ""});
    talk.messages.push_back({Role::user, {std::move(result)}});
    talk.messages.push_back({Role::assistant, {TextPart{words(dice)}}});
  }
  talk.messages.push_back({Role::user, {TextPart{words(dice)}}});
  return talk;
}

std::string describe_part(const Part& part) {
  if (const auto* text = std::get_if<TextPart>(&part)) return "text " + text->text;
  if (const auto* call = std::get_if<ToolCallPart>(&part)) {
    return "call " + call->id + " " + call->name + " " + call->input_json;
  }
  const auto* result = std::get_if<ToolResultPart>(&part);
  if (result == nullptr) return "another part";
  std::string text = "result " + result->call_id + (result->is_error ? " failed" : "");
  for (const auto& item : result->content) {
    const auto* words_of = std::get_if<TextPart>(&item);
    text += words_of == nullptr ? " + an image" : " + " + words_of->text;
  }
  return text;
}

std::string describe_talk(const Conversation& talk) {
  std::string text = std::to_string(talk.max_tokens.value_or(0)) + (talk.stream ? " stream" : "");
  for (const std::string& system : talk.system)
    text += "\nsystem " + system;
  for (const ToolSpec& tool : talk.tools)
    text += "\ntool " + tool.name + " " + tool.description + " " + tool.schema_json;
  for (const Message& message : talk.messages) {
    text += "\n" + std::to_string(static_cast<int>(message.role));
    for (const Part& part : message.parts)
      text += " | " + describe_part(part);
  }
  return text;
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/property") {
  TEST_CASE("events that were written are read as they were, wherever they are cut") {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::vector<StreamEvent> events = answer(dice);
      const std::string sse = streamed(events);
      REQUIRE(describe(decode_in_steps(sse, sse.size())) == describe(events));
      REQUIRE(describe(decode_in_steps(sse, 1)) == describe(events));
      REQUIRE(describe(decode_in_steps(sse, dice.between(2, 50))) == describe(events));
    }
  }

  TEST_CASE("a stream that is cut in two at any byte gives the same events") {
    Dice dice(5);
    const std::vector<StreamEvent> events = answer(dice);
    const std::string sse = streamed(events);
    for (std::size_t cut = 0; cut <= sse.size(); ++cut) {
      CAPTURE(cut);
      const auto decoder = messages().make_decoder();
      std::vector<StreamEvent> read;
      decoder->feed(std::string_view(sse).substr(0, cut), read);
      decoder->feed(std::string_view(sse).substr(cut), read);
      decoder->finish(read);
      REQUIRE(describe(read) == describe(events));
    }
  }

  TEST_CASE("a conversation that was written as Messages is read as it was") {
    Provider provider;
    ModelInfo info;
    info.images = true;
    const EncodeTarget target{provider, info, "m", ""};
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const Conversation talk = conversation(dice);
      const auto body = messages().encode_request(talk, target);
      REQUIRE_MESSAGE(body, (body ? "" : body.error().message));
      const auto read = messages().decode_request(asked("m", *body));
      REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
      REQUIRE(describe_talk(*read) == describe_talk(talk));
    }
  }
}

}  // namespace edgee
