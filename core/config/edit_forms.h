// The two ways in which a chain lists its steps, `steps = [...]` and [[chain.x.steps]] blocks,
// behind the same three edits. Internal to core/config.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/edits.h"
#include "core/base/result.h"
#include "core/config/array_layout.h"
#include "core/config/toml_tree.h"

namespace edgee {

struct StepList {
  const TomlValue* steps = nullptr;  // outlives the list
  ArrayLayout layout;                // of `steps = [...]`
  std::vector<Span> blocks;          // of [[...]]: from the header's line to the last key's

  // Indexes count from 0; the new step comes before the one that has its index now.
  std::string (*insert)(std::string_view toml, const StepList& list, std::size_t index,
                        std::string_view target) = nullptr;
  std::string (*remove)(std::string_view toml, const StepList& list, std::size_t index) = nullptr;
  std::string (*move)(std::string_view toml, const StepList& list, std::size_t from,
                      std::size_t to) = nullptr;
};

[[nodiscard]] Result<StepList> string_list(std::string_view toml, const TomlValue& steps);
[[nodiscard]] Result<StepList> block_list(std::string_view toml, const TomlValue& steps);

// Where the lines of all table headers begin.
[[nodiscard]] std::vector<std::size_t> header_lines(std::string_view toml);

// Puts texts[i] into slots[i]; what stands between the slots stays.
void permute(std::string_view toml, const std::vector<Span>& slots,
             const std::vector<std::string>& texts, Edits& edits);

}  // namespace edgee
