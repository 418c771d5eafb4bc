#include "platform/replace_file.h"

#include <cerrno>
#include <cstdlib>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>

#include "platform/http/unique_fd.h"
#include "platform/os_error.h"

namespace edgee {
namespace {

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string hint_for(int code, const std::string& path) {
  switch (code) {
    case EACCES:
    case EPERM:
      return "check who may write to " + parent_of(path);
    case EROFS:
      return "it is on a read-only file system";
    case ENOSPC:
    case EDQUOT:
      return "free some space and try again; the file is as it was";
    default:
      return "";
  }
}

tl::unexpected<Error> cannot_write(const std::string& path, int code) {
  return fail("cannot write " + path + ": " + os_error(code), hint_for(code, path));
}

// 0 or errno.
int fill(const UniqueFd& fd, std::string_view content) {
  if (::fchmod(fd.get(), S_IRUSR | S_IWUSR) != 0) return errno;
  while (!content.empty()) {
    const ssize_t put = ::write(fd.get(), content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(fd.get()) == 0 ? 0 : errno;
}

// The rename is durable only when the directory is. Some file systems cannot sync directories.
void sync_directory(const std::string& directory) {
  const UniqueFd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.valid()) ::fsync(fd.get());
}

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view content) {
  if (auto made = make_parents(path); !made) return made;
  if (auto free = check_replaceable(path); !free) return free;

  std::string temporary = path + ".XXXXXX";
  const UniqueFd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd.valid()) return cannot_write(path, errno);
  int code = fill(fd, content);
  if (code == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) code = errno;
  if (code != 0) {
    ::unlink(temporary.c_str());
    return cannot_write(path, code);
  }
  sync_directory(parent_of(path));
  return {};
}

Result<void> remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
    return fail("cannot remove " + path + ": " + os_error(errno), hint_for(errno, path));
  }
  sync_directory(parent_of(path));
  return {};
}

Result<void> make_parents(const std::string& path) {
  const std::string directory = parent_of(path);
  for (std::size_t at = 1; at <= directory.size(); ++at) {
    if (at < directory.size() && directory[at] != '/') continue;
    const std::string part = directory.substr(0, at);
    if (::mkdir(part.c_str(), S_IRWXU) == 0 || errno == EEXIST) continue;
    // A parent that may not be written (/home) may well be there.
    const int code = errno;
    struct stat status {};
    if (::stat(part.c_str(), &status) == 0) continue;
    return fail("cannot make the directory " + part + ": " + os_error(code), hint_for(code, part));
  }
  return {};
}

Result<void> check_replaceable(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {};
    return cannot_write(path, errno);
  }
  if (S_ISLNK(status.st_mode)) {
    return fail("will not write " + path + ": it is a symbolic link",
                "replace the link by the file it leads to");
  }
  if (!S_ISREG(status.st_mode)) return fail("will not write " + path + ": it is no regular file");
  if (status.st_uid != ::geteuid()) {
    return fail("will not write " + path + ": it belongs to another user",
                "become its owner, or remove it");
  }
  return {};
}

}  // namespace edgee
