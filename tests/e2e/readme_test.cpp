// What README.md says in tables and examples, against the code.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/config/parse.h"
#include "core/failover/timers.h"
#include "core/failover/triggers.h"

namespace edgee {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string read_readme() {
  std::ostringstream text;
  text << std::ifstream(EDGEE_SOURCE_DIR "/README.md").rdbuf();
  return text.str();
}

std::string without_marks(std::string_view cell) {
  std::string text(trim(cell));
  std::erase(text, '`');
  return text;
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  line.remove_prefix(1);
  for (const std::string_view cell : split(line.substr(0, line.rfind('|')), '|')) {
    cells.push_back(without_marks(cell));
  }
  return cells;
}

// The rows of the first table under a heading, without its head.
Rows table_under(const std::string& readme, const std::string& heading) {
  Rows rows;
  const std::size_t at = readme.find("\n" + heading + "\n");
  if (at == std::string::npos) return rows;
  bool inside = false;
  for (const std::string_view line : split(std::string_view(readme).substr(at), '\n')) {
    if (line.starts_with('|')) {
      inside = true;
      rows.push_back(cells_of(line));
    } else if (inside) {
      break;
    }
  }
  rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(2, std::ssize(rows)));
  return rows;
}

std::string example(const std::string& readme) {
  constexpr std::string_view kFence = "```toml\n";
  const std::size_t begin = readme.find(kFence) + kFence.size();
  return readme.substr(begin, readme.find("```", begin) - begin);
}

Timers defaults(const char* target, bool local, bool stream) {
  Step step;
  step.target.provider = target;
  return timers_for(step, local, stream);
}

std::string spell(const std::optional<Duration>& time) {
  if (!time) return "none";
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*time).count();
  return seconds >= 600 ? std::to_string(seconds / 60) + " min" : std::to_string(seconds) + " s";
}

std::string title_of(DialectId dialect) {
  switch (dialect) {
    case DialectId::anthropic_messages:
      return "Messages";
    case DialectId::openai_chat:
      return "Chat";
    case DialectId::openai_responses:
      return "Responses";
    case DialectId::gemini:
      return "Gemini";
  }
  return "";
}

std::string speaks(const Provider& provider) {
  std::string text;
  for (const Endpoint& endpoint : provider.endpoints) {
    const std::string word = title_of(endpoint.dialect);
    text += (text.empty() ? "" : " ") + (endpoint.partial ? "(" + word + ")" : word);
  }
  return text;
}

}  // namespace

TEST_SUITE("readme") {
  TEST_CASE("the table of triggers is the one the code asks, in its order") {
    Rows expected;
    for (const TriggerRule& rule : trigger_table()) {
      const bool quality = rule.name == "refusal" || rule.name == "repetition";
      CHECK(rule.on_by_default != quality);
      expected.push_back({std::string(rule.name), std::string(rule.meaning),
                          rule.counts_against_target ? "yes" : "no"});
    }
    CHECK(table_under(read_readme(), "### Triggers") == expected);
  }

  TEST_CASE("the table of timers holds the defaults") {
    const Timers agent = defaults("agent", false, true);
    const Timers other = defaults("other", false, true);
    const Timers local = defaults("other", true, true);
    const Rows rows = table_under(read_readme(), "### Timers");
    const auto row_of = [&rows](const std::string& name) {
      for (const auto& row : rows) {
        if (row.front() == name) return std::vector<std::string>(row.begin() + 2, row.end());
      }
      return std::vector<std::string>();
    };
    const auto expected = [&](auto field) {
      return std::vector<std::string>{spell(agent.*field), spell(other.*field),
                                      spell(local.*field)};
    };
    CHECK(rows.size() == 6);
    CHECK(row_of("connect") == expected(&Timers::connect));
    CHECK(row_of("head") == expected(&Timers::head));
    CHECK(row_of("first_token") == expected(&Timers::first_token));
    CHECK(row_of("silence") == expected(&Timers::silence));
    CHECK(row_of("progress") == expected(&Timers::progress));
    const std::string total = spell(defaults("agent", false, false).total);
    CHECK(row_of("total") == std::vector<std::string>{total, total, total});
    CHECK(spell(defaults("other", true, false).total) == total);
  }

  TEST_CASE("the table of providers is the catalogue") {
    const Rows rows = table_under(read_readme(), "### Providers");
    const std::span<const Provider> providers = catalog_providers();
    REQUIRE(rows.size() == providers.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Provider& row = providers[i];
      const std::vector<std::string> expected{row.id, speaks(row), row.key_env, row.default_model};
      CHECK(join(rows[i], " | ") == join(expected, " | "));
    }
  }

  TEST_CASE("the example configuration checks") {
    Config config;
    for (const ConfigProblem& problem :
         parse_config({{"README.md", example(read_readme()), ConfigOrigin::user}}, config)) {
      FAIL_CHECK(to_string(problem));
    }
    CHECK(config.chains.size() == 2);
    CHECK(config.routes.size() == 1);
    CHECK(config.providers.contains("work"));
    CHECK(config.model("work", "house-model").window == 200'000);
  }
}

}  // namespace edgee
