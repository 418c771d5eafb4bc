// Collects what is wrong with one config text, each with its place. Not shared between threads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/parse.h"
#include "core/config/toml_tree.h"

namespace edgee {

class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  void add(Place place, std::string message, std::string fix = {});
  [[nodiscard]] bool empty() const { return found_.empty(); }
  // In the order of the file.
  [[nodiscard]] std::vector<ConfigProblem> take();

 private:
  std::string file_;
  std::vector<ConfigProblem> found_;
};

[[nodiscard]] std::string in_quotes(std::string_view text);
// `did you mean "steps"?`, else `expected one of: "a", "b"`; "" for no words at all.
[[nodiscard]] std::string suggest(std::string_view wrong, std::span<const std::string> words);

}  // namespace edgee
