#include "core/dialect/sse.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using edgee::SseReader;

namespace {

void read_all(SseReader& reader, std::string_view bytes, std::string& out) {
  reader.feed(bytes);
  while (const auto frame = reader.next()) {
    if (frame->blank) continue;
    out.append("[").append(frame->event).append("|").append(frame->data);
    out.append(frame->comment ? "|comment]" : "]");
  }
  if (reader.broken()) out.append("broken");
}

std::string frames(const std::vector<std::string>& chunks) {
  SseReader reader;
  std::string out;
  for (const std::string& chunk : chunks) {
    read_all(reader, chunk, out);
    if (reader.broken()) break;
  }
  return out;
}

struct Row {
  std::string bytes;
  std::string frames;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"event: ping\ndata: {}\n\n", "[ping|{}]"},
      {"event: a\r\ndata: 1\r\n\r\nevent: b\r\ndata: 2\r\n\r\n", "[a|1][b|2]"},
      {"event: a\rdata: 1\r\revent: b\rdata: 2\r\r", "[a|1][b|2]"},
      {"data: one\ndata: two\ndata:\ndata: four\n\n", "[|one\ntwo\n\nfour]"},
      {"data:no space\n\ndata:  two spaces\n\n", "[|no space][| two spaces]"},
      {": keep-alive\n\n", "[||comment]"},
      {": keep-alive\ndata: 1\n\n", "[|1]"},
      {":\n\n:\r\n\r\n", "[||comment][||comment]"},
      {"id: 7\nretry: 10\n\ndata: 1\n\n", "[||comment][|1]"},
      {"\n\n\ndata: 1\n\n\n\n\ndata: 2\n\n", "[|1][|2]"},
      {"\r\n\r\ndata: 1\r\n\r\n\r\n\r\ndata: 2\r\n\r\n", "[|1][|2]"},
      {"\xEF\xBB\xBF"
       "data: 1\n\n",
       "[|1]"},
      {"data\n\n", "[|]"},
      {"event: only\n\n", "[only|]"},
      {"data: {\"a\":\"b: c\"}\n\n", "[|{\"a\":\"b: c\"}]"},
      {"x-unknown: field\ndata: 1\n\n", "[|1]"},
      {"data: 1\n\ndata: cut", "[|1]"},
      {"data: 1\n\ndata: cut\n", "[|1]"},
  };
  return kRows;
}

}  // namespace

TEST_SUITE("core/dialect/sse") {
  TEST_CASE("frames are read from whole chunks") {
    for (const Row& row : rows()) {
      CAPTURE(row.bytes);
      CHECK(frames({row.bytes}) == row.frames);
    }
  }

  TEST_CASE("a cut at any byte changes nothing") {
    for (const Row& row : rows()) {
      CAPTURE(row.bytes);
      for (std::size_t cut = 0; cut <= row.bytes.size(); ++cut) {
        CHECK(frames({row.bytes.substr(0, cut), row.bytes.substr(cut)}) == row.frames);
      }
      std::vector<std::string> bytes;
      for (const char byte : row.bytes)
        bytes.emplace_back(1, byte);
      CHECK(frames(bytes) == row.frames);
    }
  }

  TEST_CASE("the bytes of the frames in a row are the bytes that came, wherever they are cut") {
    for (const Row& row : rows()) {
      CAPTURE(row.bytes);
      const std::string bytes = row.bytes + "\n\n";
      for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        SseReader reader;
        std::string raw;
        for (const std::string& chunk : {bytes.substr(0, cut), bytes.substr(cut)}) {
          std::vector<std::string_view> parts;  // they outlive the next frame
          reader.feed(chunk);
          while (const auto frame = reader.next())
            parts.push_back(frame->raw);
          for (const std::string_view part : parts)
            raw.append(part);
        }
        CHECK(raw == bytes);
      }
    }
  }

  TEST_CASE("two cuts anywhere change nothing") {
    const std::string text =
        "event: a\r\ndata: 1\r\n\r\n: c\r\n\r\nevent: b\rdata: 2\r\rdata: 3\n\n";
    for (std::size_t a = 0; a <= text.size(); ++a) {
      for (std::size_t b = a; b <= text.size(); ++b) {
        CHECK(frames({text.substr(0, a), text.substr(a, b - a), text.substr(b)}) ==
              "[a|1][||comment][b|2][|3]");
      }
    }
  }

  TEST_CASE("bytes that are no event stream break it at once") {
    for (const std::string bytes : {"<html><body>502", "{\"error\":1}", "[1]", " \n",
                                    "\x1F\x8B\x08", "\n\n<html>", "\xEF\xBB\xBF{"}) {
      CAPTURE(bytes);
      CHECK(frames({bytes}) == "broken");
    }
    CHECK(frames({"data: 1\n\n<html>\n\ndata: 2\n\n"}) == "[|1]broken");
    CHECK(frames({"Internal Server Error\n\n"}) == "broken");
  }

  TEST_CASE("an event over the limit breaks the stream, a large one does not") {
    const std::string block(std::size_t{1024} * 1024, 'x');
    SseReader reader;
    std::string out;
    read_all(reader, "data: ", out);
    for (int i = 0; i < 7; ++i)
      read_all(reader, block, out);
    read_all(reader, "\n\n", out);
    CHECK(out.size() == 7 * block.size() + 3);
    CHECK_FALSE(reader.in_event());
    out.clear();
    read_all(reader, "data: ", out);
    for (int i = 0; i < 8 && !reader.broken(); ++i)
      read_all(reader, block, out);
    CHECK(out == "broken");
    CHECK(reader.broken());
    read_all(reader, "\n\ndata: 1\n\n", out);
    CHECK(out == "brokenbroken");
  }

  TEST_CASE("the bytes of good frames stay when what follows them breaks the stream") {
    std::string oversized = "data: ";
    oversized.resize(9'000'000, 'x');
    for (const std::string& bad : {std::string("<html>\n\n"), oversized}) {
      SseReader reader;
      reader.feed("event: a\nda");
      while (reader.next()) {
      }
      const std::string rest = "ta: 1\n\n" + bad;
      reader.feed(rest);
      const auto frame = reader.next();
      REQUIRE(frame);
      const std::string_view raw = frame->raw;
      while (reader.next()) {
      }
      CHECK(reader.broken());
      CHECK(raw == "event: a\ndata: 1\n\n");
    }
  }

  TEST_CASE("a started event is reported until its end") {
    SseReader reader;
    std::string out;
    CHECK_FALSE(reader.in_event());
    read_all(reader, "data: 1\n", out);
    CHECK(reader.in_event());
    read_all(reader, "\n", out);
    CHECK_FALSE(reader.in_event());
    CHECK(out == "[|1]");
  }

  TEST_CASE("a frame that lies whole in the chunk is not copied") {
    const std::string bytes = "event: a\ndata: 12345\n\n";
    SseReader reader;
    reader.feed(bytes);
    const auto frame = reader.next();
    REQUIRE(frame);
    CHECK(frame->data.data() == bytes.data() + 15);
  }

  TEST_CASE("an unended last frame is kept for those who ask") {
    SseReader reader;
    std::string out;
    read_all(reader, "data: 1\n\nevent: end\ndata: [DONE]", out);
    CHECK(out == "[|1]");
    const auto last = reader.last();
    REQUIRE(last);
    CHECK(last->event == "end");
    CHECK(last->data == "[DONE]");
    CHECK_FALSE(reader.in_event());
    CHECK_FALSE(reader.last());
  }
}
