// The tables of the ledger and how older files become today's.
#pragma once

#include "platform/sqlite/database.h"

namespace edgee {

// SQLITE_SCHEMA as code when the file was written by a newer edgee.
SqlResult<void> prepare_schema(Database& database);

}  // namespace edgee
