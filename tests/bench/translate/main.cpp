// Measures translation in this process, without any network, and prints the figures as JSON:
//   {"request": {"DIALECT": {"ms": 1.2, "memory": 3.4}}, "event": {"PROVIDER>AGENT": 0.5}}
#include <cstdio>
#include <string>

#include "tests/bench/translate/requests.h"
#include "tests/bench/translate/streams.h"

int main() {
  using namespace std::string_literals;
  const edgee::Request claude = edgee::bench::claude_code_request();
  std::string requests;
  std::string events;
  for (const edgee::DialectId id : edgee::known_dialects()) {
    const std::string name(edgee::to_string(id));
    const edgee::bench::RequestCost cost = edgee::bench::cost_of_request(claude, id);
    requests += (requests.empty() ? "\""s : ",\""s) + name + R"(":{"ms":)" +
                std::to_string(cost.ms) + R"(,"memory":)" + std::to_string(cost.memory) + "}";
    const edgee::Request agent = edgee::bench::request_in(id, claude);
    for (const edgee::DialectId provider : edgee::known_dialects()) {
      events += (events.empty() ? "\""s : ",\""s) + std::string(edgee::to_string(provider)) + ">" +
                name + "\":" + std::to_string(edgee::bench::cost_of_event(provider, agent));
    }
  }
  std::printf("{\"request\":{%s},\"event\":{%s}}\n", requests.c_str(), events.c_str());
}
