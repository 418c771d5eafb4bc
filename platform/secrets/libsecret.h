// libsecret, loaded when first needed: linking it costs every start 1.6 ms and 2.7 MB.
#pragma once

#include <libsecret/secret.h>

namespace edgee {

// The functions we use, under their own names. All of them are there or none.
struct Libsecret {
  decltype(&::g_bus_get_sync) bus_get = nullptr;
  decltype(&::g_cancellable_cancel) cancel = nullptr;
  decltype(&::g_cancellable_new) cancellable_new = nullptr;
  decltype(&::g_dbus_connection_set_exit_on_close) set_exit_on_close = nullptr;
  decltype(&::g_error_free) error_free = nullptr;
  decltype(&::g_hash_table_lookup) hash_lookup = nullptr;
  decltype(&::g_hash_table_unref) hash_unref = nullptr;
  decltype(&::g_list_free) list_free = nullptr;
  decltype(&::g_object_unref) object_unref = nullptr;
  decltype(&::secret_attributes_build) attributes_build = nullptr;
  decltype(&::secret_collection_for_alias_sync) collection_for_alias = nullptr;
  decltype(&::secret_collection_get_locked) collection_locked = nullptr;
  decltype(&::secret_item_get_attributes) item_attributes = nullptr;
  decltype(&::secret_item_get_locked) item_locked = nullptr;
  decltype(&::secret_item_get_secret) item_secret = nullptr;
  decltype(&::secret_service_clear_sync) clear = nullptr;
  decltype(&::secret_service_disconnect) disconnect = nullptr;
  decltype(&::secret_service_get_sync) service_get = nullptr;
  decltype(&::secret_service_search_sync) search = nullptr;
  decltype(&::secret_service_store_sync) store = nullptr;
  decltype(&::secret_value_get) value_get = nullptr;
  decltype(&::secret_value_new) value_new = nullptr;
  decltype(&::secret_value_unref) value_unref = nullptr;
};

// nullptr when this machine has no libsecret. Stays loaded: GLib cannot be unloaded.
[[nodiscard]] const Libsecret* load_libsecret();

}  // namespace edgee
