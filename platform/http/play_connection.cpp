#include "platform/http/play_connection.h"

#include <string>
#include <utility>

#include "core/base/overloaded.h"
#include "core/base/text.h"
#include "platform/http/request_reader.h"
#include "platform/http/response_head.h"

namespace edgee {
namespace {

constexpr std::size_t kMostHead = std::size_t{1024} * 1024;
constexpr std::size_t kMostBody = std::size_t{512} * 1024 * 1024;
constexpr Duration kPatience{3'600'000};

ServerLimits generous() {
  return {.head_bytes = kMostHead,
          .body_bytes = kMostBody,
          .connections = 0,
          .head_time = kPatience,
          .body_silence = kPatience,
          .keep_alive = kPatience,
          .write_silence = kPatience};
}

}  // namespace

PlayConnection::PlayConnection(UniqueFd socket, const Wakeup& stop)
    : wire_(std::move(socket), stop, kMostHead) {}

PlayConnection::Ending PlayConnection::serve_one(const Cast& cast) {
  auto incoming = read_request_head(wire_, generous());
  if (!incoming) return Ending::closed;
  if (incoming->framing.expects_continue &&
      !wire_.send("HTTP/1.1 100 Continue\r\n\r\n", kPatience)) {
    return Ending::closed;
  }
  auto body = read_request_body(wire_, incoming->framing, generous());
  if (!body) return Ending::closed;
  const bool head_only = incoming->head.method == "HEAD";
  RequestHead& head = incoming->head;
  script::Received received;
  received.method = std::move(head.method);
  received.target = std::move(head.target);
  received.headers = std::move(head.headers);
  received.body = std::move(*body);
  return perform(cast(std::move(received)), head_only);
}

PlayConnection::Ending PlayConnection::perform(const script::Play& play, bool head_only) {
  head_only_ = head_only;
  head_sent_ = chunked_ = close_after_ = false;
  Step step = Step::next;
  for (const script::Act& next : play) {
    step = act(next);
    if (step != Step::next) break;
  }
  if (step == Step::next) step = head_sent_ ? send_end() : Step::closed;
  if (step == Step::abandoned) return Ending::abandoned;
  return step == Step::closed || close_after_ ? Ending::closed : Ending::again;
}

PlayConnection::Step PlayConnection::act(const script::Act& act) {
  return std::visit(Overloaded{
                        [this](const script::Head& head) { return send_head(head); },
                        [this](const script::Body& body) { return send_body(body.bytes); },
                        [this](const script::Wait& pause) { return wait(from_now(pause.time)); },
                        [this](const script::Hang&) { return wait(TimePoint::max()); },
                        [this](const script::End&) { return send_end(); },
                        [this](const script::Close&) {
                          wire_.close_gently(Duration(0));
                          return Step::closed;
                        },
                        [this](const script::Reset&) {
                          wire_.reset();
                          return Step::closed;
                        },
                    },
                    act);
}

PlayConnection::Step PlayConnection::send_head(const script::Head& head) {
  std::string text = "HTTP/1.1 " + std::to_string(head.status) + " ";
  text.append(reason_of(head.status)).append("\r\n");
  for (const Header& header : head.headers) {
    text.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  const bool bodiless = head_only_ || !may_have_body(head.status);
  chunked_ = !bodiless && find_header(head.headers, "content-length") == nullptr;
  if (chunked_) text += "Transfer-Encoding: chunked\r\n";
  head_sent_ = true;
  close_after_ = equals_ignoring_case(header_value(head.headers, "connection"), "close");
  return sent(wire_.send(text + "\r\n", kPatience));
}

PlayConnection::Step PlayConnection::send_body(std::string_view bytes) {
  if (bytes.empty() || (head_sent_ && head_only_)) return Step::next;
  if (!chunked_) return sent(wire_.send(bytes, kPatience));
  std::string chunk = chunk_line(bytes.size());
  chunk.append(bytes).append("\r\n");
  return sent(wire_.send(chunk, kPatience));
}

PlayConnection::Step PlayConnection::send_end() {
  if (chunked_ && !wire_.send("0\r\n\r\n", kPatience)) return sent(false);
  return Step::ended;
}

PlayConnection::Step PlayConnection::wait(TimePoint until) {
  switch (wait_for(wire_.fd(), kHangUpEvents, wire_.stop(), until)) {
    case Waited::ready:
      return Step::abandoned;
    case Waited::stopped:
      return Step::closed;
    case Waited::timeout:
      break;
  }
  return Step::next;
}

PlayConnection::Step PlayConnection::sent(bool whole) const {
  if (whole) return Step::next;
  return wire_.stop().raised() ? Step::closed : Step::abandoned;
}

}  // namespace edgee
