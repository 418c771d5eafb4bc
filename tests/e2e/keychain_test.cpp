// `edgee key` with the real binary: in a real keychain, and where there is none. CTest runs each
// suite in a session made by tests/support/with_keyring.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "core/drill/brain.h"
#include "tests/support/play.h"

namespace edgee::play {
namespace {

constexpr const char* kRequest = R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
                                 R"("messages":[{"role":"user","content":"hello"}]})";
constexpr const char* kSecret = "sk-or-hunter2";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

script::Answerer says(std::string text) {
  return [text](const script::Received& request) {
    BrainScript brain;
    brain.dialect = DialectId::openai_chat;
    brain.steps = 0;
    brain.final_text = text;
    return brain_answer(brain, request);
  };
}

// The vendor is overloaded; OpenRouter, moved to loopback, answers whoever has its key.
struct KeyPlay {
  Play play;
  const Cast* router = nullptr;

  KeyPlay() {
    const Cast& vendor = play.vendor([](const script::Received&) {
      return script::Play{script::Head{529, {}}, script::End{}};
    });
    router = &play.provider("router", DialectId::openai_chat, says("hello from the router"));
    play.writes_config = false;
    play.home.write(".config/edgee/config.toml",
                    "[chain.default]\nsteps = [\"agent\", \"openrouter/z-ai/glm-5\"]\n"
                    "[providers.anthropic]\nbase_url = \"http://127.0.0.1:" +
                        std::to_string(vendor.server->port()) +
                        "\"\n[providers.openrouter]\nbase_url = \"http://127.0.0.1:" +
                        std::to_string(router->server->port()) +
                        "/v1\"\ndialect = \"openai-chat\"\n");
  }

  // The session of this test, in which its keychain stands.
  static Variables session() {
    Variables variables;
    for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"}) {
      const char* value = std::getenv(name);
      if (value != nullptr) variables[name] = value;
    }
    return variables;
  }
  Finished edgee(const std::vector<std::string>& arguments) const {
    return play.edgee(arguments, session());
  }
  // With that on stdin.
  Finished set(const std::string& arguments, const std::string& text) const {
    Variables variables = play.variables(session());
    variables["TEXT"] = text;
    Program shell(
        play.home,
        {"/bin/sh", "-c", "printf '%s' \"$TEXT\" | " + edgee_binary() + " key set " + arguments},
        variables, play.work_directory());
    return shell.wait();
  }
  // What the router was sent as a credential, after a request through the proxy; "" when not asked.
  std::string used_key() const {
    const std::size_t before = router->server->received().size();
    const Proxy proxy(play, {}, session());
    [[maybe_unused]] const Reply reply = ask_model(proxy.base_url(), kRequest);
    const auto received = router->server->received();
    return received.size() == before
               ? ""
               : std::string(header_value(received.back().headers, "authorization"));
  }
};

}  // namespace

TEST_SUITE("keyring unlocked") {
  TEST_CASE("a key is set, listed, used for its own provider, and removed") {
    const KeyPlay world;
    CHECK(world.used_key().empty());

    const Finished set = world.set("openrouter", std::string(kSecret) + "\n");
    CHECK(set.code == 0);
    CHECK(set.out.empty());
    CHECK(contains(set.err, "stored the key of openrouter in the keychain"));
    CHECK_FALSE(std::filesystem::exists(world.play.home.in(".config/edgee/secrets")));

    const Finished list = world.edgee({"key", "list"});
    CHECK(list.code == 0);
    CHECK(contains(list.out, "openrouter  keychain  stored"));
    CHECK_FALSE(contains(list.out + list.err, "hunter2"));
    const auto json = parse_json(world.edgee({"key", "list", "--json"}).out);
    REQUIRE(json);
    CHECK(dump_json(*json) ==
          R"({"keys":[{"from":"keychain","name":"openrouter","state":"stored"}],"schema":1})");

    CHECK(world.used_key() == "Bearer " + std::string(kSecret));
    CHECK(contains(world.edgee({"status"}).out, "openrouter/z-ai/glm-5"));

    CHECK(world.edgee({"key", "remove", "openrouter"}).code == 0);
    CHECK(world.edgee({"key", "remove", "openrouter"}).code == 1);
    CHECK(contains(world.edgee({"key", "list"}).out, "openrouter  keychain  missing"));
    CHECK(world.used_key().empty());
  }

  TEST_CASE("what cannot be a key or a name is refused") {
    const KeyPlay world;
    struct Row {
      const char* arguments;
      const char* text;
      int code;
      const char* words;
    };
    for (const Row& row :
         {Row{"openrouter", "", 1, "the key is empty"}, Row{"openrouter", " \n", 1, "is empty"},
          Row{"openrouter", "a\nb\n", 1, "more than one line"},
          Row{"'open router'", "sk", 2, "is no name for a key"},
          Row{"a/b/c", "sk", 2, "is no name for a key"}, Row{"openrouter/", "sk", 2, "no name"},
          Row{"''", "sk", 2, "no name"}, Row{"", "sk", 2, "name"}}) {
      CAPTURE(row.arguments);
      CAPTURE(row.text);
      const Finished set = world.set(row.arguments, row.text);
      CHECK(set.code == row.code);
      CHECK(contains(set.err, row.words));
    }
    const Finished typo = world.set("openruoter", "sk");
    CHECK(typo.code == 0);
    CHECK(contains(typo.err, "did you mean \"openrouter\"?"));
    CHECK(world.edgee({"key", "remove", "openruoter"}).code == 0);
  }
}

TEST_SUITE("keyring none") {
  TEST_CASE("without a keychain a key needs the opt-in, and then rests in a private file") {
    const KeyPlay world;
    const std::string file = world.play.home.in(".config/edgee/secrets");
    const Finished refused = world.set("openrouter", kSecret);
    CHECK(refused.code == 1);
    CHECK(contains(refused.err, "there is no usable keychain"));
    CHECK(contains(refused.err, "edgee key set --insecure-file"));
    CHECK_FALSE(contains(refused.err, "hunter2"));
    CHECK_FALSE(std::filesystem::exists(file));

    const Finished set = world.set("--insecure-file openrouter", kSecret);
    CHECK(set.code == 0);
    CHECK(contains(set.err, file));
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600);
    CHECK(contains(world.edgee({"key", "list"}).out, "openrouter  file  stored"));
    CHECK(world.used_key() == "Bearer " + std::string(kSecret));

    // The opt-in is remembered.
    CHECK(world.set("openrouter", "sk-or-second").code == 0);
    CHECK(world.used_key() == "Bearer sk-or-second");

    ::chmod(file.c_str(), 0644);
    CHECK(world.used_key().empty());
    CHECK(contains(world.edgee({"key", "list"}).err, "chmod 600"));
    ::chmod(file.c_str(), 0600);
    CHECK(world.edgee({"key", "remove", "openrouter"}).code == 0);
    CHECK(world.used_key().empty());
  }
}

}  // namespace edgee::play
