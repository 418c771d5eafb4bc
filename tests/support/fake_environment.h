// An environment that a test fills.
#pragma once

#include <utility>

#include "core/ports/environment.h"

namespace edgee {

class FakeEnvironment : public Environment {
 public:
  FakeEnvironment() = default;
  explicit FakeEnvironment(std::map<std::string, std::string> values)
      : variables(std::move(values)) {}

  [[nodiscard]] std::optional<std::string> get(std::string_view name) const override {
    const auto found = variables.find(std::string(name));
    if (found == variables.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::map<std::string, std::string> all() const override { return variables; }

  std::map<std::string, std::string> variables;
};

}  // namespace edgee
