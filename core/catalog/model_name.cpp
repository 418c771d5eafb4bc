#include "core/catalog/model_name.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/text.h"

namespace edgee {
namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "org/name", "accounts/x/models/name", "us.anthropic.name".
std::string_view without_owner(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);  // npos + 1 == 0
  constexpr std::array<std::string_view, 4> kOwners = {"anthropic.", "zai.", "moonshotai.",
                                                       "minimax."};
  for (const std::string_view owner : kOwners) {
    const std::size_t at = name.find(owner);
    if (at != std::string_view::npos) name.remove_prefix(at + owner.size());
  }
  return name;
}

// A size behind a colon belongs to the name ("gpt-oss:120b"); anything else is a variant of it.
std::string joined_size(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return std::string(name);
  const std::string_view tag = name.substr(colon + 1);
  const bool size =
      !tag.empty() && is_digit(tag.front()) && tag.find('b') != std::string_view::npos;
  std::string out(name.substr(0, colon));
  return size ? out + "-" + std::string(tag.substr(0, tag.find("-cloud"))) : out;
}

// "5.2" and "5p2" are "5-2".
void plain_versions(std::string& name) {
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    if ((name[i] == '.' || name[i] == 'p') && is_digit(name[i - 1]) && is_digit(name[i + 1])) {
      name[i] = '-';
    }
  }
}

bool cut_suffix(std::string& name, std::string_view suffix) {
  if (name.size() <= suffix.size() || !name.ends_with(suffix)) return false;
  name.resize(name.size() - suffix.size());
  return true;
}

// "-20251101"; years only, so that sizes and versions stay.
bool cut_date(std::string& name) {
  if (name.size() < 10) return false;
  const std::string_view tail = std::string_view(name).substr(name.size() - 9);
  if (tail.substr(0, 3) != "-20" || !all_digits(tail.substr(1))) return false;
  name.resize(name.size() - 9);
  return true;
}

}  // namespace

std::string plain_model_name(std::string_view name) {
  name = name.substr(0, name.find('['));
  std::string plain = joined_size(without_owner(name));
  plain = lower(plain);
  plain_versions(plain);
  while (cut_suffix(plain, "-latest") || cut_suffix(plain, "-v1") || cut_suffix(plain, "-fp8") ||
         cut_date(plain)) {
  }
  return plain;
}

}  // namespace edgee
