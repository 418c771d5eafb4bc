#include "core/ledger/ledger.h"

#include <doctest/doctest.h>

#include "core/base/json.h"

namespace {

using edgee::AttemptEvent;
using edgee::Duration;

AttemptEvent attempt(const std::string& target, const std::string& verdict,
                     const std::string& trigger = "") {
  AttemptEvent event;
  event.at = edgee::WallTime(std::chrono::milliseconds(1'800'000'000'007));
  event.agent = "claude";
  event.target = target;
  event.verdict = verdict;
  event.trigger = trigger;
  event.took = Duration(400);
  return event;
}

AttemptEvent with_status(AttemptEvent event, int status) {
  event.status = status;
  return event;
}

}  // namespace

TEST_SUITE("core/ledger") {
  TEST_CASE("schema 1 has these members and no others") {
    AttemptEvent event = with_status(attempt("agent", "next", "overloaded"), 529);
    event.id = 7;
    event.reason = "a \"quoted\"\nreason \xff";
    event.first_byte = Duration(12);
    event.usage = {.input = 1, .cache_read = 2, .cache_write = 3, .output = 4};
    const std::string line = edgee::to_json(event);
    CHECK(line.find('\n') == std::string::npos);
    const auto json = edgee::parse_json(line);
    REQUIRE(json);
    std::string names;
    const auto ordered = edgee::OrderedJson::parse(line);
    for (const auto& item : ordered.items())
      names += item.key() + " ";
    CHECK(names ==
          "schema id at launch session agent request chain step number target model asked_model "
          "class status trigger verdict reason first_byte_ms first_content_ms took_ms "
          "since_request_ms tokens seam hedge cost_usd ");
    CHECK(edgee::member(*json, "schema") == 1);
    CHECK(edgee::member(*json, "id") == 7);
    CHECK(edgee::member(*json, "at") == "2027-01-15T08:00:00.007Z");
    CHECK(edgee::member(*json, "first_byte_ms") == 12);
    CHECK(edgee::member(*json, "first_content_ms").is_null());
    CHECK(edgee::member(*json, "cost_usd").is_null());
    CHECK(edgee::member(edgee::member(*json, "tokens"), "cache_write") == 3);
  }

  TEST_CASE("a report counts per target, the newest activity first") {
    AttemptEvent first = attempt("agent", "next", "overloaded");
    AttemptEvent second = attempt("ollama/qwen3", "done");
    second.at += std::chrono::seconds(1);
    second.usage.output = 10;
    second.cost_usd = 0.5;
    AttemptEvent third = attempt("agent", "done");
    third.at += std::chrono::seconds(2);
    AttemptEvent fourth = attempt("agent", "give_up", "overloaded");
    fourth.at += std::chrono::seconds(3);
    fourth.reason = "busy";
    AttemptEvent skipped = attempt("skipped/one", "skipped");
    AttemptEvent gone = attempt("ollama/qwen3", "agent_gone");
    const auto reports = edgee::report_by_target({first, second, third, fourth, skipped, gone});
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].target == "agent");
    CHECK(reports[0].attempts == 3);
    CHECK(reports[0].answered == 1);
    CHECK(reports[0].failures == std::map<std::string, int>{{"overloaded", 2}});
    CHECK(reports[0].last_trigger == "overloaded");
    CHECK(reports[0].last_reason == "busy");
    CHECK(reports[0].last_at == fourth.at);
    CHECK(reports[0].unpriced == 1);
    CHECK(reports[1].target == "ollama/qwen3");
    CHECK(reports[1].attempts == 2);
    CHECK(reports[1].answered == 1);
    CHECK(reports[1].last_trigger.empty());
    CHECK(reports[1].usage.output == 10);
    CHECK(reports[1].cost_usd == doctest::Approx(0.5));
    CHECK(reports[1].unpriced == 0);
    CHECK(edgee::report_by_target({}).empty());
  }
}
