#include "core/credential/key_store.h"

#include <doctest/doctest.h>

#include "core/credential/key_file.h"
#include "tests/support/fake_files.h"
#include "tests/support/fake_secret_store.h"

namespace {

using edgee::Secret;

constexpr const char* kPath = "/c/secrets";

template <class T>
std::string shown(const T& result) {
  if (!result) return "error: " + result.error().message;
  return *result ? std::string((*result)->reveal()) : "none";
}

struct World {
  edgee::FakeFiles files;
  edgee::FakeSecretStore* keychain = nullptr;
  std::unique_ptr<edgee::SecretStore> store;

  World() {
    auto made = std::make_unique<edgee::FakeSecretStore>();
    keychain = made.get();
    store = edgee::make_key_store(std::move(made), files, kPath);
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("core/credential/key_file") {
  TEST_CASE("keys come back whatever is in them, and by name") {
    edgee::FakeFiles files;
    edgee::KeyFile file(files, kPath);
    CHECK_FALSE(file.opted_in());
    CHECK(shown(file.get("a")) == "none");
    CHECK(file.set("a", Secret("sk-\"quoted\"\\ \xc3\xa9")));
    CHECK(file.set("b/c", Secret("second")));
    CHECK(file.set("a", Secret("sk-'new'\"\\")));
    CHECK(file.opted_in());
    edgee::KeyFile again(files, kPath);
    CHECK(shown(again.get("a")) == "sk-'new'\"\\");
    CHECK(shown(again.get("b/c")) == "second");
    CHECK(again.list().value_or(Names()) == Names{"a", "b/c"});
  }

  TEST_CASE("a key is removed, the opt-in stays") {
    edgee::FakeFiles files;
    edgee::KeyFile file(files, kPath);
    CHECK(file.remove("a").value_or(true) == false);
    CHECK_FALSE(file.opted_in());
    CHECK(file.set("a", Secret("sk")));
    CHECK(file.remove("a").value_or(false));
    CHECK(shown(file.get("a")) == "none");
    CHECK(file.opted_in());
  }

  TEST_CASE("a damaged file is an error and is not overwritten") {
    for (const char* text : {"", "[\"a\"]", "{\"a\": 1}", "{\"a\": \"b\"", "sk-plain"}) {
      CAPTURE(text);
      edgee::FakeFiles files;
      files.contents[kPath] = text;
      edgee::KeyFile file(files, kPath);
      CHECK(shown(file.get("a")).find("is damaged") != std::string::npos);
      CHECK_FALSE(file.set("a", Secret("sk")));
      CHECK(files.contents[kPath] == text);
    }
  }

  TEST_CASE("a file that may not be read is an error and an opt-in all the same") {
    edgee::FakeFiles files;
    files.read_errors[kPath] = edgee::Error{"others may read it", "chmod 600"};
    edgee::KeyFile file(files, kPath);
    CHECK(shown(file.get("a")) == "error: others may read it");
    CHECK(file.opted_in());
  }
}

TEST_SUITE("core/credential/key_store") {
  TEST_CASE("without an opt-in only the keychain is used") {
    World world;
    CHECK(world.store->set("a", Secret("sk")));
    CHECK(shown(world.store->get("a")) == "sk");
    CHECK(world.store->list().value_or(Names()) == Names{"a"});
    CHECK(world.store->remove("a").value_or(false));
    CHECK(world.store->remove("a").value_or(true) == false);
    CHECK(world.files.written.empty());
    world.keychain->error = edgee::Error{"no keychain", "opt in"};
    CHECK(shown(world.store->get("a")) == "error: no keychain");
    CHECK_FALSE(world.store->set("a", Secret("sk")));
    CHECK_FALSE(world.store->list());
    CHECK_FALSE(world.store->remove("a"));
    CHECK(world.files.written.empty());
  }

  TEST_CASE("a key in the file wins and needs no keychain") {
    World world;
    world.keychain->keys["a"] = "from keychain";
    world.keychain->keys["b"] = "only there";
    edgee::KeyFile file(world.files, kPath);
    CHECK(file.set("a", Secret("from file")));
    CHECK(shown(world.store->get("a")) == "from file");
    CHECK(world.keychain->gets() == 0);
    CHECK(shown(world.store->get("b")) == "only there");
    CHECK(world.store->list().value_or(Names()) == Names{"a", "b"});
  }

  TEST_CASE("after the opt-in a key goes to the file only where there is no keychain") {
    World world;
    edgee::KeyFile file(world.files, kPath);
    CHECK(file.set("a", Secret("old")));
    CHECK(world.store->set("a", Secret("new")));
    CHECK(world.keychain->keys["a"] == "new");
    CHECK(shown(world.store->get("a")) == "new");
    world.keychain->error = edgee::Error{"no keychain", ""};
    CHECK(world.store->set("b", Secret("second")));
    CHECK(shown(file.get("b")) == "second");
    CHECK(world.store->list().value_or(Names()) == Names{"b"});
    CHECK(world.store->remove("b").value_or(false));
  }

  TEST_CASE("remove takes a key out of both") {
    World world;
    edgee::KeyFile file(world.files, kPath);
    CHECK(file.set("a", Secret("x")));
    world.keychain->keys["a"] = "y";
    CHECK(world.store->remove("a").value_or(false));
    CHECK(shown(world.store->get("a")) == "none");
  }
}
