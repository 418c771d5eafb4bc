// Decodes compressed bodies: of providers that compress though identity was asked for, and of
// agents that do (Codex sends zstd). gzip, deflate, br and zstd. Belongs to one body.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "core/model/headers.h"

namespace edgee {

class ContentDecoder {
 public:
  ContentDecoder() = default;
  ContentDecoder(const ContentDecoder&) = delete;
  ContentDecoder& operator=(const ContentDecoder&) = delete;
  virtual ~ContentDecoder() = default;

  // Appends what can be decoded by now. False when the bytes are not what they claim to be, or
  // blow up beyond all measure.
  [[nodiscard]] virtual bool decode(std::string_view bytes, std::string& to) = 0;
  // The compressed data has come to its own end.
  [[nodiscard]] virtual bool is_whole() const = 0;
};

// A whole body at once. `too_large` beyond `limit` bytes, `broken` when the bytes are not what they
// claim to be.
enum class DecodeTrouble { too_large, broken };
[[nodiscard]] tl::expected<std::string, DecodeTrouble> decode_whole(ContentDecoder& decoder,
                                                                    std::string_view bytes,
                                                                    std::size_t limit);

// Null when the body is plain; nothing when its coding is unknown. Takes Content-Encoding, and the
// Content-Length that is no longer true, out of `headers`.
[[nodiscard]] std::optional<std::unique_ptr<ContentDecoder>> make_content_decoder(
    HeaderList& headers);

}  // namespace edgee
