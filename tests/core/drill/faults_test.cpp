#include "core/drill/faults.h"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/drill/brain.h"
#include "core/failover/triggers.h"

namespace edgee {

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
    CHECK(said(DialectId::openai_chat, tool + "," + tool + "," + tool).find(brain.final_text) !=
          std::string::npos);
  }
}

}  // namespace edgee
