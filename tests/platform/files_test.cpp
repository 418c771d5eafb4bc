#include "platform/files.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/in_child.h"
#include "tests/support/temp_dir.h"

namespace fs = std::filesystem;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
}

void put(const std::string& path, const std::string& text, mode_t mode = 0600) {
  std::ofstream(path) << text;
  ::chmod(path.c_str(), mode);
}

std::string content_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t entries(const std::string& directory) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("platform/files") {
  TEST_CASE("a file is written with its parents, for the owner only") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    const mode_t before = ::umask(0);
    const std::string path = temp / "a/b/config.toml";
    CHECK(files->write(path, "one"));
    CHECK(files->write(path, "two"));
    ::umask(before);
    CHECK(content_of(path) == "two");
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(temp / "a/b") == 0700);
    CHECK(entries(temp / "a/b") == 1);
  }

  TEST_CASE("a wider mode is narrowed by the next write") {
    const edgee::TempDir temp;
    put(temp / "f", "old", 0644);
    CHECK(edgee::make_files()->write(temp / "f", "new"));
    CHECK(mode_of(temp / "f") == 0600);
  }

  TEST_CASE("what is not there is no error to read or to remove") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    for (const std::string& path : {temp / "none", temp / "none/deeper"}) {
      CAPTURE(path);
      const auto read = files->read(path);
      REQUIRE(read);
      CHECK_FALSE(read->has_value());
    }
    CHECK(files->remove(temp / "none"));
  }

  TEST_CASE("a file is read whole, with NULs, and removed") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    const std::string text = std::string("a\0b", 3) + std::string(300'000, 'x');
    REQUIRE(files->write(temp / "f", text));
    const auto read = files->read(temp / "f");
    REQUIRE(read);
    CHECK(**read == text);
    CHECK(files->remove(temp / "f"));
    CHECK_FALSE(fs::exists(temp / "f"));
  }

  TEST_CASE("what is no plain file is refused without waiting") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    REQUIRE(::mkfifo((temp / "fifo").c_str(), 0600) == 0);
    fs::create_directory(temp / "dir");
    for (const std::string& path : {temp / "fifo", temp / "dir"}) {
      CAPTURE(path);
      CHECK_FALSE(files->read(path));
      CHECK_FALSE(files->write(path, "x"));
    }
  }

  TEST_CASE("a file over 8 MiB is refused") {
    const edgee::TempDir temp;
    put(temp / "big", "");
    fs::resize_file(temp / "big", std::size_t{8} * 1024 * 1024 + 1);
    const auto read = edgee::make_files()->read(temp / "big");
    REQUIRE_FALSE(read);
    CHECK(contains(read.error().message, "8 MiB"));
  }

  TEST_CASE("a symbolic link is not written through and holds no secrets") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    put(temp / "target", "kept");
    fs::create_symlink(temp / "target", temp / "link");
    const auto written = files->write(temp / "link", "x");
    REQUIRE_FALSE(written);
    CHECK(contains(written.error().message, "symbolic link"));
    CHECK(content_of(temp / "target") == "kept");
    CHECK(fs::is_symlink(temp / "link"));
    CHECK_FALSE(files->read_private(temp / "link"));
    CHECK(files->read(temp / "link"));
  }

  TEST_CASE("secrets are read only from a file that is the owner's alone") {
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    put(temp / "f", "secret");
    CHECK(files->read_private(temp / "f"));
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0644U}) {
      CAPTURE(mode);
      ::chmod((temp / "f").c_str(), mode);
      const auto read = files->read_private(temp / "f");
      REQUIRE_FALSE(read);
      CHECK(contains(read.error().hint, "chmod 600"));
    }
  }

  TEST_CASE("another owner's file is neither written nor trusted with secrets") {
    if (::geteuid() != 0) {
      MESSAGE("needs root to make such a file");
      return;
    }
    const edgee::TempDir temp;
    const auto files = edgee::make_files();
    put(temp / "f", "theirs");
    REQUIRE(::chown((temp / "f").c_str(), 65534, 65534) == 0);
    const auto written = files->write(temp / "f", "x");
    REQUIRE_FALSE(written);
    CHECK(contains(written.error().message, "another user"));
    CHECK_FALSE(files->read_private(temp / "f"));
    CHECK(content_of(temp / "f") == "theirs");
  }

  TEST_CASE("a read-only directory is a clear error and loses nothing") {
    const edgee::TempDir temp;
    ::chmod(temp.path().c_str(), 0755);
    fs::create_directory(temp / "dir");
    put(temp / "dir/f", "old");
    if (::geteuid() == 0) {
      REQUIRE(::chown((temp / "dir").c_str(), 65534, 65534) == 0);
      REQUIRE(::chown((temp / "dir/f").c_str(), 65534, 65534) == 0);
    }
    ::chmod((temp / "dir").c_str(), 0500);
    const std::string said = edgee::in_child_without_rights([&temp] {
      const auto files = edgee::make_files();
      const auto written = files->write(temp / "dir/f", "new");
      const auto made = files->write(temp / "dir/sub/g", "new");
      const auto removed = files->remove(temp / "dir/f");
      if (written || made || removed) return std::string("no error");
      return written.error().message + "|" + written.error().hint + "|" + made.error().message;
    });
    CHECK(contains(said, "cannot write " + (temp / "dir/f") + ": Permission denied"));
    CHECK(contains(said, "check who may write to " + (temp / "dir")));
    CHECK(contains(said, "cannot make the directory " + (temp / "dir/sub")));
    CHECK(content_of(temp / "dir/f") == "old");
    CHECK(entries(temp / "dir") == 1);
    ::chmod((temp / "dir").c_str(), 0700);
  }

  TEST_CASE("a write that the disk does not take leaves the old file and no other") {
    const edgee::TempDir temp;
    put(temp / "f", "old");
    const std::string said = edgee::in_child([&temp] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{.rlim_cur = 1000, .rlim_max = 1000};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      const auto written = edgee::make_files()->write(temp / "f", std::string(5000, 'x'));
      return written ? std::string("no error") : written.error().message;
    });
    CHECK(contains(said, "cannot write " + (temp / "f") + ": File too large"));
    CHECK(content_of(temp / "f") == "old");
    CHECK(entries(temp.path()) == 1);
  }

  TEST_CASE("readers meet the old or the new file, never a part of one") {
    const edgee::TempDir temp;
    const std::string path = temp / "f";
    REQUIRE(edgee::make_files()->write(path, std::string(100'000, 'a')));
    edgee::InChild writer([&path] {
      const auto files = edgee::make_files();
      for (int i = 0; i < 60; ++i) {
        if (!files->write(path, std::string(100'000, i % 2 == 0 ? 'b' : 'a'))) return "failed";
      }
      return "done";
    });
    const auto files = edgee::make_files();
    bool whole = true;
    for (int i = 0; i < 300; ++i) {
      const auto read = files->read(path);
      whole = whole && read && *read && (*read)->size() == 100'000 &&
              (*read)->find_first_not_of((*read)->front()) == std::string::npos;
    }
    CHECK(whole);
    CHECK(writer.answer() == "done");
  }
}
