// `edgee proxy`: the proxy alone.
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <signal.h>

#include "core/base/text.h"
#include "core/drill/brain.h"
#include "tests/support/play.h"

namespace edgee::play {
namespace {

constexpr const char* kRequest = R"({"model":"claude-opus-4-8","max_tokens":100,"stream":true,)"
                                 R"("messages":[{"role":"user","content":"hello"}]})";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

script::Answerer says(DialectId dialect, const std::string& text) {
  return [dialect, text](const script::Received& request) {
    BrainScript brain;
    brain.dialect = dialect;
    brain.steps = 0;
    brain.final_text = text;
    return brain_answer(brain, request);
  };
}

script::Answerer overloaded() {
  return [](const script::Received&) {
    return script::Play{script::Head{529, {{"content-length", "0"}}}, script::End{}};
  };
}

std::string answered_by(const Proxy& proxy) {
  return ask_model(proxy.base_url(), kRequest).header("x-edgee-target");
}

}  // namespace

TEST_SUITE_BEGIN("e2e/launch_proxy");

TEST_CASE("the address is all that stdout gets, and SIGTERM or SIGINT end it well") {
  for (const int signal : {SIGTERM, SIGINT}) {
    CAPTURE(signal);
    Play play;
    play.vendor(says(DialectId::anthropic_messages, "hello"));
    Proxy proxy(play);
    CHECK(proxy.base_url().rfind("http://127.0.0.1:", 0) == 0);
    const Reply reply = ask_model(proxy.base_url(), kRequest);
    CHECK(reply.status == 200);
    CHECK(contains(reply.said(), "hello"));
    proxy.program().signal(signal);
    const Finished finished = proxy.program().wait();
    CHECK(finished.code == 0);
    CHECK(finished.out == proxy.base_url() + "\n");
    CHECK(finished.err.empty());
  }
}

TEST_CASE("a config that changes counts from then on, a broken one does not") {
  Play play;
  play.vendor(overloaded());
  play.provider("second", DialectId::openai_chat, says(DialectId::openai_chat, "two"));
  play.provider("third", DialectId::anthropic_messages,
                says(DialectId::anthropic_messages, "three"));
  Proxy proxy(play);
  CHECK(answered_by(proxy) == "second/model-of-second");
  const std::string good = play.home.read(".config/edgee/config.toml");

  play.home.write(".config/edgee/config.toml", good + "\n[chain.defualt\n");
  CHECK(eventually([&] {
    CHECK(answered_by(proxy) == "second/model-of-second");
    return contains(proxy.program().err(), "config.toml:");
  }));
  CHECK(contains(proxy.program().err(), "the configuration changed and is not used"));
  const std::string said = proxy.program().err();

  const std::string other = "default_chain = \"other\"\n" + good +
                            "\n[chain.other]\nsteps = [\"third/model-of-third\"]\n";
  play.home.write(".config/edgee/config.toml", other);
  CHECK(eventually([&] { return answered_by(proxy) == "third/model-of-third"; }));
  CHECK(proxy.program().err() == said);
}

TEST_CASE("a broken config stops the proxy before it serves") {
  Play play;
  play.writes_config = false;
  play.home.write(".config/edgee/config.toml", "chain = 3\n");
  const Finished finished = play.edgee({"proxy"});
  CHECK(finished.code == 2);
  CHECK(finished.out.empty());
  CHECK(contains(finished.err, "config.toml:1:"));
}

TEST_CASE("without a config the agent's own step is served and what is not used is named") {
  Play play;
  const Finished finished = [&play] {
    const auto running = play.start_edgee({"proxy"}, {{"OPENROUTER_API_KEY", "hush-hush"}});
    eventually([&running] { return running->out().ends_with('\n'); });
    running->signal(SIGTERM);
    return running->wait();
  }();
  CHECK(finished.code == 0);
  CHECK(contains(finished.err, "edgee: agent -> local models, if there are any; not used: "));
  CHECK(contains(finished.err, "OPENROUTER_API_KEY"));
  CHECK_FALSE(contains(finished.err, "hush-hush"));
}

TEST_CASE("what keeps Claude Code away is said, and stops only a proxy that is for Claude Code") {
  Play play;
  play.vendor(says(DialectId::anthropic_messages, "one"));
  const Variables bedrock{{"CLAUDE_CODE_USE_BEDROCK", "1"}};
  Proxy proxy(play, {}, bedrock);
  CHECK(answered_by(proxy) == "agent");
  CHECK(contains(proxy.program().err(), "CLAUDE_CODE_USE_BEDROCK"));
  CHECK(play.edgee({"proxy", "--agent", "claude"}, bedrock).code == 1);
}

TEST_CASE("a body over the configured limit is refused, one below it is not") {
  Play play;
  play.vendor(says(DialectId::anthropic_messages, "one"));
  play.add_config("[limits]\nmax_body_megabytes = 1\n");
  const Proxy proxy(play);
  std::string body = kRequest;
  body.insert(1, "\"padding\":\"" + std::string(900'000, 'x') + "\",");
  const Reply below = ask_model(proxy.base_url(), body);
  CAPTURE(below.body);
  CHECK(below.status == 200);
  body.insert(1, "\"more\":\"" + std::string(900'000, 'x') + "\",");
  CHECK(ask_model(proxy.base_url(), body).status == 413);
}

TEST_CASE("--chain serves all requests with one chain") {
  Play play;
  play.vendor(says(DialectId::anthropic_messages, "one"));
  play.provider("second", DialectId::openai_chat, says(DialectId::openai_chat, "two"));
  play.add_config("[chain.only-second]\nsteps = [\"second/model-of-second\"]\n");
  const Proxy proxy(play, {"--chain", "only-second"});
  CHECK(answered_by(proxy) == "second/model-of-second");
}

TEST_CASE("--env prints what to paste for a client, and that leads to the proxy") {
  Play play;
  play.vendor(says(DialectId::anthropic_messages, "hello"));
  const auto running = play.start_edgee({"proxy", "--env", "anthropic"});
  const std::string before = "export ANTHROPIC_BASE_URL='";
  CHECK(eventually([&running] { return contains(running->out(), "edgee/auto"); }));
  const std::string out = running->out();
  const std::size_t at = out.find(before);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + before.size();
  const std::string base = out.substr(begin, out.find('\'', begin) - begin);
  CHECK(contains(ask_model(base, kRequest).said(), "hello"));
  running->signal(SIGTERM);
  CHECK(running->wait().code == 0);
  const Finished unknown = play.edgee({"proxy", "--env", "adier"});
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "did you mean \"aider\"?"));
}

TEST_CASE("the chains and their models are listed, and can be asked for by these names") {
  Play play;
  play.vendor(says(DialectId::anthropic_messages, "one"));
  play.provider("second", DialectId::openai_chat, says(DialectId::openai_chat, "two"));
  play.provider("third", DialectId::anthropic_messages,
                says(DialectId::anthropic_messages, "three"));
  play.add_config("[chain.other]\nsteps = [\"third/model-of-third\"]\n");
  const Proxy proxy(play);
  const Reply list = send_request(proxy.base_url(), "GET", "/v1/models", {}, "");
  CHECK(list.status == 200);
  for (const std::string id : {"edgee/auto", "edgee/default", "edgee/other",
                               "second/model-of-second", "third/model-of-third"}) {
    CAPTURE(id);
    CHECK(contains(list.body, "\"id\":\"" + id + "\""));
  }
  const auto asked_for = [&proxy](const std::string& model) {
    std::string body = kRequest;
    body.replace(body.find("claude-opus-4-8"), 15, model);
    return ask_model(proxy.base_url(), body);
  };
  CHECK(asked_for("edgee/other").said() == "three");
  CHECK(asked_for("third/model-of-third").said() == "three");
  const Reply two = asked_for("edgee/default");
  CHECK(two.said() == "two");
  CHECK(contains(two.body, "\"model\":\"second/model-of-second\""));
  CHECK(asked_for("edgee/nothing").status == 404);
}

TEST_CASE("a token in its header and a body in zstd, as Codex sends them") {
  Play play;
  play.vendor([](const script::Received& request) {
    BrainScript brain;
    brain.steps = 0;
    brain.final_text = request.body == kRequest ? "as it was" : "otherwise";
    return brain_answer(brain, request);
  });
  const Proxy proxy(play);
  const std::string base = proxy.base_url();
  const std::string origin = base.substr(0, base.rfind('/'));
  // zstd of kRequest.
  using namespace std::string_view_literals;
  constexpr std::string_view kCompressed =
      "\x28\xb5\x2f\xfd\x00\x58\xbd\x02\x00\x92\xc6\x14\x18\x80\xa9\x6d\x98\xb6\x45"
      "\xe5\xa5\xab\xf6\x87\xc4\xea\x21\x26\x08\x02\x17\x54\xfe\x74\x43\xe6\x8c\xc9"
      "\x20\x71\x22\xde\xe0\xf3\xa6\x6f\x4a\xc3\x66\x75\x5d\x3e\x1f\x53\x19\x11\x9c"
      "\xf5\x85\xa3\x7a\x64\xfb\x52\x7b\x46\xe7\x6a\xd5\x66\x4c\x71\xd6\xf4\x43\x2e"
      "\x21\x71\x90\xcd\x81\x02\x28\xba\x10\x59\x7e\xac\x83\x86\xcf\xf8\x23\x91\x91"
      "\x00"sv;
  const Reply reply = ask_model(
      origin, kCompressed,
      {{"x-edgee-token", base.substr(base.rfind('/') + 1)}, {"content-encoding", "zstd"}});
  CHECK(reply.status == 200);
  CHECK(reply.said() == "as it was");
  CHECK(ask_model(origin, kRequest, {{"x-edgee-token", "guess"}}).status == 404);
  const HeaderList upgrade{{"connection", "Upgrade"},
                           {"upgrade", "websocket"},
                           {"sec-websocket-version", "13"},
                           {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="}};
  CHECK(send_request(base, "GET", "/v1/responses", upgrade, "").status == 426);
  CHECK(ask_model(base + "/as/nobody", kRequest).status == 404);
}

TEST_SUITE_END();

}  // namespace edgee::play
