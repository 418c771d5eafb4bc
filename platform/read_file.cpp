#include "platform/read_file.h"

#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <sys/stat.h>

#include "platform/http/unique_fd.h"
#include "platform/os_error.h"

namespace edgee {
namespace {

constexpr std::size_t kMaxSize = std::size_t{8} * 1024 * 1024;

Error cannot_read(const std::string& path, const std::string& why, std::string hint = {}) {
  return Error{.message = "cannot read " + path + ": " + why, .hint = std::move(hint)};
}

std::optional<Error> check(const std::string& path, const struct stat& status, Privacy privacy) {
  if (!S_ISREG(status.st_mode)) return cannot_read(path, "it is no regular file");
  if (privacy == Privacy::owner_only) {
    if (status.st_uid != ::geteuid()) {
      return cannot_read(path, "it belongs to another user", "remove it, or become its owner");
    }
    if ((status.st_mode & 077U) != 0) {
      return cannot_read(path, "others may read or write it", "chmod 600 " + path);
    }
  }
  if (static_cast<std::size_t>(status.st_size) > kMaxSize) {
    return cannot_read(path, "it is larger than 8 MiB");
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<std::string>> read_small_file(const std::string& path, Privacy privacy) {
  // NONBLOCK: opening a FIFO must not wait for a writer.
  const int link = privacy == Privacy::owner_only ? O_NOFOLLOW : 0;
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | link));
  if (!fd.valid()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<std::string>();
    if (link != 0 && errno == ELOOP) {
      return tl::unexpected<Error>(cannot_read(path, "it is a symbolic link"));
    }
    return tl::unexpected<Error>(cannot_read(path, os_error(errno)));
  }
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) {
    return tl::unexpected<Error>(cannot_read(path, os_error(errno)));
  }
  if (auto refused = check(path, status, privacy)) return tl::unexpected<Error>(*refused);

  // One byte more than there should be shows a file that grows past the limit while it is read.
  std::string content(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t filled = 0;
  while (true) {
    const ssize_t got = ::read(fd.get(), content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return tl::unexpected<Error>(cannot_read(path, os_error(errno)));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > kMaxSize)
      return tl::unexpected<Error>(cannot_read(path, "it is larger than 8 MiB"));
    if (filled == content.size()) content.resize(content.size() * 2);
  }
  content.resize(filled);
  return std::optional<std::string>(std::move(content));
}

}  // namespace edgee
