// The process environment, read only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace edgee {

class Environment {
 public:
  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  virtual ~Environment() = default;

  // nullopt when unset; an empty value is a value.
  [[nodiscard]] virtual std::optional<std::string> get(std::string_view name) const = 0;
  [[nodiscard]] virtual std::map<std::string, std::string> all() const = 0;
};

}  // namespace edgee
