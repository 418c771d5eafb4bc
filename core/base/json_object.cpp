#include "core/base/json_object.h"

#include <cctype>
#include <cstddef>
#include <string>

#include "core/base/json.h"
#include "core/base/json_lex.h"

namespace edgee {
namespace {

constexpr std::size_t kEscape = 6;  // of a character: \ud83d

bool is_hex(std::string_view digits) {
  for (const char c : digits) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return false;
  }
  return true;
}

// D800 to DFFF, be it in a pair or alone.
bool is_surrogate(std::string_view escape) {
  if (escape.size() < kEscape || escape[1] != 'u' || !is_hex(escape.substr(2, 4))) return false;
  return (escape[2] == 'd' || escape[2] == 'D') && escape[3] >= '8';
}

// The same text with another character in place of each surrogate.
std::string without_surrogates(std::string_view text) {
  std::string plain(text);
  for (std::size_t at = plain.find('\\'); at != std::string::npos && at + 1 < plain.size();
       at = plain.find('\\', at + 2)) {
    if (is_surrogate(std::string_view(plain).substr(at, kEscape))) plain.replace(at + 2, 4, "fffd");
  }
  return plain;
}

}  // namespace

bool is_json_object(std::string_view text) {
  const std::size_t first = json_lex::skip_blanks(text, 0);
  if (first >= text.size() || text[first] != '{') return false;
  return Json::accept(text) || Json::accept(without_surrogates(text));
}

}  // namespace edgee
