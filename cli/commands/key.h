// What the verbs of `edgee key` do; key.cpp declares them.
#pragma once

#include <string>

#include "cli/context.h"
#include "core/base/result.h"

namespace edgee {

// `file`: into the 0600 file instead of the keychain; the opt-in.
[[nodiscard]] Result<int> set_key(Context& context, const std::string& name, bool file);
[[nodiscard]] Result<int> list_keys(Context& context, bool json);
[[nodiscard]] Result<int> test_key(Context& context, const std::string& name, bool json);
[[nodiscard]] Result<int> remove_key(Context& context, const std::string& name);

}  // namespace edgee
