#include "tests/bench/load/tally.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace edgee::bench {
namespace {

constexpr double kNsPerUs = 1000.0;

double percentile_us(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  if (sorted.empty()) return 0;
  const std::size_t at = std::min(sorted.size() * percent / 100, sorted.size() - 1);
  return static_cast<double>(sorted[at]) / kNsPerUs;
}

std::string summary(std::vector<std::int64_t> samples) {
  std::ranges::sort(samples);
  std::array<char, 128> text{};
  std::snprintf(text.data(), text.size(), R"({"n":%zu,"p50":%.2f,"p99":%.2f})", samples.size(),
                percentile_us(samples, 50), percentile_us(samples, 99));
  return text.data();
}

}  // namespace

std::string Tally::to_json(double seconds) const {
  std::string error = first_error;
  std::ranges::replace_if(
      error, [](char c) { return c == '"' || c == '\\' || c < ' '; }, ' ');
  return "{\"seconds\":" + std::to_string(seconds) + ",\"requests\":" + std::to_string(requests) +
         ",\"events\":" + std::to_string(events) + ",\"errors\":" + std::to_string(errors) +
         ",\"first_error\":\"" + error + "\",\"first_byte_us\":" + summary(first_byte_ns) +
         ",\"event_delay_us\":" + summary(event_delay_ns) + "}";
}

}  // namespace edgee::bench
