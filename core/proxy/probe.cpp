#include "core/proxy/probe.h"

#include <memory>
#include <utility>
#include <vector>

#include "core/agents/agent.h"
#include "core/dialect/dialect.h"
#include "core/proxy/relay.h"

namespace edgee {
namespace {

// Enough tokens for a model that thinks before it says two letters.
constexpr std::string_view kQuestion =
    R"({"model":"probe","max_tokens":256,"messages":[{"role":"user",)"
    R"("content":"Reply with the two letters OK and nothing else."}],"stream":false})";

class CollectingSink : public ReplySink {
 public:
  bool start(int, const HeaderList&, std::optional<std::size_t>, std::string_view first) override {
    return write(first);
  }
  bool write(std::string_view bytes) override {
    body += bytes;
    return true;
  }
  bool finish() override { return true; }
  void abort() override {}
  [[nodiscard]] HangUpHandle hang_up() const override { return {}; }

  std::string body;
};

// Keeps the one event of the probe; everything else of a store is not asked here.
class EventCatcher : public Store {
 public:
  void append(AttemptEvent event) override { last = std::move(event); }
  void flush() override {}
  Result<std::vector<AttemptEvent>> read(const EventQuery&) override {
    return std::vector<AttemptEvent>{};
  }
  [[nodiscard]] std::string trouble() const override { return ""; }
  Result<std::map<std::string, std::string>> notes(const std::string&) override {
    return std::map<std::string, std::string>{};
  }
  Result<void> set_note(const std::string&, const std::string&, const std::string&) override {
    return {};
  }
  Result<void> remove_note(const std::string&, const std::string&) override { return {}; }

  AttemptEvent last;
};

std::string words_in(const Dialect& dialect, std::string_view body) {
  std::string words;
  const auto events = dialect.decode_answer(body).value_or(std::vector<StreamEvent>());
  for (const StreamEvent& event : events) {
    if (const auto* text = std::get_if<TextDelta>(&event)) words += text->text;
  }
  return words.empty() ? dialect.read_failure(502, {}, body, {}).message : words;
}

// Providers quote the key they refuse; what is printed must not.
std::string without_key(std::string words, std::string_view key) {
  if (key.empty()) return words;
  for (std::size_t at = words.find(key); at != std::string::npos; at = words.find(key, at)) {
    words.replace(at, key.size(), "[the key]");
  }
  return words;
}

}  // namespace

std::shared_ptr<const Config> only_this_step(const Config& config, Step step) {
  auto single = std::make_shared<Config>(config);
  step.tries = 1;
  if (!step.timeouts.total) step.timeouts.total = std::chrono::seconds(60);
  single->routes.clear();
  single->default_chain = "probe";
  Chain chain;
  chain.name = "probe";
  chain.steps.push_back(std::move(step));
  single->chains = {{"probe", std::move(chain)}};
  return single;
}

ProbeResult probe_step(const ProxyServices& services, const Config& config, const Step& step) {
  EventCatcher store;
  HealthBook health(services.clock);
  const auto single = only_this_step(config, step);
  ProxyServices own = apart(services, health, store, single);
  SessionSetup session;
  session.agent = find_agent("claude")->profile;
  session.vendor = session.agent.vendor;
  const Dialect& dialect = *find_dialect(session.agent.dialect);
  Request request;
  request.dialect = dialect.id;
  request.method = "POST";
  request.path = dialect.path_for({}, false);
  request.headers = {{"content-type", "application/json"}, {"anthropic-version", "2023-06-01"}};
  request.raw = kQuestion;
  JsonDoc doc = dialect.walk_request(request.raw);
  request.facts = *dialect.read_request(doc, request, session.agent);
  // Taken before: a refused key is forgotten by the keyring.
  std::shared_ptr<const Secret> key;
  for (const ResolvedTarget& target : resolve_chain(single, session, request).targets) {
    key = services.keyring.get(target.credential, {}).value_or(nullptr);
  }
  OwnRefusals refusals;
  LiveView live(store, services.clock, "");
  OverflowWatch overflows;
  const RelayNotes notes{refusals, live, overflows};
  CollectingSink sink;
  Relay(own, session, notes, std::move(request), std::move(doc), sink).run();
  ProbeResult result;
  result.event = std::move(store.last);
  result.answered = gave_answer(result.event);
  result.words = without_key(words_in(dialect, sink.body), key ? key->reveal() : "");
  return result;
}

}  // namespace edgee
