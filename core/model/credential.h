// Where a credential comes from (config) and what it is when it lives (memory only).
#pragma once

#include <string>
#include <vector>

#include "core/base/secret.h"

namespace edgee {

// keychain: stored by `edgee key set`; the name is "openrouter" or "openrouter/work".
// pass_through: the agent's own login, which only travels with the agent's own request.
enum class CredentialSource { keychain, env, command, none, pass_through };

struct CredentialSpec {
  CredentialSource source = CredentialSource::keychain;
  std::string name;                  // keychain entry or environment variable
  std::vector<std::string> command;  // argv; run without a shell, first line of stdout counts

  friend bool operator==(const CredentialSpec&, const CredentialSpec&) = default;
};

// How a provider wants to see the key.
enum class AuthScheme { none, bearer, x_api_key, x_goog_api_key };

}  // namespace edgee
