// A step that speaks Gemini behind Claude Code: where it is asked, with which key, and what the
// agent gets of it.
#include <doctest/doctest.h>

#include "core/dialect/gemini/gemini.h"
#include "core/proxy/splice.h"
#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

const std::string kStudio = "https://studio.test";
const std::string kVertex = "https://vertex.test/v1/projects/p/locations/global/publishers/google";

std::string gemini_stream() {
  return "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"index\":0}],"
         "\"responseId\":\"r\"}\n\n"
         "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},"
         "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":3,"
         "\"candidatesTokenCount\":1},\"responseId\":\"r\"}\n\n";
}

struct GeminiWorld : World {
  GeminiWorld(const std::string& url, AuthScheme auth) {
    add_provider("gem", DialectId::gemini, url);
    config->providers["gem"].endpoints[0].auth = auth;
    secrets.keys["gem"] = "key-of-gem";
    step("gem/gemini-4-argon");
  }
};

// What Gemini CLI gets of an answer that comes so many bytes at a time.
std::string passed(const std::string& stream, std::size_t step) {
  const Request request;
  Splice splice(gemini_dialect(), request, SeamStrategy::append_only);
  splice.begin(gemini_dialect());
  std::string out;
  for (std::size_t at = 0; at < stream.size(); at += step) {
    const std::string piece = stream.substr(at, step);
    out += splice.feed(piece);
  }
  out += splice.end();
  CHECK(splice.finished());
  return out;
}

std::string chunk(const std::string& parts, const std::string& more = "") {
  return "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[" + parts + "]}" +
         more + ",\"index\":0}],\"responseId\":\"r\"}\r\n\r\n";
}

}  // namespace

TEST_SUITE("core/proxy/gemini_target") {
  TEST_CASE("AI Studio is asked by model and verb in the path, its key in its own header") {
    GeminiWorld world(kStudio, AuthScheme::x_goog_api_key);
    world.up.on(kStudio).head(200).chunk(gemini_stream()).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.finished);
    CHECK(agent.body.find("\"text\":\"Hi\"") != std::string::npos);
    CHECK(agent.body.find("event: message_stop") != std::string::npos);
    CHECK(header_value(agent.headers, "content-type") == "text/event-stream");
    REQUIRE(world.up.sent.size() == 1);
    const SentRequest& sent = world.up.sent[0];
    CHECK(sent.url == kStudio + "/v1beta/models/gemini-4-argon:streamGenerateContent?alt=sse");
    CHECK(sent.secret_header == "x-goog-api-key: key-of-gem");
    CHECK(find_header(sent.headers, "x-api-key") == nullptr);
    CHECK(sent.body == R"({"contents":[{"role":"user","parts":[{"text":"hello"}]}],)"
                       R"("generationConfig":{"maxOutputTokens":1024}})");
  }

  TEST_CASE("Vertex's address holds the version and a project") {
    GeminiWorld world(kVertex, AuthScheme::bearer);
    world.up.on(kVertex).head(200).chunk(gemini_stream()).end();
    world.ask();
    REQUIRE(world.up.sent.size() == 1);
    CHECK(world.up.sent[0].url == kVertex + "/models/gemini-4-argon:streamGenerateContent?alt=sse");
    CHECK(world.up.sent[0].secret_header == "Authorization: Bearer key-of-gem");
  }

  TEST_CASE("AI Studio's address may hold the version, as the vendor's pages show it") {
    const std::string address = kStudio + "/v1beta";
    GeminiWorld world(address, AuthScheme::x_goog_api_key);
    world.up.on(address).head(200).chunk(gemini_stream()).end();
    world.ask();
    REQUIRE(world.up.sent.size() == 1);
    CHECK(world.up.sent[0].url == address + "/models/gemini-4-argon:streamGenerateContent?alt=sse");
  }

  TEST_CASE("an answer that breaks off before its finish reason is a cut") {
    GeminiWorld world(kStudio, AuthScheme::x_goog_api_key);
    world.step("messages/glm-5");
    const std::string stream = gemini_stream();
    world.up.on(kStudio).head(200).chunk(stream.substr(0, stream.find("\n\n") + 2)).end();
    world.up.on(kMessages).head(200).chunk(whole_stream("there")).end();
    const FakeSink& agent = world.ask();
    CHECK(agent.finished);
    CHECK(agent.body.find("there") != std::string::npos);
    CHECK(world.verdicts().starts_with("gem/gemini-4-argon:cut"));
  }

  TEST_CASE("Gemini's own agent gets the bytes as they came, whatever stands in one chunk") {
    const std::string stop = ",\"finishReason\":\"STOP\"";
    const std::string call = R"({"functionCall":{"name":"f","args":{}},"thoughtSignature":"c2ln"})";
    const std::string streams[] = {
        chunk(R"({"text":"Hi"})", stop),
        chunk(R"({"text":"Hm","thought":true})") + chunk(R"({"text":"Hi"})") +
            chunk(R"({"text":" there"})", stop),
        chunk(R"({"text":"Hi"})") + chunk(call + "," + call) + chunk(R"({"text":""})", stop),
        chunk(R"({"text":"Hi"},)" + call + R"(,{"text":"and"})") + chunk(R"({"text":" so"})", stop),
    };
    for (const std::string& stream : streams) {
      CAPTURE(stream);
      for (const std::size_t step : {std::size_t{1}, std::size_t{7}, stream.size()})
        CHECK(passed(stream, step) == stream);
    }
  }

  TEST_CASE("a silent ending and a broken call go on to the next step") {
    for (const char* reason : {"STOP", "MALFORMED_FUNCTION_CALL"}) {
      CAPTURE(reason);
      GeminiWorld world(kStudio, AuthScheme::x_goog_api_key);
      world.step("messages/glm-5");
      world.up.on(kStudio)
          .head(200)
          .chunk(std::string("data: {\"candidates\":[{\"content\":{},\"finishReason\":\"") +
                 reason + "\",\"index\":0}],\"responseId\":\"r\"}\n\n")
          .end();
      world.up.on(kMessages).head(200).chunk(whole_stream("second")).end();
      CHECK(world.ask().body == whole_stream("second"));
    }
  }
}

}  // namespace edgee
