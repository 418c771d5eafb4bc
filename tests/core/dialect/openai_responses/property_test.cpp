// Random conversations and random streams: what is written is read again, up to the losses that
// request_decode.h, request_encode.h and stream_encoder.h name.
#include <doctest/doctest.h>

#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/openai_responses/grammar.h"
#include "tests/core/dialect/openai_responses/setup.h"
#include "tests/support/dice.h"

namespace edgee::test {
namespace {

std::string words(Dice& dice) {
  static const std::vector<std::string> kPieces{
      "a",  "Hello ", "\"",   "\\",     "\n",   "\t", "\xC3\xA9", "\xF0\x9F\x98\x80",
      "{}", "/",      "\x01", "data: ", "\n\n", "0"};
  std::string text;
  for (std::size_t i = dice.between(1, 6); i > 0; --i)
    text += dice.pick(kPieces);
  return text;
}

class Story {
 public:
  explicit Story(std::uint64_t seed) : dice_(seed) {}

  Conversation tell() {
    Conversation made;
    made.model = "gpt-6.1-sol";
    made.stream = dice_.chance(1, 2);
    if (dice_.chance(1, 2)) made.system = {words(dice_)};
    if (dice_.chance(1, 2)) made.max_tokens = static_cast<std::int64_t>(dice_.between(16, 9000));
    if (dice_.chance(1, 2)) made.effort = dice_.pick(kEfforts);
    if (!made.effort.empty()) made.thinking.mode = ThinkingWish::Mode::adaptive;
    made.tools = {{"read", words(dice_), R"({"type":"object","properties":{}})", ""},
                  {"exec", words(dice_), "", "", true, {}}};
    for (std::size_t turns = dice_.between(1, 5); turns > 0; --turns)
      add_turn(made);
    return made;
  }

 private:
  void add_turn(Conversation& made) {
    Message asked = user({});
    for (std::size_t i = dice_.between(1, 3); i > 0; --i)
      asked.parts.push_back(piece());
    made.messages.push_back(std::move(asked));
    if (dice_.chance(1, 4)) made.messages.push_back(system(words(dice_)));
    Message said = assistant({});
    Message results = user({});
    if (dice_.chance(1, 2)) said.parts.emplace_back(TextPart{words(dice_)});
    for (std::size_t i = dice_.below(3); i > 0; --i) {
      const std::string id = "call_" + std::to_string(++calls_);
      if (dice_.chance(1, 2)) {
        said.parts.emplace_back(
            ToolCallPart{id, "read", R"({"a":)" + quote_json(words(dice_)) + "}"});
      } else {
        said.parts.emplace_back(
            ToolCallPart{id, "exec", R"({"input":)" + quote_json(words(dice_)) + "}"});
      }
      ToolResultPart result{id, {TextPart{words(dice_)}}, false};
      if (dice_.chance(1, 4)) result.content.emplace_back(ImagePart{"image/png", "AAAA", ""});
      results.parts.emplace_back(std::move(result));
    }
    if (said.parts.empty()) said.parts.emplace_back(TextPart{words(dice_)});
    made.messages.push_back(std::move(said));
    if (!results.parts.empty()) {
      made.messages.push_back(std::move(results));
      made.messages.push_back(assistant({TextPart{words(dice_)}}));
    }
  }

  Part piece() {
    switch (dice_.below(6)) {
      case 0:
        return ImagePart{"image/png", "AAAA", ""};
      case 1:
        return ImagePart{"", "", "https://x/y.png"};
      case 2:
        return DocumentPart{"application/pdf", "BBBB", "", "", "a.pdf"};
      default:
        return TextPart{words(dice_)};
    }
  }

  inline static const std::vector<std::string> kEfforts{"low", "medium", "high", "xhigh", "max"};
  Dice dice_;
  int calls_ = 0;
};

// The one loss that a told conversation shows: neighbours of one side are one message.
Conversation joined(Conversation conversation) {
  std::vector<Message> messages;
  for (Message& message : conversation.messages) {
    if (!messages.empty() && message.role != Role::system && messages.back().role == message.role) {
      for (Part& part : message.parts)
        messages.back().parts.push_back(std::move(part));
    } else {
      messages.push_back(std::move(message));
    }
  }
  conversation.messages = std::move(messages);
  return conversation;
}

// A freeform tool's schema is made anew from its grammar.
std::string told_without_schema(Conversation conversation) {
  for (ToolSpec& tool : conversation.tools) {
    if (tool.freeform) tool.schema_json.clear();
  }
  return told(joined(std::move(conversation)));
}

std::vector<StreamEvent> random_answer(std::uint64_t seed) {
  Dice dice(seed);
  std::vector<StreamEvent> events{MessageStart{"resp_" + std::to_string(seed), "m", {}}};
  bool calls = false;
  const int blocks = static_cast<int>(dice.between(1, 5));
  for (int index = 0; index < blocks; ++index) {
    const std::size_t kind = dice.below(4);
    if (kind == 0) {
      events.emplace_back(BlockStart{index, BlockKind::thinking, {}, {}, {}});
      for (std::size_t i = dice.below(4); i > 0; --i)
        events.emplace_back(ThinkingDelta{index, words(dice)});
    } else if (kind == 1) {
      events.emplace_back(BlockStart{index, BlockKind::text, {}, {}, {}});
      for (std::size_t i = dice.between(1, 4); i > 0; --i)
        events.emplace_back(TextDelta{index, words(dice)});
    } else {
      calls = true;
      events.emplace_back(BlockStart{index,
                                     BlockKind::tool_call,
                                     "c" + std::to_string(index),
                                     kind == 2 ? "read" : "exec",
                                     {}});
      events.emplace_back(ToolDelta{index, R"({"input":)"});
      events.emplace_back(ToolDelta{index, quote_json(words(dice)) + "}"});
    }
    events.emplace_back(BlockEnd{index});
  }
  events.emplace_back(Usage{{static_cast<std::int64_t>(dice.below(100)), 3, 4, 5}});
  const auto whole = calls ? StopReason::tool_use : StopReason::end_turn;
  events.emplace_back(Stop{dice.chance(1, 4) ? StopReason::max_tokens : whole, {}, {}});
  events.emplace_back(MessageEnd{});
  return events;
}

// Pieces joined: freeform input is written in one.
std::string joined(const std::vector<StreamEvent>& events) {
  std::vector<StreamEvent> whole;
  for (const StreamEvent& event : events) {
    const auto* piece = std::get_if<ToolDelta>(&event);
    auto* before = whole.empty() ? nullptr : std::get_if<ToolDelta>(&whole.back());
    if (piece != nullptr && before != nullptr) {
      before->json += piece->json;
    } else if (!std::holds_alternative<Ping>(event)) {
      whole.push_back(event);
    }
  }
  return describe(whole);
}

}  // namespace

TEST_SUITE("core/dialect/openai_responses/property") {
  TEST_CASE("a conversation that is written is read again") {
    const Target target("openai", "gpt-6.1-sol");
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(seed);
      const Conversation made = Story(seed).tell();
      const Result<std::string> body = responses().encode_request(made, target.view());
      REQUIRE(body);
      REQUIRE(parse_json(*body));
      const auto read = responses().decode_request(request_of(*body));
      REQUIRE(read);
      CHECK(told_without_schema(*read) == told_without_schema(made));
      CHECK(read->model == made.model);
      CHECK(read->stream == made.stream);
      CHECK(read->max_tokens == made.max_tokens);
      CHECK(read->effort == made.effort);
    }
  }

  TEST_CASE("a stream that is written is read again, and is one that OpenAI could have written") {
    const Request request =
        request_of(body_of(R"("x")", R"("tools":[{"type":"function","name":"read"},)"
                                     R"({"type":"custom","name":"exec"}])"));
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(seed);
      const std::vector<StreamEvent> events = random_answer(seed);
      const std::string sse = write(events, request);
      CHECK(grammar_fault(sse) == "");
      CHECK(joined(decode(sse)) == joined(events));
      const auto whole = responses().decode_answer(responses().encode_answer(events, request));
      REQUIRE(whole);
      CHECK(whole->back().index() == events.back().index());
    }
  }

  TEST_CASE("a stream may be cut anywhere") {
    const Request request =
        request_of(body_of(R"("x")", R"("tools":[{"type":"function","name":"read"},)"
                                     R"({"type":"custom","name":"exec"}])"));
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(seed);
      const std::string sse = write(random_answer(seed), request);
      const std::string whole = describe(decode(sse));
      for (const std::size_t step : {1U, 2U, 7U, 64U})
        CHECK(describe(decode(sse, step)) == whole);
      // Every way to cut it in two.
      for (std::size_t at = 0; at <= sse.size(); at += 13) {
        const auto decoder = responses().make_decoder();
        std::vector<StreamEvent> events;
        decoder->feed(std::string_view(sse).substr(0, at), events);
        decoder->feed(std::string_view(sse).substr(at), events);
        CHECK(describe(events) == whole);
      }
    }
  }

  TEST_CASE("an answer that goes on after any event ends like the one that was never cut") {
    const Request request = request_of(body_of(R"("x")"));
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::string first = words(dice);
      const std::string second = words(dice);
      const std::string id = "resp_" + std::to_string(seed);
      const std::string begun =
          write({MessageStart{id, "", {}}, BlockStart{0, BlockKind::text, {}, {}, {}},
                 TextDelta{0, first}},
                request);
      Transcript shown;
      shown.begun = true;
      shown.ids = {id};
      shown.blocks = {{0, BlockKind::text, first, false, false, false}};
      const auto encoder = responses().make_encoder(request);
      encoder->resume(shown);
      std::string rest;
      for (const StreamEvent& event :
           std::vector<StreamEvent>{TextDelta{0, second}, BlockEnd{0}, Stop{}, MessageEnd{}}) {
        encoder->encode(event, rest);
      }
      CHECK(grammar_fault(begun + rest) == "");
      CHECK(rest.find(quote_json(first + second)) != std::string::npos);
    }
  }
}

}  // namespace edgee::test
