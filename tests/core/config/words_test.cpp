#include "core/config/words.h"

#include <chrono>
#include <vector>

#include <doctest/doctest.h>

namespace edgee {
using namespace std::chrono_literals;

namespace {

struct DurationRow {
  const char* text;
  std::optional<Duration> expected;
};

struct HostRow {
  const char* url;
  const char* host;
  bool loopback;
};

}  // namespace

TEST_SUITE("core/config/words") {
  TEST_CASE("a duration is a number and a unit") {
    const std::vector<DurationRow> rows{
        {"150ms", 150ms},
        {"5 s", 5s},
        {" 2m ", 2min},
        {"2min", 2min},
        {"1.5s", 1500ms},
        {"0s", 0ms},
        {"1h", 1h},
        {"168h", 168h},
        {"169h", std::nullopt},
        {"5", std::nullopt},
        {"s", std::nullopt},
        {"", std::nullopt},
        {"-5s", std::nullopt},
        {"5 seconds", std::nullopt},
        {"1.2.3s", std::nullopt},
        {"1e3s", std::nullopt},
        {"99999999999999999999999999s", std::nullopt},
        {"1m30s", std::nullopt},
    };
    for (const DurationRow& row : rows) {
      CAPTURE(row.text);
      CHECK(parse_duration(row.text) == row.expected);
    }
  }

  TEST_CASE("a duration is written the way it can be read") {
    for (const Duration time : {0ms, 1ms, 150ms, 1500ms}) {
      CHECK(parse_duration(format_duration(time)) == time);
    }
    CHECK(format_duration(2min) == "2m");
    CHECK(format_duration(90s) == "90s");
    CHECK(format_duration(3h) == "3h");
  }

  TEST_CASE("loopback is told by the host and not by what looks like it") {
    const std::vector<HostRow> rows{
        {"http://127.0.0.1:80/v1", "127.0.0.1", true},
        {"http://127.9.9.9", "127.9.9.9", true},
        {"http://[::1]:8080/v1", "[::1]", true},
        {"http://LOCALHOST:1", "localhost", true},
        {"http://x.localhost", "x.localhost", true},
        {"http://127.0.0.1.evil.example", "127.0.0.1.evil.example", false},
        {"http://localhost.evil.example", "localhost.evil.example", false},
        {"http://notlocalhost", "notlocalhost", false},
        {"http://[::2]", "[::2]", false},
        {"http://0.0.0.0", "0.0.0.0", false},
    };
    for (const HostRow& row : rows) {
      CAPTURE(row.url);
      CHECK(host_of(row.url) == row.host);
      CHECK(is_loopback(row.url) == row.loopback);
    }
  }

  TEST_CASE("only plain http and https URLs pass") {
    for (const char* url : {"", "x", "https:", "https://", "https:///v1", "https://a b",
                            "https://a:0/v1", "https://a:99999", "https://a:b", "https://[::1",
                            "https://a\\b", "https://a/\nb", "https://a?x", "https://a#x",
                            "https://u@a", "https://u:p@a/v1", "file:///etc/passwd", "HTTPS://a"}) {
      CAPTURE(url);
      CHECK_FALSE(check_base_url(url, std::nullopt));
    }
    CHECK(*check_base_url("https://a.example:8443/x/v1//", DialectId::openai_chat) ==
          "https://a.example:8443/x/v1");
    CHECK(*check_base_url("http://[::1]:1", DialectId::anthropic_messages) == "http://[::1]:1");
  }

  TEST_CASE("names are plain words") {
    CHECK(is_chain_name("cheap-2_x"));
    CHECK_FALSE(is_chain_name("a.b"));
    CHECK_FALSE(is_chain_name(""));
    CHECK_FALSE(is_chain_name("-x"));
    CHECK(is_provider_id("z.ai"));
    CHECK_FALSE(is_provider_id("agent"));
    CHECK_FALSE(is_provider_id("a/b"));
    CHECK(is_variable_name("_A1"));
    CHECK_FALSE(is_variable_name("1A"));
    CHECK_FALSE(is_variable_name("A-B"));
  }
}

}  // namespace edgee
