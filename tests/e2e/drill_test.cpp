// `edgee drill` as a user runs it: the real binary, real sockets, every fault, both dialects.
#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/drill/faults.h"
#include "tests/support/play_program.h"

namespace edgee {
namespace {

play::Finished drill(const std::vector<std::string>& flags) {
  const play::Home home;
  std::vector<std::string> argv{EDGEE_BINARY, "drill"};
  argv.insert(argv.end(), flags.begin(), flags.end());
  play::Program program(home, argv, home.environment(), home.path());
  return program.wait(std::chrono::seconds(90));
}

}  // namespace

TEST_SUITE("e2e/drill") {
  TEST_CASE("every fault is survived with a fallback of either dialect") {
    const play::Finished run = drill({"--both", "--json"});
    CHECK_MESSAGE(run.code == 0, run.err);
    const auto rows = parse_json(run.out);
    REQUIRE(rows);
    CHECK(rows->size() == 2 * fault_table().size());
    for (const Json& row : *rows) {
      CAPTURE(dump_json(row));
      CHECK(bool_member(row, "survived"));
    }
  }

  TEST_CASE("one fault may be chosen, and a misspelt one is refused with the nearest name") {
    CHECK(drill({"--fault", "529 overloaded"}).code == 0);
    const play::Finished wrong = drill({"--fault", "529 overlaoded"});
    CHECK(wrong.code == 2);
    CHECK(wrong.err.find("did you mean \"529 overloaded\"?") != std::string::npos);
  }
}

}  // namespace edgee
