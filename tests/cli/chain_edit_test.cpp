// `edgee chain edit` on fakes: the file changes only when the draft checks, and no work is lost.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/app.h"
#include "cli/commands/commands.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

const std::string kConfig = "[chain.default]\nsteps = [\"agent\"]  # mine\n";
const std::string kGood = "[chain.default]\nsteps = [\"agent\", \"groq/x\"]  # mine\n";
const std::string kBad = "[chain.default]\nstps = [\"agent\"]\n";
const std::string kDraft = "/home/me/.config/edgee/config.draft.toml";
const std::string kDraftHint =
    "  the draft is in " + kDraft + "; `edgee chain edit` goes on with it\n";

int edit(FakeContext& context) {
  static const std::vector<CommandRow> kRows{{"chain", "Chains", declare_chain}};
  return run_app({"chain", "edit"}, context, kRows);
}

// The editor writes these texts, one per opening.
void play_editor(FakeContext& context, std::vector<std::string> texts) {
  context.on_edit = [&context, texts = std::move(texts)](const std::string& file) -> Result<int> {
    context.disk.contents[file] = texts.at(context.edited.size() - 1);
    return 0;
  };
}

bool has_draft(const FakeContext& context) {
  return context.disk.contents.contains(kDraft);
}

}  // namespace

TEST_SUITE("cli/chain edit") {
  TEST_CASE("a draft that checks becomes the file") {
    FakeContext context;
    context.write_config(kConfig);
    play_editor(context, {kGood});
    CHECK(edit(context) == 0);
    CHECK(context.edited == std::vector<std::string>{kDraft});
    CHECK(context.config() == kGood);
    CHECK_FALSE(has_draft(context));
    CHECK(context.said() == "saved /home/me/.config/edgee/config.toml\n");
  }

  TEST_CASE("a typo is refused with the place and the fix, without a terminal the draft is kept") {
    FakeContext context;
    context.write_config(kConfig);
    play_editor(context, {kBad});
    CHECK(edit(context) == 2);
    CHECK(context.config() == kConfig);
    CHECK(context.disk.contents[kDraft] == kBad);
    CHECK(context.said() ==
          kDraft + ":1:8: chain \"default\" has no steps\n  add: steps = [\"agent\"]\n" + kDraft +
              ":2:1: unknown key \"stps\" in a chain\n  did you mean \"steps\"?\n"
              "edgee: nothing was saved: the draft does not check\n" +
              kDraftHint);
  }

  TEST_CASE("on a terminal the editor opens again until it checks or the user gives up") {
    FakeContext again;
    again.use_terminal();
    again.write_config(kConfig);
    again.in.str("y\n");
    play_editor(again, {kBad, kGood});
    CHECK(edit(again) == 0);
    CHECK(again.edited.size() == 2);
    CHECK(again.config() == kGood);
    FakeContext enough;
    enough.use_terminal();
    enough.write_config(kConfig);
    enough.in.str("n\n");
    play_editor(enough, {kBad});
    CHECK(edit(enough) == 2);
    CHECK(enough.config() == kConfig);
    CHECK(has_draft(enough));
  }

  TEST_CASE("the next edit goes on with the draft, or from the file when the user says no") {
    for (const bool go_on : {true, false}) {
      FakeContext context;
      context.use_terminal();
      context.write_config(kConfig);
      context.disk.contents[kDraft] = kBad;
      context.in.str(go_on ? "y\n" : "n\n");
      std::string opened;
      context.on_edit = [&](const std::string& file) -> Result<int> {
        opened = context.disk.contents[file];
        context.disk.contents[file] = kGood;
        return 0;
      };
      CHECK(edit(context) == 0);
      CHECK(opened == (go_on ? kBad : kConfig));
      CHECK(context.config() == kGood);
    }
  }

  TEST_CASE("without a file the editor opens an example that checks") {
    FakeContext context;
    std::string opened;
    context.on_edit = [&](const std::string& file) -> Result<int> {
      opened = context.disk.contents[file];
      context.disk.contents[file] = opened + "# changed\n";
      return 0;
    };
    CHECK(edit(context) == 0);
    CHECK(context.config() == opened + "# changed\n");
    CHECK(opened.find("\"agent\"") != std::string::npos);
  }

  TEST_CASE("no change, no save, no draft left behind") {
    FakeContext context;
    context.write_config(kConfig);
    CHECK(edit(context) == 0);
    CHECK(context.said() == "nothing changed\n");
    CHECK(context.config() == kConfig);
    CHECK_FALSE(has_draft(context));
  }

  TEST_CASE("a file that changed meanwhile is not overwritten") {
    FakeContext context;
    context.write_config(kConfig);
    context.on_edit = [&](const std::string& file) -> Result<int> {
      context.disk.contents[file] = kGood;
      context.write_config("# somebody else\n");
      return 0;
    };
    CHECK(edit(context) == 1);
    CHECK(context.config() == "# somebody else\n");
    CHECK(context.disk.contents[kDraft] == kGood);
    CHECK(context.said() ==
          "edgee: nothing was saved: /home/me/.config/edgee/config.toml changed "
          "while you were editing\n" +
              kDraftHint);
  }

  TEST_CASE("an editor that fails saves nothing") {
    FakeContext code;
    code.write_config(kConfig);
    code.on_edit = [&](const std::string& file) -> Result<int> {
      code.disk.contents[file] = kGood;
      return 3;
    };
    CHECK(edit(code) == 1);
    CHECK(code.config() == kConfig);
    CHECK(code.said() == "edgee: nothing was saved: the editor ended with code 3\n" + kDraftHint);
    FakeContext none;
    none.write_config(kConfig);
    none.on_edit = [](const std::string&) -> Result<int> { return fail("there is no editor"); };
    CHECK(edit(none) == 1);
    CHECK(none.said() == "edgee: there is no editor\n");
    FakeContext gone;
    gone.write_config(kConfig);
    gone.on_edit = [&](const std::string& file) -> Result<int> {
      gone.disk.contents.erase(file);
      return 0;
    };
    CHECK(edit(gone) == 1);
    CHECK(gone.said() == "edgee: nothing was saved: the editor removed the draft\n");
  }

  TEST_CASE("a full disk keeps the draft") {
    FakeContext context;
    context.write_config(kConfig);
    context.disk.write_errors[context.paths().config_file] = {"the disk is full", "", 1};
    play_editor(context, {kGood});
    CHECK(edit(context) == 1);
    CHECK(context.config() == kConfig);
    CHECK(context.said() == "edgee: nothing was saved: the disk is full\n" + kDraftHint);
  }
}

}  // namespace edgee
