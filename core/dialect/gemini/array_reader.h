// Cuts a stream that is one JSON array in pieces (no "alt=sse") into its elements. Bytes may be cut
// anywhere. One reader per answer, for one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace edgee::gemini {

// `raw` holds the brackets, commas and blanks around the element too: whatever the pieces are,
// their bytes in a row are what was fed. Both live until the next feed().
struct ArrayPiece {
  std::string_view element;  // an object; "" when the piece holds none
  std::string_view raw;
  bool last = false;  // the array, or the only object, has ended
};

class ArrayReader {
 public:
  // next() must be asked until it says nullopt, before the next feed().
  void feed(std::string_view bytes);
  [[nodiscard]] std::optional<ArrayPiece> next();
  // Bytes of a piece are in, its end is not.
  [[nodiscard]] bool in_piece() const { return !broken_ && depth_ > 0; }
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  enum class Step { wait, element, end, junk };
  [[nodiscard]] Step step();
  void step_inside(char c);

  std::string bytes_;
  std::size_t begin_ = 0;    // of the piece
  std::size_t at_ = 0;       // read so far
  std::size_t element_ = 0;  // its first byte
  int depth_ = 0;            // inside the element
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_array_ = false;
  bool over_ = false;
  bool broken_ = false;
};

}  // namespace edgee::gemini
