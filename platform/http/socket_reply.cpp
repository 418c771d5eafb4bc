#include "platform/http/socket_reply.h"

#include <array>
#include <span>
#include <string>

namespace edgee {
namespace {

// sendmsg only reads through these pointers.
iovec part_of(std::string_view text) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): the type of iovec leaves no choice
  return iovec{const_cast<char*>(text.data()), text.size()};
}

}  // namespace

bool SocketReply::start(int status, const HeaderList& headers, std::optional<std::size_t> length,
                        std::string_view first) {
  if (state_ != State::fresh) return false;
  end_ = body_end(status, length.has_value());
  if (end_ == BodyEnd::close) manner_.keep_alive = false;
  if (end_ == BodyEnd::length) left_ = *length;
  if (!may_have_body(status)) length.reset();
  state_ = State::open;
  return send_body(render_head(status, headers, end_, length, manner_.keep_alive), first);
}

BodyEnd SocketReply::body_end(int status, bool has_length) const {
  if (manner_.head_only || !may_have_body(status)) return BodyEnd::no_body;
  if (has_length) return BodyEnd::length;
  return manner_.http_1_0 ? BodyEnd::close : BodyEnd::chunked;
}

bool SocketReply::write(std::string_view bytes) {
  if (state_ != State::open) return false;
  return bytes.empty() || send_body({}, bytes);
}

bool SocketReply::finish() {
  if (state_ != State::open) return state_ == State::finished;
  if (end_ == BodyEnd::length && left_ > 0) {
    abort();
    return false;
  }
  if (end_ == BodyEnd::chunked && !wire_->send("0\r\n\r\n", manner_.write_silence)) {
    state_ = State::gone;
    return false;
  }
  state_ = State::finished;
  return true;
}

void SocketReply::abort() {
  if (state_ == State::finished || state_ == State::gone) return;
  // A body that ends with the connection is cut by a reset only.
  if (state_ == State::fresh || end_ == BodyEnd::close) {
    wire_->reset();
  } else {
    wire_->close_gently(Duration(0));
  }
  state_ = State::gone;
}

bool SocketReply::send_body(std::string_view head, std::string_view bytes) {
  if (end_ == BodyEnd::no_body) bytes = {};
  if (end_ == BodyEnd::length) {
    bytes = bytes.substr(0, left_);
    left_ -= bytes.size();
  }
  const bool chunk = end_ == BodyEnd::chunked && !bytes.empty();
  const std::string line = chunk ? chunk_line(bytes.size()) : std::string();
  std::array<iovec, 4> parts{part_of(head), part_of(line), part_of(bytes),
                             part_of(chunk ? "\r\n" : "")};
  if (wire_->send(std::span<iovec>(parts), manner_.write_silence)) return true;
  state_ = State::gone;
  return false;
}

}  // namespace edgee
