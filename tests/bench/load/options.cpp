#include "tests/bench/load/options.h"

#include <cstdlib>
#include <string_view>

namespace edgee::bench {
namespace {

// False for a name that is not known. Values are not checked: only the harness writes them.
bool set_option(Options& options, std::string_view name, const char* value) {
  if (name == "--port") {
    options.port = static_cast<std::uint16_t>(std::atoi(value));
  } else if (name == "--prefix") {
    options.prefix = value;
  } else if (name == "--model") {
    options.model = value;
  } else if (name == "--user-agent") {
    options.user_agent = value;
  } else if (name == "--body-bytes") {
    options.body_bytes = static_cast<std::size_t>(std::atol(value));
  } else if (name == "--connections") {
    options.connections = std::atoi(value);
  } else if (name == "--requests") {
    options.requests = std::atol(value);
  } else if (name == "--seconds") {
    options.seconds = std::atof(value);
  } else if (name == "--stream") {
    options.stream = std::atoi(value) != 0;
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::optional<Options> parse_options(std::span<char*> arguments) {
  Options options;
  if (arguments.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    if (!set_option(options, arguments[i], arguments[i + 1])) return std::nullopt;
  }
  if (options.port == 0 || options.connections < 1) return std::nullopt;
  return options;
}

}  // namespace edgee::bench
