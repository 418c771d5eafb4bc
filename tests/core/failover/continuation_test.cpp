#include "core/failover/continuation.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

Transcript shown(std::vector<ShownBlock> blocks) {
  Transcript transcript;
  transcript.begun = true;
  transcript.blocks = std::move(blocks);
  return transcript;
}

ShownBlock text(int index, std::string words, bool closed) {
  return {index, BlockKind::text, std::move(words), closed, false, closed};
}

ShownBlock thinking(int index, bool closed) {
  return {index, BlockKind::thinking, "", closed, false, closed};
}

}  // namespace

TEST_SUITE("core/failover/continuation") {
  TEST_CASE("what the agent has not seen needs no seam") {
    CHECK(plan_seam({}, SeamStrategy::retract).kind == SeamKind::none);
    CHECK(plan_seam({}, SeamStrategy::append_only).kind == SeamKind::none);
  }

  TEST_CASE("what never ended, and thinking that did, is taken back") {
    for (const Transcript& transcript :
         {shown({text(0, "Hel", false)}), shown({thinking(0, false)}),
          shown({thinking(0, true), text(1, "Hel", false)}), shown({thinking(0, true)})}) {
      const Seam seam = plan_seam(transcript, SeamStrategy::retract);
      CHECK(seam.kind == SeamKind::retract);
      CHECK(seam.partial.empty());
    }
  }

  TEST_CASE("behind a text that stays the answer goes on, in the place of what never ended") {
    const Seam seam =
        plan_seam(shown({thinking(0, true), text(1, "One.", true), text(2, "Tw", false)}),
                  SeamStrategy::retract);
    CHECK(seam.kind == SeamKind::resume);
    CHECK(seam.partial == std::vector<std::string>{"One."});
    CHECK(seam.next_index == 2);
    CHECK(seam.open_text == -1);
    CHECK(seam.to_close == -1);
  }

  TEST_CASE("for others an open text goes on inside, with all its words told") {
    const Seam seam =
        plan_seam(shown({text(0, "One.", true), text(1, "Tw", false)}), SeamStrategy::append_only);
    CHECK(seam.kind == SeamKind::resume);
    CHECK(seam.partial == std::vector<std::string>{"One.", "Tw"});
    CHECK(seam.open_text == 1);
    CHECK(seam.mid_text);
    CHECK(seam.next_index == 2);
    CHECK_FALSE(seam.may_be_whole);
  }

  TEST_CASE("a model may have nothing to add to what ends like a whole sentence") {
    for (const char* words : {"Done.", "Is it?", "Here:\n", "`ls`", "(yes)", "a\xE2\x80\xA6"}) {
      CHECK(plan_seam(shown({text(0, words, false)}), SeamStrategy::append_only).may_be_whole);
    }
    for (const char* words : {"Do", "one, ", "42"}) {
      CHECK_FALSE(
          plan_seam(shown({text(0, words, false)}), SeamStrategy::append_only).may_be_whole);
    }
  }

  TEST_CASE("a text that its provider ended is ended before the answer goes on") {
    ShownBlock whole = text(0, "One.", false);
    whole.whole = true;
    const Seam seam = plan_seam(shown({whole}), SeamStrategy::append_only);
    CHECK(seam.to_close == 0);
    CHECK(seam.open_text == -1);
    CHECK_FALSE(seam.mid_text);
    CHECK(seam.next_index == 1);
  }

  TEST_CASE("half a thought is ended as one that nobody signed") {
    const Seam seam = plan_seam(shown({thinking(0, false)}), SeamStrategy::append_only);
    CHECK(seam.kind == SeamKind::resume);
    CHECK(seam.to_close == 0);
    CHECK(seam.closes_thinking);
    CHECK(seam.partial.empty());
    CHECK(seam.next_index == 1);
    ShownBlock half = thinking(0, false);
    half.is_signed = true;
    CHECK_FALSE(plan_seam(shown({half}), SeamStrategy::append_only).closes_thinking);
  }

  TEST_CASE("a tool that runs, or a reason that is out, leaves nothing but the ending") {
    Transcript ran = shown({text(0, "One.", true)});
    ran.tool_ran = true;
    Transcript stopped = shown({text(0, "One.", true)});
    stopped.stopped = true;
    for (const SeamStrategy strategy : {SeamStrategy::retract, SeamStrategy::append_only}) {
      CHECK(plan_seam(ran, strategy).kind == SeamKind::finish);
      CHECK(plan_seam(stopped, strategy).kind == SeamKind::finish);
    }
  }

  TEST_CASE("more text than a screen holds is written on, since it cannot be taken off it") {
    std::string lines;
    for (int i = 0; i < 50; ++i)
      lines += "line\n";
    const Transcript screenful = shown({text(0, lines, false)});
    const Seam seam = plan_seam(screenful, SeamStrategy::retract_on_screen);
    CHECK(seam.kind == SeamKind::resume);
    CHECK(seam.open_text == 0);
    CHECK(plan_seam(screenful, SeamStrategy::retract).kind == SeamKind::retract);
  }

  TEST_CASE("only versions that were seen to drop what never ended have it taken back") {
    AgentProfile agent;
    CHECK(strategy_for(agent, "claude-cli/2.1.197 (external, cli)", false) ==
          SeamStrategy::append_only);
    agent.retracting = RetractingVersions{"claude-cli/", "2.1.197", "2.1.332", "2.1.300"};
    const auto on_terminal = [&agent](const std::string& version, bool shows_deltas) {
      return strategy_for(agent, "claude-cli/" + version + " (external, cli)", shows_deltas);
    };
    for (const char* version : {"2.1.197", "2.1.260", "2.1.299"}) {
      CHECK(on_terminal(version, true) == SeamStrategy::retract_on_screen);
    }
    for (const char* version : {"2.1.300", "2.1.332"}) {
      CHECK(on_terminal(version, false) == SeamStrategy::retract);
    }
    for (const char* version : {"2.1.196", "2.1.333", "2.2.0", "3.0.0", "1.9.999", "", "x"}) {
      CAPTURE(version);
      CHECK(on_terminal(version, false) == SeamStrategy::append_only);
    }
    const char* print = "claude-cli/2.1.332 (external, sdk-cli)";
    CHECK(strategy_for(agent, print, false) == SeamStrategy::retract);
    CHECK(strategy_for(agent, print, true) == SeamStrategy::append_only);
    CHECK(strategy_for(agent, "anthropic-sdk/1.0", false) == SeamStrategy::append_only);
    CHECK(strategy_for(agent, "", false) == SeamStrategy::append_only);
  }
}

}  // namespace edgee
