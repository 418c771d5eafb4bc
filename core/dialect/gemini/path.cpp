#include "core/dialect/gemini/path.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/text.h"

namespace edgee::gemini {
namespace {

constexpr std::string_view kModels = "/models/";
constexpr std::array<std::pair<std::string_view, bool>, 2> kVerbs{
    {{"generateContent", false}, {"streamGenerateContent", true}}};

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// "/v1beta", or with Vertex's resource behind it.
bool is_place_of_models(std::string_view before) {
  if (!before.starts_with("/v1")) return false;
  const std::size_t end = std::min(before.find('/', 1), before.size());
  const std::string_view version = before.substr(1, end - 1);
  if (!std::all_of(version.begin(), version.end(), is_alnum)) return false;
  return end == before.size() || before.ends_with("/publishers/google");
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const char* first = text.data() + i + 1;
    const bool escaped = text[i] == '%' && i + 2 < text.size() &&
                         std::from_chars(first, first + 2, code, 16).ptr == first + 2;
    out += escaped ? static_cast<char>(code) : text[i];
    if (escaped) i += 2;
  }
  return out;
}

// RFC 3986, 2.3: all but the unreserved characters, so that no name becomes another path.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte / 16U], kDigits[byte % 16U]};
  }
  return out;
}

}  // namespace

std::optional<ModelPath> read_path(std::string_view path) {
  const std::size_t models = path.rfind(kModels);
  const std::size_t colon = path.rfind(':');
  if (models == std::string_view::npos || colon == std::string_view::npos) return std::nullopt;
  const std::size_t name = models + kModels.size();
  if (colon <= name || !is_place_of_models(path.substr(0, models))) return std::nullopt;
  for (const auto& [verb, stream] : kVerbs) {
    if (path.substr(colon + 1) != verb) continue;
    return ModelPath{percent_decoded(path.substr(name, colon - name)), stream};
  }
  return std::nullopt;
}

std::string write_path(std::string_view model, bool stream, bool sse) {
  constexpr std::string_view kPrefix = "models/";  // how the vendor's lists write a name
  if (model.starts_with(kPrefix)) model.remove_prefix(kPrefix.size());
  std::string path = "/v1beta/models/" + percent_encoded(model);
  path += stream ? ":streamGenerateContent" : ":generateContent";
  if (stream && sse) path += "?alt=sse";
  return path;
}

bool asks_sse(std::string_view query) {
  const std::vector<std::string_view> pairs = split(query, '&');
  return std::any_of(pairs.begin(), pairs.end(), [](std::string_view pair) {
    return pair == "alt=sse" || pair == "$alt=sse" || pair == "%24alt=sse";
  });
}

}  // namespace edgee::gemini
