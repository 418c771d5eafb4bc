// `edgee chain test` and `edgee key test`: one real small request, and who answered it.
#include "cli/commands/chain.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/key.h"
#include "cli/load_config.h"
#include "cli/streams.h"
#include "cli/try_agent.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/proxy/probe.h"

namespace edgee {
namespace {

std::string dollars(const std::optional<double>& cost) {
  if (!cost) return "unknown";
  std::string text(32, '\0');
  const int length = std::snprintf(text.data(), text.size(), "$%.6f", *cost);
  text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return text;
}

std::string one_line(std::string text) {
  constexpr std::size_t kWidth = 160;
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  if (text.size() > kWidth) text = text.substr(0, kWidth) + "...";
  return printable(trim(text));
}

struct Tested {
  std::string target;
  ProbeResult result;
};

std::vector<std::string> to_cells(const Tested& tested) {
  const AttemptEvent& event = tested.result.event;
  return {tested.target, tested.result.answered ? "answered" : "FAILED",
          std::to_string(event.took.count()) + " ms",
          tested.result.answered ? dollars(event.cost_usd) : "", one_line(tested.result.words)};
}

OrderedJson to_object(const Tested& tested) {
  const AttemptEvent& event = tested.result.event;
  OrderedJson object{{"target", tested.target},       {"answered", tested.result.answered},
                     {"status", event.status},        {"trigger", event.trigger},
                     {"took_ms", event.took.count()}, {"words", tested.result.words}};
  object["cost_usd"] = event.cost_usd ? OrderedJson(*event.cost_usd) : OrderedJson(nullptr);
  return object;
}

int report(Streams& io, const std::vector<Tested>& all, bool json) {
  bool good = true;
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> cells{{"STEP", "RESULT", "TOOK", "COST", "WORDS"}};
  for (const Tested& tested : all) {
    good = good && tested.result.answered;
    list.push_back(to_object(tested));
    cells.push_back(to_cells(tested));
  }
  if (json) {
    io.out << dump_json(list) << '\n';
  } else {
    print_table(io.out, cells);
  }
  return good ? 0 : kExitFailure;
}

// Everything a probe needs, over one config.
struct Prober {
  Context& context;
  std::shared_ptr<const Config> config;
  Keyring keyring{context.secrets(), context.environment(), context.processes()};
  HealthBook health{context.clock()};
  ProxyServices services{context.clock(), context.random(), context.upstream(),       keyring,
                         health,          context.store(),  [this] { return config; }};

  ProbeResult ask(const Step& step) { return probe_step(services, *config, step); }
};

}  // namespace

Result<int> test_chain(Context& context, const std::string& name, const std::string& agent,
                       bool json) {
  Result<Config> loaded = load_config(context);
  if (!loaded) return tl::unexpected(loaded.error());
  const std::string chain_name = name.empty() ? loaded->default_chain : name;
  const auto chain = loaded->chains.find(chain_name);
  if (chain == loaded->chains.end()) {
    return fail("there is no chain \"" + printable(chain_name) + "\"",
                "edgee chain list shows those there are; edgee chain add starts one", kExitUsage);
  }
  const std::vector<Step> steps = chain->second.steps;
  Prober prober{context, std::make_shared<const Config>(*std::move(loaded))};
  std::vector<Tested> all;
  for (const Step& step : steps) {
    if (!step.target.is_agent()) {
      all.push_back({step.target.name(), prober.ask(step)});
    } else if (!agent.empty()) {
      Result<ProbeResult> tried = try_agent(context, prober.services, *prober.config, agent);
      if (!tried) return tl::unexpected(tried.error());
      all.push_back({"agent", *std::move(tried)});
    } else {
      context.io().err << "edgee: the step \"agent\" is left out: its login is the agent's alone "
                          "(edgee chain test --agent claude lets it try once)\n";
    }
  }
  return report(context.io(), all, json);
}

Result<int> test_key(Context& context, const std::string& name, bool json) {
  Result<Config> loaded = load_config(context);
  if (!loaded) return tl::unexpected(loaded.error());
  const std::string id = name.substr(0, name.find('/'));
  const Provider* provider = loaded->provider(id);
  if (provider == nullptr) {
    return fail("no provider \"" + printable(id) + "\" is known or configured",
                "add [providers." + printable(id) + "] to the config", kExitUsage);
  }
  if (provider->default_model.empty()) {
    return fail("no model is known to test " + id + " with",
                "set default_model in [providers." + id + "], or use edgee chain test");
  }
  Step step;
  step.target = {id, provider->default_model, name};
  step.credential = CredentialSpec{CredentialSource::keychain, name, {}};
  Prober prober{context, std::make_shared<const Config>(*std::move(loaded))};
  return report(context.io(), {{step.target.name(), prober.ask(step)}}, json);
}

}  // namespace edgee
