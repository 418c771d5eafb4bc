#include "platform/secrets/libsecret.h"

#include <optional>

#include <dlfcn.h>

namespace edgee {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  // dlsym gives an object pointer for what is a function; POSIX promises that this cast works.
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

std::optional<Libsecret> load() {
  void* library = ::dlopen("libsecret-1.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  Libsecret api;
  const bool whole = find(library, "g_bus_get_sync", api.bus_get) &&
                     find(library, "g_cancellable_cancel", api.cancel) &&
                     find(library, "g_cancellable_new", api.cancellable_new) &&
                     find(library, "g_dbus_connection_set_exit_on_close", api.set_exit_on_close) &&
                     find(library, "g_error_free", api.error_free) &&
                     find(library, "g_hash_table_lookup", api.hash_lookup) &&
                     find(library, "g_hash_table_unref", api.hash_unref) &&
                     find(library, "g_list_free", api.list_free) &&
                     find(library, "g_object_unref", api.object_unref) &&
                     find(library, "secret_attributes_build", api.attributes_build) &&
                     find(library, "secret_collection_for_alias_sync", api.collection_for_alias) &&
                     find(library, "secret_collection_get_locked", api.collection_locked) &&
                     find(library, "secret_item_get_attributes", api.item_attributes) &&
                     find(library, "secret_item_get_locked", api.item_locked) &&
                     find(library, "secret_item_get_secret", api.item_secret) &&
                     find(library, "secret_service_clear_sync", api.clear) &&
                     find(library, "secret_service_disconnect", api.disconnect) &&
                     find(library, "secret_service_get_sync", api.service_get) &&
                     find(library, "secret_service_search_sync", api.search) &&
                     find(library, "secret_service_store_sync", api.store) &&
                     find(library, "secret_value_get", api.value_get) &&
                     find(library, "secret_value_new", api.value_new) &&
                     find(library, "secret_value_unref", api.value_unref);
  if (!whole) return std::nullopt;
  return api;
}

}  // namespace

const Libsecret* load_libsecret() {
  static const std::optional<Libsecret> kApi = load();
  return kApi ? &*kApi : nullptr;
}

}  // namespace edgee
