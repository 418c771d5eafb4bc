// Small whole files on a POSIX file system. Safe from any thread.
#pragma once

#include <memory>

#include "core/ports/files.h"

namespace edgee {

[[nodiscard]] std::unique_ptr<Files> make_files();

}  // namespace edgee
