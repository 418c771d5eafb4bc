// [models."provider/id"]: what the catalogue does not know of a model, or knows differently.
#include <algorithm>
#include <limits>
#include <utility>

#include "core/catalog/catalog.h"
#include "core/config/sections.h"

namespace edgee {
namespace {

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();

std::optional<Price> read_price(TableReader& model, std::string_view key, Problems& problems) {
  const TomlValue* const value = model.table(key);
  if (value == nullptr) return std::nullopt;
  Price price;
  TableReader table(*value, "a price", problems);
  for (const char* required : {"input", "output"}) {
    if (value->find(required) == nullptr) {
      problems.add(value->place,
                   "a price must have " + in_quotes(required) + ", in USD per million tokens");
    }
  }
  set_if(price.input, table.number("input", 0));
  set_if(price.output, table.number("output", 0));
  price.cache_read = price.input;
  price.cache_write = price.input;
  set_if(price.cache_read, table.number("cache_read", 0));
  set_if(price.cache_write, table.number("cache_write", 0));
  table.finish();
  return price;
}

void read_thinking(TableReader& table, ModelInfo& model) {
  const auto index = table.one_of(
      "thinking", {"none", "budget_only", "adaptive_and_budget", "adaptive_only", "always_on"});
  if (!index) return;
  constexpr ThinkingSupport kSupport[] = {
      ThinkingSupport::none, ThinkingSupport::budget_only, ThinkingSupport::adaptive_and_budget,
      ThinkingSupport::adaptive_only, ThinkingSupport::always_on};
  model.thinking = kSupport[*index];
}

void read_fields(const TomlValue& value, ModelInfo& model, Problems& problems) {
  TableReader table(value, "a model", problems);
  set_if(model.window, table.whole("window", 1, kAny));
  set_if(model.max_output, table.whole("max_output", 1, kAny));
  if (const auto price = read_price(table, "price", problems)) model.price = price;
  if (const auto price = read_price(table, "long_price", problems)) model.long_price = price;
  set_if(model.long_from, table.whole("long_from", 1, kAny));
  set_if(model.tools, table.flag("tools"));
  set_if(model.images, table.flag("images"));
  set_if(model.reasoning, table.flag("reasoning"));
  read_thinking(table, model);
  set_if(model.effort, table.flag("effort"));
  set_if(model.sampling, table.flag("sampling"));
  set_if(model.forced_tool_choice, table.flag("forced_tool_choice"));
  set_if(model.system_messages, table.flag("system_messages"));
  table.finish();
}

void keep_model(ModelInfo model, std::vector<ModelInfo>& models) {
  const auto same = std::find_if(models.begin(), models.end(), [&](const ModelInfo& other) {
    return other.provider == model.provider && other.id == model.id;
  });
  if (same == models.end()) {
    models.push_back(std::move(model));
  } else {
    *same = std::move(model);
  }
}

void read_model(const TomlMember& member, Reading& reading) {
  const std::size_t slash = member.key.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == member.key.size()) {
    reading.problems.add(member.place, in_quotes(member.key) + " is no model",
                         "write [models.\"provider/model\"], quotes included");
    return;
  }
  const std::string provider = member.key.substr(0, slash);
  const std::string id = member.key.substr(slash + 1);
  if (reading.config.provider(provider) == nullptr) {
    add_unknown_provider(member.place, provider, reading);
    return;
  }
  if (member.value.kind != TomlKind::table) {
    add_wrong_kind(reading.problems, member.key, member.value, "a table");
    return;
  }
  ModelInfo model = reading.config.model(provider, id);
  model.provider = provider;
  model.id = id;
  read_fields(member.value, model, reading.problems);
  keep_model(std::move(model), reading.config.models);
}

}  // namespace

void read_models(const TomlValue& table, Reading& reading) {
  for (const TomlMember& member : table.members)
    read_model(member, reading);
}

}  // namespace edgee
