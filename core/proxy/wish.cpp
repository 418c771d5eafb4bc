#include "core/proxy/wish.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/proxy/targets.h"

namespace edgee {
namespace {

using Wish = std::shared_ptr<const Chain>;

// Its steps but for the pass-through: what is wished is no model of the client's own vendor.
std::vector<Step> steps_of(const Chain& chain) {
  std::vector<Step> steps;
  for (const Step& step : chain.steps) {
    if (!step.target.is_agent()) steps.push_back(step);
  }
  return steps;
}

void append(std::vector<Step>& steps, const std::vector<Step>& more) {
  for (const Step& step : more) {
    const bool known = std::any_of(steps.begin(), steps.end(),
                                   [&step](const Step& own) { return own.target == step.target; });
    if (!known) steps.push_back(step);
  }
}

Wish chain_of(const Chain& base, std::vector<Step> steps) {
  auto chain = std::make_shared<Chain>(base);
  chain->steps = std::move(steps);
  return chain;
}

const Chain* chain_named(const WishContext& context, std::string_view name) {
  const auto found = context.config.chains.find(name);
  return found == context.config.chains.end() ? nullptr : &found->second;
}

// "openrouter/z-ai/glm-5", as the chain has it, or anew where any provider may be named.
std::optional<Step> step_named(const WishContext& context, const Chain& base,
                               std::string_view name) {
  for (const Step& step : base.steps) {
    if (!step.target.is_agent() && step.target.name() == name) return step;
  }
  const std::size_t slash = name.find('/');
  const bool bound = !context.session.chain.empty();  // by the command line, to that chain
  if (slash == std::string_view::npos || slash + 1 == name.size() || bound) return std::nullopt;
  Step step;
  step.target.provider = name.substr(0, slash);
  step.target.model = name.substr(slash + 1);
  const bool known = context.config.provider(step.target.provider) != nullptr;
  return known && context.has_key(step) ? std::optional(std::move(step)) : std::nullopt;
}

std::vector<Step> steps_named(const WishContext& context, const Chain& base,
                              const std::vector<std::string>& names) {
  std::vector<Step> steps;
  for (const std::string& name : names) {
    const std::string_view own(name);
    const Chain* const chain =
        own.starts_with(kOwnNames) ? chain_named(context, own.substr(kOwnNames.size())) : nullptr;
    if (chain != nullptr && (context.session.chain.empty() || chain->name == base.name)) {
      append(steps, steps_of(*chain));
    } else if (const auto step = step_named(context, base, name)) {
      append(steps, {*step});
    } else {
      // A bare name is that of a model in the chain.
      for (const Step& one : base.steps) {
        if (!one.target.is_agent() && one.target.model == name) append(steps, {one});
      }
    }
  }
  return steps;
}

tl::unexpected<Error> nothing(const std::string& what) {
  return fail(what + "; GET /v1/models lists what there is");
}

Result<Wish> best_of(const WishContext& context, const Chain& base,
                     const std::vector<std::string>& listed) {
  std::vector<Step> steps = listed.empty() ? steps_of(base) : steps_named(context, base, listed);
  if (steps.empty()) return nothing("there is nobody to choose from");
  return chain_of(base, context.best_first(std::move(steps)));
}

Result<Wish> whole_chain(const WishContext& context, const Chain& base, std::string_view name) {
  const Chain* const chain = chain_named(context, name);
  const bool bound = !context.session.chain.empty() && name != base.name;
  if (chain == nullptr || bound) {
    return nothing("there is no chain \"" + std::string(name.substr(0, 100)) + "\" here");
  }
  std::vector<Step> steps = steps_of(*chain);
  if (steps.empty()) {
    return nothing("the chain \"" + chain->name + "\" passes on what was asked for, no more");
  }
  return chain_of(*chain, std::move(steps));
}

// The model that was asked for comes first, as its list wants it.
Result<Wish> listed_behind(const WishContext& context, const Chain& base,
                           const std::vector<std::string>& listed) {
  std::vector<Step> steps;
  for (const Step& step : base.steps) {
    if (step.target.is_agent()) steps.push_back(step);
  }
  append(steps, steps_named(context, base, listed));
  if (steps.empty()) return nothing("none of the candidates is known");
  return chain_of(base, std::move(steps));
}

}  // namespace

bool may_wish(const SessionSetup& session, const RequestFacts& facts) {
  return session.names_models || facts.model.starts_with(kOwnNames);
}

Result<Wish> read_wish(const WishContext& context, const std::vector<std::string>& listed) {
  const Chain* const base = usual_chain(context.config, context.session, context.facts);
  const std::string_view model = context.facts.model;
  if (base == nullptr) return Wish();
  const bool only_listed = model.empty() && !listed.empty();
  if (model == kBestName || only_listed) return best_of(context, *base, listed);
  const bool own = model.starts_with(kOwnNames);
  const bool is_chain = own && chain_named(context, model.substr(kOwnNames.size())) != nullptr;
  if (!is_chain) {
    if (auto step = step_named(context, *base, model)) {
      std::vector<Step> steps{*std::move(step)};
      append(steps, steps_named(context, *base, listed));
      append(steps, steps_of(*base));
      return chain_of(*base, std::move(steps));
    }
  }
  if (own) return whole_chain(context, *base, model.substr(kOwnNames.size()));
  if (!listed.empty()) return listed_behind(context, *base, listed);
  return Wish();
}

}  // namespace edgee
