#include "platform/places.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/fake_environment.h"
#include "tests/support/temp_dir.h"

namespace {

using Variables = std::map<std::string, std::string>;

void touch(const std::string& path) {
  std::ofstream(path) << "x";
}

}  // namespace

TEST_SUITE("platform/places") {
  TEST_CASE("without XDG variables the files stand under the home directory") {
    const edgee::FakeEnvironment environment(Variables{{"HOME", "/home/ann/"}});
    const auto places = edgee::find_places(environment);
    REQUIRE(places);
    CHECK(places->home == "/home/ann");
    CHECK(places->config_file == "/home/ann/.config/edgee/config.toml");
    CHECK(places->secrets_file == "/home/ann/.config/edgee/secrets");
    CHECK(places->ledger_file == "/home/ann/.local/state/edgee/ledger.sqlite");
    CHECK(places->directory == std::filesystem::current_path().string());
  }

  TEST_CASE("XDG variables move them, relative ones are ignored") {
    const edgee::FakeEnvironment environment(Variables{{"HOME", "/home/ann"},
                                                       {"XDG_CONFIG_HOME", "/etc/ann"},
                                                       {"XDG_STATE_HOME", "not/absolute"}});
    const auto places = edgee::find_places(environment);
    REQUIRE(places);
    CHECK(places->config_file == "/etc/ann/edgee/config.toml");
    CHECK(places->state_dir == "/home/ann/.local/state/edgee");
  }

  TEST_CASE("without a home there is an error that says what to set") {
    for (const char* home : {"", "relative"}) {
      CAPTURE(home);
      const edgee::FakeEnvironment environment(Variables{{"HOME", home}});
      const auto places = edgee::find_places(environment);
      REQUIRE_FALSE(places);
      CHECK(places.error().message.find("HOME") != std::string::npos);
      CHECK(places.error().hint.find("export HOME") != std::string::npos);
    }
    CHECK_FALSE(edgee::find_places(edgee::FakeEnvironment()));
  }

  TEST_CASE("the nearest project file up to the home directory counts") {
    const edgee::TempDir temp;
    const std::string home = temp / "home";
    const std::string deep = home + "/work/project/src";
    std::filesystem::create_directories(deep);
    touch(temp / ".edgee.toml");
    CHECK(edgee::find_project_file(deep, home).empty());
    touch(home + "/.edgee.toml");
    CHECK(edgee::find_project_file(deep, home) == home + "/.edgee.toml");
    touch(home + "/work/project/.edgee.toml");
    CHECK(edgee::find_project_file(deep, home) == home + "/work/project/.edgee.toml");
    // Not below that home: up to the root.
    CHECK(edgee::find_project_file(deep, "/elsewhere") == home + "/work/project/.edgee.toml");
    CHECK(edgee::find_project_file("/", "/elsewhere").empty());
  }
}
