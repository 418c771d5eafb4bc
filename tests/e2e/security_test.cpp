// Who may come in and what for, against the real binary.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "tests/support/besieged.h"

namespace edgee::play {
namespace {

constexpr std::string_view kMessages = Besieged::kMessages;

bool is_error_of_the_dialect(const std::string& body) {
  const auto json = parse_json(body);
  return json && string_member(*json, "type") == "error" &&
         !string_member(member(*json, "error"), "message").empty();
}

// With another value in the place of the proper host.
std::string with_host(const Besieged& b, const std::string& lines) {
  return Besieged::head("POST", b.at(kMessages), lines, "Content-Length: 0\r\n");
}

std::string host_of(const std::string& name, int port) {
  return "Host: " + name + ":" + std::to_string(port) + "\r\n";
}

}  // namespace

TEST_SUITE_BEGIN("e2e/security");

TEST_CASE("whoever lacks the token, or comes from a web page, gets a bare 404") {
  const Besieged b;
  const std::string& token = b.token();
  const std::string path(kMessages);
  const auto post = [&](const std::string& target, const std::string& more = "") {
    return b.request("POST", target, more);
  };
  const std::vector<Refused> rows{
      {"no token", post(path), 404},
      {"a foreign token", post("/" + std::string(token.size(), 'A') + path), 404},
      {"a part of the token", post("/" + token.substr(0, token.size() - 1) + path), 404},
      {"a longer token", post("/" + token + "x" + path), 404},
      {"the token in other letters", post("/" + lower(token) + path), 404},
      {"the token further back", post("/v1/" + token + path), 404},
      {"the token as a query", post(path + "?token=" + token), 404},
      {"the token as a header", post(path, "Authorization: Bearer " + token + "\r\n"), 404},
      {"an encoded slash", post("/" + token + "%2fv1/messages"), 404},
      {"an absolute address", post("http://127.0.0.1/" + token + path), 404},
      {"a star", post("*"), 404},
      {"a foreign host", with_host(b, "Host: evil.example\r\n"), 404},
      {"a rebound host", with_host(b, host_of("127.0.0.1.evil.example", b.port())), 404},
      {"another address of this machine", with_host(b, host_of("0.0.0.0", b.port())), 404},
      {"another port", with_host(b, host_of("127.0.0.1", b.port() + 1)), 404},
      {"no port", with_host(b, "Host: 127.0.0.1\r\n"), 404},
      {"no host", with_host(b, ""), 404},
      {"an empty host", with_host(b, "Host:\r\n"), 404},
      {"two hosts", with_host(b, b.host_line() + b.host_line()), 400},
      {"a page's origin", post(b.at(path), "Origin: https://evil.example\r\n"), 404},
      {"our own origin", post(b.at(path), "Origin: http://127.0.0.1\r\n"), 404},
      {"a hidden origin", post(b.at(path), "Origin: null\r\n"), 404},
      {"an empty origin", post(b.at(path), "Origin:\r\n"), 404},
      {"a page of another site", post(b.at(path), "Sec-Fetch-Site: cross-site\r\n"), 404},
      {"a page of this machine", post(b.at(path), "Sec-Fetch-Site: same-origin\r\n"), 404},
      {"a preflight",
       b.request("OPTIONS", b.at(path),
                 "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n", ""),
       404},
      {"a HEAD without the token", b.request("HEAD", "/", "", ""), 404},
  };
  check_refusals(b, rows);
  for (const Refused& row : rows) {
    CAPTURE(row.what);
    const RawAnswer answer = send_raw(b.port(), row.bytes);
    CHECK(answer.body.empty());
    CHECK(answer.head.find("ccess-") == std::string::npos);  // no word of CORS
    CHECK(answer.head.find(token) == std::string::npos);
  }
  const RawAnswer typed = send_raw(
      b.port(), b.request("POST", b.at(path), "Sec-Fetch-Site: none\r\nConnection: close\r\n"));
  CHECK(typed.status == 200);
  RawConnection by_name(b.port());
  by_name.send(with_host(b, host_of("LocalHost", b.port())));
  CHECK(read_answer(by_name.read(kSoon, 12)).status != 404);
}

TEST_CASE("with the token, other methods and paths get the agent's own kind of 404") {
  const Besieged b;
  for (const auto& [method, path] :
       std::vector<std::pair<std::string, std::string>>{{"GET", "/v1/messages"},
                                                        {"PUT", "/v1/messages"},
                                                        {"DELETE", "/v1/messages"},
                                                        {"OPTIONS", "/v1/messages"},
                                                        {"TRACE", "/v1/messages"},
                                                        {"CONNECT", "/v1/messages"},
                                                        {"post", "/v1/messages"},
                                                        {"POST", "/v1/messages/"},
                                                        {"POST", "//v1/messages"},
                                                        {"POST", "/v1/../v1/messages"},
                                                        {"POST", "/v1/messages%00"},
                                                        {"POST", "/v1/messages#a"},
                                                        {"POST", "/v1/complete"},
                                                        {"POST", "/v1/messages/batches"},
                                                        {"GET", "/v1/models/x"},
                                                        {"GET", "/"},
                                                        {"GET", ""},
                                                        {"POST", "?/v1/messages"},
                                                        {"GET", "/api/oauth/profile"}}) {
    const std::string asked = std::string(method) + " " + path;
    CAPTURE(asked);
    const RawAnswer answer = send_raw(b.port(), b.request(method, b.at(path), "", "{}"));
    CHECK(answer.status == 404);
    CHECK(is_error_of_the_dialect(answer.body));
    CHECK(answer.body.find(b.token()) == std::string::npos);
  }
  // Clients of all kinds ask there; who names no version of Anthropic's is OpenAI's.
  const RawAnswer shared = send_raw(b.port(), b.request("POST", b.at("/v1/models"), "", "{}"));
  CHECK(shared.status == 404);
  CHECK_FALSE(
      string_member(member(parse_json(shared.body).value_or(Json()), "error"), "message").empty());
  CHECK(send_raw(b.port(), b.request("HEAD", b.at("/api/hello"), "", "")).status == 200);
  CHECK(b.reached() == 0);
  CHECK(b.serves());
}

TEST_CASE("a body that is no model request is refused in the agent's own format") {
  const Besieged b;
  const std::string deep = std::string(200'000, '[');
  for (const std::string& body :
       {std::string(), std::string("{"), std::string("null"), std::string("[1]"),
        std::string("\"text\""), std::string("{\"model\":1,\"messages\":[]}"),
        std::string(R"({"model":"","messages":[]})"), std::string(R"({"messages":[]})"),
        std::string(R"({"model":"m"})"), std::string(R"({"model":"m","messages":{}})"),
        std::string(R"({"model":"m","messages":[})"), std::string("\0{}", 3),
        std::string("{\"model\":\"m\xff\""), R"({"model":"m","messages":)" + deep,
        std::string(Besieged::kBody.substr(0, 60))}) {
    CAPTURE(body.substr(0, 80));
    const RawAnswer answer =
        send_raw(b.port(), b.request("POST", b.at(kMessages), "Connection: close\r\n", body));
    CHECK(answer.status == 400);
    CHECK(is_error_of_the_dialect(answer.body));
  }
  for (const char* type : {"", "Content-Type: text/plain\r\n", "Content-Type: */*\r\n",
                           "Content-Type: application/x-www-form-urlencoded\r\n",
                           "Content-Type: multipart/form-data; boundary=x\r\n"}) {
    CAPTURE(type);
    const RawAnswer answer =
        send_raw(b.port(), "POST " + b.at(kMessages) + " HTTP/1.1\r\n" + b.host_line() + type +
                               "Content-Length: 2\r\n\r\n{}");
    CHECK(answer.status == 415);
    CHECK(is_error_of_the_dialect(answer.body));
  }
  CHECK(b.reached() == 0);
  CHECK(b.serves());
}

TEST_SUITE_END();

}  // namespace edgee::play
