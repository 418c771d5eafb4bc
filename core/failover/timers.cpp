#include "core/failover/timers.h"

namespace edgee {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// A local server may load a model first; a remote one that says nothing for two minutes is ill.
std::optional<Duration> default_first_token(bool agent, bool local) {
  if (agent) return std::nullopt;
  return local ? Duration(seconds(300)) : Duration(seconds(120));
}

}  // namespace

Timers timers_for(const Step& step, bool local, bool stream) {
  const Timeouts& own = step.timeouts;
  Timers timers;
  timers.connect = own.connect.value_or(seconds(5));
  if (!stream) {
    timers.total = own.total.value_or(seconds(290));
    return timers;
  }
  timers.first_token =
      own.first_token ? own.first_token : default_first_token(step.target.is_agent(), local);
  // A server that loads a model sends no head meanwhile: the head may take what the token may.
  timers.head = own.head.value_or(local ? Duration(seconds(300)) : Duration(seconds(60)));
  timers.silence = own.silence.value_or(local ? Duration(seconds(300)) : Duration(seconds(60)));
  timers.progress = own.progress.value_or(minutes(10));
  return timers;
}

}  // namespace edgee
