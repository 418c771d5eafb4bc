// Random layouts: whatever a file looks like, edits keep the comments, keep other lines byte for
// byte, and undo each other.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/text.h"
#include "core/config/edit.h"
#include "core/config/toml_tree.h"

namespace edgee {
namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool once_in(std::size_t n) { return below(n) == 0; }

 private:
  std::mt19937 engine_;
};

struct Document {
  std::string text;
  std::vector<std::string> targets;
};

std::string comment(Dice& dice) {
  return "# note " + std::to_string(dice.below(100000)) + " \"[,";
}

std::string value_of(Dice& dice, const std::string& target) {
  if (dice.once_in(4)) return "{ target = \"" + target + "\", tries = 2 }";
  return dice.once_in(4) ? "'" + target + "'" : "\"" + target + "\"";
}

// `steps = [ ... ]` with breaks, comments and blanks anywhere TOML allows them.
std::string random_list(Dice& dice, const std::vector<std::string>& targets,
                        const std::string& eol) {
  const std::size_t style = dice.below(3);  // one line, one per line, wild
  std::string out = "steps = [";
  const auto gap = [&] {
    if (style == 1) return;
    if (style == 0 || dice.once_in(2)) {
      if (dice.once_in(2)) out += ' ';
      return;
    }
    if (dice.once_in(3)) out += " " + comment(dice);
    out += eol + std::string(dice.below(5), ' ');
  };
  if (style == 1) out += (dice.once_in(3) ? " " + comment(dice) : "") + eol;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const bool comma = i + 1 < targets.size() || dice.once_in(2);
    if (style == 1) {
      while (dice.once_in(3))
        out += "  " + comment(dice) + eol;
      while (dice.once_in(5))
        out += eol;
      out += "  " + value_of(dice, targets[i]) + (comma ? "," : "");
      if (dice.once_in(2)) out += "   " + comment(dice);
      out += eol;
      while (dice.once_in(6))
        out += "  " + comment(dice) + eol;
    } else {
      gap();
      out += value_of(dice, targets[i]);
      if (comma) gap();
      if (comma) out += ",";
    }
  }
  gap();
  return out + "]" + (dice.once_in(3) ? " " + comment(dice) : "") + eol;
}

std::string random_blocks(Dice& dice, const std::vector<std::string>& targets,
                          const std::string& eol) {
  std::string out;
  for (const std::string& target : targets) {
    while (dice.once_in(3))
      out += comment(dice) + eol;
    out += "[[chain.default.steps]]" + eol;
    out += "target = \"" + target + "\"" + eol;
    if (dice.once_in(3)) out += "  " + comment(dice) + eol;
    if (dice.once_in(3)) out += "tries = 2 " + comment(dice) + eol;
    if (dice.once_in(4)) out += "[chain.default.steps.timeouts]" + eol + "head = \"5 s\"" + eol;
    while (dice.once_in(2))
      out += eol;
  }
  return out;
}

Document random_document(Dice& dice) {
  Document document;
  const std::string eol = dice.once_in(4) ? "\r\n" : "\n";
  document.targets = {"agent"};
  for (std::size_t i = 1 + dice.below(4); i > 0; --i) {
    document.targets.push_back("p" + std::to_string(i) + "/m\xC3\xA9");
  }
  if (dice.once_in(2)) document.text += comment(dice) + eol + "x = \"[[chain]]\"" + eol + eol;
  if (dice.once_in(2)) {
    document.text += "[chain.default]" + eol + random_list(dice, document.targets, eol);
  } else {
    document.text += random_blocks(dice, document.targets, eol);
  }
  if (dice.once_in(2)) document.text += eol + comment(dice) + eol + "[ledger]" + eol;
  if (dice.once_in(4)) document.text.erase(document.text.find_last_not_of("\r\n") + 1);
  return document;
}

std::vector<std::string> targets_of(const std::string& text) {
  const auto document = parse_toml(text);
  REQUIRE_MESSAGE(document, text);
  std::vector<std::string> targets;
  const TomlValue& chain = document->find("chain")->value.find("default")->value;
  for (const TomlValue& step : chain.find("steps")->value.items) {
    const TomlMember* const target = step.find("target");
    targets.push_back(target == nullptr ? step.text : target->value.text);
  }
  return targets;
}

std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t at = text.find("# note "); at != std::string::npos;
       at = text.find("# note ", at + 1)) {
    found.push_back(text.substr(at, text.find(' ', at + 7) - at));
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Lines that hold no step at all: these no edit may touch. Line ends apart: the last line of a file
// may have none.
std::vector<std::string> other_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view bare = trim(line);
    if (bare.starts_with('#') || bare.starts_with("x =") || bare.starts_with("tries")) {
      lines.emplace_back(line.substr(0, line.find('\r')));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

constexpr unsigned kRounds = 500;

}  // namespace

TEST_SUITE("core/config/edit") {
  TEST_CASE("adding a step and removing it gives the file back, byte for byte") {
    for (unsigned seed = 0; seed < kRounds; ++seed) {
      Dice dice(seed);
      const Document document = random_document(dice);
      CAPTURE(seed);
      CAPTURE(document.text);
      REQUIRE(targets_of(document.text) == document.targets);
      const std::size_t position = 1 + dice.below(document.targets.size() + 1);
      const auto added = add_step(document.text, "default", "new/one", position);
      REQUIRE(added);
      CAPTURE(*added);
      std::vector<std::string> expected = document.targets;
      expected.insert(expected.begin() + static_cast<std::ptrdiff_t>(position - 1), "new/one");
      REQUIRE(targets_of(*added) == expected);
      REQUIRE(comments_of(*added) == comments_of(document.text));
      const auto removed = remove_step(*added, "default", "new/one");
      REQUIRE(removed);
      REQUIRE(*removed == document.text);
    }
  }

  TEST_CASE("removing a step keeps the others and every line without a step") {
    for (unsigned seed = 0; seed < kRounds; ++seed) {
      Dice dice(seed);
      const Document document = random_document(dice);
      CAPTURE(seed);
      CAPTURE(document.text);
      const std::size_t index = dice.below(document.targets.size());
      const auto removed = remove_step(document.text, "default", document.targets[index]);
      REQUIRE(removed);
      CAPTURE(*removed);
      std::vector<std::string> expected = document.targets;
      expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(index));
      REQUIRE(targets_of(*removed) == expected);
      const auto before = other_lines(document.text);
      const auto after = other_lines(*removed);
      const bool is_block = document.text.find("[[chain.default.steps]]") != std::string::npos;
      if (!is_block)
        REQUIRE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
    }
  }

  TEST_CASE("moving a step keeps every comment and moving it back gives the same order") {
    for (unsigned seed = 0; seed < kRounds; ++seed) {
      Dice dice(seed);
      const Document document = random_document(dice);
      CAPTURE(seed);
      CAPTURE(document.text);
      const std::size_t from = dice.below(document.targets.size());
      const std::size_t to = dice.below(document.targets.size());
      const auto moved = move_step(document.text, "default", document.targets[from], to + 1);
      REQUIRE(moved);
      CAPTURE(*moved);
      std::vector<std::string> expected = document.targets;
      const std::string target = expected[from];
      expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(from));
      expected.insert(expected.begin() + static_cast<std::ptrdiff_t>(to), target);
      REQUIRE(targets_of(*moved) == expected);
      REQUIRE(comments_of(*moved) == comments_of(document.text));
      REQUIRE(other_lines(*moved) == other_lines(document.text));
      const auto back = move_step(*moved, "default", target, from + 1);
      REQUIRE(back);
      REQUIRE(*back == document.text);
    }
  }

  TEST_CASE("using a chain keeps every line that was there") {
    for (unsigned seed = 0; seed < kRounds; ++seed) {
      Dice dice(seed);
      const Document document = random_document(dice);
      CAPTURE(document.text);
      const auto used = use_chain(document.text, "default");
      REQUIRE(used);
      CAPTURE(*used);
      REQUIRE(targets_of(*used) == document.targets);
      REQUIRE(other_lines(*used) == other_lines(document.text));
      REQUIRE(parse_toml(*used)->find("default_chain")->value.text == "default");
      REQUIRE(*use_chain(*used, "default") == *used);
    }
  }
}

}  // namespace edgee
