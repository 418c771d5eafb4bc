// Where a provider is reached: base_url, dialect and auth, or a list of endpoints. Internal.
#pragma once

#include "core/config/table_reader.h"
#include "core/model/provider.h"

namespace edgee {

// `member` is the provider's whole table, `table` its reader; changes provider.endpoints.
void read_endpoints(const TomlMember& member, TableReader& table, Provider& provider,
                    Problems& problems);

}  // namespace edgee
