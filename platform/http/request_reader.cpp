#include "platform/http/request_reader.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "platform/http/chunked_body.h"
#include "platform/http/content_decoder.h"

namespace edgee {
namespace {

constexpr int kBadRequest = 400;
constexpr int kTimeout = 408;
constexpr int kTooLarge = 413;
constexpr int kHeadTooLarge = 431;

// A line may end in CRLF only.
bool has_bare_newline(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (at == 0 || text[at - 1] != '\r') return true;
  }
  return false;
}

// Empty lines before a request are to be ignored (RFC 9112, 2.2).
void skip_empty_lines(Wire& wire) {
  while (wire.buffered().starts_with("\r\n"))
    wire.consume(2);
}

int refusal_for(Wire::Read read) {
  switch (read) {
    case Wire::Read::full:
      return kHeadTooLarge;
    case Wire::Read::timeout:
      return kTimeout;
    case Wire::Read::bytes:
    case Wire::Read::closed:
    case Wire::Read::stopped:
      break;
  }
  return kJustClose;
}

tl::expected<std::string, int> read_counted(Wire& wire, std::size_t length, Duration body_silence) {
  std::string body;
  body.resize(length);
  std::size_t done = std::min(length, wire.buffered().size());
  wire.buffered().copy(body.data(), done);
  wire.consume(done);
  while (done < length) {
    std::size_t got = 0;
    const Wire::Read read = wire.receive(std::span<char>(body.data() + done, length - done),
                                         from_now(body_silence), got);
    if (read != Wire::Read::bytes) return tl::unexpected<int>(refusal_for(read));
    done += got;
  }
  return body;
}

}  // namespace

tl::expected<IncomingHead, int> read_request_head(Wire& wire, const ServerLimits& limits) {
  skip_empty_lines(wire);
  if (wire.buffered().empty()) {
    if (wire.fill(from_now(limits.keep_alive)) != Wire::Read::bytes) {
      return tl::unexpected<int>(kJustClose);
    }
  }
  const TimePoint deadline = from_now(limits.head_time);
  for (std::size_t seen = 0;;) {
    skip_empty_lines(wire);
    const std::string_view text = wire.buffered();
    const std::size_t from = std::min(text.size(), seen < 3 ? 0 : seen - 3);
    const std::size_t end = text.find("\r\n\r\n", from);
    if (has_bare_newline(text.substr(0, end), from)) return tl::unexpected<int>(kBadRequest);
    if (end != std::string_view::npos) {
      auto head = parse_request_head(text.substr(0, end + 4));
      wire.consume(end + 4);
      return head;
    }
    seen = text.size();
    const Wire::Read read = wire.fill(deadline);
    if (read != Wire::Read::bytes) return tl::unexpected<int>(refusal_for(read));
  }
}

tl::expected<std::string, int> read_request_body(Wire& wire, const Framing& framing,
                                                 const ServerLimits& limits) {
  if (framing.chunked) {
    return read_chunked_body(wire, limits.body_bytes, limits.body_silence);
  }
  const std::size_t length = framing.length.value_or(0);
  if (length > limits.body_bytes) return tl::unexpected<int>(kTooLarge);
  return read_counted(wire, length, limits.body_silence);
}

tl::expected<std::string, int> decode_request_body(std::string body, HeaderList& headers,
                                                   const ServerLimits& limits) {
  if (find_header(headers, "content-encoding") == nullptr) return body;
  const auto decoder = make_content_decoder(headers);
  if (!decoder || *decoder == nullptr) return body;
  auto plain = decode_whole(**decoder, body, limits.body_bytes);
  if (plain) return *std::move(plain);
  return tl::unexpected<int>(plain.error() == DecodeTrouble::too_large ? kTooLarge : kBadRequest);
}

}  // namespace edgee
