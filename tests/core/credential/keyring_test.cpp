#include "core/credential/keyring.h"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/fake_environment.h"
#include "tests/support/fake_processes.h"
#include "tests/support/fake_secret_store.h"

namespace {

using edgee::CredentialSource;
using edgee::CredentialSpec;

struct World {
  edgee::FakeSecretStore store;
  edgee::FakeEnvironment environment;
  edgee::FakeProcesses processes;
  edgee::Keyring keyring{store, environment, processes};

  std::string get(const CredentialSpec& spec) {
    const auto secret = keyring.get(spec, {});
    return secret ? std::string((*secret)->reveal()) : "error: " + secret.error().message;
  }
};

CredentialSpec stored(const std::string& name) {
  return {.source = CredentialSource::keychain, .name = name, .command = {}};
}
CredentialSpec variable(const std::string& name) {
  return {.source = CredentialSource::env, .name = name, .command = {}};
}
CredentialSpec printed(std::vector<std::string> argv) {
  return {.source = CredentialSource::command, .name = {}, .command = std::move(argv)};
}

// Many threads ask at once while the source waits for all of them to have started.
std::vector<std::string> ask_at_once(World& world, int threads) {
  std::promise<void> all_there;
  const std::shared_future<void> there = all_there.get_future().share();
  std::atomic<int> started = 0;
  world.store.on_get = [there] { there.wait(); };
  std::vector<std::string> answers(static_cast<std::size_t>(threads));
  {
    std::vector<std::jthread> askers;
    for (std::string& answer : answers) {
      askers.emplace_back([&world, &started, &answer] {
        ++started;
        answer = world.get(stored("zai"));
      });
    }
    while (started < threads)
      std::this_thread::yield();
    all_there.set_value();
  }
  return answers;
}

}  // namespace

TEST_SUITE("core/credential/keyring") {
  TEST_CASE("a key is read from its source once and kept") {
    World world;
    world.store.keys["openrouter/work"] = "sk-1";
    CHECK(world.get(stored("openrouter/work")) == "sk-1");
    world.store.keys["openrouter/work"] = "sk-2";
    CHECK(world.get(stored("openrouter/work")) == "sk-1");
    CHECK(world.store.gets() == 1);
  }

  TEST_CASE("each source gives its key") {
    World world;
    world.store.keys["zai"] = "sk-keychain";
    world.environment.variables["ZAI_KEY"] = " sk-env\n";
    world.processes.on_capture = [](const std::vector<std::string>&) {
      return edgee::Result<edgee::Secret>(edgee::Secret("sk-command"));
    };
    CHECK(world.get(stored("zai")) == "sk-keychain");
    CHECK(world.get(variable("ZAI_KEY")) == "sk-env");
    CHECK(world.get(printed({"op", "read", "x"})) == "sk-command");
    CHECK(world.processes.captures() == std::vector<std::vector<std::string>>{{"op", "read", "x"}});
    CHECK(world.get({.source = CredentialSource::none, .name = {}, .command = {}}).empty());
    CHECK(world.get({.source = CredentialSource::pass_through, .name = {}, .command = {}}).empty());
  }

  TEST_CASE("names of different sources do not meet") {
    World world;
    world.store.keys["A"] = "stored";
    world.environment.variables["A"] = "variable";
    CHECK(world.get(stored("A")) == "stored");
    CHECK(world.get(variable("A")) == "variable");
  }

  TEST_CASE("commands with other arguments are other keys") {
    World world;
    world.processes.on_capture = [](const std::vector<std::string>& argv) {
      return edgee::Result<edgee::Secret>(edgee::Secret(argv.back()));
    };
    CHECK(world.get(printed({"op", "a b"})) == "a b");
    CHECK(world.get(printed({"op", "a", "b"})) == "b");
    CHECK(world.processes.captures().size() == 2);
  }

  TEST_CASE("a missing key says what to type") {
    World world;
    const auto secret = world.keyring.get(stored("zai"), {});
    REQUIRE_FALSE(secret);
    CHECK(secret.error().message == "there is no key for zai");
    CHECK(secret.error().hint == "edgee key set zai");
    CHECK(secret.error().exit_code == edgee::kExitLoginNeeded);
    const auto unset = world.keyring.get(variable("ZAI_KEY"), {});
    REQUIRE_FALSE(unset);
    CHECK(unset.error().message.find("ZAI_KEY") != std::string::npos);
  }

  TEST_CASE("a failure is not kept") {
    World world;
    world.store.error = edgee::Error{"the keychain is locked", "unlock it"};
    CHECK(world.get(stored("zai")) == "error: the keychain is locked");
    world.store.error.reset();
    world.store.keys["zai"] = "sk";
    CHECK(world.get(stored("zai")) == "sk");
  }

  TEST_CASE("a refused key is asked for again, and requests that hold the old one keep it") {
    World world;
    world.store.keys["zai"] = "old";
    const auto held = world.keyring.get(stored("zai"), {});
    REQUIRE(held);
    world.store.keys["zai"] = "new";
    world.keyring.refused(stored("zai"));
    CHECK(world.get(stored("zai")) == "new");
    CHECK((*held)->reveal() == "old");
    world.keyring.refused(stored("never asked"));
  }

  TEST_CASE("a key that would break its header is refused without being shown") {
    for (const char* key : {"sk\r\nx-evil: 1", "sk\n", "sk\x01", "sk\x7f"}) {
      World world;
      world.store.keys["zai"] = key;
      const auto secret = world.keyring.get(stored("zai"), {});
      REQUIRE_FALSE(secret);
      CHECK(secret.error().message.find("zai has a line break") != std::string::npos);
      CHECK(secret.error().message.find("sk") == std::string::npos);
    }
  }

  TEST_CASE("many who ask at once cause one reading") {
    World world;
    world.store.keys["zai"] = "sk";
    for (const std::string& answer : ask_at_once(world, 16))
      CHECK(answer == "sk");
    CHECK(world.store.gets() == 1);
  }

  TEST_CASE("many who ask at once all get the failure") {
    World world;
    world.store.error = edgee::Error{"the keychain is locked", ""};
    for (const std::string& answer : ask_at_once(world, 16)) {
      CHECK(answer == "error: the keychain is locked");
    }
  }

  TEST_CASE("a stop ends the waiting for somebody else's reading") {
    World world;
    world.store.keys["zai"] = "sk";
    std::promise<void> reading;
    std::promise<void> go_on;
    world.store.on_get = [&reading, &go_on] {
      reading.set_value();
      go_on.get_future().wait();
    };
    std::jthread reader([&world] { (void)world.get(stored("zai")); });
    reading.get_future().wait();
    std::stop_source source;
    edgee::Result<std::shared_ptr<const edgee::Secret>> result;
    {
      const std::jthread waiter(
          [&] { result = world.keyring.get(stored("zai"), source.get_token()); });
      source.request_stop();
    }
    go_on.set_value();
    reader.join();
    REQUIRE_FALSE(result);
    CHECK(result.error().message.find("interrupted") != std::string::npos);
  }

  TEST_CASE("a reader that was stopped does not fail those who wait") {
    World world;
    std::promise<void> reading;
    std::promise<void> go_on;
    std::atomic<int> calls = 0;
    world.processes.on_capture = [&](const std::vector<std::string>&) {
      if (++calls > 1) return edgee::Result<edgee::Secret>(edgee::Secret("sk"));
      reading.set_value();
      go_on.get_future().wait();
      return edgee::Result<edgee::Secret>(edgee::fail("interrupted"));
    };
    std::stop_source source;
    std::jthread reader([&] { (void)world.keyring.get(printed({"op"}), source.get_token()); });
    reading.get_future().wait();
    std::string answer;
    std::jthread waiter([&] { answer = world.get(printed({"op"})); });
    source.request_stop();
    go_on.set_value();
    reader.join();
    waiter.join();
    CHECK(answer == "sk");
  }
}
