#include "cli/live_config.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_context.h"

namespace edgee {
namespace {

constexpr const char* kOneStep = "[chain.default]\nsteps = [\"agent\"]\n";
constexpr const char* kTwoSteps =
    "[chain.default]\nsteps = [\"agent\", \"openrouter/z-ai/glm-5\"]\n";

struct Watched {
  FakeContext context;
  std::vector<Error> heard;
  LiveConfig live{context, [this](const Error& error) { heard.push_back(error); }};

  std::size_t steps() {
    const std::shared_ptr<const Config> config = live.current();
    return config->chains.at(config->default_chain).steps.size();
  }
  void pass(std::chrono::milliseconds time) {
    dynamic_cast<FakeClock&>(context.clock()).advance(time);
  }
};

}  // namespace

TEST_SUITE_BEGIN("cli/live_config");

TEST_CASE("a broken file is an error at first") {
  Watched watched;
  watched.context.write_config("chain = 1\n");
  const Result<void> loaded = watched.live.load();
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().message.find("config.toml:1:") != std::string::npos);
}

TEST_CASE("a provider of the agent's own is known, unless one of its name is") {
  Watched watched;
  watched.context.write_config(kOneStep);
  REQUIRE(watched.live.load());
  Provider mine;
  mine.id = "mine";
  mine.title = "Mine";
  watched.live.add(mine);
  mine.id = "openrouter";
  watched.live.add(mine);
  REQUIRE(watched.live.current()->provider("mine") != nullptr);
  CHECK(watched.live.current()->provider("mine")->title == "Mine");
  CHECK(watched.live.current()->provider("openrouter")->title != "Mine");
  watched.context.write_config(kTwoSteps);
  watched.pass(std::chrono::seconds(1));
  CHECK(watched.steps() == 2);
  CHECK(watched.live.current()->provider("mine") != nullptr);
}

TEST_CASE("a changed file counts after a second at most") {
  Watched watched;
  watched.context.write_config(kOneStep);
  REQUIRE(watched.live.load());
  CHECK(watched.steps() == 1);
  watched.context.write_config(kTwoSteps);
  watched.pass(std::chrono::milliseconds(500));
  CHECK(watched.steps() == 1);
  watched.pass(std::chrono::milliseconds(500));
  CHECK(watched.steps() == 2);
  CHECK(watched.heard.empty());
}

TEST_CASE("of a file that breaks the last good one stays, and that is said once") {
  Watched watched;
  watched.context.write_config(kTwoSteps);
  REQUIRE(watched.live.load());
  watched.context.write_config("[chain.default\n");
  for (int look = 0; look < 3; ++look) {
    watched.pass(std::chrono::seconds(2));
    CHECK(watched.steps() == 2);
  }
  REQUIRE(watched.heard.size() == 1);
  CHECK(watched.heard.front().message.find("config.toml:1:") != std::string::npos);
  watched.context.write_config(kOneStep);
  watched.pass(std::chrono::seconds(2));
  CHECK(watched.steps() == 1);
}

TEST_CASE("a file that cannot be read for a moment changes nothing") {
  Watched watched;
  watched.context.write_config(kTwoSteps);
  REQUIRE(watched.live.load());
  watched.context.disk.read_errors.emplace(watched.context.paths().config_file,
                                           Error{"cannot read", "", 1});
  watched.pass(std::chrono::seconds(2));
  CHECK(watched.steps() == 2);
}

TEST_CASE("found steps make the chain until the user writes one") {
  Watched watched;
  REQUIRE(watched.live.load());
  FoundSteps found;
  found.steps.resize(1);
  found.steps[0].target.provider = "agent";
  watched.live.add(found);
  CHECK(watched.steps() == 1);
  watched.live.add(found);
  watched.live.add(found);
  CHECK(watched.steps() == 3);
  const std::shared_ptr<const Config> kept = watched.live.current();
  watched.context.write_config(kTwoSteps);
  watched.pass(std::chrono::seconds(2));
  CHECK(watched.steps() == 2);
  CHECK(kept->chains.at("default").steps.size() == 3);
}

TEST_SUITE_END();

}  // namespace edgee
