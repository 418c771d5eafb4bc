// A home directory for one test, in which edgee and an agent find nothing but what the test put
// there. One thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace edgee::play {

using Variables = std::map<std::string, std::string>;

class Home {
 public:
  Home();
  // Takes all of it away.
  ~Home();
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string in(const std::string& name) const { return path_ + "/" + name; }
  // Parents are made; the names are relative to the home.
  void write(const std::string& name, std::string_view text) const;
  // A symbolic link to `target`, an absolute path.
  void link(const std::string& name, const std::string& target) const;
  void write_program(const std::string& name, std::string_view text) const;
  // "" when there is no such file.
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> lines(const std::string& name) const;

  // HOME, the XDG directories below it, PATH with `bin` of this home in front, and no more than a
  // program needs besides.
  [[nodiscard]] Variables environment() const;

 private:
  std::string path_;
};

[[nodiscard]] std::string read_whole_file(const std::string& path);

}  // namespace edgee::play
