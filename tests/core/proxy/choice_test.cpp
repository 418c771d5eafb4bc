// Who is best: the pure choice, and the memory of sessions.
#include "core/proxy/choice.h"

#include <doctest/doctest.h>

namespace edgee {
namespace {

using std::chrono::milliseconds;

Choice choice(const std::string& provider, std::optional<int> latency_ms,
              std::optional<double> cost) {
  Choice one;
  one.target = {provider, "m", ""};
  if (latency_ms) one.latency = milliseconds(*latency_ms);
  one.cost_usd = cost;
  return one;
}

std::string order(const std::vector<Choice>& choices, const std::optional<Target>& last = {}) {
  std::string text;
  for (const std::size_t index : best_first(choices, last))
    text += choices[index].target.provider;
  return text;
}

}  // namespace

TEST_SUITE("core/proxy/choice") {
  TEST_CASE("what is said of each decides, and nothing else does") {
    struct Row {
      std::string what;
      std::vector<Choice> choices;
      std::string order;
    };
    Choice misfit = choice("x", 100, 0.001);
    misfit.fits = false;
    Choice resting = choice("r", 100, 0.001);
    resting.rests = true;
    for (const Row& row :
         {Row{"nothing known: as listed", {choice("a", {}, {}), choice("b", {}, {})}, "ab"},
          {"the faster", {choice("a", 2000, 0.01), choice("b", 900, 0.01)}, "ba"},
          {"the cheaper", {choice("a", 900, 0.02), choice("b", 900, 0.01)}, "ba"},
          {"twice as fast is worth twice the price",
           {choice("a", 1000, 0.02), choice("b", 2001, 0.01)},
           "ab"},
          {"and no more", {choice("a", 1000, 0.02), choice("b", 1999, 0.01)}, "ba"},
          {"the unknown is middling",
           {choice("a", 5000, 0.01), choice("b", {}, 0.01), choice("c", 500, 0.01),
            choice("d", 1000, 0.01)},
           "cbda"},
          {"what costs nothing is no better than what costs next to nothing",
           {choice("a", 200, 0.0005), choice("b", 400, 0)},
           "ab"},
          {"what is fast enough is fast enough",
           {choice("a", 80, 0.02), choice("b", 10, 0.03)},
           "ab"},
          {"who cannot comes last, behind who rests",
           {misfit, resting, choice("a", 60000, 5.0)},
           "arx"}}) {
      CAPTURE(row.what);
      CHECK(order(row.choices) == row.order);
    }
  }

  TEST_CASE("a session stays with whom it has, while he is well and can") {
    std::vector<Choice> choices{choice("a", 100, 0.001), choice("b", 9000, 1.0)};
    const Target last = choices[1].target;
    CHECK(order(choices, last) == "ba");
    CHECK(order(choices, Target{"gone", "m", ""}) == "ab");
    choices[1].rests = true;
    CHECK(order(choices, last) == "ab");
    choices[1].rests = false;
    choices[1].fits = false;
    CHECK(order(choices, last) == "ab");
  }

  TEST_CASE("the memory keeps the sessions that were heard of last") {
    ChoiceMemory memory;
    CHECK_FALSE(memory.last("s0"));
    for (int i = 0; i < 1000; ++i)
      memory.chose("s" + std::to_string(i), {"p" + std::to_string(i), "m", ""});
    memory.chose("s0", {"p0", "m", ""});
    memory.chose("new", {"new", "m", ""});
    CHECK(memory.last("s0") == Target{"p0", "m", ""});
    CHECK(memory.last("new") == Target{"new", "m", ""});
    CHECK_FALSE(memory.last("s1"));
    CHECK(memory.last("s2") == Target{"p2", "m", ""});
  }
}

}  // namespace edgee
