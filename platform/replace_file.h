// Replacing one file so that a reader, a crash or a full disk never meets a half of it. Used by
// files.cpp and the database.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace edgee {

// A temporary file beside it, synced, renamed over it, and the directory synced. Mode 0600. A
// symbolic link, a directory or another owner's file in that place is refused.
Result<void> replace_file(const std::string& path, std::string_view content);

// Absence is success.
Result<void> remove_file(const std::string& path);

// Makes the missing parents of `path`, mode 0700.
Result<void> make_parents(const std::string& path);

// An error when something other than a regular file of ours stands there.
Result<void> check_replaceable(const std::string& path);

}  // namespace edgee
