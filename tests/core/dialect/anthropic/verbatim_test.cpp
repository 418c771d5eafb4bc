#include <string>

#include <doctest/doctest.h>

#include "core/dialect/splice.h"

TEST_SUITE("core/dialect/anthropic/verbatim") {
  TEST_CASE("headers pass in order and spelling, but for this hop's own") {
    edgee::Request request;
    request.headers = {
        {"Host", "127.0.0.1:4000"},
        {"Authorization", "Bearer sk-ant-oat01-x"},
        {"X-Stainless-Timeout", "600"},
        {"anthropic-beta", "oauth-2025-04-20,context-1m-2025-08-07"},
        {"Accept-Encoding", "gzip, br"},
        {"Connection", "keep-alive, X-Hop"},
        {"x-hop", "1"},
        {"Content-Length", "12"},
        {"Transfer-Encoding", "chunked"},
        {"TE", "trailers"},
        {"Proxy-Authorization", "Basic x"},
        {"Expect", "100-continue"},
        {"content-type", "application/json"},
        {"x-new-header", "stays"},
        {"x-new-header", "twice"},
    };
    std::string kept;
    for (const edgee::Header& header : verbatim_headers(request)) {
      kept += header.name + "=" + header.value + "\n";
    }
    CHECK(kept ==
          "Authorization=Bearer sk-ant-oat01-x\nX-Stainless-Timeout=600\n"
          "anthropic-beta=oauth-2025-04-20,context-1m-2025-08-07\ncontent-type=application/json\n"
          "x-new-header=stays\nx-new-header=twice\n");
  }
}
