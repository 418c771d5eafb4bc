#include "platform/http/content_decoder.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "core/base/text.h"

namespace edgee {
namespace {

// What may be waiting to be handed out; honest answers come in far smaller pieces.
constexpr std::size_t kMostAtOnce = std::size_t{32} * 1024 * 1024;
constexpr std::size_t kPiece = std::size_t{16} * 1024;

class Inflater : public ContentDecoder {
 public:
  Inflater() {
    constexpr int kGzipOrZlib = 15 + 32;
    inflateInit2(&stream_, kGzipOrZlib);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() override { inflateEnd(&stream_); }

  bool decode(std::string_view bytes, std::string& to) override {
    std::string input(bytes);  // zlib wants it writable
    stream_.next_in = reinterpret_cast<Bytef*>(input.data());
    stream_.avail_in = static_cast<uInt>(input.size());
    while (!ended_ && to.size() <= kMostAtOnce) {
      std::array<char, kPiece> piece{};
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream_.avail_out = piece.size();
      const int result = inflate(&stream_, Z_NO_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return false;
      to.append(piece.data(), piece.size() - stream_.avail_out);
      ended_ = result == Z_STREAM_END;
      if (stream_.avail_out > 0) break;  // all input is used up
    }
    return to.size() <= kMostAtOnce;
  }
  [[nodiscard]] bool is_whole() const override { return ended_; }

 private:
  z_stream stream_{};
  bool ended_ = false;
};

class Unbrotli : public ContentDecoder {
 public:
  bool decode(std::string_view bytes, std::string& to) override {
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t in = bytes.size();
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && to.size() <= kMostAtOnce) {
      std::array<char, kPiece> piece{};
      auto* next_out = reinterpret_cast<std::uint8_t*>(piece.data());
      std::size_t room = piece.size();
      result =
          BrotliDecoderDecompressStream(state_.get(), &in, &next_in, &room, &next_out, nullptr);
      to.append(piece.data(), piece.size() - room);
    }
    return result != BROTLI_DECODER_RESULT_ERROR && to.size() <= kMostAtOnce;
  }
  [[nodiscard]] bool is_whole() const override {
    return BrotliDecoderIsFinished(state_.get()) != 0;
  }

 private:
  std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state_{
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance};
};

// RFC 8878. A window asks for memory ahead of any output: 8 MB are what every decoder has to give.
class Unzstd : public ContentDecoder {
 public:
  Unzstd() { ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, kWindowLog); }

  bool decode(std::string_view bytes, std::string& to) override {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::array<char, kPiece> piece{};
    for (bool full = true; (full || in.pos < in.size) && to.size() <= kMostAtOnce;) {
      ZSTD_outBuffer out{piece.data(), piece.size(), 0};
      const std::size_t wanted = ZSTD_decompressStream(state_.get(), &out, &in);
      if (ZSTD_isError(wanted) != 0) return false;
      to.append(piece.data(), out.pos);
      // Behind a whole frame, nothing is left to ask for; what follows begins another one.
      if (out.pos > 0 || in.size > 0) whole_ = wanted == 0;
      full = out.pos == out.size && !whole_;
    }
    return to.size() <= kMostAtOnce;
  }
  [[nodiscard]] bool is_whole() const override { return whole_; }

 private:
  static constexpr int kWindowLog = 23;
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> state_{ZSTD_createDCtx(), ZSTD_freeDCtx};
  bool whole_ = false;
};

std::unique_ptr<ContentDecoder> decoder_for(std::string_view coding) {
  if (equals_ignoring_case(coding, "br")) return std::make_unique<Unbrotli>();
  if (equals_ignoring_case(coding, "zstd")) return std::make_unique<Unzstd>();
  const bool zlib = equals_ignoring_case(coding, "gzip") ||
                    equals_ignoring_case(coding, "x-gzip") ||
                    equals_ignoring_case(coding, "deflate");
  if (zlib) return std::make_unique<Inflater>();
  return nullptr;
}

}  // namespace

tl::expected<std::string, DecodeTrouble> decode_whole(ContentDecoder& decoder,
                                                      std::string_view bytes, std::size_t limit) {
  // Little goes in at a time, so that little more than the limit can come out.
  constexpr std::size_t kMouthful = std::size_t{16} * 1024;
  std::string whole;
  std::string part;
  while (!bytes.empty()) {
    const std::string_view next = bytes.substr(0, kMouthful);
    bytes.remove_prefix(next.size());
    part.clear();
    const bool good = decoder.decode(next, part);
    if (part.size() > kMostAtOnce || whole.size() + part.size() > limit) {
      return tl::unexpected(DecodeTrouble::too_large);
    }
    if (!good) return tl::unexpected(DecodeTrouble::broken);
    whole += part;
  }
  if (!decoder.is_whole()) return tl::unexpected(DecodeTrouble::broken);
  return whole;
}

std::optional<std::unique_ptr<ContentDecoder>> make_content_decoder(HeaderList& headers) {
  const std::string coding(trim(header_value(headers, "content-encoding")));
  if (coding.empty() || equals_ignoring_case(coding, "identity")) {
    return std::unique_ptr<ContentDecoder>();
  }
  auto decoder = decoder_for(coding);
  if (!decoder) return std::nullopt;
  remove_header(headers, "content-encoding");
  remove_header(headers, "content-length");
  return decoder;
}

}  // namespace edgee
