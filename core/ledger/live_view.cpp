#include "core/ledger/live_view.h"

#include <algorithm>
#include <utility>

#include "core/base/json.h"

namespace edgee {
namespace {

std::int64_t to_number(WallTime time) {
  return std::chrono::duration_cast<Duration>(time.time_since_epoch()).count();
}

std::optional<WallTime> time_member(const Json& json, std::string_view key) {
  const auto number = int_member(json, key);
  if (!number) return std::nullopt;
  return WallTime(Duration(*number));
}

}  // namespace

std::string to_text(const LiveNote& note) {
  const LiveFailure& failure = note.failure;
  // By hand: it is written while a request fails over.
  std::string text = "{\"asking\":" + quote_json(note.asking) +
                     ",\"since\":" + std::to_string(to_number(note.since)) +
                     ",\"target\":" + quote_json(failure.target) +
                     ",\"status\":" + std::to_string(failure.status) +
                     ",\"trigger\":" + quote_json(failure.trigger) +
                     ",\"reason\":" + quote_json(failure.reason);
  if (failure.until) text += ",\"until\":" + std::to_string(to_number(*failure.until));
  return text + "}";
}

std::optional<LiveNote> parse_live_note(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  LiveNote note;
  note.asking = string_member(*json, "asking");
  note.since = time_member(*json, "since").value_or(WallTime());
  note.failure.target = string_member(*json, "target");
  note.failure.status = static_cast<int>(int_member(*json, "status").value_or(0));
  note.failure.trigger = string_member(*json, "trigger");
  note.failure.reason = string_member(*json, "reason");
  note.failure.until = time_member(*json, "until");
  return note;
}

LiveView::LiveView(Store& store, const Clock& clock, std::string launch)
    : store_(store), clock_(clock), launch_(std::move(launch)) {}

LiveView::~LiveView() {
  if (wrote_) store_.post_note(kLiveNotes, launch_, "");
}

void LiveView::begin(const std::string& request, const std::string& target, LiveFailure why) {
  put(request, std::move(why), target);
}

void LiveView::moved(const std::string& request, LiveFailure failure, const std::string& target) {
  put(request, std::move(failure), target);
}

void LiveView::put(const std::string& request, LiveFailure failure, const std::string& target) {
  LiveNote note{target, clock_.wall_now(), std::move(failure)};
  const std::lock_guard lock(mutex_);
  in_use_ = true;
  post(note);
  requests_.insert_or_assign(request, std::move(note));
}

// Another request may still be in trouble: then that one is shown.
void LiveView::ended(const std::string& request) {
  if (!in_use_) return;
  const std::lock_guard lock(mutex_);
  const auto found = requests_.find(request);
  if (found == requests_.end()) return;
  LiveNote over = std::move(found->second);
  requests_.erase(found);
  in_use_ = !requests_.empty();
  if (requests_.empty()) {
    over.asking.clear();
    over.since = clock_.wall_now();
    return post(over);
  }
  post(std::max_element(requests_.begin(), requests_.end(), [](const auto& a, const auto& b) {
         return a.second.since < b.second.since;
       })->second);
}

void LiveView::post(const LiveNote& note) {
  wrote_ = true;
  store_.post_note(kLiveNotes, launch_, to_text(note));
}

void prune_live_notes(Store& store, WallTime now) {
  const auto notes = store.notes(kLiveNotes);
  if (!notes) return;
  for (const auto& [launch, text] : *notes) {
    const auto note = parse_live_note(text);
    if (!note || now - note->since > std::chrono::hours(24)) {
      (void)store.remove_note(kLiveNotes, launch);
    }
  }
}

}  // namespace edgee
