#include "core/credential/keyring.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace edgee {
namespace {

// Long enough for a password manager that asks for a finger.
constexpr Duration kCommandTime{std::chrono::seconds(60)};

std::string entry_of(const CredentialSpec& spec) {
  switch (spec.source) {
    case CredentialSource::keychain:
      return "keychain " + spec.name;
    case CredentialSource::env:
      return "env " + spec.name;
    case CredentialSource::command:
      return "command " + join(spec.command, std::string_view("\0", 1));
    case CredentialSource::none:
    case CredentialSource::pass_through:
      break;
  }
  return "";
}

// A line break or a NUL in a key would end the header it travels in.
bool fits_in_header(std::string_view key) {
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::string name_for_people(const CredentialSpec& spec) {
  switch (spec.source) {
    case CredentialSource::env:
      return "the key in " + spec.name;
    case CredentialSource::command:
      return "what the credential command printed";
    case CredentialSource::keychain:
    case CredentialSource::none:
    case CredentialSource::pass_through:
      break;
  }
  return "the key of " + spec.name;
}

}  // namespace

Keyring::Keyring(SecretStore& store, const Environment& environment, Processes& processes)
    : store_(store), environment_(environment), processes_(processes) {}

Result<std::shared_ptr<const Secret>> Keyring::get(const CredentialSpec& spec,
                                                   const std::stop_token& stop) {
  const std::string name = entry_of(spec);
  if (name.empty()) return std::make_shared<const Secret>();
  std::unique_lock lock(mutex_);
  while (true) {
    Entry& entry = entries_[name];
    if (entry.secret) return entry.secret;
    if (!entry.running) {
      const auto load = std::make_shared<Load>();
      entry.running = load;
      lock.unlock();
      return load_for_all(spec, load, stop);
    }
    const std::shared_ptr<Load> running = entry.running;
    if (!changed_.wait(lock, stop, [&running] { return running->done; })) {
      return fail("waiting for " + name_for_people(spec) + " was interrupted");
    }
    if (!running->abandoned) return running->result;
  }
}

void Keyring::refused(const CredentialSpec& spec) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(entry_of(spec));
  if (found != entries_.end()) found->second.secret.reset();
}

Result<Keyring::Shared> Keyring::load_for_all(const CredentialSpec& spec,
                                              const std::shared_ptr<Load>& load,
                                              const std::stop_token& stop) {
  Result<Secret> loaded = this->load(spec, stop);
  if (loaded && !fits_in_header(loaded->reveal())) {
    loaded = fail(name_for_people(spec) + " has a line break or a control character in it",
                  "store it again, as one line");
  }
  Result<Shared> result = loaded
                              ? Result<Shared>(std::make_shared<const Secret>(std::move(*loaded)))
                              : Result<Shared>(tl::unexpected<Error>(loaded.error()));
  const std::lock_guard lock(mutex_);
  load->result = result;
  load->abandoned = !result && stop.stop_requested();
  load->done = true;
  Entry& entry = entries_[entry_of(spec)];
  entry.running.reset();
  if (result) entry.secret = *result;
  changed_.notify_all();
  return result;
}

Result<Secret> Keyring::load(const CredentialSpec& spec, const std::stop_token& stop) {
  if (spec.source == CredentialSource::command) {
    return processes_.capture(spec.command, kCommandTime, stop);
  }
  if (spec.source == CredentialSource::env) {
    const auto value = environment_.get(spec.name);
    if (!value || trim(*value).empty()) {
      return fail(spec.name + " is not set in the environment",
                  "export " + spec.name + " before you start edgee", kExitLoginNeeded);
    }
    return Secret(std::string(trim(*value)));
  }
  auto stored = store_.get(spec.name);
  if (!stored) return tl::unexpected<Error>(stored.error());
  if (!*stored) {
    return fail("there is no key for " + spec.name, "edgee key set " + spec.name, kExitLoginNeeded);
  }
  return std::move(**stored);
}

}  // namespace edgee
