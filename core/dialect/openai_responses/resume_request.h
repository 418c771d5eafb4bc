// The same request with what was answered so far. Every other byte stays, so that prompt caches
// hold. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"

namespace edgee::openai_responses {

// The meaning stands at Dialect::resume_request.
[[nodiscard]] std::optional<std::string> resume_request(const JsonDoc& request,
                                                        std::span<const std::string> texts,
                                                        bool prefill, std::string_view instruction);

}  // namespace edgee::openai_responses
