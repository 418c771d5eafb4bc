#include "core/dialect/anthropic/failure.h"

#include <chrono>
#include <string>

#include <doctest/doctest.h>

namespace edgee {
using edgee::anthropic::read_error_event;
using edgee::anthropic::read_failure;

namespace {

constexpr std::chrono::sys_days kDay = std::chrono::year(2026) / 11 / 20;
const WallTime kNow = kDay + std::chrono::hours(12);
const WallTime kReset = WallTime(std::chrono::seconds(1'795'215'600));

std::string envelope(const std::string& type, const std::string& message) {
  return R"({"type":"error","error":{"type":")" + type + R"(","message":")" + message +
         R"("},"request_id":"req_1"})";
}

HeaderList unified(const std::string& five, const std::string& seven, const std::string& claim) {
  return {{"anthropic-ratelimit-unified-status", "rejected"},
          {"anthropic-ratelimit-unified-reset", "1795215600"},
          {"anthropic-ratelimit-unified-representative-claim", claim},
          {"anthropic-ratelimit-unified-5h-status", five},
          {"anthropic-ratelimit-unified-7d-status", seven},
          {"retry-after", "2094"}};
}

struct Row {
  int status;
  std::string body;
  FailureKind kind;
  Scope scope;
};

}  // namespace

TEST_SUITE("core/dialect/anthropic/failure") {
  TEST_CASE("status, type and wording make the kind") {
    using K = FailureKind;
    const Row rows[] = {
        {400, envelope("invalid_request_error", "max_tokens: required"), K::bad_request,
         Scope::request},
        {400,
         envelope("invalid_request_error",
                  "You have reached your specified API usage limits. You will regain access on "
                  "2026-12-01."),
         K::spend_limit, Scope::account},
        {400,
         envelope("invalid_request_error",
                  "You have reached your specified workspace API usage limits."),
         K::spend_limit, Scope::account},
        {400,
         envelope("invalid_request_error",
                  "Your credit balance is too low to access the Anthropic API."),
         K::payment, Scope::account},
        {400,
         envelope("invalid_request_error", "prompt is too long: 200001 tokens > 200000 maximum"),
         K::window_overflow, Scope::request},
        {400,
         envelope("invalid_request_error",
                  "input length and `max_tokens` exceed context limit: 1 + 2 > 3"),
         K::window_overflow, Scope::request},
        {400,
         envelope("invalid_request_error",
                  "Unexpected value(s) `x` for the `anthropic-beta` header"),
         K::bad_request, Scope::request},
        {400,
         envelope("invalid_request_error",
                  "max_tokens: 64000 > 8192, which is the maximum allowed number of output tokens "
                  "for m"),
         K::bad_request, Scope::request},
        {400,
         envelope("invalid_request_error",
                  "Third-party apps now draw from your extra usage, not your plan limits."),
         K::entitlement, Scope::account},
        {400, envelope("invalid_request_error", "Model Not Exist"), K::model_missing, Scope::model},
        {401, envelope("authentication_error", "invalid x-api-key"), K::unauthorized,
         Scope::account},
        {402, envelope("billing_error", "billing"), K::payment, Scope::account},
        {403, envelope("permission_error", "Your account may not use this."), K::forbidden,
         Scope::account},
        {403, envelope("permission_error", "Your key has no access to the model m."), K::forbidden,
         Scope::model},
        {403, "<html><head><title>Blocked</title></head></html>", K::forbidden, Scope::account},
        {404, envelope("not_found_error", "model: claude-nope"), K::model_missing, Scope::model},
        {404, envelope("not_found_error", "Not found"), K::not_found, Scope::provider},
        {404, "404 page not found", K::not_found, Scope::provider},
        {404, R"({"error":"model \"qwen3\" not found, try pulling it first"})", K::model_missing,
         Scope::model},
        {408, "", K::request_timeout, Scope::model},
        {409, envelope("conflict_error", "conflict"), K::server_error, Scope::request},
        {413, "<html><title>413 Request Entity Too Large</title></html>", K::too_large,
         Scope::request},
        {418, "", K::bad_request, Scope::request},
        {422, R"({"detail":"extra fields"})", K::bad_request, Scope::request},
        {429, envelope("rate_limit_error", "Rate limited"), K::throttled, Scope::model},
        {429, envelope("rate_limit_error", "Error"), K::entitlement, Scope::model},
        {429, envelope("rate_limit_error", "Extra usage is required for long context requests."),
         K::entitlement, Scope::model},
        {429, envelope("rate_limit_error", "This workspace has reached its spend limit."),
         K::spend_limit, Scope::account},
        {500, envelope("api_error", "Internal server error"), K::server_error, Scope::model},
        {500,
         R"({"error":{"type":"internal_error","message":"This model's maximum context length is 65536 tokens."}})",
         K::window_overflow, Scope::request},
        {502, "<html><title>502 Bad Gateway</title></html>", K::server_error, Scope::model},
        {503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
         K::overloaded, Scope::model},
        {504, envelope("timeout_error", "timeout"), K::server_error, Scope::model},
        {529, envelope("overloaded_error", "Overloaded"), K::overloaded, Scope::model},
        {302, "", K::not_an_answer, Scope::model},
        {200, "hello", K::not_an_answer, Scope::model},
        {200, envelope("overloaded_error", "Overloaded"), K::overloaded, Scope::model},
    };
    for (const Row& row : rows) {
      CAPTURE(row.status);
      CAPTURE(row.body);
      const FailureFacts facts = read_failure(row.status, {}, row.body, kNow);
      CHECK(to_string(facts.kind) == to_string(row.kind));
      CHECK(facts.scope == row.scope);
      CHECK_FALSE(facts.in_stream);
      CHECK_FALSE(facts.retry_after);
    }
  }

  TEST_CASE("codes and messages are the provider's own") {
    const auto facts = [](const std::string& body) { return read_failure(500, {}, body, kNow); };
    CHECK(facts(envelope("api_error", "a \\\"b\\\"")).message == "a \"b\"");
    CHECK(facts(envelope("api_error", "a")).code == "api_error");
    CHECK(facts(R"({"error":{"code":"1302","message":"m"},"request_id":"r"})").code == "1302");
    CHECK(facts(R"({"error":{"code":503,"message":"m","type":"t"}})").code == "503");
    CHECK(facts(R"({"error":{"type":"t","message":null}})").message.empty());
    CHECK(facts(R"({"error":"plain"})").message == "plain");
    CHECK(facts(R"({"message":"outer"})").message == "outer");
    CHECK(facts(R"({"detail":"d"})").message == "d");
    CHECK(facts("<html><title> Oops </title>").message == "Oops");
    CHECK(facts("<html>").message == "an HTML page");
    CHECK(facts("upstream died").message == "upstream died");
    CHECK(facts(R"({"error":{"type":"t","message":"cut)").message.empty());
    CHECK(facts(std::string(5000, 'x')).message.size() == 1000);
  }

  TEST_CASE("a rejected plan window is a plan cap with its reset") {
    const std::string body =
        envelope("rate_limit_error", "This request would exceed your account's rate limit.");
    const auto account = read_failure(429, unified("rejected", "allowed", "five_hour"), body, kNow);
    CHECK(account.kind == FailureKind::plan_cap);
    CHECK(account.scope == Scope::account);
    CHECK(account.resets_at == kReset);
    CHECK(account.retry_after == Duration(2'094'000));
    const auto week = read_failure(429, unified("allowed", "rejected", "seven_day"), body, kNow);
    CHECK(week.scope == Scope::account);
  }

  TEST_CASE("a window of one model family shuts out that family only") {
    const std::string body = envelope("rate_limit_error", "limit");
    for (const std::string claim :
         {"seven_day_opus", "seven_day_sonnet", "seven_day_overage_included"}) {
      const auto facts = read_failure(429, unified("allowed", "rejected", claim), body, kNow);
      CHECK(facts.kind == FailureKind::plan_cap);
      CHECK(facts.scope == Scope::family);
    }
    const auto both = read_failure(429, unified("allowed", "allowed_warning", ""), body, kNow);
    CHECK(both.scope == Scope::family);
  }

  TEST_CASE("limit headers that reject nothing leave a throttle") {
    HeaderList headers = unified("allowed", "allowed", "five_hour");
    headers.front().value = "allowed";
    const auto facts = read_failure(429, headers, envelope("rate_limit_error", "slow"), kNow);
    CHECK(facts.kind == FailureKind::throttled);
    CHECK(facts.retry_after == Duration(2'094'000));
    CHECK_FALSE(facts.resets_at);
    const auto overloaded =
        read_failure(529, unified("rejected", "allowed", "five_hour"), "", kNow);
    CHECK(overloaded.kind == FailureKind::overloaded);
  }

  TEST_CASE("a missing entitlement stays one beside plan headers") {
    const auto facts = read_failure(
        429, unified("allowed", "allowed", "five_hour"),
        envelope("rate_limit_error", "Extra usage is required for long context requests."), kNow);
    CHECK(facts.kind == FailureKind::entitlement);
  }

  TEST_CASE("the monthly cap opens on the first of the next month") {
    const std::string body =
        R"({"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"enforced_spend_limit_reached"}}})";
    const auto facts = read_failure(429, {}, body, kNow);
    CHECK(facts.kind == FailureKind::spend_limit);
    CHECK(facts.scope == Scope::account);
    CHECK(facts.code == "enforced_spend_limit_reached");
    CHECK(facts.resets_at == std::chrono::sys_days(std::chrono::year(2026) / 12 / 1));
    const WallTime december = std::chrono::sys_days(std::chrono::year(2026) / 12 / 31);
    CHECK(read_failure(429, {}, body, december).resets_at ==
          std::chrono::sys_days(std::chrono::year(2027) / 1 / 1));
  }

  TEST_CASE("an API key's used-up rate says when it is filled again") {
    const auto facts =
        read_failure(429,
                     {{"anthropic-ratelimit-requests-remaining", "4"},
                      {"anthropic-ratelimit-requests-reset", "2026-11-20T20:00:00Z"},
                      {"anthropic-ratelimit-input-tokens-remaining", "0"},
                      {"anthropic-ratelimit-input-tokens-reset", "2026-11-20T12:00:30Z"},
                      {"retry-after-ms", "1500"}},
                     envelope("rate_limit_error", "rate"), kNow);
    CHECK(facts.kind == FailureKind::throttled);
    CHECK(facts.resets_at == kNow + std::chrono::seconds(30));
    CHECK(facts.retry_after == Duration(1500));
  }

  TEST_CASE("error events carry the same meanings") {
    struct Event {
      std::string type;
      FailureKind kind;
    };
    const Event events[] = {{"overloaded_error", FailureKind::overloaded},
                            {"api_error", FailureKind::server_error},
                            {"rate_limit_error", FailureKind::throttled},
                            {"authentication_error", FailureKind::unauthorized},
                            {"permission_error", FailureKind::forbidden},
                            {"invalid_request_error", FailureKind::bad_request},
                            {"timeout_error", FailureKind::server_error},
                            {"billing_error", FailureKind::payment},
                            {"not_found_error", FailureKind::not_found},
                            {"request_too_large", FailureKind::too_large},
                            {"never_heard_of", FailureKind::server_error}};
    for (const Event& event : events) {
      const FailureFacts facts = read_error_event(envelope(event.type, "m"));
      CAPTURE(event.type);
      CHECK(to_string(facts.kind) == to_string(event.kind));
      CHECK(facts.code == event.type);
      CHECK(facts.in_stream);
    }
  }
}

}  // namespace edgee
