// `edgee chain`: the words and flags; what each verb does stands in chain_*.cpp.
#include "cli/commands/chain.h"

#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "core/config/edit.h"

namespace edgee {
namespace {

struct ChainFlags {
  std::string chain;
  std::string step;
  std::string agent;
  std::size_t position = 0;
  bool json = false;
};
using ChainVerb = Result<int> (*)(Context& context, const ChainFlags& flags);

Result<int> add_to_chain(Context& context, const ChainFlags& flags) {
  const Result<std::string> chain = chain_to_edit(context, flags.chain);
  if (!chain) return tl::unexpected(chain.error());
  return change_config(
      context,
      [&](std::string_view toml) { return add_step(toml, *chain, flags.step, flags.position); },
      "added " + flags.step + " to chain " + *chain);
}

Result<int> remove_from_chain(Context& context, const ChainFlags& flags) {
  const Result<std::string> chain = chain_to_edit(context, flags.chain);
  if (!chain) return tl::unexpected(chain.error());
  return change_config(
      context, [&](std::string_view toml) { return remove_step(toml, *chain, flags.step); },
      "removed step " + flags.step + " from chain " + *chain);
}

Result<int> move_in_chain(Context& context, const ChainFlags& flags) {
  const Result<std::string> chain = chain_to_edit(context, flags.chain);
  if (!chain) return tl::unexpected(chain.error());
  return change_config(
      context,
      [&](std::string_view toml) { return move_step(toml, *chain, flags.step, flags.position); },
      "moved step " + flags.step + " of chain " + *chain + " to position " +
          std::to_string(flags.position));
}

// The verbs of one `edgee chain`, each with flags of its own that live as long as the parser.
class Verbs {
 public:
  Verbs(CLI::App& chain, Context& context, Run& run)
      : chain_(chain), context_(context), run_(run) {}

  std::pair<CLI::App*, std::shared_ptr<ChainFlags>> add(const char* name, const char* summary,
                                                        const char* examples, ChainVerb verb) {
    CLI::App* const command = chain_.add_subcommand(name, summary);
    command->footer("Examples:\n" + std::string(examples));
    auto flags = std::make_shared<ChainFlags>();
    command->callback([flags, verb, &context = context_, &run = run_] {
      run = [flags, verb, &context] { return verb(context, *flags); };
    });
    return {command, std::move(flags)};
  }

 private:
  CLI::App& chain_;
  Context& context_;
  Run& run_;
};

void declare_reports(Verbs& verbs) {
  {
    auto [list, flags] = verbs.add(
        "list", "The chains and routes", "  edgee chain list\n  edgee chain list --json",
        [](Context& context, const ChainFlags& f) { return list_chains(context, f.json); });
    list->add_flag("--json", flags->json, "As JSON");
  }
  {
    auto [show, flags] = verbs.add(
        "show", "The steps of a chain, with their keys, windows and prices",
        "  edgee chain show\n  edgee chain show cheap --json",
        [](Context& context, const ChainFlags& f) { return show_chain(context, f.chain, f.json); });
    show->add_option("chain", flags->chain, "The chain's name (default: the default chain)")
        ->type_name("NAME");
    show->add_flag("--json", flags->json, "As JSON");
  }
  {
    auto [test, flags] = verbs.add(
        "test", "Ask every step one small question: who answers, how fast, at what cost",
        "  edgee chain test\n  edgee chain test cheap --json\n  edgee chain test --agent claude",
        [](Context& context, const ChainFlags& f) {
          return test_chain(context, f.chain, f.agent, f.json);
        });
    test->add_option("chain", flags->chain, "The chain's name (default: the default chain)");
    test->add_option("--agent", flags->agent, "Let this agent try its own step once: claude");
    test->add_flag("--json", flags->json, "As JSON");
  }
  auto [check, flags] = verbs.add(
      "check", "Check the configuration: every problem with its place and a fix",
      "  edgee chain check",
      [](Context& context, const ChainFlags& f) { return check_config(context, f.json); });
  check->add_flag("--json", flags->json, "As JSON");
}

void declare_edits(Verbs& verbs) {
  const std::string which = "The step's number or its provider/model";
  const std::string chain = "The chain's name (default: the default chain)";
  verbs.add("edit", "Open the configuration in $VISUAL; saved only when it checks",
            "  edgee chain edit\n  VISUAL='code --wait' edgee chain edit",
            [](Context& context, const ChainFlags&) { return edit_config(context); });
  {
    auto [add, flags] = verbs.add("add", "Add a step to a chain",
                                  "  edgee chain add openrouter/z-ai/glm-5\n"
                                  "  edgee chain add ollama/qwen3-coder:30b --chain cheap --at 1",
                                  add_to_chain);
    add->add_option("target", flags->step, "provider/model, or agent")
        ->required()
        ->type_name("TARGET");
    add->add_option("--at", flags->position, "Its position, from 1 (default: last)")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    add->add_option("--chain", flags->chain, chain + "; a new one is made")->type_name("NAME");
  }
  {
    auto [remove, flags] = verbs.add("remove", "Remove a step from a chain",
                                     "  edgee chain remove 3\n"
                                     "  edgee chain remove openrouter/z-ai/glm-5 --chain cheap",
                                     remove_from_chain);
    remove->add_option("step", flags->step, which)->required()->type_name("STEP");
    remove->add_option("--chain", flags->chain, chain)->type_name("NAME");
  }
  {
    auto [move, flags] = verbs.add("move", "Move a step to another position",
                                   "  edgee chain move openrouter/z-ai/glm-5 2", move_in_chain);
    move->add_option("step", flags->step, which)->required()->type_name("STEP");
    move->add_option("position", flags->position, "Its new position, from 1")
        ->required()
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    move->add_option("--chain", flags->chain, chain)->type_name("NAME");
  }
  auto [use, flags] = verbs.add(
      "use", "Make a chain the default one", "  edgee chain use cheap",
      [](Context& context, const ChainFlags& f) { return use_chain_by_default(context, f.chain); });
  use->add_option("chain", flags->chain, "The chain's name")->required()->type_name("NAME");
}

}  // namespace

void declare_chain(CLI::App& command, Context& context, Run& run) {
  command.footer(
      "Examples:\n"
      "  edgee chain show\n"
      "  edgee chain add openrouter/z-ai/glm-5");
  Verbs verbs(command, context, run);
  declare_reports(verbs);
  declare_edits(verbs);
}

}  // namespace edgee
