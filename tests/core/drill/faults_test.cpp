#include "core/drill/faults.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/drill/brain.h"
#include "core/failover/triggers.h"

namespace edgee {
namespace {

std::string first_bytes_of(const script::Play& play) {
  for (const script::Act& act : play) {
    if (const auto* body = std::get_if<script::Body>(&act)) return body->bytes;
  }
  return "";
}

std::string bytes_of(const script::Play& play) {
  std::string bytes;
  for (const script::Act& act : play) {
    if (const auto* body = std::get_if<script::Body>(&act)) bytes += body->bytes;
  }
  return bytes;
}

}  // namespace

TEST_SUITE("core/drill/faults") {
  TEST_CASE("every trigger is practised by a fault, and every fault names a trigger") {
    std::set<std::string_view> practised;
    for (const Fault& fault : fault_table()) {
      CAPTURE(fault.name);
      CHECK(find_trigger(fault.trigger) != nullptr);
      CHECK((fault.place == FaultPlace::answer) ==
            ((fault.play != nullptr) != (fault.spoil != nullptr)));
      practised.insert(fault.trigger);
    }
    for (const TriggerRule& rule : trigger_table()) {
      CAPTURE(rule.name);
      // What is off unless the user asks for it cannot befall a chain that nobody set up.
      CHECK(practised.count(rule.name) == (rule.on_by_default ? 1 : 0));
    }
  }

  TEST_CASE("faults have names of their own") {
    std::set<std::string_view> names;
    for (const Fault& fault : fault_table()) {
      CHECK(names.insert(fault.name).second);
      CHECK(find_fault(fault.name) == &fault);
    }
    CHECK(find_fault("no such fault") == nullptr);
  }

  TEST_CASE("each fault befalls every vendor, but for those of one vendor's own making") {
    const std::set<std::string_view> anthropic_only{"429 spend limit", "400 spend limit",
                                                    "400 no credit", "429 not in the plan"};
    for (const Fault& fault : fault_table()) {
      CAPTURE(fault.name);
      CHECK(befalls(fault, DialectId::anthropic_messages));
      const bool common = anthropic_only.count(fault.name) == 0;
      CHECK(befalls(fault, DialectId::openai_responses) == common);
      // Chat knows neither plans nor an event behind the last word.
      const bool chat = fault.name != "429 plan cap" && fault.name != "no last event";
      CHECK(befalls(fault, DialectId::openai_chat) == (common && chat));
    }
  }

  TEST_CASE("an answer that breaks off begins as the whole one does, in every dialect") {
    BrainScript brain;
    brain.input = [](int) { return std::string(R"({"command":"echo 1 >> steps.txt"})"); };
    for (const DialectId dialect :
         {DialectId::anthropic_messages, DialectId::openai_chat, DialectId::openai_responses}) {
      brain.dialect = dialect;
      script::Received request;
      request.body = R"({"stream":true,"messages":[]})";
      const script::Play whole = brain_answer(brain, request);
      const std::string all = bytes_of(whole);
      for (const Fault& fault : fault_table()) {
        if (fault.spoil == nullptr || !befalls(fault, dialect)) continue;
        CAPTURE(fault.name);
        CAPTURE(to_string(dialect));
        const auto ill = ill_answer(fault, whole, dialect);
        REQUIRE(ill);
        CHECK(bytes_of(*ill) != all);
        if (fault.name == "malformed tool call") {
          CHECK(bytes_of(*ill).size() < all.size());
          continue;
        }
        const std::string begun = first_bytes_of(*ill);
        CHECK(begun.size() > 100);
        CHECK(begun.size() < all.size());
        CHECK(all.starts_with(begun));
      }
    }
  }
}

TEST_SUITE("core/drill/brain") {
  TEST_CASE("the scripted model asks for the next step after each result, in either dialect") {
    BrainScript brain;
    brain.input = [](int step) { return "{\"step\":" + std::to_string(step) + "}"; };
    const auto said = [&brain](DialectId dialect, const std::string& messages) {
      brain.dialect = dialect;
      script::Received request;
      request.body = "{\"stream\":true,\"messages\":[" + messages + "]}";
      std::string bytes;
      for (const script::Act& act : brain_answer(brain, request)) {
        if (const auto* body = std::get_if<script::Body>(&act)) bytes += body->bytes;
      }
      return bytes;
    };
    const std::string result = R"({"role":"user","content":[{"type":"tool_result"}]})";
    const std::string tool = R"({"role":"tool","content":"done"})";
    CHECK(said(DialectId::anthropic_messages, "").find("toolu_drill_1") != std::string::npos);
    CHECK(said(DialectId::anthropic_messages, result).find("toolu_drill_2") != std::string::npos);
    CHECK(said(DialectId::openai_chat, tool + "," + tool).find("toolu_drill_3") !=
          std::string::npos);
    // In two pieces, so that there is a middle to break off in.
    CHECK(said(DialectId::openai_chat, tool + "," + tool + "," + tool).find("The drill is") !=
          std::string::npos);
  }

  TEST_CASE("the scripted model speaks Responses: its events are numbered, its items come whole") {
    BrainScript brain;
    brain.dialect = DialectId::openai_responses;
    brain.tool = "exec_command";
    brain.input = [](int step) { return "{\"step\":" + std::to_string(step) + "}"; };
    script::Received request;
    request.body =
        R"({"stream":true,"input":[{"type":"message","role":"user","content":"go"},)"
        R"({"type":"function_call","name":"exec_command"},{"type":"function_call_output"}]})";
    std::string text;
    std::string input;
    std::vector<Json> items;
    Json last;
    int number = 0;
    const std::string bytes = bytes_of(brain_answer(brain, request));
    for (const std::string_view line : split(bytes, '\n')) {
      if (!line.starts_with("data: ")) continue;
      const auto event = parse_json(line.substr(6));
      REQUIRE(event);
      CAPTURE(line);
      CHECK(int_member(*event, "sequence_number").value_or(-1) == number);
      ++number;
      const std::string type = string_member(*event, "type");
      if (type == "response.output_text.delta") text += string_member(*event, "delta");
      if (type == "response.function_call_arguments.delta") input += string_member(*event, "delta");
      if (type == "response.output_item.done") items.push_back(member(*event, "item"));
      last = *event;
    }
    CHECK(text == "Step 2 is next.");
    CHECK(input == "{\"step\":2}");
    REQUIRE(items.size() == 2);
    CHECK(items[0]["content"][0]["text"] == text);
    CHECK(items[1]["name"] == "exec_command");
    CHECK(items[1]["arguments"] == input);
    CHECK(items[1]["call_id"] == "toolu_drill_2");
    CHECK(last["type"] == "response.completed");
    CHECK(last["response"]["output"] == Json(items));
  }

  TEST_CASE("a request without tools is a side call, where the script has an answer for those") {
    BrainScript brain;
    brain.input = [](int) { return std::string("{}"); };
    brain.title = "A title";
    const auto said = [&brain](DialectId dialect, const char* body) {
      brain.dialect = dialect;
      script::Received request;
      request.body = body;
      return bytes_of(brain_answer(brain, request));
    };
    const auto has = [](const std::string& bytes, const char* part) {
      return bytes.find(part) != std::string::npos;
    };
    CHECK(has(said(DialectId::openai_chat, R"({"messages":[]})"), "itle"));
    CHECK(has(said(DialectId::openai_chat, R"({"messages":[],"tools":[{}]})"), "Step 1"));
    CHECK(has(said(DialectId::openai_responses, R"({"input":"a title?"})"), "A title"));
    CHECK(has(said(DialectId::openai_responses, R"({"input":[{"type":"additional_tools"}]})"),
              "Step 1"));
  }
}

}  // namespace edgee
