#include "platform/http/exchange.h"

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "platform/http/dialing_failure.h"
#include "platform/http/route.h"

namespace edgee {
namespace {

constexpr std::size_t kReceiveSize = std::size_t{64} * 1024;
// Handed out before more is read.
constexpr std::size_t kEnough = std::size_t{256} * 1024;
// An answer with such a status, while the body is still being sent, is the last word.
constexpr int kFirstRefusal = 300;

}  // namespace

Exchange::Exchange(ExchangeId id, const UpstreamRequest& request, std::unique_ptr<Lane> lane)
    : id_(id),
      origin_(origin_of(request.url)),
      lane_(std::move(lane)),
      reader_(request.method == "HEAD") {
  if (const auto written = request_.write(request); !written) {
    fail(FailureKind::not_encodable, written.error().message);
    return;
  }
  head_left_ = request_.text();
  if (request.has_body) body_left_ = request.body;
}

std::size_t Exchange::watch(std::vector<pollfd>& watched) const {
  if (stage_ == Stage::ended) return 0;
  if (stage_ == Stage::talking) {
    watched.push_back(pollfd{lane_->fd(), short{POLLIN}, 0});
    if (sending_) watched.back().events = POLLIN | POLLOUT;
    return 1;
  }
  const std::vector<pollfd>& own = lane_->dialer().watched();
  watched.insert(watched.end(), own.begin(), own.end());
  return own.size();
}

TimePoint Exchange::timer() const {
  if (stage_ == Stage::dialing) return lane_->is_open() ? TimePoint() : lane_->dialer().timer();
  return stage_ == Stage::talking && hungry_ ? TimePoint() : TimePoint::max();
}

void Exchange::run_timer() {
  if (stage_ == Stage::talking) {
    receive_more();
  } else if (lane_->is_open()) {
    begin_talking();
  } else {
    lane_->dialer().run_timer();
    notice_dialed();
  }
}

void Exchange::run_socket(const pollfd& ready) {
  if (stage_ == Stage::dialing) {
    lane_->dialer().run_socket(ready);
    notice_dialed();
    return;
  }
  // Reading first: an answer that came before the body was sent ends the sending.
  if (stage_ == Stage::talking && (ready.revents & ~POLLOUT) != 0) receive_more();
  if (stage_ == Stage::talking && sending_ && (ready.revents & POLLOUT) != 0) send_more();
}

void Exchange::notice_dialed() {
  const auto result = lane_->dialer().result();
  if (!result) return;
  if (*result == CURLE_OK && lane_->open()) {
    begin_talking();
    return;
  }
  const std::string complaint = lane_->dialer().complaint();
  fail(dialing_failure(*result, lane_->dialer().resolved(), lane_->dialer().os_error()),
       complaint.empty() ? curl_easy_strerror(*result) : complaint);
}

void Exchange::begin_talking() {
  stage_ = Stage::talking;
  reached_ = Phase::sent;
  reused_ = lane_->has_served();
  lane_->note_served();
  send_more();
}

void Exchange::send_more() {
  const Lane::Io io = lane_->send(head_left_, body_left_);
  if (head_left_.empty()) request_.forget();
  // After an error the answer may be there nevertheless: reading tells.
  if (io != Lane::Io::would_block) sending_ = false;
}

void Exchange::receive_more() {
  hungry_ = false;
  while (stage_ == Stage::talking) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): receive() fills what is read of it
    std::array<char, kReceiveSize> bytes;
    std::size_t got = 0;
    const Lane::Io io = lane_->receive(bytes, got);
    if (io == Lane::Io::would_block) return;
    if (io != Lane::Io::some) {
      notice_end(io == Lane::Io::ended);
      return;
    }
    const AnswerReader::State state = reader_.feed({bytes.data(), got}, arrived_);
    if (state == AnswerReader::State::broken || state == AnswerReader::State::done) {
      notice_end(true);
    }
    if (reader_.has_head() && reader_.head().status() >= kFirstRefusal) sending_ = false;
    if (!lane_->may_hide_bytes()) return;
    if (arrived_.size() >= kEnough) {
      hungry_ = true;
      return;
    }
  }
}

void Exchange::notice_end(bool in_order) {
  const bool was_broken = reader_.state() == AnswerReader::State::broken;
  if (in_order && reader_.end() == AnswerReader::State::done) {
    stage_ = Stage::ended;
    return;
  }
  const FailureKind before_head = was_broken ? FailureKind::not_an_answer : FailureKind::reset;
  fail(reader_.has_head() ? FailureKind::cut : before_head,
       in_order ? std::string(reader_.trouble()) : lane_->error());
}

void Exchange::fail(FailureKind kind, std::string message) {
  stage_ = Stage::ended;
  Arrival arrival = arrival_of(Arrival::Kind::failed);
  arrival.failure = kind;
  arrival.message = std::move(message);
  arrival.reused_connection = reused_;
  failure_ = std::move(arrival);
}

Arrival Exchange::arrival_of(Arrival::Kind kind) const {
  Arrival arrival;
  arrival.kind = kind;
  arrival.id = id_;
  return arrival;
}

std::optional<Arrival> Exchange::take() {
  handed_out_.clear();
  if (over_) return std::nullopt;
  if (reader_.has_head() && !head_taken_) return take_head();
  if (!arrived_.empty()) {
    reached_ = Phase::content;
    std::swap(arrived_, handed_out_);
    Arrival arrival = arrival_of(Arrival::Kind::chunk);
    arrival.chunk = handed_out_;
    return arrival;
  }
  if (stage_ == Stage::ended) return take_end();
  return std::nullopt;
}

Arrival Exchange::take_head() {
  head_taken_ = true;
  reached_ = Phase::head;
  Arrival arrival = arrival_of(Arrival::Kind::head);
  arrival.status = reader_.head().status();
  arrival.headers = std::move(reader_.head().headers());
  return arrival;
}

Arrival Exchange::take_end() {
  over_ = true;
  if (!failure_) return arrival_of(Arrival::Kind::end);
  failure_->reached = reached_;
  return std::move(*failure_);
}

std::unique_ptr<Lane> Exchange::take_lane() {
  const bool sent = head_left_.empty() && body_left_.empty();
  const bool good = over_ && !failure_ && sent && reader_.may_reuse();
  return good ? std::move(lane_) : nullptr;
}

}  // namespace edgee
