#include "tests/bench/mock/connection.h"

#include <cerrno>

#include <sys/socket.h>

#include "tests/bench/mock/answers.h"

namespace edgee::bench {
namespace {

constexpr std::size_t kBurstBytes = std::size_t{16} * 1024;

std::string_view path_of(std::string_view head) {
  const std::size_t begin = head.find(' ') + 1;
  return head.substr(begin, head.find(' ', begin) - begin);
}

}  // namespace

Connection::Connection(UniqueFd fd, Role role, Journal& journal)
    : fd_(std::move(fd)), role_(role), journal_(journal) {}

bool Connection::on_readable(std::span<char> buffer) {
  const bool is_new = reader_.head().empty();
  const ssize_t got = recv(fd_.get(), buffer.data(), buffer.size(), 0);
  if (got < 0) return errno == EAGAIN || errno == EINTR || hung_up();
  if (got == 0) return hung_up();
  if (is_new && role_ == Role::fallback) journal_.note_takeover(now_ns(), used_);
  std::string_view input(buffer.data(), static_cast<std::size_t>(got));
  while (!input.empty()) {
    input.remove_prefix(reader_.feed(input));
    if (reader_.broken()) return false;
    if (!reader_.done()) break;
    answer();
    reader_.reset();
    used_ = true;
  }
  return flush();
}

bool Connection::on_writable() {
  return flush();
}

bool Connection::on_due(std::int64_t now) {
  // Events missed while the machine was busy are made up for, so that the offered load is exact.
  while (streaming_ && due_ns_ <= now) {
    if (events_sent_ == script_.events) {
      if (!break_off()) return false;
    } else {
      add_event();
    }
    due_ns_ += script_.interval_ns;
    if (!flush()) return false;
    if (sent_ < out_.size()) break;
  }
  return true;
}

std::optional<std::int64_t> Connection::due() const {
  if (!streaming_ || script_.manner != Manner::paced || sent_ < out_.size()) return std::nullopt;
  return due_ns_;
}

void Connection::answer() {
  const std::string_view path = path_of(reader_.head());
  if (path == "/bench/journal") {
    out_ += json_answer("200 OK", journal_.to_json());
    return;
  }
  journal_.count_request(role_);
  if (role_ == Role::failing) {
    out_ += overloaded_answer();
    return;
  }
  script_ = read_script(path, reader_.body());
  if (script_.id >= 0) journal_.note_seen(script_.id, now_ns());
  if (script_.manner == Manner::unknown) {
    out_ += json_answer("404 Not Found", R"({"type":"error","error":{"type":"not_found_error"}})");
  } else if (script_.manner != Manner::hang) {
    if (script_.stream) {
      begin_stream();
    } else {
      out_ += whole_answer(script_.dialect);
    }
  }
}

void Connection::begin_stream() {
  streaming_ = true;
  events_sent_ = 0;
  block_ = 0;
  due_ns_ = now_ns() + script_.interval_ns;
  append_stream_opening(script_.dialect, out_);
  if (script_.manner != Manner::burst) add_event();
}

void Connection::add_event() {
  const int per_block = script_.events_per_block;
  const bool new_block = per_block > 0 && events_sent_ > 0 && events_sent_ % per_block == 0;
  if (new_block) append_block_start(script_.dialect, ++block_, out_);
  append_stream_event(script_.dialect, block_, now_ns(), out_);
  ++events_sent_;
  // As a provider does it: a block's end follows its last event at once, the next block takes time.
  const bool block_full = per_block > 0 && events_sent_ % per_block == 0;
  if (block_full && events_sent_ < script_.events) {
    append_block_stop(script_.dialect, block_, out_);
  }
  finish_if_complete();
}

void Connection::add_burst() {
  out_.clear();
  sent_ = 0;
  while (streaming_ && out_.size() < kBurstBytes) {
    add_event();
  }
}

void Connection::finish_if_complete() {
  if (events_sent_ < script_.events || script_.ending != Ending::whole) return;
  append_stream_closing(script_.dialect, block_, events_sent_, out_);
  streaming_ = false;
}

bool Connection::break_off() {
  streaming_ = false;
  journal_.note_break(now_ns());
  if (script_.ending == Ending::silent) {
    append_end_of_body(out_);
    return true;
  }
  const linger at_once{.l_onoff = 1, .l_linger = 0};  // closing then sends a reset
  setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return false;
}

bool Connection::flush() {
  while (wants_to_write()) {
    if (sent_ == out_.size()) add_burst();
    const ssize_t put =
        send(fd_.get(), out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0) return errno == EAGAIN || errno == EINTR || hung_up();
    sent_ += static_cast<std::size_t>(put);
  }
  out_.clear();
  sent_ = 0;
  return true;
}

bool Connection::hung_up() {
  if (script_.id >= 0) journal_.note_hang_up(script_.id, now_ns());
  return false;
}

}  // namespace edgee::bench
