// What stands between argv and CLI11: what is not ours is cut off before, what is wrong is said
// better than CLI11 does. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library's own name
namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace edgee {

// Cuts off and gives what stands behind the first word that is no option of `command`: it is
// someone else's, and our parser must not even look at it. A "--" before that word is swallowed.
[[nodiscard]] std::vector<std::string> cut_passed_on(std::vector<std::string>& arguments,
                                                     const CLI::App& command);

// CLI11 only says "not expected"; people want the nearest command.
[[nodiscard]] Result<void> check_commands(const CLI::App& root,
                                          const std::vector<std::string>& arguments);

// A sentence of ours, with the nearest option or where to read on.
[[nodiscard]] Error explain(const CLI::App& root, const CLI::ParseError& error,
                            const std::vector<std::string>& arguments);

}  // namespace edgee
