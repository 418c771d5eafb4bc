// What the tests of the shared health have in common.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/failover/health_book.h"
#include "platform/clock.h"
#include "platform/sqlite/database.h"
#include "platform/sqlite/sqlite_health.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

namespace edgee {

inline const Target kIll{"openrouter", "z-ai/glm-5", "work"};
inline const std::string kScope = "model openrouter work z-ai/glm-5";

inline Outcome failed_answer() {
  Outcome outcome;
  outcome.status = 529;
  outcome.headers = {{"Retry-After", "7"}, {"Set-Cookie", "secret"}, {"x-empty", ""}};
  outcome.body = "{\"type\":\"error\"}";
  outcome.failure = FailureFacts();
  outcome.failure->kind = FailureKind::overloaded;
  outcome.failure->scope = Scope::model;
  outcome.failure->code = "overloaded_error";
  outcome.failure->message = "Over'loaded \xff";
  return outcome;
}

struct HealthWorld {
  TempDir temp;
  FakeClock clock;
  std::string file = temp / "state/ledger.sqlite";

  [[nodiscard]] std::unique_ptr<HealthStore> open() {
    return make_health_store({.file = file, .longest_wait = nullptr}, clock);
  }
  // Some failure on disk, and nobody at work.
  void fill() {
    const auto store = open();
    HealthBook book(clock, *store, "before");
    book.failed(kIll, failed_answer(), std::nullopt, "the model is overloaded");
    store->flush();
  }
};

// As a process sees it that has just started.
inline std::optional<HealthEntry> entry_of(HealthStore& store, const std::string& scope) {
  for (HealthRow& row : store.news()) {
    if (row.scope == scope) return std::move(row.entry);
  }
  return std::nullopt;
}

}  // namespace edgee
