// Whether a stream is one that an agent of Gemini can read: responses of one id, whole calls, and a
// reason to stop with the last of them. Pure.
#pragma once

#include <string>
#include <string_view>

namespace edgee::judge {

// What is wrong with the first response that is; "" = nothing.
[[nodiscard]] std::string gemini_fault(std::string_view bytes);

}  // namespace edgee::judge
