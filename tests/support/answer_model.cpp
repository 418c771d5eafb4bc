#include "tests/support/answer_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/support/dice.h"
#include "tests/support/history.h"

namespace edgee::model {
namespace {

// Each text begins with it, and hardly an instruction or a folder's name holds it: so even a part
// of one letter is recognised.
constexpr char kFirst = '^';

class Writer {
 public:
  Writer(std::uint64_t seed, const Shape& shape) : dice_(seed), shape_(shape) {}

  Turn turn(bool last) {
    Turn turn;
    if (shape_.thinking && dice_.chance(1, 3)) turn.items.push_back(thinking());
    turn.items.push_back(text());
    const bool alone = last && shape_.last_text_alone;
    if (!alone && shape_.texts_later && dice_.chance(1, 4)) turn.items.push_back(text());
    if (last) return turn;
    const auto tools = dice_.between(1, static_cast<std::size_t>(shape_.most_tools));
    for (std::size_t i = 0; i < tools; ++i) {
      if (i > 0 && shape_.texts_later && dice_.chance(1, 4)) turn.items.push_back(text());
      turn.items.push_back(tool());
    }
    return turn;
  }

 private:
  std::string word() {
    static const std::vector<std::string> kOdd{
        "\"",       "\\",      "\n",     "\n\n", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x99\x82",
        "</think>", "data: x", "{\"a\":"};
    const std::string plain = "w" + std::to_string(++words_);
    return shape_.odd_words && dice_.chance(1, 5) ? plain + dice_.pick(kOdd) : plain;
  }
  std::string words() {
    std::string text = kFirst + word();
    for (std::size_t i = dice_.below(static_cast<std::size_t>(shape_.most_words)); i > 0; --i)
      text += " " + word();
    return text + ".";
  }
  Item text() { return {Item::Kind::text, words(), "", "", "", "", ""}; }
  Item thinking() {
    return {Item::Kind::thinking, words(), "sig" + std::to_string(words_), "", "", "", ""};
  }
  Item tool() {
    Item item;
    item.kind = Item::Kind::tool;
    item.mark = "step-" + std::to_string(++tools_) + "-" + std::to_string(dice_.below(10000)) + ".";
    item.id = "toolu_" + std::to_string(tools_) + "m" + std::to_string(dice_.below(100'000'000));
    item.name = shape_.tool;
    OrderedJson input{{shape_.command, "echo " + item.mark + " >> steps.txt"}};
    if (shape_.described) input["description"] = "Write " + std::to_string(tools_);
    item.input = dump_json(input);
    return item;
  }

  Dice dice_;
  Shape shape_;
  int words_ = 0;
  int tools_ = 0;
};

std::string text_of(const std::vector<Item>& items) {
  std::string text;
  for (const Item& item : items)
    if (item.kind == Item::Kind::text) text += item.text;
  return text;
}

bool is_in(const Item& item, const std::vector<std::string>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [&item](const std::string& input) {
    return input.find(item.mark) != std::string::npos;
  });
}

bool was_called(const Item& item, const History& history) {
  return is_in(item, history.calls);
}

// The last turn calls nothing, and nobody answers it.
bool has_results(const Turn& turn, const History& history) {
  return std::any_of(turn.items.begin(), turn.items.end(), [&history](const Item& item) {
    return item.kind == Item::Kind::tool && is_in(item, history.answered);
  });
}

// Takes what was said and called away from the turn. True when nothing is left.
bool cross_out(const Turn& turn, const History& history, std::string_view& said, Rest& rest) {
  for (const Item& item : turn.items) {
    if (item.kind == Item::Kind::tool) {
      if (!was_called(item, history)) rest.items.push_back(item);
      rest.continues = rest.continues || was_called(item, history);
    } else if (item.kind == Item::Kind::thinking) {
      if (said.empty()) rest.items.push_back(item);
    } else if (said.size() >= item.text.size()) {
      said.remove_prefix(item.text.size());
      rest.continues = true;
    } else {
      Item left = item;
      left.text = item.text.substr(said.size());
      rest.continues = rest.continues || !said.empty();
      said = {};
      rest.items.push_back(std::move(left));
    }
  }
  const auto is_thinking = [](const Item& item) { return item.kind == Item::Kind::thinking; };
  if (rest.continues) std::erase_if(rest.items, is_thinking);
  return rest.items.empty();
}

// A part of the answer that only the last user message holds.
std::string quoted_part(const std::string& text, const std::string& asked) {
  if (text.empty() || text[0] != kFirst) return "";
  std::size_t longest = 0;
  for (std::size_t at = asked.find(kFirst); at != std::string::npos;
       at = asked.find(kFirst, at + 1)) {
    const auto [in_text, in_asked] = std::mismatch(
        text.begin(), text.end(), asked.begin() + static_cast<std::ptrdiff_t>(at), asked.end());
    longest = std::max(longest, static_cast<std::size_t>(in_text - text.begin()));
  }
  return text.substr(0, longest);
}

}  // namespace

std::optional<std::size_t> reach(std::string_view all, std::string_view said) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < said.size();) {
    if (at < all.size() && all[at] == said[i]) {
      ++at;
      ++i;
    } else if (said.substr(i).starts_with("\n\n")) {
      i += 2;
    } else {
      return std::nullopt;
    }
  }
  return at;
}

Script write_script(std::uint64_t seed, const Shape& shape) {
  Writer writer(seed, shape);
  Script script;
  for (int i = 1; i <= shape.turns; ++i)
    script.turns.push_back(writer.turn(i == shape.turns));
  return script;
}

std::string intended_text(const Script& script) {
  std::string text;
  for (const Turn& turn : script.turns)
    text += text_of(turn.items);
  return text;
}

std::vector<Item> intended_tools(const Script& script) {
  std::vector<Item> tools;
  for (const Turn& turn : script.turns) {
    std::copy_if(turn.items.begin(), turn.items.end(), std::back_inserter(tools),
                 [](const Item& item) { return item.kind == Item::Kind::tool; });
  }
  return tools;
}

Rest think(const Script& script, DialectId dialect, const Json& request,
           std::vector<std::string>& complaints) {
  const History history = read_history(dialect, request, complaints);
  const std::string all = intended_text(script);
  const std::optional<std::size_t> reached = reach(all, history.said);
  if (!reached) complaints.push_back("the history holds what was never said: " + history.said);
  std::string_view said = std::string_view(all).substr(0, reached.value_or(0));
  for (const Turn& turn : script.turns) {
    Rest rest;
    const bool done = cross_out(turn, history, said, rest);
    if (done && has_results(turn, history)) continue;
    if (!rest.continues) {
      const std::string part = quoted_part(text_of(rest.items), history.asked);
      std::string_view view = part;
      rest = {};
      cross_out(turn, history, view, rest);
    }
    const bool calls = std::any_of(rest.items.begin(), rest.items.end(),
                                   [](const Item& item) { return item.kind == Item::Kind::tool; });
    rest.stop_reason = calls ? "tool_use" : "end_turn";
    return rest;
  }
  return {};
}

}  // namespace edgee::model
