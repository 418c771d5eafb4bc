#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/model_name.h"
#include "core/catalog/model_rows.h"

namespace edgee {
namespace {

struct Entry {
  ModelInfo info;
  std::string plain;  // plain_model_name of the id
  bool family = false;
};
using Entries = std::vector<Entry>;

// Where tokens have no price of their own: plans, credits, allowances.
constexpr std::array<std::string_view, 5> kUnpriced = {"kimi-coding", "zai-coding", "nvidia",
                                                       "ollama-cloud", "edgee"};

bool has(const ModelRow& row, RowTraits trait) {
  return (row.traits & trait) != 0;
}

std::optional<Price> price_of(const RowPrice& row) {
  if (row.input < 0) return std::nullopt;
  return Price{row.input, row.output, row.cache_read < 0 ? row.input : row.cache_read,
               row.cache_write < 0 ? row.input : row.cache_write};
}

GeminiThinking gemini_thinking_of(const ModelRow& row) {
  if (has(row, kThinkingBudget)) return GeminiThinking::budget;
  if (!has(row, kThinkingLevel)) return GeminiThinking::none;
  return has(row, kMinimalThinking) ? GeminiThinking::level : GeminiThinking::level_from_low;
}

Entry entry_of(const ModelRow& row) {
  Entry entry;
  entry.info.provider = row.provider;
  entry.info.id = row.id;
  entry.info.window = row.window;
  entry.info.max_output = row.max_output;
  entry.info.price = price_of(row.price);
  entry.info.long_price = price_of(row.long_price);
  entry.info.long_from = row.long_from;
  entry.info.images = has(row, kSeesImages);
  entry.info.reasoning = has(row, kReasons);
  entry.info.thinking = row.thinking;
  entry.info.gemini_thinking = gemini_thinking_of(row);
  entry.info.effort = has(row, kTakesEffort);
  entry.info.sampling = !has(row, kNoSampling);
  entry.info.forced_tool_choice = !has(row, kNoForcedTools);
  entry.info.system_messages = has(row, kSystemMessages);
  entry.plain = plain_model_name(row.id);
  entry.family = row.id.find('*') != std::string_view::npos;
  return entry;
}

const Entries& entries() {
  static const Entries kEntries = [] {
    Entries all;
    for (const auto rows :
         {claude_model_rows(), closed_model_rows(), open_model_rows(), reseller_model_rows()}) {
      std::transform(rows.begin(), rows.end(), std::back_inserter(all), entry_of);
    }
    return all;
  }();
  return kEntries;
}

// The same abilities, but nobody sends a bill.
const Entries& unpriced_entries() {
  static const Entries kEntries = [] {
    Entries all = entries();
    for (Entry& entry : all) {
      entry.info.price.reset();
      entry.info.long_price.reset();
    }
    return all;
  }();
  return kEntries;
}

// On this machine the window is what the server was started with, which nobody tells us.
const Entries& local_entries() {
  static const Entries kEntries = [] {
    Entries all = unpriced_entries();
    for (Entry& entry : all) {
      entry.info.price = Price{};
      entry.info.window = 0;
      entry.info.max_output = 0;
    }
    return all;
  }();
  return kEntries;
}

bool is_local(std::string_view provider) {
  const Provider* row = find_catalog_provider(provider);
  return row != nullptr && row->local;
}

const Entries& entries_for(std::string_view provider) {
  if (is_local(provider)) return local_entries();
  const bool unpriced = std::find(kUnpriced.begin(), kUnpriced.end(), provider) != kUnpriced.end();
  return unpriced ? unpriced_entries() : entries();
}

// An unknown model may well see images; a refusal costs one round trip, a skipped step the turn.
ModelInfo default_row(bool local) {
  ModelInfo info;
  info.images = true;
  if (local) info.price = Price{};
  return info;
}

bool matches(const Entry& entry, std::string_view plain) {
  return entry.family ? matches_glob(entry.plain, plain) : entry.plain == plain;
}

}  // namespace

const ModelInfo& find_model(std::string_view provider, std::string_view model) {
  static const ModelInfo kUnknown = default_row(false);
  static const ModelInfo kUnknownLocal = default_row(true);
  const Entries& all = entries_for(provider);
  const std::string plain = plain_model_name(model);
  const Entry* elsewhere = nullptr;
  for (const Entry& entry : all) {
    if (!matches(entry, plain)) continue;
    if (entry.info.provider == provider) return entry.info;
    if (elsewhere == nullptr) elsewhere = &entry;
  }
  if (elsewhere != nullptr) return elsewhere->info;
  return is_local(provider) ? kUnknownLocal : kUnknown;
}

bool is_known(const ModelInfo& info) {
  return !info.id.empty();
}

std::optional<double> cost_of(const ModelInfo& info, const TokenUsage& usage) {
  if (!info.price) return std::nullopt;
  const std::int64_t prompt = usage.input + usage.cache_read + usage.cache_write;
  const bool is_long = info.long_price && prompt > info.long_from;
  const Price& price = is_long ? *info.long_price : *info.price;
  constexpr double kPerToken = 1e-6;
  return kPerToken * (static_cast<double>(usage.input) * price.input +
                      static_cast<double>(usage.cache_read) * price.cache_read +
                      static_cast<double>(usage.cache_write) * price.cache_write +
                      static_cast<double>(usage.output) * price.output);
}

}  // namespace edgee
