// One connection to a scripted provider: reads requests, plays the answers. Runs on one thread.
#pragma once

#include <functional>
#include <string_view>

#include "core/model/script.h"
#include "platform/http/wire.h"

namespace edgee {

class PlayConnection {
 public:
  // Numbers and records a request, and gives its play.
  using Cast = std::function<script::Play(script::Received)>;
  enum class Ending { again, closed, abandoned };

  PlayConnection(UniqueFd socket, const Wakeup& stop);

  // One request and its play.
  [[nodiscard]] Ending serve_one(const Cast& cast);

 private:
  enum class Step { next, ended, closed, abandoned };

  Ending perform(const script::Play& play, bool head_only);
  Step act(const script::Act& act);
  Step send_head(const script::Head& head);
  Step send_body(std::string_view bytes);
  Step send_end();
  Step wait(TimePoint until);
  Step sent(bool whole) const;

  Wire wire_;
  bool head_only_ = false;  // of the request being answered
  bool head_sent_ = false;
  bool chunked_ = false;
  bool close_after_ = false;
};

}  // namespace edgee
