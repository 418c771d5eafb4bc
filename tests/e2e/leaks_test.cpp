// Secrets are planted wherever one may rest, and searched for wherever something is written, shown
// or sent. The suite "leaks keychain" needs a session made by tests/support/with_keyring.
#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/planted.h"

namespace edgee::play {
namespace {

using Places = std::vector<std::string>;

std::string joined(const Places& places) {
  std::string text;
  for (const std::string& place : places)
    text += "<" + place + ">";
  return text;
}

std::string all_of(const script::Received& request) {
  std::string text = request.method + " " + request.target + "\n" + request.body;
  for (const Header& header : request.headers)
    text += "\n" + header.name + ": " + header.value;
  return text;
}

// Nobody is sent a secret of somebody else, and everybody his own.
void check_providers(const Planted& planted) {
  for (const auto& cast : planted.play().cast()) {
    CAPTURE(cast->id);
    const auto received = cast->server->received();
    REQUIRE_FALSE(received.empty());
    Places own;
    for (const Secret& secret : planted.secrets()) {
      if (secret.owner == cast->id) own.push_back(secret.place);
    }
    for (const script::Received& request : received) {
      CHECK(joined(secrets_in(all_of(request), planted.secrets())) == joined(own));
    }
  }
}

void check_words_and_files(const Planted& planted) {
  for (const auto& [command, text] : planted.printed()) {
    const auto& row = command;
    CAPTURE(row);
    CHECK(joined(secrets_in(text, planted.secrets())) == "");
  }
  int addresses = 0;
  for (const auto& [file, places] : planted.spilled_files()) {
    const auto& row = file;
    CAPTURE(row);
    // The proxy's stdout, where its address belongs.
    const bool address = joined(places) == "<token>" && file.find("/out-") != std::string::npos;
    addresses += address ? 1 : 0;
    if (!address) CHECK(joined(places) == "");
  }
  CHECK(addresses == 1);
}

void store_keys(Planted& planted, bool keychain) {
  REQUIRE(planted.edgee({"key", "set", "--insecure-file", "filed/work"}, planted.value_of("file"))
              .code == 0);
  if (!keychain) return;
  REQUIRE(planted.edgee({"key", "set", "vaulted"}, planted.value_of("keychain") + "\n").code == 0);
}

// Failovers of every kind, and a chain that is used up.
void fail_over(Planted& planted, const Proxy& proxy) {
  for (const Echo echo : kEchoes) {
    CAPTURE(static_cast<int>(echo));
    planted.fail_with(echo);
    const Reply reply = planted.ask(proxy);
    // The agent's own 400 is the agent's to read.
    CHECK(reply.status == (echo == Echo::error_400 ? 400 : 200));
    planted.fail_with(echo, true);
    CHECK(planted.ask(proxy).status != 0);
  }
}

void run_every_command(Planted& planted) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"status"},
                                             {"status", "--json"},
                                             {"log"},
                                             {"log", "--json", "--limit", "1000"},
                                             {"key", "list"},
                                             {"key", "list", "--json"},
                                             {"chain", "list", "--json"},
                                             {"chain", "show"},
                                             {"chain", "show", "--json"},
                                             {"chain", "check", "--json"},
                                             {"drill", "--fault", "401 bad key", "--both"},
                                             {"drill", "--fault", "529 overloaded", "--json"}}) {
    const Finished finished = planted.edgee(arguments);
    CAPTURE(arguments.front() + " " + arguments.back());
    CHECK(finished.code == 0);
    CHECK_FALSE((finished.out + finished.err).empty());
  }
}

// Commands that fail, some of them because a provider says so.
void run_failing_commands(Planted& planted) {
  for (const Echo echo : {Echo::error_401, Echo::error_500, Echo::html}) {
    planted.fail_with(echo, true);
    CHECK(planted.edgee({"chain", "test"}).code == 1);
    CHECK(planted.edgee({"chain", "test", "--json"}).code == 1);
    CHECK(planted.edgee({"key", "test", "filed/work"}).code == 1);
  }
  CHECK(planted.edgee({"key", "set", "filed"}, planted.value_of("file") + "\nsecond line").code ==
        1);
  CHECK(planted.edgee({"key", "remove", "nobody"}).code == 1);
}

// The proxy's token is a secret too: only its own stdout and the agent may have it.
void plant_token(Planted& planted, const Proxy& proxy) {
  const std::string& url = proxy.base_url();
  planted.also({"token", url.substr(url.rfind('/') + 1), "nobody"});
}

void play_through(bool keychain) {
  Planted planted(keychain);
  ArgvWatch keys(planted.secrets());
  store_keys(planted, keychain);
  {
    Proxy proxy(planted.play(), {}, planted.variables());
    REQUIRE(proxy.base_url().starts_with("http://127.0.0.1:"));
    plant_token(planted, proxy);
    fail_over(planted, proxy);
    check_providers(planted);
    ArgvWatch token(planted.secrets());
    planted.keep("edgee proxy", proxy.program().err());
    run_every_command(planted);
    CHECK(joined(token.end()) == "");
    proxy.program().signal(SIGTERM);
    CHECK(proxy.program().wait().code == 0);
  }
  run_failing_commands(planted);
  check_words_and_files(planted);
  CHECK(joined(keys.end()) == "");
  CHECK(keys.looks() > 1);
}

}  // namespace

TEST_SUITE("e2e/leaks") {
  TEST_CASE("no secret is written, shown or sent to anybody but its owner") {
    play_through(false);
  }

  TEST_CASE("a key pasted into the configuration is refused without repeating it") {
    Planted planted(false);
    const std::string key = planted.value_of("file");
    for (const std::string& credential :
         {"\"" + key + "\"", "\"keychain:" + key + "\"", "{ env = \"" + key + "\" }",
          "[\"" + key + "\"]", "{ env = [\"" + key + "\"] }"}) {
      CAPTURE(credential);
      planted.play().home.write(".config/edgee/config.toml",
                                "[providers.zai]\ncredential = " + credential + "\n");
      for (const char* verb : {"check", "show"}) {
        const Finished finished = planted.edgee({"chain", verb});
        CHECK(finished.code == 2);
        CHECK((finished.out + finished.err).find("config.toml:2:") != std::string::npos);
        CHECK((finished.out + finished.err).find(key) == std::string::npos);
      }
    }
  }
}

TEST_SUITE("leaks keychain") {
  TEST_CASE("a key in the keychain is neither, whatever befalls it") {
    play_through(true);
  }
}

}  // namespace edgee::play
