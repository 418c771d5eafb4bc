// Steps that share one place in the chain: who asks whom.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/proxy/targets.h"
#include "tests/core/proxy/world.h"

namespace edgee {
namespace {

// agent, then a group of two, then one more.
void set_up(World& world) {
  world.step("agent");
  world.step("messages/a").group = 1;
  world.step("messages/b").group = 1;
  world.step("chat/c");
}

std::string order_of(World& world, const std::string& session) {
  Request request;
  request.facts.session = session;
  std::string order;
  for (const ResolvedTarget& target : resolve_chain(world.config, world.session, request).targets) {
    order += (order.empty() ? "" : " ") + target.candidate.target.name();
    const auto index = static_cast<std::size_t>(target.candidate.index);
    CHECK(target.candidate.step == &world.config->chains["default"].steps.at(index));
  }
  return order;
}

}  // namespace

TEST_SUITE("core/proxy/spread") {
  TEST_CASE("sessions differ in the order of a group and keep theirs") {
    World world;
    set_up(world);
    std::set<std::string> orders;
    for (int n = 0; n < 50; ++n) {
      const std::string session = "session-" + std::to_string(n);
      CHECK(order_of(world, session) == order_of(world, session));
      orders.insert(order_of(world, session));
    }
    CHECK(orders == std::set<std::string>{"agent messages/a messages/b chat/c",
                                          "agent messages/b messages/a chat/c"});
  }

  TEST_CASE("requests without a session keep to one order within a launch") {
    World world;
    set_up(world);
    std::set<std::string> orders;
    for (int n = 0; n < 50; ++n) {
      world.session.launch_id = "launch-" + std::to_string(n);
      CHECK(order_of(world, "") == order_of(world, ""));
      orders.insert(order_of(world, ""));
    }
    CHECK(orders.size() == 2);
  }

  TEST_CASE("when a session's member fails the other one answers, and stays first while it rests") {
    World world;
    set_up(world);
    const std::string order = order_of(world, "session-1");
    const bool a_first = order.find("messages/a") < order.find("messages/b");
    const std::string first = a_first ? "messages/a" : "messages/b";
    const std::string second = a_first ? "messages/b" : "messages/a";
    world.up.on(kVendor).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kMessages).reply(529, error_body("overloaded_error", "Overloaded"));
    world.up.on(kMessages).head(200).chunk(whole_stream("from the other")).end();
    CHECK(world.ask().body == whole_stream("from the other"));
    world.up.on(kMessages).head(200).chunk(whole_stream("again")).end();
    CHECK(world.ask().body == whole_stream("again"));
    CHECK(world.verdicts() == "agent:overloaded>next " + first + ":overloaded>next " + second +
                                  ":done " + second + ":done");
  }
}

}  // namespace edgee
