#include "core/config/config.h"

#include <algorithm>

#include "core/catalog/catalog.h"

namespace edgee {

const Provider* Config::provider(std::string_view id) const {
  const auto found = providers.find(id);
  return found != providers.end() ? &found->second : find_catalog_provider(id);
}

const ModelInfo& Config::model(std::string_view provider, std::string_view id) const {
  const auto found = std::find_if(models.begin(), models.end(), [&](const ModelInfo& info) {
    return info.provider == provider && info.id == id;
  });
  return found != models.end() ? *found : find_model(provider, id);
}

}  // namespace edgee
