// By chance: what goes to Gemini's form and back is the same, but for the losses that are named
// here, and bytes may be cut anywhere.
#include <utility>

#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "tests/core/dialect/describe.h"
#include "tests/core/dialect/gemini/setup.h"
#include "tests/support/dice.h"

namespace edgee::test {
namespace {

std::string words(Dice& dice) {
  static const std::vector<std::string> kWords{
      "a",       "\"quoted\"", "line\nline", "\xC3\xA4\xE2\x82\xAC", "\\u0041", "{[",
      "data: x", " end",       "\t",         "\xF0\x9F\x98\x80"};
  std::string text = "w" + std::to_string(dice.below(100));
  for (std::size_t i = dice.below(5); i > 0; --i)
    text += dice.pick(kWords);
  return text;
}

std::string input(Dice& dice) {
  OrderedJson object = OrderedJson::object();
  for (std::size_t i = dice.below(4); i > 0; --i) {
    object["k" + std::to_string(i)] = dice.chance(1, 2) ? OrderedJson(words(dice)) : OrderedJson(i);
  }
  return dump_json(object);
}

struct Step {
  Message model;
  Message user;
};

// A turn of the model and what the user's side says to it: the results of its calls, in any order.
Step step(Dice& dice, int& calls) {
  Step out{{Role::assistant, {}}, {Role::user, {}}};
  if (dice.chance(1, 3)) out.model.parts.emplace_back(ThinkingPart{words(dice), "sig"});
  if (dice.chance(2, 3)) out.model.parts.emplace_back(TextPart{words(dice)});
  for (std::size_t i = dice.below(3); i > 0; --i) {
    const std::string id = "id" + std::to_string(++calls);
    const std::string name = "tool_" + std::to_string(dice.below(3));
    out.model.parts.emplace_back(ToolCallPart{id, name, input(dice)});
    ToolResultPart result{id, {TextPart{words(dice)}}, dice.chance(1, 4)};
    if (dice.chance(1, 4)) result.content.emplace_back(TextPart{words(dice)});
    out.user.parts.emplace_back(std::move(result));
  }
  if (out.model.parts.empty()) out.model.parts.emplace_back(TextPart{words(dice)});
  if (out.user.parts.empty() || dice.chance(1, 3))
    out.user.parts.emplace_back(TextPart{words(dice)});
  if (dice.chance(1, 5)) out.user.parts.emplace_back(ImagePart{"image/png", "iVBORw0KGgo=", ""});
  return out;
}

Conversation conversation(Dice& dice) {
  Conversation made;
  for (std::size_t i = dice.below(3); i > 0; --i)
    made.system.push_back(words(dice));
  made.messages.push_back({Role::user, {TextPart{words(dice)}}});
  int calls = 0;
  for (std::size_t i = dice.below(5); i > 0; --i) {
    Step next = step(dice, calls);
    made.messages.push_back(std::move(next.model));
    made.messages.push_back(std::move(next.user));
  }
  for (std::size_t i = 0; i < 3; ++i) {
    ToolSpec tool;
    tool.name = "tool_" + std::to_string(i);
    tool.description = words(dice);
    tool.schema_json = R"({"type":"object","properties":{"k1":{"type":"string"}}})";
    made.tools.push_back(std::move(tool));
  }
  if (dice.chance(1, 2)) {
    made.tool_choice = ToolChoice{static_cast<ToolChoice::Kind>(dice.below(4)), "", true};
    if (made.tool_choice->kind == ToolChoice::Kind::tool) made.tool_choice->tool = "tool_1";
  }
  if (dice.chance(1, 2)) made.max_tokens = static_cast<std::int64_t>(dice.between(1, 60'000));
  if (dice.chance(1, 2)) made.temperature = 0.25;
  if (dice.chance(1, 2)) made.top_p = 0.5;
  if (dice.chance(1, 2)) made.stop_sequences = {words(dice)};
  if (dice.chance(1, 2)) made.effort = "medium";
  if (dice.chance(1, 3)) made.output_schema_json = R"({"type":"object"})";
  return made;
}

// What Gemini's form cannot carry: thinking of others (and a turn of nothing else), how a result's
// texts were cut, that a choice is the automatic one.
Conversation with_losses(Conversation given) {
  std::vector<Message> kept;
  for (Message& message : given.messages) {
    std::erase_if(message.parts,
                  [](const Part& part) { return std::holds_alternative<ThinkingPart>(part); });
    for (Part& part : message.parts) {
      auto* result = std::get_if<ToolResultPart>(&part);
      if (result == nullptr || result->content.size() < 2) continue;
      result->content = {TextPart{std::get<TextPart>(result->content[0]).text + "\n" +
                                  std::get<TextPart>(result->content[1]).text}};
    }
    if (!message.parts.empty()) kept.push_back(std::move(message));
  }
  given.messages = std::move(kept);
  if (given.tool_choice && given.tool_choice->kind == ToolChoice::Kind::automatic) {
    given.tool_choice.reset();
  }
  return given;
}

struct TellPart {
  std::string operator()(const TextPart& part) const { return "text " + quote_json(part.text); }
  std::string operator()(const ImagePart& part) const {
    return "image " + part.media_type + part.base64;
  }
  std::string operator()(const DocumentPart& part) const { return "document " + part.base64; }
  std::string operator()(const ThinkingPart& part) const { return "thinking " + part.text; }
  std::string operator()(const ToolCallPart& part) const {
    return "call " + part.id + " " + part.name + " " + part.input_json;
  }
  std::string operator()(const ToolResultPart& part) const {
    std::string told = "result " + part.call_id + (part.is_error ? " failed" : "");
    for (const auto& piece : part.content)
      told += " " + std::visit(TellPart{}, piece);
    return told;
  }
  std::string operator()(const OpaquePart& part) const { return "opaque " + part.json; }
};

std::string tell(const Conversation& given) {
  std::string told;
  for (const std::string& system : given.system)
    told += "system " + quote_json(system) + "\n";
  for (const Message& message : given.messages) {
    told += message.role == Role::assistant ? "model\n" : "user\n";
    for (const Part& part : message.parts)
      told += "  " + std::visit(TellPart{}, part) + "\n";
  }
  for (const ToolSpec& tool : given.tools)
    told += "tool " + tool.name + quote_json(tool.description) + tool.schema_json + "\n";
  if (given.tool_choice) {
    told += "choice " + std::to_string(static_cast<int>(given.tool_choice->kind)) +
            given.tool_choice->tool + "\n";
  }
  told += "limits " + std::to_string(given.max_tokens.value_or(-1)) + " " +
          std::to_string(given.temperature.value_or(-1)) + " " +
          std::to_string(given.top_p.value_or(-1)) + "\n";
  for (const std::string& stop : given.stop_sequences)
    told += "stop " + quote_json(stop) + "\n";
  return told + "effort " + given.effort + " form " + given.output_schema_json + "\n";
}

// An answer: blocks of which no two alike follow each other, as Gemini's chunks cannot tell where
// one text ends and the next begins.
std::vector<StreamEvent> answer(Dice& dice) {
  std::vector<StreamEvent> events{MessageStart{"r" + std::to_string(dice.below(1000)), "m", {}}};
  const int blocks = static_cast<int>(dice.between(1, 5));
  bool called = false;
  BlockKind last = BlockKind::other;
  for (int at = 0; at < blocks; ++at) {
    BlockKind kind = static_cast<BlockKind>(dice.below(2));
    if (kind == last || dice.chance(1, 3)) kind = BlockKind::tool_call;
    last = kind;
    const bool call = kind == BlockKind::tool_call;
    called = called || call;
    const std::string id = call ? "id" + std::to_string(at) : "";
    events.emplace_back(BlockStart{at, kind, id, call ? "tool_1" : "", {}});
    if (call) {
      const std::string whole = input(dice);
      const std::size_t cut = dice.below(whole.size());
      events.emplace_back(ToolDelta{at, whole.substr(0, cut)});
      events.emplace_back(ToolDelta{at, whole.substr(cut)});
    } else {
      for (std::size_t i = dice.between(1, 3); i > 0; --i) {
        if (kind == BlockKind::text) events.emplace_back(TextDelta{at, words(dice)});
        if (kind == BlockKind::thinking) events.emplace_back(ThinkingDelta{at, words(dice)});
      }
      if (kind == BlockKind::thinking) events.emplace_back(Signature{at, "sig"});
    }
    events.emplace_back(BlockEnd{at});
  }
  Usage usage;
  usage.usage = {
      static_cast<std::int64_t>(dice.below(100)), static_cast<std::int64_t>(dice.below(100)),
      static_cast<std::int64_t>(dice.below(10)), static_cast<std::int64_t>(dice.below(100))};
  events.emplace_back(usage);
  static const std::vector<StopReason> kReasons{StopReason::end_turn, StopReason::max_tokens,
                                                StopReason::refusal, StopReason::stop_sequence,
                                                StopReason::pause};
  events.emplace_back(Stop{called ? StopReason::tool_use : dice.pick(kReasons), {}, {}});
  events.emplace_back(MessageEnd{});
  return events;
}

// The answer as its blocks, with what is lost on the way: signatures; that the cache was written to
// (it counts as input); which stop sequence matched and that a turn paused (both are STOP).
std::string tell(const std::vector<StreamEvent>& events) {
  std::string told;
  for (const StreamEvent& event : events) {
    if (const auto* start = std::get_if<MessageStart>(&event)) told += "start " + start->id;
    if (const auto* block = std::get_if<BlockStart>(&event)) told += "\n" + describe(*block) + " ";
    if (const auto* delta = std::get_if<TextDelta>(&event)) told += delta->text;
    if (const auto* delta = std::get_if<ThinkingDelta>(&event)) told += delta->text;
    if (const auto* delta = std::get_if<ToolDelta>(&event)) told += delta->json;
    if (const auto* end = std::get_if<BlockEnd>(&event)) told += "\n" + describe(*end);
    if (const auto* usage = std::get_if<Usage>(&event)) {
      TokenUsage merged = usage->usage;
      merged.input += std::exchange(merged.cache_write, 0);
      told += "\nusage " + describe(merged);
    }
    if (const auto* stop = std::get_if<Stop>(&event)) {
      StopReason reason = stop->reason;
      if (reason == StopReason::stop_sequence || reason == StopReason::pause) {
        reason = StopReason::end_turn;
      }
      told += "\n" + describe(Stop{reason, {}, {}});
    }
    if (std::holds_alternative<MessageEnd>(event)) told += "\nmessage end";
    if (std::holds_alternative<Fault>(event)) told += "\n" + describe(event);
  }
  return told;
}

constexpr const char* kThinks =
    R"({"contents":[],"generationConfig":{"thinkingConfig":{"includeThoughts":true}}})";

}  // namespace

TEST_SUITE("core/dialect/gemini/property") {
  TEST_CASE("a conversation by chance comes back, but for the named losses") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const Conversation given = conversation(dice);
      const Result<std::string> body =
          gemini_dialect().encode_request(given, GeminiTarget().view());
      REQUIRE(body);
      CHECK(tell(decode_gemini(gemini_request(*body))) == tell(with_losses(given)));
    }
  }

  TEST_CASE("a request by chance needs no edit on the way to the same model") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const GeminiTarget target;
      const Result<std::string> body =
          gemini_dialect().encode_request(conversation(dice), target.view());
      REQUIRE(body);
      const Request request = gemini_request(*body);
      CHECK_FALSE(request.facts.foreign_history);
      CHECK_FALSE(gemini_dialect().strip_foreign(*body));
      const JsonDoc doc = gemini_dialect().walk_request(request.raw);
      const auto spliced = gemini_dialect().splice_request(request, doc, target.view(), {});
      REQUIRE(spliced);
      CHECK(spliced->body == *body);
    }
  }

  TEST_CASE("an answer by chance comes back, but for the named losses, in both framings") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::vector<StreamEvent> given = answer(dice);
      for (const char* query : {"alt=sse", ""}) {
        CAPTURE(query);
        const Request request = gemini_request(kThinks, "m", "streamGenerateContent", query);
        CHECK(tell(read_gemini(write_gemini(given, request))) == tell(given));
      }
      const Request whole = gemini_request(kThinks, "m", "generateContent", "");
      const auto read =
          gemini_dialect().decode_answer(gemini_dialect().encode_answer(given, whole));
      REQUIRE(read);
      std::string told = tell(*read);
      // A whole answer tells its cost at once.
      CHECK(told.substr(0, told.find('\n')) == tell(given).substr(0, tell(given).find('\n')));
      CHECK(told.find(tell(given).substr(tell(given).find("\nstop"))) != std::string::npos);
    }
  }

  TEST_CASE("a stream by chance reads the same wherever it is cut") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(seed);
      Dice dice(seed);
      const std::vector<StreamEvent> given = answer(dice);
      for (const char* query : {"alt=sse", ""}) {
        const Request request = gemini_request(kThinks, "m", "streamGenerateContent", query);
        const std::string bytes = write_gemini(given, request);
        const std::string all = describe(read_gemini(bytes));
        CHECK(describe(read_gemini(bytes, 1)) == all);
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
          const auto decoder = gemini_dialect().make_decoder();
          std::vector<StreamEvent> events;
          decoder->feed(std::string_view(bytes).substr(0, cut), events);
          decoder->feed(std::string_view(bytes).substr(cut), events);
          decoder->finish(events);
          CAPTURE(cut);
          REQUIRE(describe(events) == all);
        }
      }
    }
  }
}

}  // namespace edgee::test
