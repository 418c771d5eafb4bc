// The model is what the property tests and the real sessions are judged by: what it says must be
// whole when nothing breaks, broken where it says so, and gone on with from any point.
#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/support/answer_break.h"
#include "tests/support/history.h"
#include "tests/support/stream_judge.h"

namespace edgee::model {
namespace {

constexpr DialectId kAnthropic = DialectId::anthropic_messages;
constexpr DialectId kChat = DialectId::openai_chat;
constexpr DialectId kResponses = DialectId::openai_responses;

OrderedJson request(const OrderedJson& more) {
  OrderedJson messages = OrderedJson::array({{{"role", "user"}, {"content", "Go."}}});
  for (const OrderedJson& message : more)
    messages.push_back(message);
  return {{"messages", messages}};
}

Rest ask(const Script& script, const OrderedJson& more, DialectId dialect = kAnthropic) {
  std::vector<std::string> complaints;
  Rest rest = think(script, dialect, Json::parse(request(more).dump()), complaints);
  CHECK(join(complaints, "; ").empty());
  return rest;
}

std::string words_of(const Rest& rest) {
  std::string words;
  for (const Item& item : rest.items)
    words += item.kind == Item::Kind::thinking ? "" : item.text + (item.id.empty() ? "" : "#");
  return words;
}

std::string bytes_of(const Delivery& delivery) {
  return join(delivery.chunks, "");
}

// What an agent of the Responses dialect keeps of an answer, once that is over.
std::vector<Json> done_items(const std::string& bytes) {
  std::vector<Json> items;
  bool over = false;
  for (const std::string_view line : split(bytes, '\n')) {
    if (!line.starts_with("data: ")) continue;
    const Json event = parse_json(line.substr(6)).value_or(Json());
    const std::string type = string_member(event, "type");
    if (type == "response.output_item.done") items.push_back(event["item"]);
    over = over || type == "response.completed";
  }
  CHECK(over);
  return items;
}

}  // namespace

TEST_SUITE("support/answer_model") {
  TEST_CASE("in the Responses dialect a session comes to its end item by item") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      CAPTURE(seed);
      const Script script = write_script(seed, {});
      Dice dice(seed);
      Json input = Json::array({{{"role", "user"}, {"content", "Go."}}});
      std::string said;
      std::size_t calls = 0;
      for (std::size_t turn = 0; turn < script.turns.size(); ++turn) {
        std::vector<std::string> complaints;
        const Rest rest = think(script, kResponses, {{"input", input}}, complaints);
        CHECK(join(complaints, "; ").empty());
        Json results = Json::array();
        for (const Json& item :
             done_items(bytes_of(deliver(rest, {kResponses, "r1"}, Cause::none, dice)))) {
          input.push_back(item);
          if (item["type"] == "message") said += item["content"][0]["text"].get<std::string>();
          if (item["type"] != "function_call") continue;
          ++calls;
          results.push_back(
              {{"type", "function_call_output"}, {"call_id", item["call_id"]}, {"output", "done"}});
        }
        input.insert(input.end(), results.begin(), results.end());
      }
      CHECK(said == intended_text(script));
      CHECK(calls == intended_tools(script).size());
    }
  }

  TEST_CASE("an unbroken answer is whole for both judges and says all of its turn") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      CAPTURE(seed);
      const Script script = write_script(seed, {});
      const Rest rest = ask(script, OrderedJson::array());
      Dice dice(seed);
      const std::string bytes = bytes_of(deliver(rest, {kAnthropic, "msg_1"}, Cause::none, dice));
      for (const judge::Judgement& judged :
           {judge::judge_strictly(bytes), judge::judge_as_claude(bytes)}) {
        CHECK(join(judged.violations, "; ").empty());
        CHECK(judged.whole());
        CHECK(intended_text(script).starts_with(judge::kept_text(judged)));
        CHECK_FALSE(judged.runs.empty());
      }
    }
  }

  TEST_CASE("a partial answer is gone on with exactly where it stopped") {
    const Script script = write_script(7, {1});
    const std::string text = intended_text(script);
    for (std::size_t at = 1; at <= text.size(); ++at) {
      if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) continue;
      if (text[at - 1] == ' ' || text[at - 1] == '\n') continue;
      CAPTURE(at);
      const std::string part = text.substr(0, at);
      const OrderedJson prefill{{"role", "assistant"}, {"content", part}};
      const OrderedJson blocks{
          {"role", "assistant"},
          {"content", OrderedJson::array({{{"type", "text"}, {"text", part}}})}};
      const OrderedJson more{{"role", "user"}, {"content", "Go on where you stopped."}};
      const OrderedJson quote{{"role", "user"}, {"content", "You stopped here: <<" + part + ">>"}};
      for (const OrderedJson& messages :
           {OrderedJson::array({prefill}), OrderedJson::array({blocks}),
            OrderedJson::array({prefill, more}), OrderedJson::array({quote})}) {
        const std::string messages_text = messages.dump();
        CAPTURE(messages_text);
        CHECK(words_of(ask(script, messages)) == text.substr(at));
        CHECK(words_of(ask(script, messages, kChat)) == text.substr(at));
      }
    }
  }

  TEST_CASE("calls that were made are not made again, and results bring the next turn") {
    Shape shape;
    shape.most_tools = 1;
    shape.thinking = shape.texts_later = shape.odd_words = false;
    const Script script = write_script(3, shape);
    const Item& text = script.turns[0].items[0];
    const Item& tool = script.turns[0].items[1];
    const OrderedJson call{
        {"role", "assistant"},
        {"content", OrderedJson::array({{{"type", "text"}, {"text", text.text}},
                                        {{"type", "tool_use"},
                                         {"id", tool.id},
                                         {"name", tool.name},
                                         {"input", OrderedJson::parse(tool.input)}}})}};
    const OrderedJson result{
        {"role", "user"},
        {"content", OrderedJson::array({{{"type", "tool_result"}, {"tool_use_id", tool.id}}})}};
    const Rest next = ask(script, OrderedJson::array({call, result}));
    CHECK(words_of(next) == script.turns[1].items[0].text);
    CHECK(next.stop_reason == "end_turn");
    const std::string& last = script.turns[1].items[0].text;
    const OrderedJson part{{"role", "assistant"}, {"content", last.substr(0, 2)}};
    CHECK(words_of(ask(script, OrderedJson::array({call, result, part}))) == last.substr(2));
    const OrderedJson said{{"role", "assistant"}, {"content", text.text}};
    const Rest rest = ask(script, OrderedJson::array({said}));
    REQUIRE(rest.items.size() == 1);
    CHECK(rest.items[0].id == tool.id);
    CHECK(rest.stop_reason == "tool_use");
    const OrderedJson chat_call{
        {"role", "assistant"},
        {"content", text.text},
        {"tool_calls",
         OrderedJson::array(
             {{{"id", "x"}, {"function", {{"name", "Bash"}, {"arguments", tool.input}}}}})}};
    const OrderedJson chat_result{{"role", "tool"}, {"tool_call_id", "x"}, {"content", "ok"}};
    CHECK(words_of(ask(script, OrderedJson::array({chat_call, chat_result}), kChat)) ==
          script.turns[1].items[0].text);
  }

  TEST_CASE("a request that a provider would refuse is complained of") {
    const Script script = write_script(3, {});
    const std::string text = intended_text(script);
    const OrderedJson blank{{"role", "assistant"}, {"content", "^ "}};
    const OrderedJson wrong{{"role", "assistant"}, {"content", "something else"}};
    const OrderedJson open{
        {"role", "assistant"},
        {"content", OrderedJson::array({{{"type", "tool_use"}, {"id", "t"}, {"input", "x"}}})}};
    for (const OrderedJson& message : {blank, wrong, open}) {
      std::vector<std::string> complaints;
      (void)think(script, kAnthropic, Json::parse(request(OrderedJson::array({message})).dump()),
                  complaints);
      CHECK_FALSE(complaints.empty());
    }
  }

  TEST_CASE("each break breaks the answer in its own way") {
    for (const Cause cause : kMidCauses) {
      for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const std::string name(to_string(cause));
        CAPTURE(name);
        CAPTURE(seed);
        Dice dice(seed);
        const Script script = write_script(seed, {});
        const Delivery delivery =
            deliver(ask(script, OrderedJson::array()), {kAnthropic, "m"}, cause, dice, {4096});
        CHECK(delivery.cause == cause);
        const judge::Judgement judged = judge::judge_strictly(bytes_of(delivery));
        CHECK((!judged.whole() || !judged.violations.empty()));
      }
    }
  }

  TEST_CASE("chat answers hold the same words") {
    const Script script = write_script(11, {});
    Dice dice(5);
    const Delivery delivery =
        deliver(ask(script, OrderedJson::array()), {kChat, "c1"}, Cause::none, dice);
    std::string content;
    const std::string bytes = bytes_of(delivery);
    for (const std::string_view line : split(bytes, '\n')) {
      if (!line.starts_with("data: {")) continue;
      const Json chunk = Json::parse(line.substr(6));
      if (chunk["choices"].empty()) continue;
      content += string_member(chunk["choices"][0]["delta"], "content");
    }
    std::string expected;
    for (const Item& item : script.turns[0].items)
      expected += item.kind == Item::Kind::text ? item.text : "";
    CHECK(content == expected);
  }
}

}  // namespace edgee::model
