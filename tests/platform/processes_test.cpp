#include "platform/processes.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/fake_processes.h"
#include "tests/support/temp_dir.h"

TEST_SUITE("platform/processes") {
  TEST_CASE("a program is found in PATH, a directory or a plain file is none") {
    const edgee::TempDir temp;
    std::filesystem::create_directory(temp / "tool");
    const auto processes = edgee::make_processes(edgee::read_start_state());
    CHECK(processes->find_program("sh").ends_with("/sh"));
    CHECK(processes->find_program("sh").starts_with("/"));
    CHECK(processes->find_program("no-such-program-here").empty());
    CHECK(processes->find_program("").empty());
    CHECK(processes->find_program(temp / "tool").empty());
    std::ofstream(temp / "script") << "#!/bin/sh\n";
    CHECK(processes->find_program(temp / "script").empty());
    ::chmod((temp / "script").c_str(), 0700);
    CHECK(processes->find_program(temp / "script") == temp / "script");
  }

  TEST_CASE("the editor is $VISUAL, else $EDITOR, else vi, with its own arguments") {
    struct Row {
      std::map<std::string, std::string> environment;
      const char* command;
    };
    const Row rows[] = {
        {{{"VISUAL", "code --wait"}, {"EDITOR", "nano"}}, "code --wait \"$1\""},
        {{{"VISUAL", ""}, {"EDITOR", "nano"}}, "nano \"$1\""},
        {{}, "vi \"$1\""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.command);
      edgee::FakeProcesses processes;
      const auto code = edgee::run_editor(processes, row.environment, "/tmp/a file");
      REQUIRE(code);
      CHECK(*code == 0);
      REQUIRE(processes.runs().size() == 1);
      CHECK(processes.runs()[0].arguments ==
            std::vector<std::string>{"-c", row.command, "edgee", "/tmp/a file"});
      CHECK(processes.runs()[0].environment == row.environment);
    }
  }

  TEST_CASE("an editor that is not there is named") {
    edgee::FakeProcesses processes;
    processes.on_run = [](const edgee::ForegroundRun&) { return 127; };
    const auto code = edgee::run_editor(processes, {{"EDITOR", "nonesuch"}}, "f");
    REQUIRE_FALSE(code);
    CHECK(code.error().message.find("nonesuch") != std::string::npos);
  }
}
