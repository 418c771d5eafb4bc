#include "core/proxy/answer_stream.h"

#include <doctest/doctest.h>

#include "core/proxy/splice.h"
#include "tests/core/proxy/world.h"
#include "tests/support/asked.h"

namespace edgee {
namespace {

const Dialect& messages() {
  return *find_dialect(DialectId::anthropic_messages);
}

void read(AnswerStream& answer, std::string_view bytes) {
  answer.take(bytes);
  while (answer.next()) {
  }
}

}  // namespace

TEST_SUITE("core/proxy/answer_stream") {
  TEST_CASE("wherever the bytes are cut, all of them pass in order, and none before the content") {
    for (const std::string& stream :
         {whole_stream("Hello"), ": hi\r\n\r\n\n\n" + whole_stream("Hello") + "\n\n: bye\n\n"}) {
      const std::size_t content = stream.find("\"text\":\"Hello\"");
      for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
        CAPTURE(cut);
        const Request request = asked("m");
        Splice splice(messages(), request, SeamStrategy::retract);
        splice.begin(messages());
        std::string passed(splice.feed(std::string_view(stream).substr(0, cut)));
        if (cut <= content) CHECK(passed.empty());
        passed += splice.feed(std::string_view(stream).substr(cut));
        passed += splice.end();
        CHECK(passed == stream);
        CHECK(splice.finished());
      }
    }
  }

  TEST_CASE("an ending that says why it is empty is an answer, a plain end of turn is not") {
    for (const auto& [word, answer] : {std::pair{"end_turn", false},
                                       {"tool_use", false},
                                       {"refusal", true},
                                       {"max_tokens", true},
                                       {"stop_sequence", true},
                                       {"pause_turn", true},
                                       {"model_context_window_exceeded", true}}) {
      const std::string reason = word;  // a lambda of CAPTURE takes no structured binding
      CAPTURE(reason);
      const Request request = asked("m");
      Splice splice(messages(), request, SeamStrategy::append_only);
      splice.begin(messages());
      const std::string stream = message_start() + message_end(reason);
      const std::string passed(splice.feed(stream));
      CHECK(splice.is_open() == answer);
      CHECK((passed == stream) == answer);
      CHECK(splice.failure().has_value() != answer);
    }
  }

  // OpenAI's dialects say the reason and the end in one event.
  TEST_CASE("an answer that ends in one event is named for what it lacks, not for its end") {
    const std::string head = R"(data: {"id":"c1","model":"m","choices":[{"index":0,"delta":)";
    const std::string call = R"({"tool_calls":[{"index":0,"id":"call_1","type":"function",)"
                             R"("function":{"name":"f","arguments":"{\"a\":"}}]})";
    const std::string no_more = ",\"finish_reason\":null}]}\n\n";
    const std::string over = R"({},"finish_reason":"stop"}]})"
                             "\n\ndata: [DONE]\n\n";
    for (const auto& [stream, kind] :
         {std::pair{head + over, FailureKind::empty_answer},
          {head + call + no_more + head + over, FailureKind::malformed_call}}) {
      const Request request = asked("m");
      const Dialect& chat = *find_dialect(DialectId::openai_chat);
      Splice splice(chat, request, SeamStrategy::append_only);
      splice.begin(chat);
      (void)splice.feed(stream);
      REQUIRE(splice.failure());
      CHECK(splice.failure()->kind == kind);
    }
  }

  TEST_CASE("usage keeps the largest count of each class, whatever later events leave out") {
    AnswerStream answer(messages());
    read(answer, whole_stream("Hi"));
    CHECK(answer.usage().input == 100);
    CHECK(answer.usage().cache_read == 7);
    CHECK(answer.usage().output == 42);
  }

  TEST_CASE("a call whose input holds half a pair of surrogates is whole") {
    const std::string stream = message_start() + call_block("toolu_1", R"({"zone":"\ud83d"})", 0) +
                               message_end("tool_use");
    const Request request = asked("m");
    Splice splice(messages(), request, SeamStrategy::append_only);
    splice.begin(messages());
    const std::string passed(splice.feed(stream));
    CHECK(splice.finished());
    CHECK(passed == stream);
  }

  // The vendor's SDK reads usage.output_tokens of each message_delta.
  TEST_CASE("what is said in long silences is an empty delta, or a count of nothing") {
    const Request request = asked("m");
    Splice text(messages(), request, SeamStrategy::append_only);
    text.begin(messages());
    (void)text.feed(message_start() + text_block("Hello"));
    CHECK(text.idle_event() ==
          sse("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":""})"));

    Splice call(messages(), request, SeamStrategy::append_only);
    call.begin(messages());
    (void)call.feed(message_start() + open_call("toolu_1", "{", 0));
    CHECK(call.idle_event() == sse("message_delta",
                                   R"("delta":{"stop_reason":null,"stop_sequence":null},)"
                                   R"("usage":{"output_tokens":0})"));
  }

  TEST_CASE("pings are life but no progress") {
    AnswerStream answer(messages());
    read(answer, message_start());
    CHECK(answer.progressed());
    read(answer, sse("ping", ""));
    CHECK_FALSE(answer.progressed());
  }
}

}  // namespace edgee
