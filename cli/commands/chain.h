// What `edgee chain ...` does, one function per verb. Main thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/context.h"
#include "core/base/result.h"

namespace edgee {

Result<int> list_chains(Context& context, bool json);
// `name` "" means the default chain.
Result<int> show_chain(Context& context, const std::string& name, bool json);
Result<int> check_config(Context& context, bool json);
Result<int> edit_config(Context& context);

// The user's config with one edit, saved only when the result checks. `done` is said when it was.
using ConfigEdit = std::function<Result<std::string>(std::string_view toml)>;
Result<int> change_config(Context& context, const ConfigEdit& edit, const std::string& done);
// The chain that edits mean when none is named: the default of the user's own file.
[[nodiscard]] Result<std::string> chain_to_edit(Context& context, const std::string& named);
// Asks every step but the agent's once; `agent` lets that agent try its own.
Result<int> test_chain(Context& context, const std::string& name, const std::string& agent,
                       bool json);
Result<int> use_chain_by_default(Context& context, const std::string& name);

}  // namespace edgee
