// One request to a provider, driven by whoever polls for it, and what has come back so far: take()
// hands that out in order. Belongs to one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>

#include "core/ports/exchanges.h"
#include "platform/http/answer_reader.h"
#include "platform/http/lane.h"
#include "platform/http/request_text.h"

namespace edgee {

class Exchange {
 public:
  // The lane is one to the request's origin, open or not.
  Exchange(ExchangeId id, const UpstreamRequest& request, std::unique_ptr<Lane> lane);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange() = default;

  [[nodiscard]] ExchangeId id() const { return id_; }
  [[nodiscard]] const std::string& origin() const { return origin_; }

  // Adds what to poll for, and tells how many that were.
  std::size_t watch(std::vector<pollfd>& watched) const;
  // When to call run_timer() at the latest; the past when there is something to do at once.
  [[nodiscard]] TimePoint timer() const;
  void run_timer();
  void run_socket(const pollfd& ready);

  // The next arrival; after `end` or `failed` there is none. A chunk lives until the next call.
  [[nodiscard]] std::optional<Arrival> take();
  // When the exchange is over: its lane, if the connection is good for another one.
  [[nodiscard]] std::unique_ptr<Lane> take_lane();

 private:
  enum class Stage { dialing, talking, ended };

  void notice_dialed();
  void begin_talking();
  void send_more();
  void receive_more();
  void notice_end(bool in_order);
  void fail(FailureKind kind, std::string message);
  [[nodiscard]] Arrival arrival_of(Arrival::Kind kind) const;
  [[nodiscard]] Arrival take_head();
  [[nodiscard]] Arrival take_end();

  ExchangeId id_;
  std::string origin_;
  std::unique_ptr<Lane> lane_;
  RequestText request_;
  std::string_view head_left_;  // of request_, to be sent
  std::string_view body_left_;
  AnswerReader reader_;
  Stage stage_ = Stage::dialing;
  Phase reached_ = Phase::dialing;
  bool sending_ = true;
  bool hungry_ = false;  // there may be bytes that poll does not know of
  bool reused_ = false;
  bool head_taken_ = false;
  bool over_ = false;
  std::string arrived_;  // body bytes not handed out yet
  std::string handed_out_;
  std::optional<Arrival> failure_;
};

}  // namespace edgee
