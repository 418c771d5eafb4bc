// The wish to think, in the form that the target's model takes.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/dialect/anthropic/splice_parts.h"

namespace edgee::anthropic {
namespace {

enum class Form { none, disabled, adaptive, budget };

constexpr std::int64_t kSmallestBudget = 1024;

Form asked_form(std::string_view thinking) {
  const std::string type = text_at(thinking, "type");
  if (type == "disabled") return Form::disabled;
  return type == "enabled" ? Form::budget : Form::adaptive;
}

Form nearest_form(Form asked, const Capabilities& able) {
  if (asked == Form::disabled) return able.no_thinking ? Form::disabled : Form::none;
  if (asked == Form::budget && able.budget_thinking) return Form::budget;
  if (able.adaptive_thinking) return Form::adaptive;
  return able.budget_thinking ? Form::budget : Form::none;
}

// What other vendors and Claude Code itself give for these words.
std::int64_t budget_of_effort(std::string_view effort) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> kBudgets{
      {{"low", 4096}, {"medium", 10'000}, {"xhigh", 63'999}, {"max", 63'999}}};
  for (const auto& [word, budget] : kBudgets) {
    if (word == effort) return budget;
  }
  return 31'999;
}

bool mentions_results(std::string_view text) {
  return find_text(text, "\"tool_result\"") != std::string_view::npos;
}

// Budget thinking wants the turn that the tool results answer to begin with thinking.
bool lacks_thinking(const JsonDoc& doc, const JsonSpan& messages) {
  std::optional<JsonSpan> before;
  JsonSpan last;
  for (const JsonSpan& span : doc.children(messages)) {
    if (doc.value(span, "role") == "\"assistant\"") before = span;
    last = span;
  }
  const std::string_view results = doc.value(last, "content");
  if (!before || !mentions_results(results)) return false;
  const auto content = doc.child(*before, "content");
  const auto blocks = content ? doc.children(*content) : std::vector<JsonSpan>();
  if (blocks.empty()) return true;
  const std::string type = text_at(doc, blocks.front(), "type");
  return type != "thinking" && type != "redacted_thinking";
}

bool forbids_budget(const Splice& splice) {
  if (!splice.able.checks_thinking) return false;
  const std::string choice = text_at(splice.value("tool_choice"), "type");
  const bool keeps = splice.able.thinking_history;
  const JsonSpan* messages = splice.find("messages");
  return choice == "any" || choice == "tool" ||
         (messages != nullptr && lacks_thinking(splice.doc, *messages)) ||
         (!keeps && mentions_results(splice.value("messages")));
}

// Without thinking there is none to clear, and the API refuses to be asked.
void drop_clearing(Splice& splice) {
  const std::string_view management = splice.value("context_management");
  if (management.find("clear_thinking") == std::string_view::npos) return;
  const JsonSpan* member = splice.find("context_management");
  const auto list = splice.doc.child(*member, "edits");
  if (!list) return;
  const std::vector<JsonSpan> items = splice.doc.children(*list);
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string type = text_at(splice.doc, items[i], "type");
    if (type.starts_with("clear_thinking")) doomed.push_back(i);
  }
  if (doomed.size() == items.size()) {
    splice.drop("context_management");
  } else {
    splice.edits.remove_members(items, doomed);
  }
}

void remove_thinking(Splice& splice) {
  splice.drop("thinking");
  drop_clearing(splice);
}

void write_budget(Splice& splice, std::int64_t wanted) {
  const std::int64_t budget = std::min(wanted, splice.max_tokens - 1);
  if (budget < kSmallestBudget) return remove_thinking(splice);
  splice.replace("thinking",
                 R"({"type":"enabled","budget_tokens":)" + std::to_string(budget) + "}");
}

// Claude thinks at a temperature of 1 alone.
void drop_sampling(Splice& splice) {
  for (const std::string_view key : {"temperature", "top_p", "top_k"})
    splice.drop(key);
}

// Models that can think less refuse the highest efforts without it.
void lower_effort(Splice& splice) {
  const JsonSpan* config = splice.find("output_config");
  const auto effort = config ? splice.doc.child(*config, "effort") : std::nullopt;
  if (!effort) return;
  const std::string word = json_text(effort->in(splice.raw));
  if (word == "xhigh" || word == "max") {
    splice.edits.replace(effort->begin, effort->end, "\"high\"");
  }
}

}  // namespace

void splice_thinking(Splice& splice, std::string_view asked_model, std::string_view model) {
  const std::string_view thinking = splice.value("thinking");
  if (!thinking.starts_with('{')) return;
  const Form asked = asked_form(thinking);
  // The agent knows how its own model is asked.
  const bool same = splice.able.claude && asked_model == model;
  Form form = same ? asked : nearest_form(asked, splice.able);
  if (form == Form::budget && forbids_budget(splice)) form = Form::none;
  if (form == Form::none) return remove_thinking(splice);
  if (form == Form::disabled && !same) lower_effort(splice);
  if (form != Form::disabled && !same && splice.able.claude) drop_sampling(splice);
  if (form == Form::budget) {
    const std::int64_t stated = parse_number(json_at(thinking, "budget_tokens"));
    const bool fits = asked == form && stated < splice.max_tokens;
    // The effort as asked, although the field itself may have gone.
    const JsonSpan* config = splice.find("output_config");
    const std::string effort = config ? text_at(config->in(splice.raw), "effort") : "";
    if (!fits) write_budget(splice, asked == form ? stated : budget_of_effort(effort));
  }
  const bool plain = text_at(thinking, "type") == "adaptive";
  if (form == Form::adaptive && !same && !plain) {
    splice.replace("thinking", R"({"type":"adaptive"})");
  }
}

}  // namespace edgee::anthropic
