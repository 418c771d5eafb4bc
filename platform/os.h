// The few calls that differ between Linux (os_linux.cpp) and macOS (os_darwin.cpp).
#pragma once

#include <csignal>
#include <string>

#include <sys/types.h>

namespace edgee {

// The absolute path of the program that runs, "" when the system does not say.
[[nodiscard]] std::string own_program();

// No core file, no debugger of the same user.
void forbid_tracing();

// For a child right after fork: ends with SIGTERM when the thread that forked it ends. Where the
// system cannot do that, guard_child does it. Async-signal-safe.
void die_with_parent() noexcept;

// A process that ends `child` should we be killed; 0 when none is needed, -1 when it failed.
[[nodiscard]] pid_t guard_child(pid_t child);

// Closes or marks close-on-exec all of [first, last]. Async-signal-safe.
void close_on_exec(int first, int last) noexcept;

// The terminal sent it, so our whole process group has it already.
[[nodiscard]] bool sent_by_terminal(const siginfo_t& info) noexcept;

// Where a process finds its own open descriptors as a directory.
inline constexpr const char* kDescriptorsDir = "/dev/fd";

}  // namespace edgee
