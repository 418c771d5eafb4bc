// Where an agent is drilled: a home of its own, gone afterwards, in which its tool writes one line
// per step. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/context.h"
#include "cli/drill_cast.h"
#include "core/drill/tool_loop.h"
#include "core/ports/environment.h"

namespace edgee {

// The agent must see neither the user's settings nor his login.
class DrillHome {
 public:
  static Result<std::unique_ptr<DrillHome>> make(Random& random);
  DrillHome(const DrillHome&) = delete;
  DrillHome& operator=(const DrillHome&) = delete;
  ~DrillHome();

  [[nodiscard]] std::string path() const { return path_.string(); }
  // Where what the agent prints goes.
  [[nodiscard]] std::string output_file() const { return file("answer.txt"); }
  [[nodiscard]] std::string error_file() const { return file("errors.txt"); }
  // What it left, having ended with `code`.
  [[nodiscard]] LoopResult read_traces(const DrillCast& cast, int code) const;

 private:
  explicit DrillHome(std::filesystem::path path) : path_(std::move(path)) {}
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

  std::filesystem::path path_;
};

// Of the user's environment the agent gets nothing but the way to its programs.
class DrillEnvironment : public Environment {
 public:
  DrillEnvironment(Context& context, const DrillCast& cast, const std::string& home);
  [[nodiscard]] std::optional<std::string> get(std::string_view name) const override;
  [[nodiscard]] std::map<std::string, std::string> all() const override { return variables_; }

 private:
  std::map<std::string, std::string> variables_;
};

}  // namespace edgee
