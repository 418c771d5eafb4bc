#include "core/config/edit.h"

#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace edgee {
namespace {

struct EditRow {
  const char* name;
  std::string before;
  std::function<Result<std::string>(const std::string&)> edit;
  std::string after;
};

auto add(std::string target, std::size_t position = 0) {
  return [=](const std::string& toml) { return add_step(toml, "default", target, position); };
}
auto drop(std::string which) {
  return [=](const std::string& toml) { return remove_step(toml, "default", which); };
}
auto move(std::string which, std::size_t position) {
  return [=](const std::string& toml) { return move_step(toml, "default", which, position); };
}
auto use(std::string chain) {
  return [=](const std::string& toml) { return use_chain(toml, chain); };
}

const std::string kOneLine = "[chain.default]\nsteps = [\"agent\", \"a/b\"]  # mine\n";
const std::string kMany = R"(# top
[chain.default]
steps = [
  # first the plan
  "agent",        # mine

  # then a key
  "a/b",  # paid
  "c/d"   # free
]
budget = "2m"
)";
const std::string kHanging = R"([chain.default]
steps = ["agent",
         "a/b"]
)";
const std::string kBlocks = R"([[chain.default.steps]]
target = "agent"

# the key
[[chain.default.steps]]
target = "a/b"
tries = 2
[chain.default.steps.timeouts]
head = "5 s"

[ledger]
keep_days = 3
)";

const std::vector<EditRow>& rows() {
  static const std::vector<EditRow> kAll{
      {"append on one line", kOneLine, add("c/d"),
       "[chain.default]\nsteps = [\"agent\", \"a/b\", \"c/d\"]  # mine\n"},
      {"insert on one line", kOneLine, add("c/d", 2),
       "[chain.default]\nsteps = [\"agent\", \"c/d\", \"a/b\"]  # mine\n"},
      {"remove the first on one line", kOneLine, drop("1"),
       "[chain.default]\nsteps = [\"a/b\"]  # mine\n"},
      {"remove the last on one line by name", kOneLine, drop("a/b"),
       "[chain.default]\nsteps = [\"agent\"]  # mine\n"},
      {"move on one line", kOneLine, move("a/b", 1),
       "[chain.default]\nsteps = [\"a/b\", \"agent\"]  # mine\n"},
      {"append keeps a missing trailing comma missing", kMany, add("e/f"),
       R"(# top
[chain.default]
steps = [
  # first the plan
  "agent",        # mine

  # then a key
  "a/b",  # paid
  "c/d",   # free
  "e/f"
]
budget = "2m"
)"},
      {"insert goes above the comments of the step", kMany, add("e/f", 2),
       R"(# top
[chain.default]
steps = [
  # first the plan
  "agent",        # mine

  "e/f",
  # then a key
  "a/b",  # paid
  "c/d"   # free
]
budget = "2m"
)"},
      {"remove takes the line and leaves the comments above", kMany, drop("a/b"),
       R"(# top
[chain.default]
steps = [
  # first the plan
  "agent",        # mine

  # then a key
  "c/d"   # free
]
budget = "2m"
)"},
      {"remove the last takes the comma before it", kMany, drop("3"),
       R"(# top
[chain.default]
steps = [
  # first the plan
  "agent",        # mine

  # then a key
  "a/b"  # paid
]
budget = "2m"
)"},
      {"a moved step takes its comments along", kMany, move("c/d", 1),
       R"(# top
[chain.default]
steps = [
  "c/d",   # free

  # first the plan
  "agent",        # mine
  # then a key
  "a/b"  # paid
]
budget = "2m"
)"},
      {"append to a hanging list", kHanging, add("c/d"),
       "[chain.default]\nsteps = [\"agent\",\n         \"a/b\",\n         \"c/d\"]\n"},
      {"remove from a hanging list", kHanging, drop("agent"),
       "[chain.default]\nsteps = [\n         \"a/b\"]\n"},
      {"append to an empty list", "[chain.default]\nsteps = []\n", add("agent"),
       "[chain.default]\nsteps = [\"agent\"]\n"},
      {"a comment inside one line's list survives",
       "[chain.default]\nsteps = [\"agent\",  # mine\n  \"a/b\"]\n", drop("a/b"),
       "[chain.default]\nsteps = [\"agent\"  # mine\n  ]\n"},
      {"tables in braces move whole",
       "[chain.default]\nsteps = [\"agent\", { target = \"a/b\", tries = 2 }]\n", move("a/b", 1),
       "[chain.default]\nsteps = [{ target = \"a/b\", tries = 2 }, \"agent\"]\n"},
      {"a dotted key", "chain.default.steps = ['agent']\n", add("a/b"),
       "chain.default.steps = ['agent', \"a/b\"]\n"},
      {"line ends of Windows", "[chain.default]\r\nsteps = [\r\n  \"agent\",\r\n]\r\n", add("a/b"),
       "[chain.default]\r\nsteps = [\r\n  \"agent\",\r\n  \"a/b\",\r\n]\r\n"},
      {"a new chain begins with the agent", "", add("a/b"),
       "[chain.default]\nsteps = [\n  \"agent\",\n  \"a/b\",\n]\n"},
      {"a new chain behind a file without a last newline", "[ledger]\nkeep_days = 3", add("a/b", 1),
       "[ledger]\nkeep_days = 3\n\n[chain.default]\nsteps = [\n  \"a/b\",\n  \"agent\",\n]\n"},
      {"append a block", kBlocks, add("c/d"),
       R"([[chain.default.steps]]
target = "agent"

# the key
[[chain.default.steps]]
target = "a/b"
tries = 2
[chain.default.steps.timeouts]
head = "5 s"

[[chain.default.steps]]
target = "c/d"

[ledger]
keep_days = 3
)"},
      {"insert a block above the comments of the next", kBlocks, add("c/d", 2),
       R"([[chain.default.steps]]
target = "agent"

[[chain.default.steps]]
target = "c/d"

# the key
[[chain.default.steps]]
target = "a/b"
tries = 2
[chain.default.steps.timeouts]
head = "5 s"

[ledger]
keep_days = 3
)"},
      {"remove a block with its sub-table", kBlocks, drop("a/b"),
       R"([[chain.default.steps]]
target = "agent"

# the key

[ledger]
keep_days = 3
)"},
      {"move a block with its comments and sub-table", kBlocks, move("2", 1),
       R"(# the key
[[chain.default.steps]]
target = "a/b"
tries = 2
[chain.default.steps.timeouts]
head = "5 s"

[[chain.default.steps]]
target = "agent"

[ledger]
keep_days = 3
)"},
      {"use replaces the name", "# mine\ndefault_chain = 'a' # now\n", use("b"),
       "# mine\ndefault_chain = \"b\" # now\n"},
      {"use goes before the first header and its comments", "# mine\n\n# one\n[chain.a]\nx = 1\n",
       use("a"), "# mine\n\ndefault_chain = \"a\"\n\n# one\n[chain.a]\nx = 1\n"},
      {"use behind a byte order mark", "\xEF\xBB\xBF[chain.a]\nsteps = [\"agent\"]\n", use("a"),
       "\xEF\xBB\xBF"
       "default_chain = \"a\"\n\n[chain.a]\nsteps = [\"agent\"]\n"},
      {"a header inside a string is none", "x = \"\"\"\n[a]\n\"\"\"\n[chain.a]\n", use("a"),
       "x = \"\"\"\n[a]\n\"\"\"\ndefault_chain = \"a\"\n\n[chain.a]\n"},
  };
  return kAll;
}

struct RefusalRow {
  const char* name;
  std::string toml;
  std::function<Result<std::string>(const std::string&)> edit;
  std::string message;
  std::string hint;
};

}  // namespace

TEST_SUITE("core/config/edit") {
  TEST_CASE("an edit changes its own place and nothing else") {
    for (const EditRow& row : rows()) {
      CAPTURE(row.name);
      const Result<std::string> after = row.edit(row.before);
      REQUIRE(after);
      CHECK(*after == row.after);
    }
  }

  TEST_CASE("an edit that makes no sense says why") {
    const std::vector<RefusalRow> refusals{
        {"broken text", "[chain", add("a/b"),
         "line 1, column 7: error while parsing table header: encountered end-of-file",
         "`edgee chain edit` opens the file"},
        {"a position beyond the end", kOneLine, add("c/d", 9), "position 9 does not exist",
         "positions go from 1 to 3"},
        {"a move beyond the end", kOneLine, move("agent", 3), "position 3 does not exist",
         "positions go from 1 to 2"},
        {"an unknown step", kOneLine, drop("a/bb"), "chain \"default\" has no step \"a/bb\"",
         "did you mean \"a/b\"?"},
        {"a step number too high", kOneLine, drop("3"), "chain \"default\" has no step \"3\"",
         "it has 2 steps: agent, a/b"},
        {"the only step", "[chain.default]\nsteps = [\"agent\"]\n", drop("1"),
         "this is the only step of chain \"default\"",
         "`edgee chain edit` can take the whole chain out"},
        {"an ambiguous step", "[chain.default]\nsteps = [\"a/b\", { target = \"a/b\" }]\n",
         drop("a/b"), "chain \"default\" has several steps \"a/b\"",
         "say which by its number: `edgee chain show default`"},
        {"an unknown chain", "", drop("1"), "there is no chain \"default\" with steps",
         "`edgee chain list` shows the chains"},
        {"a default chain that is none", "[default_chain.x]\n", use("x"),
         "\"default_chain\" is no string", "`edgee chain edit` opens the file"},
        {"a bad name", "", [](const std::string& t) { return add_step(t, "a b", "a/b", 0); },
         "a chain's name has letters, digits, \"-\" and \"_\" only", ""},
        {"scattered tables",
         "[[chain.default.steps]]\ntarget = \"a/b\"\n[[chain.default.steps]]\ntarget = \"agent\"\n"
         "[ledger]\n[chain.default.steps.timeouts]\nhead = \"1s\"\n",
         drop("1"), "the tables of a step are scattered over the file", "use `edgee chain edit`"},
    };
    for (const RefusalRow& row : refusals) {
      CAPTURE(row.name);
      const Result<std::string> after = row.edit(row.toml);
      REQUIRE_FALSE(after);
      CHECK(after.error().message == row.message);
      CHECK(after.error().hint == row.hint);
    }
  }

  TEST_CASE("an edit that is done already changes nothing") {
    for (const std::string& toml : {kOneLine, kMany, kHanging, kBlocks}) {
      CHECK(*move_step(toml, "default", "agent", 1) == toml);
      const std::string used = *use_chain(toml, "default");
      CHECK(*use_chain(used, "default") == used);
    }
  }
}

}  // namespace edgee
