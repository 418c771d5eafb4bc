// `edgee chain edit`: the editor works on a draft; the file itself changes only when that checks.
#include <vector>

#include "cli/commands/chain.h"
#include "cli/streams.h"
#include "core/config/parse.h"

namespace edgee {
namespace {

constexpr std::string_view kTemplate =
    R"(# The models that answer, in order; the first one that can, does. `edgee chain check` checks this.
[chain.default]
steps = [
  "agent",  # what the agent asked for, with the agent's own login
  # "anthropic/claude-opus-5-5",  # your API key: edgee key set anthropic
  # "openrouter/z-ai/glm-5",      # edgee key set openrouter
  # "ollama/qwen3-coder:30b",     # a server on this machine
]
)";

std::string draft_path(const std::string& file) {
  constexpr std::string_view kEnding = ".toml";
  const std::string stem =
      file.ends_with(kEnding) ? file.substr(0, file.size() - kEnding.size()) : file;
  return stem + ".draft.toml";
}

tl::unexpected<Error> not_saved(std::string why, const std::string& draft,
                                int code = kExitFailure) {
  return fail("nothing was saved: " + std::move(why),
              "the draft is in " + draft + "; `edgee chain edit` goes on with it", code);
}

// What the editor opens: the file, or the draft of a time when it could not be saved.
Result<void> prepare_draft(Context& context, const std::string& draft, const std::string& text) {
  const auto old = context.files().read(draft);
  if (!old) return tl::unexpected(old.error());
  if (*old && **old != text) {
    context.io().err << "there is a draft that was not saved: " << draft << '\n';
    if (ask_yes_no(context.io(), "go on with it?", true).value_or(true)) return {};
  }
  return context.files().write(draft, text);
}

// The draft as the user left it.
Result<std::string> edit_draft(Context& context, const std::string& draft) {
  const Result<int> code = context.run_editor(draft);
  if (!code) return tl::unexpected(code.error());
  if (*code != 0) {
    return not_saved("the editor ended with code " + std::to_string(*code), draft);
  }
  auto text = context.files().read(draft);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return fail("nothing was saved: the editor removed the draft");
  return std::move(**text);
}

Result<int> save(Context& context, const std::optional<std::string>& original,
                 const std::string& text, const std::string& draft) {
  const std::string& file = context.paths().config_file;
  const auto now = context.files().read(file);
  if (!now) return tl::unexpected(now.error());
  if (*now != original) return not_saved(file + " changed while you were editing", draft);
  if (auto written = context.files().write(file, text); !written) {
    return not_saved(written.error().message, draft);
  }
  if (auto removed = context.files().remove(draft); !removed) {
    return tl::unexpected(removed.error());
  }
  context.io().err << "saved " << file << '\n';
  return 0;
}

}  // namespace

Result<int> edit_config(Context& context) {
  const std::string draft = draft_path(context.paths().config_file);
  const auto original = context.files().read(context.paths().config_file);
  if (!original) return tl::unexpected(original.error());
  const std::string start = original->value_or(std::string(kTemplate));
  if (auto ready = prepare_draft(context, draft, start); !ready) {
    return tl::unexpected(ready.error());
  }
  for (;;) {
    const Result<std::string> text = edit_draft(context, draft);
    if (!text) return tl::unexpected(text.error());
    if (*text == start) {
      context.io().err << "nothing changed\n";
      if (auto removed = context.files().remove(draft); !removed) {
        return tl::unexpected(removed.error());
      }
      return 0;
    }
    Config config;
    const auto problems = parse_config({{draft, *text, ConfigOrigin::user}}, config);
    if (problems.empty()) return save(context, *original, *text, draft);
    for (const ConfigProblem& problem : problems)
      context.io().err << to_string(problem) << '\n';
    if (!ask_yes_no(context.io(), "edit again?", true).value_or(false)) {
      return not_saved("the draft does not check", draft, kExitUsage);
    }
  }
}

}  // namespace edgee
