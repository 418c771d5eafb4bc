#include "cli/serve.h"

#include <set>
#include <utility>

#include "cli/default_chain.h"
#include "cli/streams.h"
#include "cli/version.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/config/words.h"
#include "core/ledger/live_view.h"

namespace edgee {
namespace {

constexpr std::size_t kTokenLength = 43;  // 6 bits each: more than 256
constexpr std::size_t kLaunchIdLength = 12;
constexpr std::size_t kHolderLength = 12;
constexpr std::size_t kMegabyte = std::size_t{1024} * 1024;

std::string name_of(const Step& step) {
  const std::string& key = step.target.credential;
  return key.empty() ? step.target.name() : step.target.name() + " (" + key + ")";
}

// "@gateway.internal", without what may be a secret in the URL; "" for the vendor's own host.
std::string at_host(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  return "@" + std::string(url.substr(url.rfind('@') + 1));
}

void print(Streams& io, const Error& error) {
  io.err << "edgee: " << error.message << '\n';
  for (const std::string_view line : split(error.hint, '\n')) {
    if (!line.empty()) io.err << "  " << line << '\n';
  }
  io.err.flush();
}

}  // namespace

Serving::Serving(Context& context, ServeOptions options)
    : context_(context),
      options_(std::move(options)),
      config_(context, [this](const Error& error) { say(error); }),
      health_(context.clock(), context.health_store(), context.random().token(kHolderLength)),
      keyring_(context.secrets(), context.environment(), context.processes()) {}

Serving::~Serving() {
  looker_.request_stop();
  if (server_) server_->stop();
  gateway_.reset();  // its last words go through the store
  if (!telemetry_) return;
  telemetry_.reset();  // it may have something to say
  speak();
}

Result<void> Serving::load() {
  if (auto loaded = config_.load(); !loaded) return loaded;
  const std::shared_ptr<const Config> config = config_.current();
  context_.store().set_caps(config->ledger.keep_days, config->ledger.max_megabytes);
  if (options_.chain.empty() || config->chains.contains(options_.chain)) return {};
  std::vector<std::string> names;
  for (const auto& [name, unused] : config->chains)
    names.push_back(name);
  const std::string nearest = nearest_word(options_.chain, names);
  return fail(
      "there is no chain \"" + printable(options_.chain) + "\"",
      nearest.empty() ? "`edgee chain list` shows the chains" : "did you mean \"" + nearest + "\"?",
      kExitUsage);
}

Result<void> Serving::start(const Agent& agent, const LaunchPlan& plan) {
  find_chain(agent);
  session_.token = Secret(context_.random().token(kTokenLength));
  session_.launch_id = context_.random().token(kLaunchIdLength);
  session_.agent = agent.profile;
  session_.vendor = plan.vendor;
  session_.vendor_base_url = plan.vendor_base_url;
  session_.refreshable_login = plan.refreshable_login;
  session_.shows_deltas = plan.shows_deltas;
  admit_logins(plan.vendors);
  if (options_.anybody) open_to_anybody(plan);
  session_.chain = options_.chain;
  session_.pin = options_.pin;
  health_.set_agent(plan.vendor + at_host(plan.vendor_base_url));
  context_.health_store().open_ahead();
  return open_server();
}

// Each brings his own login, to the vendor of his dialect or to the one that his path names.
void Serving::open_to_anybody(const LaunchPlan& plan) {
  session_.clients = any_clients();
  for (const Provider& provider : catalog_providers())
    session_.vendors[provider.id];
  for (const auto& [id, provider] : config_.current()->providers)
    session_.vendors[id];
  session_.vendors[plan.vendor] = plan.vendor_base_url;
}

// One that edgee knows stays as it is but for its base URL, which is the agent's.
void Serving::admit_logins(const std::vector<Provider>& vendors) {
  for (const Provider& vendor : vendors) {
    session_.vendors[vendor.id] = vendor.endpoints.front().base_url;
    config_.add(vendor);
  }
}

Result<void> Serving::open_server() {
  budgets_.emplace(context_.clock(), context_.calendar(), context_.spending(), session_.launch_id);
  books_.budgets = &*budgets_;
  books_.say = [this](const std::string& words) { say(Error{words, ""}); };
  open_telemetry();
  Store& store = telemetry_ ? static_cast<Store&>(*telemetry_) : context_.store();
  services_.emplace(ProxyServices{context_.clock(), context_.random(), context_.upstream(),
                                  keyring_, health_, store, [this] { return config_.current(); },
                                  &books_});
  gateway_.emplace(*services_, session_);
  ServerLimits limits;
  limits.body_bytes =
      static_cast<std::size_t>(config_.current()->limits.max_body_megabytes) * kMegabyte;
  server_ = context_.make_http_server(limits);
  const Result<std::uint16_t> port = server_->start(*gateway_);
  if (!port) return tl::unexpected<Error>(port.error());
  session_.port = *port;
  return {};
}

void Serving::open_telemetry() {
  const std::shared_ptr<const Config> config = config_.current();
  if (config->telemetry.otlp_endpoint.empty()) return;
  OtlpFacts facts{std::string(version_text()), session_.vendor, {}};
  for (const auto& [name, chain] : config->chains) {
    for (const Step& step : chain.steps) {
      const std::string& id = step.target.is_agent() ? session_.vendor : step.target.provider;
      const Provider* const provider = config->provider(id);
      if (provider == nullptr || provider->endpoints.empty()) continue;
      facts.hosts[id] = host_of(provider->endpoints.front().base_url);
    }
  }
  telemetry_ = std::make_unique<Telemetry>(
      Telemetry::Parts{context_.store(), context_.upstream(), keyring_, context_.clock()},
      config->telemetry, std::move(facts), [this](const Error& error) { say(error); });
}

ProxyAddress Serving::address() const {
  return {"http://127.0.0.1:" + std::to_string(session_.port),
          std::string(session_.token.reveal())};
}

void Serving::find_chain(const Agent& agent) {
  FoundSteps found;
  const std::shared_ptr<const Config> config = config_.current();
  if (!config->has_chain) {
    ask_about_environment_keys(context_, *config, agent.profile.vendor);
    found = steps_at_once(context_, *config, agent.profile.vendor);
    config_.add(found);
  }
  if (!options_.quiet) say_chain(found);
}

void Serving::say_chain(const FoundSteps& found) {
  const std::shared_ptr<const Config> config = config_.current();
  const std::string& name = options_.chain.empty() ? config->default_chain : options_.chain;
  const auto chain = config->chains.find(name);
  std::vector<std::string> steps;
  for (const Step& step : chain->second.steps)
    steps.push_back(name_of(step));
  const bool pinned = options_.pin || chain->second.pin;
  std::string line = "edgee: " + (pinned ? "pinned to " + steps.front() : join(steps, " -> "));
  if (!config->has_chain && !pinned) line += " -> local models, if there are any";
  if (!found.aside.empty()) line += "; not used: " + join(found.aside, ", ");
  context_.io().err << line << std::endl;
}

void Serving::look_around() {
  looker_ = std::jthread([this](const std::stop_token& stop) { look(stop); });
}

void Serving::look(const std::stop_token& stop) {
  prune_live_notes(context_.store(), context_.clock().wall_now());
  fetch_keys(stop);
  open_books();
  const std::shared_ptr<const Config> config = config_.current();
  if (config->has_chain || stop.stop_requested()) return;
  FoundSteps keys = unnoted_keys(context_.secrets(), context_.store(), *config);
  if (!keys.steps.empty()) config_.add(std::move(keys));
  FoundSteps local = local_steps(context_.upstream(), context_.clock(), *config, stop);
  if (!local.steps.empty()) config_.add(std::move(local));
}

void Serving::open_books() {
  budgets_->refresh();
  if (const auto events = context_.store().read({})) books_.latency.add(*events);
}

// A keychain may have to be unlocked: better now than in the middle of a failover. Commands are not
// run ahead of need; they may ask for a finger. What cannot be read is said when it is needed.
void Serving::fetch_keys(const std::stop_token& stop) {
  const std::shared_ptr<const Config> config = config_.current();
  std::set<std::string> fetched;
  for (const auto& [name, chain] : config->chains) {
    for (const Step& step : chain.steps) {
      const Provider* const provider = config->provider(step.target.provider);
      if (provider == nullptr || stop.stop_requested()) continue;
      const CredentialSpec& spec = step.credential ? *step.credential : provider->credential;
      if (spec.source != CredentialSource::keychain || !fetched.insert(spec.name).second) continue;
      [[maybe_unused]] const auto key = keyring_.get(spec, stop);
    }
  }
}

void Serving::say(const Error& error) {
  const std::lock_guard lock(words_mutex_);
  if (options_.hold_words) {
    words_.push_back(error);
  } else {
    print(context_.io(), error);
  }
}

void Serving::speak() {
  const std::lock_guard lock(words_mutex_);
  for (const Error& error : words_)
    print(context_.io(), error);
  words_.clear();
}

}  // namespace edgee
