// The request for a model that is to go on where another broke off. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"

namespace edgee::gemini {

// As Dialect::resume_request.
[[nodiscard]] std::optional<std::string> resume_request(const JsonDoc& request,
                                                        std::span<const std::string> texts,
                                                        bool prefill, std::string_view instruction);

}  // namespace edgee::gemini
