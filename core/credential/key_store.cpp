#include "core/credential/key_store.h"

#include <algorithm>
#include <utility>

#include "core/credential/key_file.h"

namespace edgee {
namespace {

class KeyStore : public SecretStore {
 public:
  KeyStore(std::unique_ptr<SecretStore> keychain, Files& files, std::string file)
      : keychain_(std::move(keychain)), file_(files, std::move(file)) {}

  [[nodiscard]] std::string kind() const override { return keychain_->kind(); }

  [[nodiscard]] Result<std::optional<Secret>> get(std::string_view name) override {
    auto in_file = file_.get(name);
    if (!in_file || *in_file) return in_file;
    return keychain_->get(name);
  }

  Result<void> set(std::string_view name, const Secret& secret) override {
    auto stored = keychain_->set(name, secret);
    if (!stored) return file_.opted_in() ? file_.set(name, secret) : stored;
    // An older one in the file would win over the new one.
    const auto removed = file_.remove(name);
    if (!removed) return tl::unexpected<Error>(removed.error());
    return {};
  }

  Result<bool> remove(std::string_view name) override {
    auto in_file = file_.remove(name);
    if (!in_file) return in_file;
    auto in_keychain = keychain_->remove(name);
    if (!in_keychain && *in_file) return true;
    if (!in_keychain) return in_keychain;
    return *in_file || *in_keychain;
  }

  [[nodiscard]] Result<std::vector<std::string>> list() override {
    auto names = file_.list();
    if (!names) return names;
    const auto in_keychain = keychain_->list();
    if (!in_keychain) return file_.opted_in() ? names : in_keychain;
    names->insert(names->end(), in_keychain->begin(), in_keychain->end());
    std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
    return names;
  }

 private:
  std::unique_ptr<SecretStore> keychain_;
  KeyFile file_;
};

}  // namespace

std::unique_ptr<SecretStore> make_key_store(std::unique_ptr<SecretStore> keychain, Files& files,
                                            std::string file) {
  return std::make_unique<KeyStore>(std::move(keychain), files, std::move(file));
}

}  // namespace edgee
