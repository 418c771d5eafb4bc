#include "platform/http/answer_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

using State = AnswerReader::State;

struct Row {
  const char* what;
  std::string bytes;
  bool ended;  // by the connection's end
  State state;
  std::string body;
  bool reusable;
};

std::vector<Row> rows() {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  return {
      {"a length", ok + "Content-Length: 2\r\n\r\nok", false, State::done, "ok", true},
      {"no body", ok + "Content-Length: 0\r\n\r\n", false, State::done, "", true},
      {"the same length twice", ok + "Content-Length: 2\r\ncontent-length: 2\r\n\r\nok", false,
       State::done, "ok", true},
      {"two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok", false, State::broken,
       "", false},
      {"a length of words", ok + "Content-Length: two\r\n\r\nok", false, State::broken, "", false},
      {"more than its length", ok + "Content-Length: 2\r\n\r\nokHTTP/1.1", false, State::done, "ok",
       false},
      {"chunks", chunked + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n", false, State::done,
       "abc0123456789", true},
      {"chunks with trailers", chunked + "1\r\na\r\n0\r\nT: x\r\nU: y\r\n\r\n", false, State::done,
       "a", true},
      {"chunks with bare newlines", chunked + "1\na\n0\n\n", false, State::done, "a", true},
      {"chunks without end", chunked + "3\r\nabc\r\n", false, State::body, "abc", false},
      {"a chunk size that overflows", chunked + "fffffffffffffffff\r\n", false, State::broken, "",
       false},
      {"a negative chunk size", chunked + "-1\r\n", false, State::broken, "", false},
      {"a chunk that is too long", chunked + "1\r\nabc\r\n", false, State::broken, "a", false},
      {"chunks win over a length",
       ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\na\r\n0\r\n\r\n",
       false, State::done, "a", true},
      {"an unknown coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", false, State::broken,
       "", false},
      {"until the end", ok + "\r\nall of it", true, State::done, "all of it", false},
      {"close", ok + "Connection: close\r\nContent-Length: 2\r\n\r\nok", false, State::done, "ok",
       false},
      {"HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false, State::done, "ok",
       false},
      {"interim heads",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\n" + ok +
           "Content-Length: 2\r\n\r\nok",
       false, State::done, "ok", true},
      {"204", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", false, State::done, "", true},
      {"no reason", "HTTP/1.1 529\r\nContent-Length: 2\r\n\r\nno", false, State::done, "no", true},
      {"101", "HTTP/1.1 101 Switching Protocols\r\n\r\n", false, State::broken, "", false},
      {"another protocol", "SSH-2.0-OpenSSH\r\n", false, State::broken, "", false},
      {"HTTP/2", "HTTP/2 200\r\n\r\n", false, State::broken, "", false},
      {"a status of letters", "HTTP/1.1 abc\r\n\r\n", false, State::broken, "", false},
      {"a field without a colon", ok + "hello\r\n\r\n", false, State::broken, "", false},
      {"a CR in a value", ok + "A: b\rc\r\n\r\n", false, State::broken, "", false},
      {"half a head", ok + "A: b\r\n", true, State::broken, "", false},
      {"half a length", ok + "Content-Length: 9\r\n\r\nhalf", true, State::broken, "half", false},
      {"nothing", "", true, State::broken, "", false},
  };
}

TEST_SUITE("platform/http/answer_reader") {
  TEST_CASE("answers are read the same, whole or split at any byte") {
    for (const Row& row : rows()) {
      CAPTURE(row.what);
      for (std::size_t split = 0; split <= row.bytes.size(); ++split) {
        AnswerReader reader(false);
        std::string body;
        reader.feed(std::string_view(row.bytes).substr(0, split), body);
        reader.feed(std::string_view(row.bytes).substr(split), body);
        if (row.ended) reader.end();
        REQUIRE(static_cast<int>(reader.state()) == static_cast<int>(row.state));
        REQUIRE(body == row.body);
        if (row.state == State::done) REQUIRE(reader.may_reuse() == row.reusable);
        if (row.state == State::broken) REQUIRE_FALSE(reader.trouble().empty());
      }
    }
  }

  TEST_CASE("answers are read the same byte by byte") {
    for (const Row& row : rows()) {
      CAPTURE(row.what);
      AnswerReader reader(false);
      std::string body;
      for (const char& byte : row.bytes)
        reader.feed({&byte, 1}, body);
      if (row.ended) reader.end();
      CHECK(static_cast<int>(reader.state()) == static_cast<int>(row.state));
      CHECK(body == row.body);
    }
  }

  TEST_CASE("an answer to HEAD has no body, whatever its head says") {
    AnswerReader reader(true);
    std::string body;
    reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Encoding: gzip\r\n\r\n", body);
    CHECK(reader.state() == State::done);
    CHECK(reader.may_reuse());
    CHECK(header_value(reader.head().headers(), "content-length") == "9");
  }

  TEST_CASE("fields keep order, case and bytes, folded ones become one line") {
    AnswerReader reader(false);
    std::string body;
    reader.feed("HTTP/1.1 200 OK\r\nB: \t x y \r\na:\r\nB: \xc3\xa9\r\nFold: one\r\n  two\r\n\r\n",
                body);
    std::string seen;
    for (const Header& header : reader.head().headers()) {
      seen += header.name + "=" + header.value + "|";
    }
    CHECK(seen == "B=x y|a=|B=\xc3\xa9|Fold=one two|");
  }

  TEST_CASE("what never ends is given up: a head, a line, a chunk size") {
    const std::string piece(std::size_t{64} * 1024, 'x');
    for (const std::string& begin :
         {std::string("HTTP/1.1 200 "), std::string("HTTP/1.1 200 OK\r\nA: "), std::string(),
          std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")}) {
      AnswerReader reader(false);
      std::string body;
      reader.feed(begin, body);
      for (int i = 0; i < 6; ++i)
        reader.feed(piece, body);
      CHECK(reader.state() == State::broken);
    }
  }

  TEST_CASE("a small body that unpacks to hundreds of megabytes is given up") {
    using namespace std::string_view_literals;
    constexpr std::string_view kBomb =  // 200 MB of zeros
        "\xcf\xff\xff\x7f\x00\x24\x00\xe2\xb1\x40\x72\xef\xff\xf9\xff\xff\x0f\x80\x04\x40\x1c\x16"
        "\x80\xee\xfd\x3f\xff\xff\xff\x01\x90\x00\x88\xc3\x02\xd0\xbd\xff\xe7\xff\xff\x3f\x00\x12"
        "\x00\x71\x58\x00\xba\xf7\xff\xfc\xff\xff\x07\x40\x02\x20\x0e\x0b\x40\xf7\xfe\x9f\xff\xff"
        "\xff\x00\x48\x00\xc4\x61\x01\xe8\xde\xff\xf3\xff\xff\x1f\x00\x09\x80\x38\x2c\x00\xdd\xfb"
        "\x7f\xfe\xff\xff\x03\x20\x01\x10\x87\x05\xa0\x7b\xff\xcf\xff\xff\x7f\x00\x24\x00\xe2\xb0"
        "\x00\x74\xef\xff\xf9\xff\xff\x0f\x80\x04\x40\x1c\x16\x80\xee\xfd\x3f\xff\xff\xff\x01\x90"
        "\x00\x88\xc3\x02\xd0\xbd\xff\xe7\xff\xff\x3f\x00\x12\x00\x71\x58\x00\xba\xf7\xff\xf9\xff"
        "\xff\x07\x40\x02\x20\x0e\x0b\x40\xf7\xfe\x0f"sv;
    AnswerReader reader(false);
    std::string body;
    reader.feed("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", body);
    reader.feed(kBomb, body);
    CHECK(reader.state() == State::broken);
    CHECK(body.size() < std::size_t{40} * 1024 * 1024);
  }
}

}  // namespace
}  // namespace edgee::test
