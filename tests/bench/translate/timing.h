// The clock and the one statistic of this program.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace edgee::bench {

using Clock = std::chrono::steady_clock;

// Of at least one value.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace edgee::bench
