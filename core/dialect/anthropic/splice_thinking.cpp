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

// Budget thinking wants the turn that the tool results answer to begin with thinking.
bool lacks_thinking(std::string_view messages) {
  std::string_view last;
  std::string_view before;
  JsonWalk walk(messages);
  for (JsonSpan span; walk.next(span);) {
    if (text_at(span.in(messages), "role") == "assistant") before = span.in(messages);
    last = span.in(messages);
  }
  const std::string_view results = json_at(last, "content");
  if (before.empty() || results.find("\"tool_result\"") == std::string_view::npos) return false;
  const std::string_view content = json_at(before, "content");
  JsonSpan first;
  if (!JsonWalk(content).next(first)) return true;
  const std::string type = text_at(first.in(content), "type");
  return type != "thinking" && type != "redacted_thinking";
}

bool forbids_budget(const Splice& splice) {
  if (!splice.able.checks_thinking) return false;
  const std::string choice = text_at(splice.value("tool_choice"), "type");
  const bool keeps = splice.able.thinking_history;
  return choice == "any" || choice == "tool" || lacks_thinking(splice.value("messages")) ||
         (!keeps && splice.value("messages").find("\"tool_result\"") != std::string_view::npos);
}

// Without thinking there is none to clear, and the API refuses to be asked.
void drop_clearing(Splice& splice) {
  const std::string_view management = splice.value("context_management");
  if (management.find("clear_thinking") == std::string_view::npos) return;
  const JsonSpan* member = splice.find("context_management");
  const auto fields = scan_json(management, member->begin);
  const JsonSpan* list = fields ? find_member(*fields, "edits") : nullptr;
  const auto items = list ? scan_json(list->in(splice.raw), list->begin) : std::nullopt;
  if (!items) return;
  std::vector<std::size_t> doomed;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string type = text_at((*items)[i].in(splice.raw), "type");
    if (type.starts_with("clear_thinking")) doomed.push_back(i);
  }
  if (doomed.size() == items->size()) {
    splice.drop("context_management");
  } else {
    splice.edits.remove_members(*items, doomed);
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

// Models that can think less refuse the highest efforts without it.
void lower_effort(Splice& splice) {
  const JsonSpan* config = splice.find("output_config");
  const auto fields = config ? scan_json(config->in(splice.raw), config->begin) : std::nullopt;
  const JsonSpan* effort = fields ? find_member(*fields, "effort") : nullptr;
  if (effort == nullptr) return;
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
