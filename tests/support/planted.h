// A proxy run in which every place that may hold a secret holds one of its own, with providers that
// give back what they were sent. What was written or printed anywhere is searched for them. One
// thread, but for the watch over argv.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/play.h"

namespace edgee::play {

struct Secret {
  std::string place;  // "keychain", "command", "file", "environment", "agent"...
  std::string value;
  std::string owner;  // the provider that may see it; "agent" is the agent's own vendor
};

// What failing providers do. All of them put every header they were sent into their words.
enum class Echo { error_500, error_401, error_429, error_400, html, error_event, cut };
inline constexpr Echo kEchoes[] = {Echo::error_500, Echo::error_401, Echo::error_429,
                                   Echo::error_400, Echo::html,      Echo::error_event,
                                   Echo::cut};

// Names of the secrets that stand in a text.
[[nodiscard]] std::vector<std::string> secrets_in(std::string_view text,
                                                  const std::vector<Secret>& secrets);

// Looks at the argv of every process, again and again, until it ends.
class ArgvWatch {
 public:
  explicit ArgvWatch(std::vector<Secret> secrets);
  // Ends the watch: the places of the secrets that were seen.
  [[nodiscard]] std::vector<std::string> end();
  [[nodiscard]] int looks() const { return looks_; }

 private:
  std::vector<Secret> secrets_;
  std::vector<std::string> seen_;
  std::atomic<int> looks_ = 0;
  std::jthread thread_;
};

class Planted {
 public:
  // With the session bus of this process as the keychain, or with none.
  explicit Planted(bool keychain);

  [[nodiscard]] const Play& play() const { return play_; }
  // Those of the places that this run has.
  [[nodiscard]] const std::vector<Secret>& secrets() const { return secrets_; }
  [[nodiscard]] std::string value_of(const std::string& place) const;
  void also(Secret secret) { secrets_.push_back(std::move(secret)); }

  // The next requests meet this; the last provider answers, unless it is to fail too.
  void fail_with(Echo echo, bool last_too = false);
  // As the agent asks, with both of its credentials.
  [[nodiscard]] Reply ask(const Proxy& proxy) const;
  [[nodiscard]] Variables variables() const;
  // Runs a command of edgee to its end and keeps what it printed.
  Finished edgee(const std::vector<std::string>& arguments, const std::string& input = "");
  // What edgee and the agents printed.
  [[nodiscard]] const std::map<std::string, std::string>& printed() const { return printed_; }
  void keep(const std::string& name, const std::string& text) { printed_[name] += text; }
  // Path -> the places of the secrets in it, of every file of the home but those meant to hold one.
  [[nodiscard]] std::map<std::string, std::vector<std::string>> spilled_files() const;

 private:
  script::Answerer echoing(bool last);
  void write_config() const;

  Play play_;
  bool keychain_;
  std::vector<Secret> secrets_;
  std::map<std::string, std::string> printed_;
  std::shared_ptr<std::atomic<Echo>> echo_ = std::make_shared<std::atomic<Echo>>(Echo::error_500);
  std::shared_ptr<std::atomic<bool>> last_fails_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace edgee::play
