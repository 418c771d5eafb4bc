// What a model server on this machine says of itself, so that it may join a chain that nobody
// wrote. Pure over AskJson.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/base/json_fwd.h"
#include "core/model/model_info.h"
#include "core/model/provider.h"

namespace edgee {

// A coding agent's first request alone is some 25,000 tokens. A server that silently drops what is
// too long must not serve it, so a window that nobody states counts as too small.
inline constexpr std::int64_t kSmallestUsefulWindow = 64'000;

// One small request; nullopt when there is no such server or its answer is no JSON with status 200.
struct JsonQuestion {
  std::string url;
  std::string body;  // "": a GET
};
using AskJson = std::function<std::optional<Json>(const JsonQuestion& question)>;

// The model it would serve, when the server proves to be what the row says, has a model that takes
// tools, and that model's window fits.
[[nodiscard]] std::optional<ModelInfo> ask_local_server(const Provider& provider,
                                                        const AskJson& ask);

}  // namespace edgee
