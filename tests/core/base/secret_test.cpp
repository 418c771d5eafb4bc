#include "core/base/secret.h"

#include <string>
#include <type_traits>
#include <utility>

#include <doctest/doctest.h>

using edgee::Secret;

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<std::string, Secret>);

TEST_SUITE("core/base/secret") {
  TEST_CASE("a secret moves and leaves nothing behind") {
    Secret first(std::string("short"));
    CHECK(first.reveal() == "short");
    Secret second(std::move(first));
    CHECK(second.equals("short"));
    CHECK(first.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    first = std::move(second);
    CHECK(first.equals("short"));
    CHECK(second.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    CHECK(first.clone().equals("short"));
  }

  TEST_CASE("equals compares the whole text") {
    const Secret secret(std::string("sk-ant-api03-abc"));
    CHECK(secret.equals("sk-ant-api03-abc"));
    CHECK_FALSE(secret.equals("sk-ant-api03-abd"));
    CHECK_FALSE(secret.equals("sk-ant-api03-ab"));
    CHECK_FALSE(secret.equals(""));
    CHECK(Secret().equals(""));
  }

  TEST_CASE("wiping overwrites the characters in place") {
    std::string text(64, 'k');
    const char* bytes = text.data();
    edgee::wipe(text);
    CHECK(text.empty());
    CHECK(bytes == text.data());
    CHECK(text.data()[0] == 0);
  }
}
