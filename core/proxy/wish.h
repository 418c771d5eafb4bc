// What a request wishes by the name of its model: a chain ("edgee/careful"), a step
// ("openrouter/z-ai/glm-5"), the best of several ("edgee/auto", or a list of candidates), or just
// what it says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/model/request.h"
#include "core/proxy/session.h"

namespace edgee {

// Before the name of a chain, where a model's stands.
inline constexpr std::string_view kOwnNames = "edgee/";
inline constexpr std::string_view kBestName = "edgee/auto";

// What a wish is read against. References outlive the call.
struct WishContext {
  const Config& config;
  const SessionSetup& session;
  const RequestFacts& facts;
  std::function<bool(const Step&)> has_key;
  // The steps, the best first.
  std::function<std::vector<Step>(std::vector<Step>)> best_first;
};

// The chain that serves the wish; nullptr: the request names a model like any other. An error is
// for the client: it names what there is not.
[[nodiscard]] Result<std::shared_ptr<const Chain>> read_wish(
    const WishContext& context, const std::vector<std::string>& listed);

// Whether anything in the request could be a wish: cheap, for all that have none.
[[nodiscard]] bool may_wish(const SessionSetup& session, const RequestFacts& facts);

}  // namespace edgee
