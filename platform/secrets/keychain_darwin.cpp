// The user's login keychain through the Security framework: generic passwords of service "edgee".
#include <algorithm>
#include <memory>
#include <mutex>
#include <type_traits>

#include <CoreFoundation/CoreFoundation.h>
#include <Security/Security.h>

#include "platform/secrets/keychain.h"

namespace edgee {
namespace {

constexpr const char* kOptIn =
    "edgee key set --insecure-file PROVIDER keeps the key in a file that only you can read";

struct Release {
  void operator()(CFTypeRef object) const {
    if (object != nullptr) CFRelease(object);
  }
};
template <class Ref>
using Owned = std::unique_ptr<std::remove_pointer_t<Ref>, Release>;

Owned<CFStringRef> text(std::string_view value) {
  return Owned<CFStringRef>(
      CFStringCreateWithBytes(nullptr, reinterpret_cast<const UInt8*>(value.data()),
                              static_cast<CFIndex>(value.size()), kCFStringEncodingUTF8, false));
}

std::string words(CFStringRef value) {
  std::string out(static_cast<std::size_t>(CFStringGetLength(value)) * 4 + 1, '\0');
  if (!CFStringGetCString(value, out.data(), static_cast<CFIndex>(out.size()),
                          kCFStringEncodingUTF8)) {
    return "";
  }
  out.resize(out.find('\0'));
  return out;
}

// The query for all of ours, or for one name.
Owned<CFMutableDictionaryRef> query(std::string_view name) {
  Owned<CFMutableDictionaryRef> made(CFDictionaryCreateMutable(
      nullptr, 0, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks));
  CFDictionarySetValue(made.get(), kSecClass, kSecClassGenericPassword);
  CFDictionarySetValue(made.get(), kSecAttrService, CFSTR("edgee"));
  if (!name.empty()) CFDictionarySetValue(made.get(), kSecAttrAccount, text(name).get());
  return made;
}

tl::unexpected<Error> refusal(OSStatus status) {
  const Owned<CFStringRef> why(SecCopyErrorMessageString(status, nullptr));
  return fail("the keychain refused: " + (why ? words(why.get()) : std::to_string(status)), kOptIn);
}

class MacKeychain : public SecretStore {
 public:
  explicit MacKeychain(bool may_prompt) : may_prompt_(may_prompt) {}

  [[nodiscard]] std::string kind() const override { return "keychain"; }

  [[nodiscard]] Result<std::optional<Secret>> get(std::string_view name) override {
    const std::lock_guard lock(mutex_);
    const auto wanted = query(name);
    CFDictionarySetValue(wanted.get(), kSecReturnData, kCFBooleanTrue);
    if (!may_prompt_) {
      CFDictionarySetValue(wanted.get(), kSecUseAuthenticationUI, kSecUseAuthenticationUIFail);
    }
    CFTypeRef found = nullptr;
    const OSStatus status = SecItemCopyMatching(wanted.get(), &found);
    if (status == errSecItemNotFound) return std::optional<Secret>();
    if (status != errSecSuccess) return refusal(status);
    const Owned<CFDataRef> data(static_cast<CFDataRef>(found));
    return std::optional<Secret>(
        Secret(std::string(reinterpret_cast<const char*>(CFDataGetBytePtr(data.get())),
                           static_cast<std::size_t>(CFDataGetLength(data.get())))));
  }

  Result<void> set(std::string_view name, const Secret& secret) override {
    const std::lock_guard lock(mutex_);
    const auto item = query(name);
    const Owned<CFDataRef> data(CFDataCreate(nullptr,
                                             reinterpret_cast<const UInt8*>(secret.reveal().data()),
                                             static_cast<CFIndex>(secret.reveal().size())));
    Owned<CFMutableDictionaryRef> change(CFDictionaryCreateMutable(
        nullptr, 0, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks));
    CFDictionarySetValue(change.get(), kSecValueData, data.get());
    OSStatus status = SecItemUpdate(item.get(), change.get());
    if (status == errSecItemNotFound) {
      CFDictionarySetValue(item.get(), kSecValueData, data.get());
      status = SecItemAdd(item.get(), nullptr);
    }
    if (status != errSecSuccess) return refusal(status);
    return {};
  }

  Result<bool> remove(std::string_view name) override {
    const std::lock_guard lock(mutex_);
    const OSStatus status = SecItemDelete(query(name).get());
    if (status == errSecItemNotFound) return false;
    if (status != errSecSuccess) return refusal(status);
    return true;
  }

  [[nodiscard]] Result<std::vector<std::string>> list() override {
    const std::lock_guard lock(mutex_);
    const auto wanted = query({});
    CFDictionarySetValue(wanted.get(), kSecReturnAttributes, kCFBooleanTrue);
    CFDictionarySetValue(wanted.get(), kSecMatchLimit, kSecMatchLimitAll);
    CFTypeRef found = nullptr;
    const OSStatus status = SecItemCopyMatching(wanted.get(), &found);
    std::vector<std::string> names;
    if (status == errSecItemNotFound) return names;
    if (status != errSecSuccess) return refusal(status);
    const Owned<CFArrayRef> items(static_cast<CFArrayRef>(found));
    for (CFIndex i = 0; i < CFArrayGetCount(items.get()); ++i) {
      const auto* item = static_cast<CFDictionaryRef>(CFArrayGetValueAtIndex(items.get(), i));
      const auto* name = static_cast<CFStringRef>(CFDictionaryGetValue(item, kSecAttrAccount));
      if (name != nullptr) names.push_back(words(name));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  bool may_prompt_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<SecretStore> make_keychain(KeychainRules rules) {
  return std::make_unique<MacKeychain>(rules.may_prompt);
}

}  // namespace edgee
