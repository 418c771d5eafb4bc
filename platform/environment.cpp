#include "platform/environment.h"

#include <utility>

#include <unistd.h>

#ifdef __APPLE__
extern "C" char** environ;
#endif

namespace edgee {
namespace {

class CopiedEnvironment : public Environment {
 public:
  explicit CopiedEnvironment(std::map<std::string, std::string> variables)
      : variables_(std::move(variables)) {}

  [[nodiscard]] std::optional<std::string> get(std::string_view name) const override {
    const auto found = variables_.find(std::string(name));
    if (found == variables_.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::map<std::string, std::string> all() const override { return variables_; }

 private:
  std::map<std::string, std::string> variables_;
};

}  // namespace

std::unique_ptr<Environment> make_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    // The first of two entries counts, as with getenv.
    variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return std::make_unique<CopiedEnvironment>(std::move(variables));
}

}  // namespace edgee
