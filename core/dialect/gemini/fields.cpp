#include "core/dialect/gemini/fields.h"

#include <cstddef>
#include <vector>

namespace edgee::gemini {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_text(std::string_view json) {
  return json.starts_with('"');
}

}  // namespace

bool is_named(std::string_view key, std::string_view camel) {
  if (key == camel) return true;
  std::size_t at = 0;
  for (const char c : camel) {
    if (is_upper(c)) {
      if (at >= key.size() || key[at++] != '_') return false;
      if (at >= key.size() || key[at++] != static_cast<char>(c - 'A' + 'a')) return false;
    } else if (at >= key.size() || key[at++] != c) {
      return false;
    }
  }
  return at == key.size();
}

std::optional<JsonSpan> find(const JsonDoc& doc, const JsonSpan& of, std::string_view camel) {
  std::optional<JsonSpan> found;
  for (const JsonSpan& member : doc.children(of)) {
    if (is_named(member.key, camel)) found = member;
  }
  return found;
}

std::string_view value(const JsonDoc& doc, const JsonSpan& of, std::string_view camel) {
  const std::optional<JsonSpan> found = find(doc, of, camel);
  return found ? found->in(doc.text()) : std::string_view();
}

std::string text(const JsonDoc& doc, const JsonSpan& of, std::string_view camel) {
  const std::string_view json = value(doc, of, camel);
  return is_text(json) ? json_text(json) : std::string();
}

std::string_view value(std::string_view object, std::string_view camel) {
  std::string_view found;
  if (!object.starts_with('{')) return found;
  JsonWalk walk(object);
  for (JsonSpan span; walk.next(span);) {
    if (is_named(span.key, camel)) found = span.in(object);
  }
  return found;
}

std::string text(std::string_view object, std::string_view camel) {
  const std::string_view json = value(object, camel);
  return is_text(json) ? json_text(json) : std::string();
}

std::vector<JsonSpan> list(const JsonDoc& doc, const JsonSpan& of, std::string_view camel) {
  const std::optional<JsonSpan> found = find(doc, of, camel);
  if (!found || !found->in(doc.text()).starts_with('[')) return {};
  return doc.children(*found);
}

}  // namespace edgee::gemini
