// The first provider dies somewhere in its answer and another one finishes it, in every pairing of
// the agent's dialect with theirs. What the agent keeps of the whole session is exactly what was
// meant: nothing is lost, nothing comes twice, each tool runs once.
#include <algorithm>
#include <iostream>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "tests/core/proxy/seam_case.h"

namespace edgee {
namespace {

using model::Item;
using model::Place;

Item words(Item::Kind kind, const std::string& text) {
  Item item;
  item.kind = kind;
  item.text = text;
  if (kind == Item::Kind::thinking) item.signature = "c2ln";
  return item;
}

Item tool(const std::string& mark) {
  Item item;
  item.kind = Item::Kind::tool;
  item.mark = mark;
  item.id = "toolu_" + mark.substr(0, 6);
  item.name = "Bash";
  item.input = R"({"command":"echo )" + mark + R"( >> steps.txt","description":"Write it down"})";
  return item;
}

// Two turns; the first one comes to every place where it can break.
model::Script script() {
  return {{{{words(Item::Kind::thinking, "Zthink of what there is to do here, and how."),
             words(Item::Kind::text, "Zero is where this begins, and \"two\" where it will end."),
             tool("step-1-1001."), tool("step-2-2002.")}},
           {{words(Item::Kind::text, "Zone and two are written down, which was all.")}}}};
}

SeamResult run(AgentKind agent, DialectId first, DialectId second, const OneBreak& one_break) {
  SeamCase given;
  given.seed = 7;
  given.agent = agent;
  given.first = first;
  given.second = second;
  given.third = second;
  given.one_break = one_break;
  given.script = script();
  SeamResult result = run_seam_case(given);
  if (!result.complaints.empty()) {
    std::cout << describe(given) << ":\n  " << join(result.complaints, "\n  ") << '\n';
    if (std::getenv("EDGEE_SEAM_STORY") != nullptr) {
      std::cout << "  " << join(result.story, "\n  ") << '\n';
    }
  }
  return result;
}

// Of all agents, with all pairs of providers.
void play(Place place) {
  std::size_t failed = 0;
  for (const AgentKind agent : kAgentKinds) {
    for (const DialectId first : kDialects) {
      for (const DialectId second : kDialects) {
        for (const model::Tail tail : {model::Tail::reset, model::Tail::end, model::Tail::hang}) {
          const SeamResult result = run(agent, first, second, {place, tail});
          if (!result.complaints.empty()) ++failed;
          CHECK(result.broke);
          // Behind a whole call nobody needs to go on: the tool runs, and its result is the next
          // question. Chat does not say that a call is whole before the next one begins.
          const bool asks_nobody = place == Place::behind_call && first != DialectId::openai_chat;
          CHECK((result.asked.at(1) == "second") == !asks_nobody);
          CHECK(result.asked.back() == "first");
        }
      }
    }
  }
  CHECK(failed == 0);
}

}  // namespace

TEST_SUITE("core/proxy/seams between dialects") {
  TEST_CASE("an answer that never began is given by the next provider") {
    play(Place::nothing);
  }
  TEST_CASE("an answer that breaks off amid thinking is given by the next provider") {
    play(Place::thinking);
  }
  TEST_CASE("an answer that breaks off amid its text is finished by the next provider") {
    play(Place::text);
  }
  TEST_CASE("half a tool call is never run, and the next provider makes it") {
    play(Place::call);
  }
  TEST_CASE("a tool call that is whole is run once, whatever breaks behind it") {
    play(Place::behind_call);
  }
}

}  // namespace edgee
