// Codex's own command line, as far as it decides where requests go. Pure.
// https://developers.openai.com/codex/cli/reference
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace edgee {

// `-c key=value`, also written --config.
struct CodexOverride {
  std::string key;      // dotted
  std::string value;    // TOML, or else plain text
  std::size_t end = 0;  // the index behind its last argument
};

struct CodexArguments {
  std::vector<CodexOverride> overrides;  // in their order; the later one wins
  std::string profile;                   // --profile NAME; "" = none
  bool local = false;                    // --oss: a model server of Codex's own choice
  // What it does is not work with a model: it logs in, lists, prints its version...
  bool needs_model = true;
  bool resumes = false;   // it goes on with an earlier chat
  bool headless = false;  // `codex exec` and its like
};

[[nodiscard]] CodexArguments read_codex_arguments(const std::vector<std::string>& arguments);

// The user's arguments with `overrides` so placed among them that these win: of two of one key the
// later one counts, and each of Codex's commands takes them wherever it takes his.
[[nodiscard]] std::vector<std::string> with_codex_overrides(
    std::vector<std::string> arguments, const std::vector<std::string>& overrides);

}  // namespace edgee
