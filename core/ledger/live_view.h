// What goes on in a request right now, for those who look from outside while it still waits: the
// ledger itself is written only after the agent has its last byte. One per proxy; safe from any
// thread. Nothing is written as long as nothing goes wrong, and nobody waits for the disk.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/time.h"
#include "core/ports/clock.h"
#include "core/ports/store.h"

namespace edgee {

// Why a step does not answer.
struct LiveFailure {
  std::string target;  // as in AttemptEvent
  int status = 0;
  std::string trigger;
  std::string reason;             // a sentence part for people: "the plan's window is used up"
  std::optional<WallTime> until;  // the reset or the end of the wait that it named
};

struct LiveNote {
  std::string asking;  // the target that is asked now; "" = the last such request is over
  WallTime since;      // asked since then, or over since then
  LiveFailure failure;
};

// Notes of this kind, one per launch; the key is the launch id.
inline constexpr const char* kLiveNotes = "live";
[[nodiscard]] std::string to_text(const LiveNote& note);
[[nodiscard]] std::optional<LiveNote> parse_live_note(std::string_view text);

class LiveView {
 public:
  LiveView(Store& store, const Clock& clock, std::string launch);
  // Takes its note away.
  ~LiveView();
  LiveView(const LiveView&) = delete;
  LiveView& operator=(const LiveView&) = delete;

  // The first step is not asked at all (it rests, for `why`); `target` is.
  void begin(const std::string& request, const std::string& target, LiveFailure why);
  // An attempt failed and the request goes on at `target`, which may be the same one.
  void moved(const std::string& request, LiveFailure failure, const std::string& target);
  // The request is over, well or not. Costs nothing for one that is not known here.
  void ended(const std::string& request);

 private:
  void put(const std::string& request, LiveFailure failure, const std::string& target);
  void post(const LiveNote& note);

  Store& store_;
  const Clock& clock_;
  const std::string launch_;
  std::atomic<bool> in_use_ = false;  // some request is in trouble
  std::atomic<bool> wrote_ = false;
  std::mutex mutex_;
  std::map<std::string, LiveNote> requests_;  // those in trouble
};

// Takes away what runs left behind that were killed: notes older than a day.
void prune_live_notes(Store& store, WallTime now);

}  // namespace edgee
