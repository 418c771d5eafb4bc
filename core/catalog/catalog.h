// The built-in tables: who serves models, which models, and what providers' error codes mean.
// Immutable; safe from any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/model/event.h"
#include "core/model/model_info.h"
#include "core/model/outcome.h"
#include "core/model/provider.h"

namespace edgee {

[[nodiscard]] std::span<const Provider> catalog_providers();
// nullptr when the catalogue has no such row.
[[nodiscard]] const Provider* find_catalog_provider(std::string_view id);

// The row for that model at that provider; falls back to the same model elsewhere (prefixes such as
// "anthropic/" or dates are looked through), then to a default row with unknown window and price.
[[nodiscard]] const ModelInfo& find_model(std::string_view provider, std::string_view model);
// False for the default row.
[[nodiscard]] bool is_known(const ModelInfo& info);

// What the tokens cost, in USD; nullopt when the price is unknown.
[[nodiscard]] std::optional<double> cost_of(const ModelInfo& info, const TokenUsage& usage);

// Refines what the dialect read from an error by what this provider's codes and wordings mean
// (z.ai's 1308, "credit balance is too low", "prompt is too long"...), kind and scope above all.
[[nodiscard]] FailureFacts classify_failure(std::string_view provider, int status,
                                            const HeaderList& headers, std::string_view body,
                                            FailureFacts read, WallTime now);

}  // namespace edgee
