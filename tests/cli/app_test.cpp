#include "cli/app.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <doctest/doctest.h>

#include "cli/commands/commands.h"
#include "tests/support/fake_context.h"

namespace edgee {
namespace {

// `launch` as the command line sees it: one positional, options before it.
void declare_fake_launch(CLI::App& command, Context& context, Run& run) {
  const auto agent = std::make_shared<std::string>();
  const auto chain = std::make_shared<std::string>();
  const auto quiet = std::make_shared<bool>(false);
  command.add_option("agent", *agent)->required();
  command.add_option("-c,--chain", *chain);
  command.add_flag("-q,--quiet", *quiet);
  command.callback([=, &context, &run] {
    run = [=, &context]() -> Result<int> {
      context.io().out << *agent << '|' << *chain << '|' << (*quiet ? "quiet" : "") << '|';
      for (const std::string& argument : context.passed_on()) {
        context.io().out << '<' << argument << '>';
      }
      return 7;
    };
  });
}

void declare_failing(CLI::App& command, Context&, Run& run) {
  command.callback([&run] {
    run = []() -> Result<int> { return fail("no key", "edgee key set x\nand again", 4); };
  });
}

void declare_throwing(CLI::App& command, Context&, Run& run) {
  command.callback(
      [&run] { run = []() -> Result<int> { throw std::runtime_error("out of\x1b[31m luck"); }; });
}

const std::vector<CommandRow>& rows() {
  static const std::vector<CommandRow> kAll{
      {"launch", "Launch", declare_fake_launch, true},
      {"chain", "Chains", declare_chain},
      {"fail", "Fails", declare_failing},
      {"throw", "Throws", declare_throwing},
      {"version", "Version", declare_version},
      {"help", "Help", declare_help},
  };
  return kAll;
}

struct AppRow {
  std::vector<std::string> arguments;
  int code;
  std::string out;
  std::string err;
};

}  // namespace

TEST_SUITE("cli/app") {
  TEST_CASE("everything behind the agent's name is the agent's, word for word") {
    const std::vector<AppRow> table{
        {{"launch", "claude"}, 7, "claude|||", ""},
        {{"launch", "claude", "-p", "hi"}, 7, "claude|||<-p><hi>", ""},
        {{"launch", "claude", "--", "-p", "--help"}, 7, "claude|||<--><-p><--help>", ""},
        {{"launch", "claude", "-h"}, 7, "claude|||<-h>", ""},
        {{"launch", "claude", "--version", "--chain", "x", "-q"},
         7,
         "claude|||<--version><--chain><x><-q>",
         ""},
        {{"launch", "claude", "", "[a,b]", "--x={y}", "version", "\xc3\xa9 \n"},
         7,
         "claude|||<><[a,b]><--x={y}><version><\xc3\xa9 \n>",
         ""},
        {{"launch", "--chain", "careful", "-q", "claude", "-c"},
         7,
         "claude|careful|quiet|<-c>",
         ""},
        {{"launch", "--chain=careful", "claude"}, 7, "claude|careful||", ""},
        {{"launch", "-c", "careful", "claude", "launch"}, 7, "claude|careful||<launch>", ""},
        {{"launch", "-ccareful", "claude", "-p"}, 7, "claude|careful||<-p>", ""},
        {{"launch", "--", "claude", "-p"}, 7, "claude|||<-p>", ""},
    };
    for (const AppRow& row : table) {
      FakeContext context;
      CAPTURE(row.out);
      CHECK(run_app(row.arguments, context, rows()) == row.code);
      CHECK(context.printed() == row.out);
      CHECK(context.said() == row.err);
    }
  }

  TEST_CASE("a wrong command line names the nearest right word and ends with 2") {
    const std::vector<AppRow> table{
        {{"lanch"}, 2, "", "edgee: unknown command \"lanch\"\n  did you mean `edgee launch`?\n"},
        {{"xyzzy"},
         2,
         "",
         "edgee: unknown command \"xyzzy\"\n  `edgee --help` lists the commands\n"},
        {{"x\x1b[31m"},
         2,
         "",
         "edgee: unknown command \"x\\x1b[31m\"\n  `edgee --help` lists the commands\n"},
        {{"chain", "lst"},
         2,
         "",
         "edgee: unknown command \"lst\"\n  did you mean `edgee chain list`?\n"},
        {{"version", "--jsn"}, 2, "", "edgee: unknown option --jsn\n  did you mean --json?\n"},
        {{"chain", "add", "a/b", "--chian=x"},
         2,
         "",
         "edgee: unknown option --chian\n  did you mean --chain?\n"},
        {{"version", "--nothing-like-it"},
         2,
         "",
         "edgee: unknown option --nothing-like-it\n  `edgee version --help` lists the options\n"},
        {{"chain", "add"},
         2,
         "",
         "edgee: target is required\n  `edgee chain add --help` shows how\n"},
        {{"launch"}, 2, "", "edgee: agent is required\n  `edgee launch --help` shows how\n"},
        {{"launch", "-p", "claude"},
         2,
         "",
         "edgee: the following argument was not expected: -p\n"
         "  `edgee launch --help` shows how\n"},
        {{"version", "extra"},
         2,
         "",
         "edgee: the following argument was not expected: extra\n"
         "  `edgee version --help` shows how\n"},
    };
    for (const AppRow& row : table) {
      FakeContext context;
      CAPTURE(row.err);
      CHECK(run_app(row.arguments, context, rows()) == row.code);
      CHECK(context.printed() == row.out);
      CHECK(context.said() == row.err);
    }
  }

  TEST_CASE("a command with commands of its own wants one") {
    FakeContext context;
    CHECK(run_app({"chain"}, context, rows()) == 2);
    CHECK(context.said().starts_with("edgee: `edgee chain` needs a command\n  one of: list, show"));
  }

  TEST_CASE("a failure is printed with its hint and gives its own code") {
    FakeContext context;
    CHECK(run_app({"fail"}, context, rows()) == 4);
    CHECK(context.printed().empty());
    CHECK(context.said() == "edgee: no key\n  edgee key set x\n  and again\n");
  }

  TEST_CASE("an exception ends with a sentence and code 1") {
    FakeContext context;
    CHECK(run_app({"throw"}, context, rows()) == 1);
    CHECK(context.said() == "edgee: unexpected failure: out of\\x1b[31m luck\n");
  }

  TEST_CASE("a full disk behind stdout is no success") {
    FakeContext context;
    context.out.setstate(std::ios::badbit);
    CHECK(run_app({"version"}, context, rows()) == 1);
    CHECK(context.said() == "edgee: cannot write to stdout\n");
  }

  TEST_CASE("help is everywhere, with examples, on stdout") {
    const std::vector<std::vector<std::string>> lines{
        {"-h"},           {"--help"},        {"chain", "--help"},      {"chain", "add", "-h"},
        {"help"},         {"help", "chain"}, {"help", "chain", "add"}, {"version", "-h"},
        {"launch", "-h"},
    };
    for (const auto& arguments : lines) {
      FakeContext context;
      CAPTURE(arguments.back());
      CHECK(run_app(arguments, context, rows()) == 0);
      CHECK(context.printed().find("Usage: edgee") != std::string::npos);
      CHECK(context.said().empty());
    }
  }

  TEST_CASE("every command of ours shows an example in its help") {
    for (const CommandRow& row : command_table()) {
      FakeContext context;
      CAPTURE(row.name);
      CHECK(run_app({std::string(row.name), "--help"}, context, command_table()) == 0);
      CHECK(context.printed().find("Examples:\n  edgee " + std::string(row.name)) !=
            std::string::npos);
    }
  }

  TEST_CASE("a word behind a command is no command, whatever it is called") {
    FakeContext context;
    CHECK(run_app({"chain", "show", "version"}, context, rows()) == 2);
    CHECK(run_app({"chain", "add", "help", "--chain", "list"}, context, rows()) == 2);
    CHECK(context.said().find("there is no chain \"version\"") != std::string::npos);
    CHECK(context.said().find("\"help\" is no step") != std::string::npos);
    FakeContext help;
    CHECK(run_app({"help", "chain", "add"}, help, rows()) == 0);
    CHECK(help.printed().find("Usage: edgee chain add") != std::string::npos);
  }

  TEST_CASE("edgee alone shows its help") {
    FakeContext context;
    CHECK(run_app({}, context, rows()) == 0);
    CHECK(context.printed().find("Commands:") != std::string::npos);
  }

  TEST_CASE("help topics and help on nothing known") {
    FakeContext codes;
    CHECK(run_app({"help", "exit-codes"}, codes, rows()) == 0);
    CHECK(codes.printed().find("130  interrupted") != std::string::npos);
    FakeContext wrong;
    CHECK(run_app({"help", "exit-code"}, wrong, rows()) == 2);
    CHECK(wrong.said() == "edgee: no help on \"exit-code\"\n  did you mean \"exit-codes\"?\n");
  }

  TEST_CASE("the version is one line, or JSON") {
    FakeContext plain;
    CHECK(run_app({"--version"}, plain, rows()) == 0);
    CHECK(plain.printed().starts_with("edgee "));
    FakeContext command;
    CHECK(run_app({"version"}, command, rows()) == 0);
    CHECK(command.printed() == plain.printed());
    FakeContext json;
    CHECK(run_app({"version", "--json"}, json, rows()) == 0);
    CHECK(json.printed().starts_with("{\"version\":\""));
  }
}

}  // namespace edgee
