// The real libsecret against a real GNOME Keyring. The suites say which session they need; CTest
// runs each in one made by tests/support/with_keyring.
#include "platform/secrets/keychain.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/temp_dir.h"

namespace {

using edgee::Secret;
using Names = std::vector<std::string>;

std::string get(edgee::SecretStore& store, const std::string& name) {
  const auto secret = store.get(name);
  if (!secret) return "error: " + secret.error().message;
  return *secret ? std::string((*secret)->reveal()) : "none";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// All four calls fail, soon, with that message and the way out.
void check_refused(edgee::SecretStore& store, const std::string& message) {
  const auto before = std::chrono::steady_clock::now();
  const auto found = store.get("zai");
  REQUIRE_FALSE(found);
  CHECK(contains(found.error().message, message));
  CHECK(contains(found.error().hint, "--insecure-file"));
  CHECK_FALSE(store.set("zai", Secret("sk")));
  CHECK_FALSE(store.remove("zai"));
  CHECK_FALSE(store.list());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(12));
}

}  // namespace

TEST_SUITE("keyring unlocked") {
  TEST_CASE("a key is stored, found, listed, replaced and removed") {
    const auto keychain = edgee::make_keychain({});
    CHECK(keychain->kind() == "keychain");
    CHECK(get(*keychain, "openrouter") == "none");
    CHECK(keychain->list().value_or(Names{"?"}).empty());
    REQUIRE(keychain->set("openrouter", Secret("sk-or-1")));
    REQUIRE(keychain->set("openrouter/work", Secret("sk-or-2 \"\xc3\xa9\"")));
    CHECK(get(*keychain, "openrouter") == "sk-or-1");
    CHECK(get(*keychain, "openrouter/work") == "sk-or-2 \"\xc3\xa9\"");
    REQUIRE(keychain->set("openrouter", Secret("sk-or-3")));
    CHECK(get(*edgee::make_keychain({}), "openrouter") == "sk-or-3");
    CHECK(keychain->list().value_or(Names()) == Names{"openrouter", "openrouter/work"});
    CHECK(keychain->remove("openrouter").value_or(false));
    CHECK_FALSE(keychain->remove("openrouter").value_or(true));
    CHECK(get(*keychain, "openrouter") == "none");
    CHECK(keychain->remove("openrouter/work").value_or(false));
  }

  TEST_CASE("many threads may ask at once") {
    const auto keychain = edgee::make_keychain({});
    REQUIRE(keychain->set("zai", Secret("sk")));
    std::vector<std::string> answers(8);
    {
      std::vector<std::jthread> threads;
      for (std::string& answer : answers) {
        threads.emplace_back([&] { answer = get(*keychain, "zai"); });
      }
    }
    for (const std::string& answer : answers)
      CHECK(answer == "sk");
    CHECK(keychain->remove("zai").value_or(false));
  }

  TEST_CASE("once it is locked, a key in it is an error that says so") {
    const auto keychain = edgee::make_keychain({});
    REQUIRE(keychain->set("zai", Secret("sk")));
    REQUIRE(std::system("gdbus call --session --dest org.freedesktop.secrets"
                        " --object-path /org/freedesktop/secrets"
                        " --method org.freedesktop.Secret.Service.Lock"
                        " '[objectpath \"/org/freedesktop/secrets/collection/login\"]'"
                        " >/dev/null") == 0);
    check_refused(*keychain, "the keychain is locked");
  }
}

TEST_SUITE("keyring locked") {
  TEST_CASE("without a prompt nothing is stored and nobody waits") {
    const auto keychain = edgee::make_keychain({});
    const auto before = std::chrono::steady_clock::now();
    const auto stored = keychain->set("zai", Secret("sk"));
    REQUIRE_FALSE(stored);
    CHECK(stored.error().message == "the keychain is locked");
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(4));
  }
}

TEST_SUITE("keyring none") {
  TEST_CASE("a session without a keychain is an error with the way out") {
    check_refused(*edgee::make_keychain({}), "there is no usable keychain");
  }

  TEST_CASE("without a session bus it is the same") {
    ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
    check_refused(*edgee::make_keychain({}), "there is no usable keychain");
  }
}

TEST_SUITE("keyring silent") {
  TEST_CASE("a bus that does not answer is given up") {
    const edgee::TempDir temp;
    const std::string path = temp / "bus";
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    REQUIRE(::listen(listener, 8) == 0);
    ::setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + path).c_str(), 1);
    edgee::KeychainRules rules;
    rules.silent_limit = edgee::Duration(200);
    check_refused(*edgee::make_keychain(rules), "the keychain does not answer");
    ::close(listener);
  }
}
