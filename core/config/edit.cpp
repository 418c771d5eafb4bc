#include "core/config/edit.h"

#include <algorithm>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/config/array_layout.h"
#include "core/config/edit_forms.h"
#include "core/config/lines.h"
#include "core/config/words.h"

namespace edgee {
namespace {

const TomlValue* find_steps(const TomlValue& document, std::string_view chain) {
  const TomlMember* const chains = document.find("chain");
  const TomlMember* const found = chains == nullptr ? nullptr : chains->value.find(chain);
  const TomlMember* const steps = found == nullptr ? nullptr : found->value.find("steps");
  return steps == nullptr ? nullptr : &steps->value;
}

bool has_chain(const TomlValue& document, std::string_view chain) {
  const TomlMember* const chains = document.find("chain");
  return chains != nullptr && chains->value.find(chain) != nullptr;
}

Result<TomlValue> parse(std::string_view toml) {
  auto document = parse_toml(toml);
  if (document) return std::move(*document);
  const TomlError& error = document.error();
  return fail("line " + std::to_string(error.place.line) + ", column " +
                  std::to_string(error.place.column) + ": " + error.message,
              "`edgee chain edit` opens the file", kExitUsage);
}

Result<StepList> find_list(std::string_view toml, const TomlValue& document,
                           std::string_view chain) {
  const TomlValue* const steps = find_steps(document, chain);
  if (steps == nullptr || steps->kind != TomlKind::array) {
    return fail("there is no chain \"" + std::string(chain) + "\" with steps",
                "`edgee chain list` shows the chains", kExitUsage);
  }
  return steps->is_block_list() ? block_list(toml, *steps) : string_list(toml, *steps);
}

std::string target_of(const TomlValue& step) {
  const TomlMember* const target = step.find("target");
  return target == nullptr ? step.text : target->value.text;
}

// "{a, b}" for a group of steps, which is one place of the chain.
std::string name_of(const TomlValue& step) {
  const TomlMember* const spread = step.find("spread");
  if (spread == nullptr) return target_of(step);
  std::vector<std::string> members;
  for (const TomlValue& member : spread->value.items)
    members.push_back(target_of(member));
  return "{" + join(members, ", ") + "}";
}

// The position, from 1, of the group that has this member; 0 when none has.
std::size_t group_with(const StepList& list, std::string_view target) {
  const std::vector<TomlValue>& steps = list.steps->items;
  const auto found = std::find_if(steps.begin(), steps.end(), [target](const TomlValue& step) {
    const TomlMember* const spread = step.find("spread");
    if (spread == nullptr) return false;
    const std::vector<TomlValue>& members = spread->value.items;
    return std::any_of(members.begin(), members.end(),
                       [target](const TomlValue& member) { return target_of(member) == target; });
  });
  return found == steps.end() ? 0 : static_cast<std::size_t>(found - steps.begin()) + 1;
}

// `which` as an index from 0.
Result<std::size_t> find_step(const StepList& list, std::string_view chain,
                              std::string_view which) {
  const std::size_t count = list.steps->items.size();
  const long long position = parse_number(which);
  if (position >= 1 && static_cast<std::size_t>(position) <= count) {
    return static_cast<std::size_t>(position) - 1;
  }
  std::vector<std::string> names;
  for (const TomlValue& step : list.steps->items)
    names.push_back(name_of(step));
  const auto found = std::find(names.begin(), names.end(), which);
  if (position < 0 && found != names.end()) {
    if (std::find(found + 1, names.end(), which) == names.end()) {
      return static_cast<std::size_t>(found - names.begin());
    }
    return fail(
        "chain \"" + std::string(chain) + "\" has several steps \"" + std::string(which) + "\"",
        "say which by its number: `edgee chain show " + std::string(chain) + "`", kExitUsage);
  }
  if (const std::size_t group = group_with(list, which); group != 0) {
    return fail("\"" + std::string(which) + "\" is one of the group that is step " +
                    std::to_string(group) + " of chain \"" + std::string(chain) + "\"",
                "the number " + std::to_string(group) +
                    " means the whole group; `edgee chain edit` opens the file",
                kExitUsage);
  }
  const std::string nearest = nearest_word(which, names);
  return fail("chain \"" + std::string(chain) + "\" has no step \"" + std::string(which) + "\"",
              nearest.empty() ? "it has " + std::to_string(count) + " steps: " + join(names, ", ")
                              : "did you mean \"" + nearest + "\"?",
              kExitUsage);
}

std::string with_new_chain(std::string_view toml, std::string_view chain, std::string_view target,
                           std::size_t position) {
  const std::string eol(line_break_of(toml));
  std::string text(toml);
  if (!is_blank(text) && !text.ends_with('\n')) text += eol;
  if (!is_blank(text)) text += eol;
  std::vector<std::string> steps{"agent"};
  if (target != "agent")
    steps.insert(position == 1 ? steps.begin() : steps.end(), std::string(target));
  text += "[chain." + std::string(chain) + "]" + eol + "steps = [" + eol;
  for (const std::string& step : steps)
    text += "  " + quote_json(step) + "," + eol;
  return text + "]" + eol;
}

Error no_such_position(std::size_t position, std::size_t most) {
  return {"position " + std::to_string(position) + " does not exist",
          "positions go from 1 to " + std::to_string(most), kExitUsage};
}

}  // namespace

Result<std::string> add_step(std::string_view toml, std::string_view chain, std::string_view target,
                             std::size_t position) {
  const Result<TomlValue> document = parse(toml);
  if (!document) return tl::unexpected(document.error());
  if (!is_chain_name(chain)) {
    return fail("a chain's name has letters, digits, \"-\" and \"_\" only", "", kExitUsage);
  }
  if (!has_chain(*document, chain)) {
    if (position > 2) return tl::unexpected(no_such_position(position, 2));
    return with_new_chain(toml, chain, target, position);
  }
  const Result<StepList> list = find_list(toml, *document, chain);
  if (!list) return tl::unexpected(list.error());
  const std::size_t count = list->steps->items.size();
  if (position > count + 1) return tl::unexpected(no_such_position(position, count + 1));
  return list->insert(toml, *list, position == 0 ? count : position - 1, target);
}

Result<std::string> remove_step(std::string_view toml, std::string_view chain,
                                std::string_view which) {
  const Result<TomlValue> document = parse(toml);
  if (!document) return tl::unexpected(document.error());
  const Result<StepList> list = find_list(toml, *document, chain);
  if (!list) return tl::unexpected(list.error());
  const Result<std::size_t> index = find_step(*list, chain, which);
  if (!index) return tl::unexpected(index.error());
  if (list->steps->items.size() == 1) {
    return fail("this is the only step of chain \"" + std::string(chain) + "\"",
                "`edgee chain edit` can take the whole chain out", kExitUsage);
  }
  return list->remove(toml, *list, *index);
}

Result<std::string> move_step(std::string_view toml, std::string_view chain, std::string_view which,
                              std::size_t position) {
  const Result<TomlValue> document = parse(toml);
  if (!document) return tl::unexpected(document.error());
  const Result<StepList> list = find_list(toml, *document, chain);
  if (!list) return tl::unexpected(list.error());
  const Result<std::size_t> index = find_step(*list, chain, which);
  if (!index) return tl::unexpected(index.error());
  const std::size_t count = list->steps->items.size();
  if (position < 1 || position > count) return tl::unexpected(no_such_position(position, count));
  return list->move(toml, *list, *index, position - 1);
}

Result<std::string> use_chain(std::string_view toml, std::string_view chain) {
  const Result<TomlValue> document = parse(toml);
  if (!document) return tl::unexpected(document.error());
  const std::string name = quote_json(chain);
  Edits edits;
  if (const TomlMember* const member = document->find("default_chain")) {
    if (member->value.kind != TomlKind::string) {
      return fail("\"default_chain\" is no string", "`edgee chain edit` opens the file",
                  kExitUsage);
    }
    const std::size_t begin = offset_of(toml, member->value.place);
    edits.replace(begin, skip_value(toml, begin), name);
    return edits.apply(toml);
  }
  const std::string eol(line_break_of(toml));
  const std::string line = "default_chain = " + name;
  const std::vector<std::size_t> headers = header_lines(toml);
  if (!headers.empty()) {
    // Keys of the top level end where the first header begins.
    edits.insert(comments_above(toml, headers.front()), line + eol + eol);
  } else {
    const bool open_end = toml.size() > text_begin(toml) && !toml.ends_with('\n');
    edits.insert(toml.size(), (open_end ? eol + line : line + eol));
  }
  return edits.apply(toml);
}

}  // namespace edgee
