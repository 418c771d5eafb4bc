// Every call opens the session bus anew and lets go of it: a bus that went away (a logout under
// tmux) must neither end us, as GIO would, nor spoil later calls.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "platform/secrets/keychain.h"
#include "platform/secrets/libsecret.h"

namespace edgee {
namespace {

constexpr const char* kOptIn =
    "edgee key set --insecure-file PROVIDER keeps the key in a file that only you can read";

const SecretSchema& schema() {
  static const SecretSchema kSchema = [] {
    SecretSchema made{};
    made.name = "org.edgee.Key";
    made.attributes[0] = {"name", SECRET_SCHEMA_ATTRIBUTE_STRING};
    return made;
  }();
  return kSchema;
}

// Frees what GLib gave.
template <class T>
using Owned = std::unique_ptr<T, std::function<void(T*)>>;

// One conversation with the keychain and the time it may take.
class Session {
 public:
  Session(const Libsecret& api, Duration limit)
      : api_(api),
        cancellable_(own(api.cancellable_new())),
        watchdog_([this, limit](const std::stop_token& stop) { cancel_after(limit, stop); }) {}
  ~Session() {
    service_.reset();
    api_.disconnect();
    bus_.reset();
    if (error_ != nullptr) api_.error_free(error_);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Result<void> open() {
    bus_ = own(api_.bus_get(G_BUS_TYPE_SESSION, cancellable(), &error_));
    if (!bus_) return refusal();
    api_.set_exit_on_close(bus_.get(), FALSE);
    service_ = own(api_.service_get(SECRET_SERVICE_OPEN_SESSION, cancellable(), &error_));
    if (!service_) return refusal();
    return {};
  }

  // The keychain new keys go to is there and open.
  Result<bool> is_open() {
    const auto collection = own(api_.collection_for_alias(
        service(), SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, cancellable(), &error_));
    if (error_ != nullptr) return refusal();
    return collection && api_.collection_locked(collection.get()) == FALSE;
  }

  tl::unexpected<Error> refusal() const {
    if (timed_out_) return fail("the keychain does not answer", kOptIn);
    const std::string why = error_ == nullptr ? "it is locked" : error_->message;
    return fail("there is no usable keychain: " + why, kOptIn);
  }
  static tl::unexpected<Error> locked() {
    return fail("the keychain is locked", std::string("unlock it, or: ") + kOptIn);
  }

  template <class T>
  Owned<T> own(T* object) const {
    const auto unref = api_.object_unref;
    return Owned<T>(object, [unref](T* held) { unref(held); });
  }
  [[nodiscard]] SecretService* service() const { return service_.get(); }
  [[nodiscard]] GCancellable* cancellable() const { return cancellable_.get(); }
  GError** error() { return &error_; }

 private:
  void cancel_after(Duration limit, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any ended;
    std::unique_lock lock(mutex);
    ended.wait_for(lock, stop, limit, [] { return false; });
    if (stop.stop_requested()) return;
    timed_out_ = true;
    api_.cancel(cancellable_.get());
  }

  const Libsecret& api_;
  Owned<GCancellable> cancellable_;
  Owned<GDBusConnection> bus_;
  Owned<SecretService> service_;
  GError* error_ = nullptr;
  std::atomic<bool> timed_out_ = false;
  std::jthread watchdog_;  // last: it ends before what it uses
};

class LibsecretKeychain : public SecretStore {
 public:
  explicit LibsecretKeychain(KeychainRules rules) : rules_(rules) {}

  [[nodiscard]] std::string kind() const override { return "keychain"; }

  [[nodiscard]] Result<std::optional<Secret>> get(std::string_view name) override {
    std::optional<Secret> found;
    const auto searched = search(name, [&found](const Libsecret& api, SecretItem* item) {
      if (!found) found = secret_of(api, item);
    });
    if (!searched) return tl::unexpected<Error>(searched.error());
    return found;
  }

  [[nodiscard]] Result<std::vector<std::string>> list() override {
    std::vector<std::string> names;
    const auto searched = search({}, [&names](const Libsecret& api, SecretItem* item) {
      GHashTable* attributes = api.item_attributes(item);
      const void* name = api.hash_lookup(attributes, "name");
      if (name != nullptr) names.emplace_back(static_cast<const char*>(name));
      api.hash_unref(attributes);
    });
    if (!searched) return tl::unexpected<Error>(searched.error());
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<void> set(std::string_view name, const Secret& secret) override {
    return with_session([&](const Libsecret& api, Session& session) -> Result<void> {
      if (!rules_.may_prompt) {
        const auto open = session.is_open();
        if (!open) return tl::unexpected<Error>(open.error());
        if (!*open) return Session::locked();
      }
      const std::string text(name);
      const std::string label = "edgee: " + text;
      GHashTable* attributes = api.attributes_build(&schema(), "name", text.c_str(), nullptr);
      SecretValue* value = api.value_new(secret.reveal().data(),
                                         static_cast<gssize>(secret.reveal().size()), "text/plain");
      const bool stored =
          api.store(session.service(), &schema(), attributes, SECRET_COLLECTION_DEFAULT,
                    label.c_str(), value, session.cancellable(), session.error()) != FALSE;
      api.value_unref(value);
      api.hash_unref(attributes);
      if (!stored) return session.refusal();
      return {};
    });
  }

  Result<bool> remove(std::string_view name) override {
    // Locked items are not removed, so they are looked for (and unlocked) first.
    bool found = false;
    const auto searched = search(name, [&found](const Libsecret&, SecretItem*) { found = true; });
    if (!searched) return tl::unexpected<Error>(searched.error());
    if (!found) return false;
    const auto removed = with_session([&](const Libsecret& api, Session& session) -> Result<void> {
      const std::string text(name);
      GHashTable* attributes = api.attributes_build(&schema(), "name", text.c_str(), nullptr);
      const bool gone = api.clear(session.service(), &schema(), attributes, session.cancellable(),
                                  session.error()) != FALSE;
      api.hash_unref(attributes);
      if (!gone) return session.refusal();
      return {};
    });
    if (!removed) return tl::unexpected<Error>(removed.error());
    return true;
  }

 private:
  using Step = std::function<Result<void>(const Libsecret&, Session&)>;
  using Visitor = std::function<void(const Libsecret&, SecretItem*)>;

  Result<void> with_session(const Step& step) {
    const std::lock_guard lock(mutex_);
    const Libsecret* api = load_libsecret();
    if (api == nullptr) {
      return fail("there is no usable keychain: libsecret is not installed", kOptIn);
    }
    Session session(*api, rules_.may_prompt ? rules_.prompt_limit : rules_.silent_limit);
    if (auto opened = session.open(); !opened) return opened;
    return step(*api, session);
  }

  // All of ours, or those of one name.
  Result<void> search(std::string_view name, const Visitor& visit) {
    return with_session([&](const Libsecret& api, Session& session) -> Result<void> {
      const std::string text(name);
      GHashTable* attributes = text.empty()
                                   ? api.attributes_build(&schema(), nullptr)
                                   : api.attributes_build(&schema(), "name", text.c_str(), nullptr);
      const int wanted = SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS |
                         (rules_.may_prompt ? SECRET_SEARCH_UNLOCK : 0);
      GList* items = api.search(session.service(), &schema(), attributes,
                                static_cast<SecretSearchFlags>(wanted), session.cancellable(),
                                session.error());
      api.hash_unref(attributes);
      bool locked = false;
      for (const GList* node = items; node != nullptr; node = node->next) {
        const auto item = session.own(static_cast<SecretItem*>(node->data));
        if (api.item_locked(item.get()) != FALSE) {
          locked = true;
        } else {
          visit(api, item.get());
        }
      }
      api.list_free(items);
      if (*session.error() != nullptr) return session.refusal();
      if (locked) return Session::locked();
      return {};
    });
  }

  static std::optional<Secret> secret_of(const Libsecret& api, SecretItem* item) {
    SecretValue* value = api.item_secret(item);
    if (value == nullptr) return std::nullopt;
    gsize size = 0;
    const char* text = api.value_get(value, &size);
    Secret secret(std::string(text, size));
    api.value_unref(value);
    return secret;
  }

  KeychainRules rules_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<SecretStore> make_keychain(KeychainRules rules) {
  return std::make_unique<LibsecretKeychain>(rules);
}

}  // namespace edgee
