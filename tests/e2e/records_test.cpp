// What is recorded of a failover, as `edgee log` and `edgee status` show it.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "core/drill/brain.h"
#include "tests/support/play.h"

namespace edgee::play {
namespace {

constexpr const char* kRequest =
    R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
    R"("messages":[{"role":"user","content":"a prompt that nobody records"}]})";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// Through a proxy that is asked to end, which writes what it has.
void ask(const Play& play, int times) {
  Proxy proxy(play);
  for (int i = 0; i < times; ++i)
    CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
  proxy.program().signal(SIGTERM);
  CHECK(proxy.program().wait().code == 0);
}

}  // namespace

TEST_SUITE("e2e/records") {
  TEST_CASE("a failover is in the log, for people and for programs") {
    Play play;
    cast_failover(play);
    const Finished nothing = play.edgee({"log"});
    CHECK(nothing.code == 0);
    CHECK(nothing.out.empty());
    CHECK(contains(nothing.err, "nothing is recorded yet"));
    ask(play, 2);

    const Finished log = play.edgee({"log"});
    CHECK(log.code == 0);
    CHECK(lines_of(log.out) == 2);
    CHECK(contains(
        log.out,
        "  client  the model is overloaded (529); second/model-of-second answered instead"));

    const std::vector<Json> events = play.ledger();
    REQUIRE(events.size() == 4);
    CHECK(string_member(events[0], "target") == "agent");
    CHECK(int_member(events[0], "status").value_or(0) == 529);
    CHECK(string_member(events[0], "trigger") == "overloaded");
    CHECK(string_member(events[0], "verdict") == "next");
    CHECK(string_member(events[1], "target") == "second/model-of-second");
    CHECK(string_member(events[1], "verdict") == "done");
    CHECK(string_member(events[1], "asked_model") == "claude-opus-4-8");
    CHECK(string_member(events[0], "request") == string_member(events[1], "request"));
    CHECK(string_member(events[1], "request") != string_member(events[2], "request"));

    CHECK(lines_of(play.edgee({"log", "--limit", "1"}).out) == 1);
    CHECK(contains(play.edgee({"log", "-n", "1"}).out, "second/model-of-second"));
    const std::string launch = string_member(events[0], "launch");
    CHECK(lines_of(play.edgee({"log", "--launch", launch}).out) == 2);
    CHECK(play.edgee({"log", "--launch", "another"}).out.empty());
    CHECK(play.edgee({"log", "--limit", "-1"}).code == 2);
  }

  TEST_CASE("neither prompts nor keys are recorded, and the record is the owner's alone") {
    Play play;
    cast_failover(play);
    ask(play, 1);
    const std::string directory = play.home.in(".local/state/edgee");
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      CAPTURE(entry.path().string());
      struct stat status {};
      REQUIRE(::stat(entry.path().c_str(), &status) == 0);
      CHECK((status.st_mode & 0077U) == 0);
      const std::string bytes = read_whole_file(entry.path().string());
      for (const char* secret : {"key-of-second", "key-of-the-agent", "nobody records"}) {
        CHECK_FALSE(contains(bytes, secret));
      }
    }
  }

  TEST_CASE("a followed log goes on with what happens") {
    Play play;
    cast_failover(play);
    const auto follow = play.start_edgee({"log", "--follow", "--json"});
    const auto told = play.start_edgee({"log", "--follow"});
    ask(play, 1);
    CHECK(eventually([&] { return lines_of(follow->out()) == 2; }));
    ask(play, 1);
    CHECK(eventually([&] { return lines_of(follow->out()) == 4; }));
    CHECK(eventually([&] { return lines_of(told->out()) == 2; }));
    CHECK(contains(told->out(), "second/model-of-second answered instead"));
    for (const auto& one : {follow.get(), told.get()}) {
      one->signal(SIGINT);
      CHECK(one->wait().code == 130);
    }
  }

  TEST_CASE("status shows the chain and how each step did last") {
    Play play;
    cast_failover(play);
    const Finished before = play.edgee({"status"});
    CHECK(before.code == 0);
    CHECK(contains(before.out, "chain default"));
    CHECK(contains(before.out, "not asked yet"));
    ask(play, 2);
    const Finished after = play.edgee({"status"});
    CHECK(contains(after.out, "overloaded just now"));
    CHECK(contains(after.out, "answered just now"));
    CHECK(contains(after.out, "edgee: second/model-of-second (the model is overloaded)"));
    CHECK(contains(after.out, "0 of 2"));
    CHECK(contains(after.out, "2 of 2"));
    CHECK(contains(after.out, "$PLAY_KEY_second"));
    CHECK_FALSE(contains(after.out, "key-of-second"));

    const auto json = parse_json(play.edgee({"status", "--json"}).out);
    REQUIRE(json);
    CHECK(string_member(*json, "chain") == "default");
    CHECK(string_member(*json, "trouble").empty());
    const Json& steps = member(*json, "steps");
    REQUIRE(steps.size() == 2);
    CHECK(string_member(steps[0], "target") == "agent");
    CHECK(string_member(member(steps[0], "last"), "trigger") == "overloaded");
    CHECK(int_member(steps[0], "attempts").value_or(0) == 2);
    CHECK(int_member(steps[1], "answered").value_or(0) == 2);
    const Json& runs = member(*json, "runs");
    REQUIRE(runs.size() == 1);
    CHECK(string_member(runs[0], "state") == "answered");
    CHECK(string_member(runs[0], "target") == "second/model-of-second");
  }

  TEST_CASE("status names the agent's model that rests, and for how long") {
    Play play;
    cast_failover(play);
    play.cooldown = "10m";
    ask(play, 1);
    const std::string shown = play.edgee({"status"}).out;
    CAPTURE(shown);
    CHECK(contains(shown,
                   "rests: claude-opus-4-8: the model is overloaded (529), for another 10 min"));
  }

  TEST_CASE("stats sum the ledger up, and a wrong --since is said") {
    Play play;
    cast_failover(play);
    CHECK(contains(play.edgee({"stats"}).err, "nothing is recorded in that time"));
    ask(play, 2);
    const Finished stats = play.edgee({"stats"});
    CHECK(stats.code == 0);
    CHECK(contains(stats.out, "2 requests, 2 switches, 0 seams, 2 saved, about 3 min"));
    CHECK(contains(stats.out, "second/model-of-second"));
    const auto json = parse_json(play.edgee({"stats", "--since", "1h", "--json"}).out);
    REQUIRE(json);
    CHECK(int_member(member(*json, "total"), "saves") == 2);
    for (const char* wrong : {"7", "d", "0d", "-1d", "7y", "99999999999w"}) {
      CHECK(play.edgee({"stats", std::string("--since=") + wrong}).code == 2);
    }
  }

  TEST_CASE("a damaged ledger is said in status and stops no request") {
    Play play;
    cast_failover(play);
    play.home.write(".local/state/edgee/ledger.sqlite", std::string(4096, 'x'));
    ask(play, 1);
    const Finished status = play.edgee({"status"});
    CHECK(status.code == 0);
    CHECK(contains(status.err, "is damaged; move it away"));
    CHECK(contains(status.out, "chain default"));
    const Finished log = play.edgee({"log"});
    CHECK(log.code == 1);
    CHECK(contains(log.err, "is damaged"));
    CHECK(play.home.read(".local/state/edgee/ledger.sqlite") == std::string(4096, 'x'));
  }

  TEST_CASE("kill -9 of a proxy loses no more than the last moment") {
    Play play;
    cast_failover(play);
    {
      Proxy proxy(play);
      CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
      CHECK(eventually([&] { return play.ledger().size() == 2; }));
      CHECK(ask_model(proxy.base_url(), kRequest).status == 200);
      proxy.program().signal(SIGKILL);
      CHECK(proxy.program().wait().code == 137);
    }
    CHECK(play.ledger().size() >= 2);
    ask(play, 1);
    CHECK(play.ledger().size() >= 4);
  }
}

}  // namespace edgee::play
