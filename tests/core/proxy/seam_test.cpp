// An answer breaks off after the agent has seen some of it. Each play: what the first provider gave
// before it broke, what the second one is asked and says, what the agent has in the end.
#include <doctest/doctest.h>

#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const std::string kToolEnd = message_end("tool_use");

struct SeamPlay : World {
  explicit SeamPlay(bool claude = true) {
    if (claude) from_claude_code();
    step("agent");
    step("messages/glm-5");
  }
  // The vendor gives this, then the connection breaks.
  SeamPlay& gives(const std::string& bytes) {
    up.on(kVendor).head(200).chunk(bytes).fail(FailureKind::cut, Phase::content);
    return *this;
  }
  SeamPlay& then(const std::string& bytes) {
    up.on(kMessages).head(200).chunk(bytes).end();
    return *this;
  }
  [[nodiscard]] Json second_request() const { return Json::parse(up.sent.at(1).body); }
  [[nodiscard]] Json last_message() const { return second_request()["messages"].back(); }
  [[nodiscard]] std::string seam() const { return store.events().back().seam; }
};

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t times = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++times;
  return times;
}

}  // namespace

TEST_SUITE("core/proxy/seams that take back") {
  TEST_CASE("half a text is taken back, and the next target answers anew in another message") {
    SeamPlay play;
    play.gives(message_start("msg_1") + open_text("Hel"))
        .then(message_start("msg_2") + text_block("Hello") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body == message_start("msg_1") + open_text("Hel") + message_start("msg_2") +
                            text_block("Hello") + message_end());
    CHECK(agent.finished);
    CHECK(play.second_request()["messages"].size() == 1);
    CHECK(play.verdicts() == "agent:cut>next messages/glm-5:done");
    CHECK(play.seam() == "retract");
  }

  TEST_CASE("a whole text waits for what follows, so it too can be taken back") {
    SeamPlay play;
    play.gives(message_start("msg_1") + text_block("I run it."))
        .then(message_start("msg_2") + text_block("Done.") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body == message_start("msg_1") + open_text("I run it.") + message_start("msg_2") +
                            text_block("Done.") + message_end());
  }

  TEST_CASE("a message that begins again never has the id of the one before") {
    SeamPlay play;
    play.gives(message_start("msg_1") + open_text("Hel"))
        .then(message_start("msg_1") + text_block("Hello") + message_end());
    CHECK(play.ask().body == message_start("msg_1") + open_text("Hel") + message_start("msg_1_2") +
                                 text_block("Hello") + message_end());
  }

  TEST_CASE("thinking that has ended drops out with its message") {
    SeamPlay play;
    const std::string first = message_start("msg_1") + thinking_block("Hm.") + open_text("Hel", 1);
    play.gives(first).then(message_start("msg_2") + text_block("Hello") + message_end());
    CHECK(play.ask().body == first + message_start("msg_2") + text_block("Hello") + message_end());
    CHECK(play.seam() == "retract");
  }

  TEST_CASE("half a tool call is taken back") {
    SeamPlay play;
    const std::string first = message_start("msg_1") + open_call("toolu_1", R"({"command":"l)", 0);
    play.gives(first).then(message_start("msg_2") +
                           call_block("toolu_2", R"({"command":"ls"})", 0) + kToolEnd);
    CHECK(play.ask().body == first + message_start("msg_2") +
                                 call_block("toolu_2", R"({"command":"ls"})", 0) + kToolEnd);
  }

  TEST_CASE("behind a text that has ended the next target goes on, and half a call is taken back") {
    SeamPlay play;
    play.gives(message_start() + text_block("I look.") + open_call("toolu_1", R"({"comm)", 1))
        .then(message_start("msg_2") + call_block("toolu_2", R"({"command":"ls"})", 0) + kToolEnd);
    const FakeSink& agent = play.ask();
    CHECK(count(agent.body, "message_start\"") == 1);
    CHECK(count(agent.body, "I look.") == 1);
    CHECK(count(agent.body, R"("type":"tool_use","id":"toolu_2")") == 1);
    CHECK(agent.body.find(R"("index":1,"content_block":{"type":"tool_use","id":"toolu_2")") !=
          std::string::npos);
    CHECK(count(agent.body, "message_stop\"") == 1);
    CHECK(play.seam() == "continue");
    const Json messages = play.second_request()["messages"];
    REQUIRE(messages.size() == 3);
    CHECK(messages[1]["role"] == "assistant");
    CHECK(messages[1]["content"][0]["text"] == "I look.");
    CHECK(messages[2]["role"] == "user");
  }

  TEST_CASE("more than a screen of text is written on, not taken back") {
    SeamPlay play;
    std::string lines;
    for (int i = 0; i < 60; ++i)
      lines += "line " + std::to_string(i) + "\\n";
    play.gives(message_start() + open_text(lines))
        .then(message_start("msg_2") + text_block("the end") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(count(agent.body, "message_start\"") == 1);
    CHECK(count(agent.body, "content_block_start\"") == 1);
    CHECK(agent.body.find("the end") != std::string::npos);
    CHECK(play.seam() == "continue");
  }
}

TEST_SUITE("core/proxy/seams that take nothing back") {
  TEST_CASE("half a text goes on in its block, where it stopped") {
    SeamPlay play(false);
    play.gives(message_start() + open_text("The answer is forty"))
        .then(message_start("msg_2") + text_block("-two.") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body.starts_with(message_start() + open_text("The answer is forty")));
    CHECK(count(agent.body, "message_start\"") == 1);
    CHECK(count(agent.body, "content_block_start\"") == 1);
    CHECK(count(agent.body, "content_block_stop\"") == 1);
    CHECK(agent.body.find(R"("text":"-two.")") != std::string::npos);
    const Json messages = play.second_request()["messages"];
    REQUIRE(messages.size() == 3);
    CHECK(messages[1]["content"][0]["text"] == "The answer is forty");
    CHECK(play.seam() == "continue");
  }

  TEST_CASE("what the next target says again is left out") {
    SeamPlay play(false);
    play.gives(message_start() + open_text("The answer to it all is"))
        .then(message_start("msg_2") + text_block("answer to it all is 42.") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body.find(R"("text":" 42.")") != std::string::npos);
    CHECK(count(agent.body, "answer to it all") == 1);
  }

  TEST_CASE("a tool call waits until it is whole, and half of one is never seen") {
    SeamPlay play(false);
    play.gives(message_start() + text_block("I look.") + open_call("toolu_1", R"({"comm)", 1))
        .then(message_start("msg_2") + call_block("toolu_2", R"({"command":"ls"})", 0) + kToolEnd);
    const FakeSink& agent = play.ask();
    CHECK(agent.body.find("toolu_1") == std::string::npos);
    CHECK(agent.body.find(R"("index":1,"content_block":{"type":"tool_use","id":"toolu_2")") !=
          std::string::npos);
    CHECK(count(agent.body, "content_block_stop\"") == 2);
  }

  TEST_CASE("half a thought ends with our mark, so that it goes when the conversation returns") {
    SeamPlay play(false);
    play.gives(message_start() + open_thinking("Let me"))
        .then(message_start("msg_2") + thinking_block("Hm") + text_block("Hello", 1) +
              message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body.find("edgee.foreign.v1") < agent.body.find("Hello"));
    CHECK(agent.body.find(R"("index":1,"content_block":{"type":"text")") != std::string::npos);
    CHECK(agent.body.find("c2ln") == std::string::npos);
    CHECK(play.second_request()["messages"].size() == 1);
  }

  TEST_CASE("behind an early head the answer goes on in the message that has begun") {
    SeamPlay play(false);
    play.config->chains["default"].steps[0].timeouts.head = seconds(70);
    play.up.on(kVendor).after(seconds(100)).head(200);
    play.then(message_start("msg_2") + thinking_block("Hm") + text_block("Hello", 1) +
              message_end());
    const FakeSink& agent = play.ask();
    CHECK(count(agent.body, "message_start\"") == 1);
    CHECK(count(agent.body, "message_stop\"") == 1);
    CHECK(agent.body.find("c2ln") != std::string::npos);
    CHECK(agent.body.find("Hello") != std::string::npos);
  }

  TEST_CASE("an early head amid an answer that only pings leaves one beginning") {
    SeamPlay play(false);
    auto& slow = play.up.on(kVendor).head(200).chunk(message_start());
    for (int i = 0; i < 8; ++i)
      slow.after(seconds(10)).chunk(sse("ping", ""));
    slow.chunk(text_block("Hello") + message_end()).end();
    const FakeSink& agent = play.ask();
    CHECK(count(agent.body, "message_start\"") == 1);
    CHECK(count(agent.body, "content_block_start\"") == 1);
    CHECK(count(agent.body, "Hello") == 1);
    CHECK(count(agent.body, "message_stop\"") == 1);
  }
}

TEST_SUITE("core/proxy/seams") {
  TEST_CASE("once a tool runs nothing is asked again: the message is ended, the tool runs once") {
    for (const bool claude : {true, false}) {
      CAPTURE(claude);
      SeamPlay play(claude);
      const std::string call = call_block("toolu_1", R"({"command":"ls"})", 0);
      play.gives(message_start() + call + open_call("toolu_2", R"({"comm)", 1));
      const FakeSink& agent = play.ask();
      CHECK(agent.body.starts_with(message_start() + call));
      CHECK(agent.body.find("toolu_2") == std::string::npos);
      CHECK(agent.body.find(R"("stop_reason":"tool_use")") != std::string::npos);
      CHECK(agent.body.ends_with(sse("message_stop", "")));
      CHECK(agent.finished);
      CHECK(play.up.sent.size() == 1);
      CHECK(play.verdicts() == "agent:cut>finish");
      CHECK(play.seam() == "finish");
    }
  }

  TEST_CASE("after the stop reason only the last event is missing") {
    SeamPlay play;
    const std::string most = message_start() + text_block("Hello") +
                             sse("message_delta", R"("delta":{"stop_reason":"end_turn"})");
    play.gives(most);
    CHECK(play.ask().body == most + sse("message_stop", ""));
    CHECK(play.up.sent.size() == 1);
  }

  TEST_CASE("every way to break off is a seam, and the ledger names it") {
    struct Row {
      const char* trigger;
      std::string bytes;
      bool ends;
    };
    const std::string error =
        "event: error\ndata: " + error_body("overloaded_error", "Overloaded") + "\n\n";
    const std::string bad_call = call_block("toolu_1", R"({"command":)", 1);
    for (const Row& row : {Row{"cut", "", true},
                           {"error_event", error, false},
                           {"garbled", "event: content_block_delta\ndata: {\"type\":\n\n", false},
                           {"garbled", "<html>\n\n", false},
                           {"malformed_call", bad_call + message_end("tool_use"), false}}) {
      for (const bool claude : {true, false}) {
        CAPTURE(row.trigger);
        CAPTURE(claude);
        SeamPlay play(claude);
        auto& up =
            play.up.on(kVendor).head(200).chunk(message_start() + open_text("Hel") + row.bytes);
        if (row.ends) up.end();
        play.then(message_start("msg_2") + text_block("Hello") + message_end());
        const FakeSink& agent = play.ask();
        CHECK(agent.finished);
        CHECK(agent.body.find("event: error") == std::string::npos);
        CHECK(agent.body.find("Hello") != std::string::npos);
        CHECK(play.verdicts() == "agent:" + std::string(row.trigger) + ">next messages/glm-5:done");
      }
    }
  }

  TEST_CASE(
      "an answer that stalls after content is left: by silence, and by pings that bring nothing") {
    SeamPlay silent;
    silent.up.on(kVendor)
        .head(200)
        .chunk(message_start() + open_text("Hel"))
        .after(minutes(5))
        .end();
    silent.then(message_start("msg_2") + text_block("Hello") + message_end());
    const FakeSink& agent = silent.ask();
    CHECK(agent.body.ends_with(message_start("msg_2") + text_block("Hello") + message_end()));
    CHECK(silent.verdicts() == "agent:timeout>next messages/glm-5:done");
    CHECK(silent.up.warmed.size() >= 2);

    SeamPlay pings;
    auto& up = pings.up.on(kVendor).head(200).chunk(message_start() + open_text("Hel"));
    for (int i = 0; i < 100; ++i)
      up.after(seconds(10)).chunk(sse("ping", ""));
    pings.then(message_start("msg_2") + text_block("Hello") + message_end());
    CHECK(pings.ask().finished);
    CHECK(pings.verdicts() == "agent:timeout>next messages/glm-5:done");
  }

  TEST_CASE(
      "while an answer stalls the agent hears pings, and after 100 s an event of the open block") {
    SeamPlay play;
    play.config->chains["default"].steps[0].timeouts.silence = minutes(4);
    play.up.on(kVendor).head(200).chunk(message_start() + open_text("Hel")).after(minutes(5)).end();
    play.then(message_start("msg_2") + text_block("Hello") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(count(agent.body, "\"ping\"") >= 10);
    CHECK(count(agent.body, R"("delta":{"type":"text_delta","text":""})") == 2);
  }

  // It waits for a head without end, but for 300 s only for more of an answer.
  TEST_CASE("Codex hears an event, too, while an answer that has begun stalls") {
    SeamPlay play(false);
    play.session.agent = find_agent("codex")->profile;
    play.config->providers["openai"] = *play.config->provider("anthropic");
    play.config->providers["openai"].endpoints = {
        {DialectId::openai_responses, kVendor, AuthScheme::bearer, false}};
    play.session.vendor = "openai";
    play.config->chains["default"].steps[0].timeouts.silence = minutes(4);
    const std::string begun =
        sse("response.created", R"("sequence_number":0,"response":{"id":"resp_1"})") +
        sse("response.output_item.added",
            R"("sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message"})") +
        sse("response.output_text.delta",
            R"("sequence_number":2,"output_index":0,"item_id":"msg_1","delta":"Hel")");
    play.up.on(kVendor).head(200).chunk(begun).after(minutes(5)).end();
    play.then(message_start("msg_2") + text_block("lo") + message_end());
    const FakeSink& agent =
        play.ask(R"({"model":"gpt-6.1-sol","input":"hello","stream":true})", "/v1/responses");
    CHECK(count(agent.body, "event: keepalive") == 2);
    CHECK(agent.body.find("\n: keepalive") == std::string::npos);
    CHECK(agent.finished);
  }

  TEST_CASE("an event whose last line end was cut in two is whole before other words follow") {
    SeamPlay play(false);
    play.gives(message_start() + open_text("The answer is") + "\r\n: cut here\r\n\r")
        .then(message_start("msg_2") + text_block(" 42.") + message_end());
    CHECK(play.ask().body.find(": cut here\r\n\r\nevent: ") != std::string::npos);
  }

  TEST_CASE("the next target may break off too, and the one behind it goes on") {
    for (const bool claude : {true, false}) {
      CAPTURE(claude);
      SeamPlay play(claude);
      play.step("chat/glm-5");
      play.gives(message_start() + text_block("One. ") + open_text("Tw", 1));
      play.up.on(kMessages)
          .head(200)
          .chunk(message_start("msg_2") + open_text(claude ? "Two. Th" : "o. Th"))
          .fail(FailureKind::cut, Phase::content);
      play.up.on(kChat).head(200).chunk(chat_stream(claude ? "Two. Three." : "ree.")).end();
      const FakeSink& agent = play.ask();
      CHECK(agent.finished);
      CHECK(count(agent.body, "message_start\"") == 1);
      CHECK(count(agent.body, "message_stop\"") == 1);
      CHECK(count(agent.body, "One. ") == 1);
      CHECK(play.verdicts() == "agent:cut>next messages/glm-5:cut>next chat/glm-5:done");
      CHECK(play.up.sent.at(2).body.find("One. ") != std::string::npos);
    }
  }

  TEST_CASE(
      "when no target can go on, the answer ends with an error event, never with a clean end") {
    SeamPlay play;
    play.gives(message_start() + open_text("Hel"));
    for (int i = 0; i < 3; ++i)
      play.up.on(kMessages).reply(529, error_body("overloaded_error", "Overloaded"));
    const FakeSink& agent = play.ask();
    CHECK(agent.body.find("event: error") != std::string::npos);
    CHECK(agent.body.find("message_stop") == std::string::npos);
    CHECK(play.verdicts().ends_with("give_up"));
  }

  TEST_CASE("the vendor's own error event is what the agent reads in the end") {
    SeamPlay play;
    const std::string error =
        "event: error\ndata: " + error_body("overloaded_error", "Overloaded, says the vendor") +
        "\n\n";
    play.up.on(kVendor).head(200).chunk(message_start() + open_text("Hel") + error).end();
    for (int i = 0; i < 3; ++i)
      play.up.on(kMessages).reply(500, error_body("api_error", "other"));
    CHECK(play.ask().body.ends_with(error));
  }

  TEST_CASE("a chain of one goes on at the same target") {
    World world;
    world.from_claude_code();
    world.step("agent");
    world.up.on(kVendor)
        .head(200)
        .chunk(message_start("msg_1") + open_text("Hel"))
        .fail(FailureKind::cut, Phase::content);
    world.up.on(kVendor)
        .head(200)
        .chunk(message_start("msg_2") + text_block("Hello") + message_end())
        .end();
    const FakeSink& agent = world.ask();
    CHECK(agent.body.ends_with(message_start("msg_2") + text_block("Hello") + message_end()));
    CHECK(world.verdicts() == "agent:cut>again agent:done");
  }

  TEST_CASE("an input that the token limit cut is the agent's to see") {
    SeamPlay play;
    const std::string whole =
        message_start() + call_block("toolu_1", R"({"command":)", 0) + message_end("max_tokens");
    play.up.on(kVendor).head(200).chunk(whole).end();
    CHECK(play.ask().body == whole);
    CHECK(play.verdicts() == "agent:done");
  }

  TEST_CASE("an answer of nothing but thinking is empty, and the next target answers") {
    SeamPlay play;
    const std::string thought = message_start("msg_1") + thinking_block("Hm");
    play.up.on(kVendor).head(200).chunk(thought).chunk(message_end()).end();
    play.then(message_start("msg_2") + text_block("Hello") + message_end());
    const FakeSink& agent = play.ask();
    CHECK(agent.body == thought + message_start("msg_2") + text_block("Hello") + message_end());
    CHECK(play.verdicts() == "agent:empty_answer>next messages/glm-5:done");
  }

  TEST_CASE("a refusal passes, Claude's always and another's unless the user says otherwise") {
    for (const bool on : {false, true}) {
      CAPTURE(on);
      World world;
      world.from_claude_code();
      if (on) world.config->triggers["refusal"].enabled = true;
      world.step("messages/glm-5");
      world.step("agent");
      world.up.on(kMessages)
          .head(200)
          .chunk(message_start() + text_block("No.") + message_end("refusal"))
          .end();
      world.up.on(kVendor)
          .head(200)
          .chunk(message_start("msg_2") + text_block("I will not.") + message_end("refusal"))
          .end();
      CHECK(world.ask().finished);
      CHECK(world.verdicts() ==
            (on ? "messages/glm-5:refusal>next agent:done" : "messages/glm-5:done"));
    }
  }

  TEST_CASE("the agent that leaves in mid-answer is nobody's failure, and asks nobody else") {
    SeamPlay play;
    play.up.on(kVendor).head(200).chunk(message_start() + open_text("Hel")).agent_leaves();
    (void)play.ask();
    CHECK(play.up.sent.size() == 1);
    CHECK(play.verdicts() == "agent:agent_gone");
  }

  TEST_CASE("refused thinking is answered by one repeat without it, byte for byte otherwise") {
    World world;
    world.step("agent");
    const std::string body =
        R"({"model":"claude-opus-4-8","messages":[{"role":"user","content":"hi"},{"role":"assistant",)"
        R"("content":[{"type":"thinking","thinking":"t","signature":"c2ln"},{"type":"text","text":"a"}]},)"
        R"({"role":"user","content":"b","x":1}],"stream":true})";
    world.up.on(kVendor).reply(
        400, error_body("invalid_request_error",
                        "messages.1.content.0: Invalid `signature` in `thinking` block"));
    world.up.on(kVendor).head(200).chunk(whole_stream("Hello")).end();
    CHECK(world.ask(body).finished);
    std::string without = body;
    const std::string thinking = R"({"type":"thinking","thinking":"t","signature":"c2ln"},)";
    without.erase(without.find(thinking), thinking.size());
    CHECK(world.up.sent.at(0).body == body);
    CHECK(world.up.sent.at(1).body == without);
    CHECK(world.verdicts() == "agent:thinking_refused>again agent:done");
  }
}

}  // namespace edgee
