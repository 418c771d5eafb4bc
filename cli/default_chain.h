// The chain of somebody who has written none: the agent's own login, then the keys he gave to
// edgee, then keys in the environment that he agreed to, then model servers on this machine.
// Main thread only, but for the functions that say otherwise.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "core/model/model_info.h"

namespace edgee {

// Kinds of notes in the store. keys: a keychain entry's name -> "", kept by `edgee key`, so that a
// launch need not wait for the keychain. env-keys: a variable's name -> "yes" or "no".
inline constexpr const char* kKeyNotes = "keys";
inline constexpr const char* kEnvKeyNotes = "env-keys";

struct FoundSteps {
  std::vector<Step> steps;
  std::vector<ModelInfo> models;   // what local servers said of theirs
  std::vector<std::string> aside;  // what was found and is not used: "GROQ_API_KEY (not agreed)"
};

// What can be known without waiting for a keychain or the network; "agent" is the first step.
[[nodiscard]] FoundSteps steps_at_once(Context& context, const Config& config,
                                       std::string_view vendor);

// Asks, once for each and on a terminal only, whether keys in the environment may be used.
void ask_about_environment_keys(Context& context, const Config& config, std::string_view vendor);

// Keys in the keychain that no note names (the notes were lost); notes them. May wait for the
// keychain. Safe from any thread.
[[nodiscard]] FoundSteps unnoted_keys(SecretStore& secrets, Store& store, const Config& config);

// Model servers on this machine, asked over loopback. Safe from any thread.
[[nodiscard]] FoundSteps local_steps(UpstreamClient& upstream, const Clock& clock,
                                     const Config& config, const std::stop_token& stop);

// The configuration with that chain as its default one.
[[nodiscard]] Config with_chain(Config config, const FoundSteps& found);

// `config` as it is when it has a chain, else with everything of the above that can be found now.
// For commands that show the chain or use it without an agent; takes up to a second.
[[nodiscard]] Config with_found_chain(Context& context, Config config, std::string_view vendor);

}  // namespace edgee
