// Decodes compressed bodies of providers that compress though identity was asked for: gzip,
// deflate and br. Belongs to one answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

// Null when the body is plain; nothing when its coding is unknown. Takes Content-Encoding, and the
// Content-Length that is no longer true, out of `headers`.
[[nodiscard]] std::optional<std::unique_ptr<ContentDecoder>> make_content_decoder(
    HeaderList& headers);

}  // namespace edgee
