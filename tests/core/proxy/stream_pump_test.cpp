#include "core/proxy/stream_pump.h"

#include <doctest/doctest.h>

#include "core/proxy/watch.h"
#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

using std::chrono::seconds;

StreamPump raw_pump() {
  return {find_dialect(DialectId::anthropic_messages)->make_decoder(), nullptr};
}

}  // namespace

TEST_SUITE("core/proxy/stream_pump") {
  TEST_CASE("wherever the bytes are cut, all of them pass in order, and none before the content") {
    const std::string stream = whole_stream("Hello");
    const std::size_t content = stream.find("\"text\":\"Hello\"");
    for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
      CAPTURE(cut);
      StreamPump pump = raw_pump();
      std::string passed(pump.feed(std::string_view(stream).substr(0, cut)));
      if (cut <= content) CHECK(passed.empty());
      passed += pump.feed(std::string_view(stream).substr(cut));
      passed += pump.finish();
      CHECK(passed == stream);
      CHECK(pump.finished());
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
      StreamPump pump = raw_pump();
      const std::string stream = message_start() + message_end(reason);
      std::string passed(pump.feed(stream));
      CHECK(pump.is_answer() == answer);
      CHECK((passed == stream) == answer);
    }
  }

  TEST_CASE("usage keeps the largest count of each class, whatever later events leave out") {
    StreamPump pump = raw_pump();
    pump.feed(whole_stream("Hi"));
    CHECK(pump.usage().input == 100);
    CHECK(pump.usage().cache_read == 7);
    CHECK(pump.usage().output == 42);
  }

  TEST_CASE("pings are life but no progress") {
    StreamPump pump = raw_pump();
    pump.feed(message_start());
    CHECK(pump.progressed());
    pump.feed(sse("ping", ""));
    CHECK_FALSE(pump.progressed());
  }
}

TEST_SUITE("core/proxy/watch") {
  TEST_CASE("each timer fires for its own reason") {
    Timers timers;
    timers.head = seconds(10);
    timers.first_token = seconds(30);
    timers.silence = seconds(15);
    timers.progress = seconds(20);
    const TimePoint start{seconds(1000)};
    Watch watch(timers, start);
    CHECK_FALSE(watch.overdue(start + seconds(9)));
    CHECK(watch.overdue(start + seconds(10)) == FailureKind::head_timeout);
    watch.head_came(start + seconds(5));
    CHECK(watch.overdue(start + seconds(20)) == FailureKind::silence_timeout);
    watch.bytes_came(start + seconds(14), false);
    CHECK(watch.overdue(start + seconds(25)) == FailureKind::progress_timeout);
    watch.bytes_came(start + seconds(24), true);
    CHECK(watch.overdue(start + seconds(30)) == FailureKind::first_token_timeout);
    watch.content_began();
    CHECK_FALSE(watch.deadline());
  }

  TEST_CASE("a process that slept through its deadline starts its timers anew") {
    Timers timers;
    timers.silence = seconds(15);
    timers.head = seconds(10);
    const TimePoint start{seconds(1000)};
    Watch watch(timers, start);
    CHECK_FALSE(watch.overslept(start + seconds(10)));
    CHECK(watch.overslept(start + seconds(3600)));
    watch.restart(start + seconds(3600));
    CHECK_FALSE(watch.overdue(start + seconds(3609)));
    CHECK(watch.overdue(start + seconds(3610)) == FailureKind::head_timeout);
  }
}

}  // namespace edgee
