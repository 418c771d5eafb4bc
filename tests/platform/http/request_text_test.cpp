#include "platform/http/request_text.h"

#include <array>
#include <string>

#include <doctest/doctest.h>

#include "platform/http/route.h"

namespace edgee::test {
namespace {

TEST_SUITE("platform/http/request_text") {
  TEST_CASE("a URL is taken apart for the wire") {
    struct Row {
      std::string url;
      std::string origin;
      std::string target;
      std::string authority;
    };
    const std::array rows{
        Row{"https://API.host/v1/messages?beta=true", "https://api.host", "/v1/messages?beta=true",
            "API.host"},
        Row{"http://h:8080", "http://h:8080", "/", "h:8080"},
        Row{"https://h:443/a%20b/../c#part", "https://h:443", "/a%20b/../c", "h"},
        Row{"http://h:80/", "http://h:80", "/", "h"},
        Row{"https://h:80?x", "https://h:80", "/?x", "h:80"},
        Row{"http://[::1]:99/x", "http://[::1]:99", "/x", "[::1]:99"},
        Row{"http://user:pw@h/x@y", "http://user:pw@h", "/x@y", "h"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.url);
      CHECK(origin_of(row.url) == row.origin);
      CHECK(target_of(row.url) == row.target);
      CHECK(authority_of(row.url) == row.authority);
    }
  }

  TEST_CASE("loopback never goes through a proxy, the rest through the one for its scheme") {
    UpstreamSettings settings;
    settings.https_proxy = "http://secure:1";
    settings.all_proxy = "http://all:1";
    for (const char* url : {"http://127.0.0.1:1/", "https://127.9.9.9/", "http://LOCALHOST/x",
                            "http://a.localhost:1", "https://[::1]:3/"}) {
      CAPTURE(url);
      CHECK(proxy_for(url, settings).empty());
    }
    CHECK(proxy_for("https://127.0.0.1.example/", settings) == "http://secure:1");
    CHECK(proxy_for("HTTPS://h/", settings) == "http://secure:1");
    CHECK(proxy_for("http://h/", settings) == "http://all:1");
  }

  TEST_CASE("nothing that breaks out of its line is written") {
    const Secret split("a\r\nb: c");
    UpstreamRequest good;
    good.url = "http://h/";
    CHECK(RequestText().write(good));
    UpstreamRequest bad = good;
    bad.headers = {{"a", "b\nc"}};
    CHECK_FALSE(RequestText().write(bad));
    bad.headers = {{"a b", "c"}};
    CHECK_FALSE(RequestText().write(bad));
    bad.headers = {{"", "c"}};
    CHECK_FALSE(RequestText().write(bad));
    bad = good;
    bad.url = "http://h/a b";
    CHECK_FALSE(RequestText().write(bad));
    bad.url = "http://h/\r\nx";
    CHECK_FALSE(RequestText().write(bad));
    bad = good;
    bad.secret_header = "x-api-key: ";
    bad.secret = &split;
    CHECK_FALSE(RequestText().write(bad));
    bad = good;
    bad.method = "GET /x";
    CHECK_FALSE(RequestText().write(bad));
  }

  TEST_CASE("a POST without a body says that its length is 0, a GET says nothing") {
    UpstreamRequest request;
    request.url = "http://h/";
    request.has_body = false;
    RequestText post;
    REQUIRE(post.write(request));
    CHECK(post.text() == "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    request.method = "GET";
    RequestText get;
    REQUIRE(get.write(request));
    CHECK(get.text() == "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    get.forget();
    CHECK(get.text().empty());
  }
}

}  // namespace
}  // namespace edgee::test
