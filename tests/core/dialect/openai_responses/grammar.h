// Whether a stream is one that the Responses API could have written: the order of events, their
// numbers, and that all that is said in pieces is said whole in the end.
#pragma once

#include <string>
#include <string_view>

namespace edgee::test {

// What is wrong with the first event that is; "" = nothing. A stream that ends by response.failed
// need not be whole.
[[nodiscard]] std::string grammar_fault(std::string_view sse);

}  // namespace edgee::test
