// Reads one HTTP/1.1 message out of a byte stream, request or answer, and takes the chunking off.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace edgee::bench {

class HttpReader {
 public:
  // Consumes at most one message and returns how many bytes it took.
  std::size_t feed(std::string_view input);

  // The line and the headers, whole once head_complete().
  const std::string& head() const { return head_; }
  bool head_complete() const { return phase_ != Phase::head; }
  bool done() const { return phase_ == Phase::done; }
  bool broken() const { return phase_ == Phase::broken; }

  // The body so far; the caller may take bytes away while it grows.
  std::string& body() { return body_; }

  // Ready for the next message; keeps the buffers' memory.
  void reset();

 private:
  enum class Phase { head, length_body, chunk_size, chunk_data, chunk_end, trailers, done, broken };

  std::size_t step(std::string_view input);
  std::size_t read_head(std::string_view input);
  std::size_t read_body(std::string_view input, Phase next);
  std::size_t read_line(std::string_view input);
  void begin_body();
  void on_line();
  std::string_view header(std::string_view lower_case_name) const;

  Phase phase_ = Phase::head;
  std::string head_;
  std::string body_;
  std::string line_;
  std::size_t left_ = 0;
};

}  // namespace edgee::bench
