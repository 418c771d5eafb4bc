// The data lines of a stream of events, by a small reader of the judges' own. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace edgee::judge {

// For streams whose events have one data line each, as Chat's and Gemini's do.
inline std::vector<std::string> data_of_frames(std::string_view bytes) {
  std::vector<std::string> data;
  for (const std::string_view line : split(bytes, '\n')) {
    if (line.starts_with("data:")) data.emplace_back(trim(line.substr(5)));
  }
  return data;
}

}  // namespace edgee::judge
