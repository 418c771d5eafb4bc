#include "cli/live_config.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace edgee {
namespace {

constexpr Duration kBetweenLooks{std::chrono::seconds(1)};

bool same(const std::vector<ConfigText>& a, const std::vector<ConfigText>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](const ConfigText& one, const ConfigText& other) {
        return one.file == other.file && one.text == other.text && one.origin == other.origin;
      });
}

}  // namespace

LiveConfig::LiveConfig(Context& context, std::function<void(const Error&)> say)
    : context_(context), say_(std::move(say)) {}

Result<void> LiveConfig::load() {
  if (auto texts = read_config_texts(context_)) texts_ = std::move(*texts);
  Result<Config> config = load_config(context_);
  if (!config) return tl::unexpected<Error>(config.error());
  const std::lock_guard lock(mutex_);
  loaded_ = std::move(*config);
  looked_ = context_.clock().now();
  publish();
  return {};
}

std::shared_ptr<const Config> LiveConfig::current() {
  const TimePoint now = context_.clock().now();
  bool due = false;
  {
    const std::lock_guard lock(mutex_);
    due = now - looked_ >= kBetweenLooks;
    if (!due) return current_;
    looked_ = now;
  }
  reread();
  const std::lock_guard lock(mutex_);
  return current_;
}

void LiveConfig::reread() {
  const std::unique_lock reading(reading_, std::try_to_lock);
  if (!reading) return;
  Result<std::vector<ConfigText>> texts = read_config_texts(context_);
  if (!texts || same(*texts, texts_)) return;
  texts_ = std::move(*texts);
  Result<Config> config = load_config(context_);
  if (!config) {
    return say_({"the configuration changed and is not used: " + config.error().message,
                 config.error().hint, kExitFailure});
  }
  const std::lock_guard lock(mutex_);
  loaded_ = std::move(*config);
  publish();
}

void LiveConfig::add(FoundSteps found) {
  const std::lock_guard lock(mutex_);
  std::move(found.steps.begin(), found.steps.end(), std::back_inserter(found_.steps));
  std::move(found.models.begin(), found.models.end(), std::back_inserter(found_.models));
  publish();
}

void LiveConfig::add(Provider provider) {
  const std::lock_guard lock(mutex_);
  providers_.push_back(std::move(provider));
  publish();
}

void LiveConfig::publish() {
  Config config = loaded_.has_chain ? loaded_ : with_chain(loaded_, found_);
  for (const Provider& provider : providers_) {
    if (config.provider(provider.id) == nullptr) config.providers.emplace(provider.id, provider);
  }
  current_ = std::make_shared<const Config>(std::move(config));
}

}  // namespace edgee
