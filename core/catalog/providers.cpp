#include <algorithm>
#include <iterator>
#include <utility>

#include "core/catalog/catalog.h"
#include "core/catalog/provider_rows.h"

namespace edgee {
namespace {

std::vector<Provider> all_rows() {
  std::vector<Provider> rows = maker_rows();
  for (std::vector<Provider>& part : std::vector{reseller_rows(), local_rows()}) {
    std::move(part.begin(), part.end(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace

std::span<const Provider> catalog_providers() {
  static const std::vector<Provider> kRows = all_rows();
  return kRows;
}

const Provider* find_catalog_provider(std::string_view id) {
  for (const Provider& row : catalog_providers()) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

Provider provider_row(std::string id, std::string title, std::string key_env,
                      std::string default_model) {
  Provider row;
  row.credential.name = id;
  row.id = std::move(id);
  row.title = std::move(title);
  row.key_env = std::move(key_env);
  row.default_model = std::move(default_model);
  return row;
}

void speaks_messages(Provider& provider, std::string base_url, AuthScheme auth) {
  Endpoint endpoint;
  endpoint.dialect = DialectId::anthropic_messages;
  endpoint.base_url = std::move(base_url);
  endpoint.auth = auth;
  provider.endpoints.push_back(std::move(endpoint));
}

void speaks_chat(Provider& provider, std::string base_url) {
  Endpoint endpoint;
  endpoint.dialect = DialectId::openai_chat;
  endpoint.base_url = std::move(base_url);
  provider.endpoints.push_back(std::move(endpoint));
}

void speaks_responses(Provider& provider, std::string base_url, bool partial) {
  Endpoint endpoint;
  endpoint.dialect = DialectId::openai_responses;
  endpoint.base_url = std::move(base_url);
  endpoint.partial = partial;
  provider.endpoints.push_back(std::move(endpoint));
}

void speaks_gemini(Provider& provider, std::string base_url) {
  Endpoint endpoint;
  endpoint.dialect = DialectId::gemini;
  endpoint.base_url = std::move(base_url);
  endpoint.auth = AuthScheme::x_goog_api_key;
  provider.endpoints.push_back(std::move(endpoint));
}

}  // namespace edgee
