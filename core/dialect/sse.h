// Cuts an event stream (WHATWG "server-sent events") into frames. Bytes may be cut anywhere; line
// ends may be LF, CRLF or CR. One reader per answer, for one thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace edgee {

// An event larger than this breaks the stream.
inline constexpr std::size_t kMaxSseEvent = std::size_t{8} * 1024 * 1024;

// `raw` lives until the next feed(), or as long as the fed bytes if that ends sooner; the other
// views until the next call of next() too.
struct SseFrame {
  std::string_view event;  // "" when the frame names none
  std::string_view data;   // data lines joined with \n
  bool comment = false;    // neither an event name nor a data line: a keep-alive
  bool blank = false;      // nothing but empty lines, or the mark at the start: no event at all
  // All bytes since the frame before, the blank line that ends this one included. Whatever the
  // frames are, their bytes in a row are what was fed.
  std::string_view raw;
};

class SseReader {
 public:
  // Takes the next bytes. They must stay alive until next() has returned nullopt, and next() must
  // be called until then: `reader.feed(bytes); while (const auto frame = reader.next()) ...`.
  void feed(std::string_view bytes);
  [[nodiscard]] std::optional<SseFrame> next();
  // At the end of the body: what came of a last frame that no blank line ended. Its data may be cut
  // short. The standard throws it away; some servers end with `data: [DONE]` like that.
  [[nodiscard]] std::optional<SseFrame> last();

  // Bytes of a frame are in, its end is not.
  [[nodiscard]] bool in_event() const { return !broken_ && carry().size() > at_; }
  // The bytes are no event stream (HTML, JSON, binary), or an event was too large. Stays true.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  [[nodiscard]] bool skip_mark();
  [[nodiscard]] bool find_end();
  void keep_rest();
  [[nodiscard]] SseFrame read_frame(std::string_view text);
  [[nodiscard]] std::string_view take_raw();
  [[nodiscard]] std::string& carry() { return carries_.at(current_); }
  [[nodiscard]] const std::string& carry() const { return carries_.at(current_); }
  void give_up();

  // What no frame gave yet: skipped bytes, an incomplete frame. The other one holds what the last
  // frames point into.
  std::array<std::string, 2> carries_;
  std::size_t current_ = 0;
  std::string joined_;     // data of more than one line
  std::string tail_;       // what last() reads
  std::string_view rest_;  // what next() reads: the fed bytes, or carry()
  std::size_t raw_ = 0;    // in rest_: end of the frame before
  std::size_t at_ = 0;     // in rest_ or carry(): start of the frame
  std::size_t line_ = 0;   // from at_: start of the line
  std::size_t seen_ = 0;   // from at_: no line end stands between line_ and here
  bool started_ = false;   // the byte order mark is behind us
  bool skip_lf_ = false;   // the last frame ended with CR: its LF may follow
  bool broken_ = false;
};

}  // namespace edgee
