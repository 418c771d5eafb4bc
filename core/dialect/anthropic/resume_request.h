// The same request for another try: with what was answered so far, or without earlier thinking.
// Every other byte stays, so that prompt caches hold. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/json_doc.h"

namespace edgee::anthropic {

// The meanings stand at Dialect::resume_request and Dialect::remove_thinking.
[[nodiscard]] std::optional<std::string> resume_request(const JsonDoc& request,
                                                        std::span<const std::string> texts,
                                                        bool prefill, std::string_view instruction);
// Messages that held nothing else go too. All of it goes, because a gap between blocks that stay is
// refused while none at all is not (platform.claude.com, preserved thinking).
[[nodiscard]] std::optional<std::string> remove_thinking(const JsonDoc& request);

}  // namespace edgee::anthropic
