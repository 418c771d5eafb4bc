// Credential name -> live credential. Read once, kept in memory, refreshed once for all waiters.
// Shared by all connections; holds its own mutex.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/model/credential.h"
#include "core/ports/environment.h"
#include "core/ports/processes.h"
#include "core/ports/secret_store.h"

namespace edgee {

class Keyring {
 public:
  Keyring(SecretStore& store, const Environment& environment, Processes& processes);

  // An error names the credential and what to type ("edgee key set openrouter"). The result is
  // shared so that a refresh cannot wipe it under a running request. `none` and `pass_through` give
  // an empty secret.
  Result<std::shared_ptr<const Secret>> get(const CredentialSpec& spec,
                                            const std::stop_token& stop);
  // The provider refused it: the next get() asks its source again (commands and keychain).
  void refused(const CredentialSpec& spec);

 private:
  using Shared = std::shared_ptr<const Secret>;
  // One reading of a source and those who wait for it.
  struct Load {
    bool done = false;
    bool abandoned = false;  // its reader was stopped, which says nothing about the credential
    Result<Shared> result;
  };
  struct Entry {
    std::shared_ptr<Load> running;
    Shared secret;
  };
  Result<Shared> load_for_all(const CredentialSpec& spec, const std::shared_ptr<Load>& load,
                              const std::stop_token& stop);
  Result<Secret> load(const CredentialSpec& spec, const std::stop_token& stop);

  SecretStore& store_;
  const Environment& environment_;
  Processes& processes_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, Entry> entries_;
};

}  // namespace edgee
