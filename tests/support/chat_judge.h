// Whether a stream is one that an agent of the Chat API can read: one answer, whose calls come one
// behind the other, and a reason to stop before the end. Some providers leave [DONE] out. Pure.
#pragma once

#include <string>
#include <string_view>

namespace edgee::judge {

// What is wrong with the first chunk that is; "" = nothing.
[[nodiscard]] std::string chat_fault(std::string_view bytes);

}  // namespace edgee::judge
