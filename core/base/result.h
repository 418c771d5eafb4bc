// How failure travels: as a value with a reason. Nothing of ours throws.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace edgee {

// Exit codes of the command line; documented as API in the README.
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitLoginNeeded = 4;

// One sentence (lowercase, no period) and, when the user can act, what to type next.
struct Error {
  std::string message;
  std::string hint;
  int exit_code = kExitFailure;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string message, std::string hint = {},
                                                int exit_code = kExitFailure) {
  return tl::unexpected<Error>(Error{std::move(message), std::move(hint), exit_code});
}

}  // namespace edgee
