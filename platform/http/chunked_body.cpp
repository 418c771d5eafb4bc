#include "platform/http/chunked_body.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace edgee {
namespace {

constexpr int kJustClose = 0;
constexpr int kBadRequest = 400;
constexpr int kTimeout = 408;
constexpr int kTooLarge = 413;
constexpr std::size_t kLongestLine = 4096;
constexpr int kMostTrailers = 100;

// Each call gives the refusal, if any.
class ChunkReader {
 public:
  ChunkReader(Wire& wire, Duration silence) : wire_(&wire), silence_(silence) {}

  std::optional<int> line(std::string& to) {
    for (;;) {
      const std::string_view text = wire_->buffered();
      const std::size_t end = text.find("\r\n");
      if (end != std::string_view::npos) {
        to.assign(text.substr(0, end));
        wire_->consume(end + 2);
        return std::nullopt;
      }
      if (text.size() > kLongestLine) return kBadRequest;
      if (const auto refused = more()) return refused;
    }
  }

  std::optional<int> data(std::size_t size, std::string& body) {
    while (size > 0) {
      if (wire_->buffered().empty()) {
        if (const auto refused = more()) return refused;
      }
      const std::string_view part = wire_->buffered().substr(0, size);
      body.append(part);
      size -= part.size();
      wire_->consume(part.size());
    }
    std::string rest;
    if (const auto refused = line(rest)) return refused;
    return rest.empty() ? std::nullopt : std::optional<int>(kBadRequest);
  }

 private:
  std::optional<int> more() {
    switch (wire_->fill(from_now(silence_))) {
      case Wire::Read::bytes:
        return std::nullopt;
      case Wire::Read::timeout:
        return kTimeout;
      case Wire::Read::full:
        return kBadRequest;
      case Wire::Read::closed:
      case Wire::Read::stopped:
        break;
    }
    return kJustClose;
  }

  Wire* wire_;
  Duration silence_;
};

// False for anything but hexadecimal digits and an extension.
bool parse_size(std::string_view line, std::size_t& size) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, size, 16);
  return !digits.empty() && error == std::errc() && stopped == end;
}

}  // namespace

tl::expected<std::string, int> read_chunked_body(Wire& wire, std::size_t limit, Duration silence) {
  ChunkReader reader(wire, silence);
  std::string body;
  std::string line;
  for (;;) {
    if (const auto refused = reader.line(line)) return tl::unexpected<int>(*refused);
    std::size_t size = 0;
    if (!parse_size(line, size)) return tl::unexpected<int>(kBadRequest);
    if (size == 0) break;
    if (size > limit - body.size()) return tl::unexpected<int>(kTooLarge);
    if (const auto refused = reader.data(size, body)) return tl::unexpected<int>(*refused);
  }
  for (int trailers = 0; trailers < kMostTrailers; ++trailers) {
    if (const auto refused = reader.line(line)) return tl::unexpected<int>(*refused);
    if (line.empty()) return body;
  }
  return tl::unexpected<int>(kBadRequest);
}

}  // namespace edgee
