#include "core/proxy/model_list.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/proxy/wish.h"

namespace edgee {
namespace {

// When a chain came to be is nobody's concern, but clients want a time.
constexpr std::string_view kSomeDay = "2026-01-01T00:00:00Z";
constexpr std::int64_t kSomeSecond = 1'767'225'600;

void add_step(std::vector<ListedModel>& models, const Config& config, const Step& step) {
  const std::string id = step.target.name();
  const bool listed = std::any_of(models.begin(), models.end(),
                                  [&id](const ListedModel& model) { return model.id == id; });
  if (listed || step.target.is_agent()) return;
  const ModelInfo& info = config.model(step.target.provider, step.target.model);
  const Provider* const provider = config.provider(step.target.provider);
  const std::string where = provider == nullptr ? step.target.provider : provider->title;
  models.push_back({id, step.target.model + (where.empty() ? "" : " (" + where + ")"), info.window,
                    info.max_output});
}

// Of the steps that answer for a chain the smallest window is the one to count on.
ListedModel chain_row(const Config& config, const Chain& chain) {
  ListedModel row{std::string(kOwnNames) + chain.name, "Edgee: the chain " + chain.name, 0, 0};
  for (const Step& step : chain.steps) {
    if (step.target.is_agent()) continue;
    const ModelInfo& info = config.model(step.target.provider, step.target.model);
    if (info.window > 0 && (row.window == 0 || info.window < row.window)) row.window = info.window;
    if (info.max_output > 0 && (row.max_output == 0 || info.max_output < row.max_output)) {
      row.max_output = info.max_output;
    }
  }
  return row;
}

bool has_own_step(const Chain& chain) {
  return std::any_of(chain.steps.begin(), chain.steps.end(),
                     [](const Step& step) { return !step.target.is_agent(); });
}

OrderedJson openai_list(const std::vector<ListedModel>& models) {
  OrderedJson data = OrderedJson::array();
  for (const ListedModel& model : models) {
    OrderedJson row{{"id", model.id},
                    {"object", "model"},
                    {"created", kSomeSecond},
                    {"owned_by", model.id.substr(0, model.id.find('/'))},
                    {"name", model.title}};
    if (model.window > 0) row["context_length"] = model.window;
    data.push_back(std::move(row));
  }
  return {{"object", "list"}, {"data", std::move(data)}};
}

OrderedJson anthropic_list(const std::vector<ListedModel>& models) {
  OrderedJson data = OrderedJson::array();
  for (const ListedModel& model : models) {
    data.push_back({{"type", "model"},
                    {"id", model.id},
                    {"display_name", model.title},
                    {"created_at", kSomeDay}});
  }
  OrderedJson list{{"data", std::move(data)}, {"has_more", false}};
  list["first_id"] = models.empty() ? OrderedJson() : OrderedJson(models.front().id);
  list["last_id"] = models.empty() ? OrderedJson() : OrderedJson(models.back().id);
  return list;
}

OrderedJson gemini_list(const std::vector<ListedModel>& models) {
  OrderedJson rows = OrderedJson::array();
  for (const ListedModel& model : models) {
    OrderedJson row{{"name", "models/" + model.id},
                    {"displayName", model.title},
                    {"supportedGenerationMethods", {"generateContent", "streamGenerateContent"}}};
    if (model.window > 0) row["inputTokenLimit"] = model.window;
    if (model.max_output > 0) row["outputTokenLimit"] = model.max_output;
    rows.push_back(std::move(row));
  }
  return {{"models", std::move(rows)}};
}

}  // namespace

std::vector<ListedModel> models_to_list(const Config& config, const SessionSetup& session) {
  std::vector<const Chain*> chains;
  for (const auto& [name, chain] : config.chains) {
    const bool wanted = session.chain.empty() || session.chain == name;
    if (wanted && has_own_step(chain)) chains.push_back(&chain);
  }
  std::vector<ListedModel> models;
  if (chains.empty()) return models;
  models.push_back({std::string(kBestName), "Edgee: the best model now", 0, 0});
  for (const Chain* chain : chains)
    models.push_back(chain_row(config, *chain));
  for (const Chain* chain : chains) {
    for (const Step& step : chain->steps)
      add_step(models, config, step);
  }
  return models;
}

std::string write_model_list(const std::vector<ListedModel>& models, DialectId dialect) {
  switch (dialect) {
    case DialectId::anthropic_messages:
      return dump_json(anthropic_list(models));
    case DialectId::gemini:
      return dump_json(gemini_list(models));
    case DialectId::openai_chat:
    case DialectId::openai_responses:
      break;
  }
  return dump_json(openai_list(models));
}

}  // namespace edgee
