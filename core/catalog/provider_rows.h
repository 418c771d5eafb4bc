// The provider table in three parts. Internal to the catalogue.
#pragma once

#include <string>
#include <vector>

#include "core/model/provider.h"

namespace edgee {

[[nodiscard]] std::vector<Provider> maker_rows();     // who trains the models they serve
[[nodiscard]] std::vector<Provider> reseller_rows();  // who serves the models of others
[[nodiscard]] std::vector<Provider> local_rows();     // servers on this machine

// A row with the parts that every provider has. The keychain entry is named as the provider.
[[nodiscard]] Provider provider_row(std::string id, std::string title, std::string key_env,
                                    std::string default_model);
void speaks_messages(Provider& provider, std::string base_url, AuthScheme auth);
void speaks_chat(Provider& provider, std::string base_url);
// Those of others than OpenAI are partial: they know neither the freeform tools nor the namespaces
// that agents of this dialect send, which a translation can carry.
void speaks_responses(Provider& provider, std::string base_url, bool partial);
void speaks_gemini(Provider& provider, std::string base_url);

}  // namespace edgee
