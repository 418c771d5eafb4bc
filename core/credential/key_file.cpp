#include "core/credential/key_file.h"

#include <utility>

#include "core/base/json.h"
#include "core/base/json_scan.h"

namespace edgee {

KeyFile::KeyFile(Files& files, std::string path) : files_(files), path_(std::move(path)) {}

Result<std::optional<Secret>> KeyFile::get(std::string_view name) {
  const std::lock_guard lock(mutex_);
  auto keys = read();
  if (!keys) return tl::unexpected<Error>(keys.error());
  if (!*keys) return std::optional<Secret>();
  const auto found = (*keys)->find(name);
  if (found == (*keys)->end()) return std::optional<Secret>();
  return std::optional<Secret>(std::move(found->second));
}

Result<void> KeyFile::set(std::string_view name, const Secret& secret) {
  const std::lock_guard lock(mutex_);
  auto keys = read();
  if (!keys) return tl::unexpected<Error>(keys.error());
  Keys all = *keys ? std::move(**keys) : Keys();
  all.insert_or_assign(std::string(name), secret.clone());
  return write(all);
}

// An empty file stays: the opt-in outlives the last key.
Result<bool> KeyFile::remove(std::string_view name) {
  const std::lock_guard lock(mutex_);
  auto keys = read();
  if (!keys) return tl::unexpected<Error>(keys.error());
  if (!*keys) return false;
  const auto found = (*keys)->find(name);
  if (found == (*keys)->end()) return false;
  (*keys)->erase(found);
  if (auto written = write(**keys); !written) return tl::unexpected<Error>(written.error());
  return true;
}

Result<std::vector<std::string>> KeyFile::list() {
  const std::lock_guard lock(mutex_);
  const auto keys = read();
  if (!keys) return tl::unexpected<Error>(keys.error());
  std::vector<std::string> names;
  if (!*keys) return names;
  for (const auto& [name, secret] : **keys)
    names.push_back(name);
  return names;
}

bool KeyFile::opted_in() {
  const std::lock_guard lock(mutex_);
  auto content = files_.read_private(path_);
  if (!content) return true;
  if (!*content) return false;
  wipe(**content);
  return true;
}

// Scanned, not parsed: a parser leaves copies behind that nobody wipes.
Result<std::optional<KeyFile::Keys>> KeyFile::read() {
  auto content = files_.read_private(path_);
  if (!content) return tl::unexpected<Error>(content.error());
  if (!*content) return std::optional<Keys>();
  std::string& text = **content;
  const auto members = scan_json(text);
  Keys keys;
  bool whole = members.has_value() && text.find_first_not_of(" \t\r\n") == text.find('{');
  for (const JsonSpan& member : members.value_or(std::vector<JsonSpan>())) {
    const std::string_view value = member.in(text);
    whole = whole && value.starts_with('"');
    keys.insert_or_assign(json_text("\"" + std::string(member.key) + "\""),
                          Secret(json_text(value)));
  }
  wipe(text);
  if (!whole) {
    return fail(path_ + " is damaged: it is no JSON object of keys",
                "move it away and store the keys again: edgee key set --insecure-file PROVIDER");
  }
  return std::optional<Keys>(std::move(keys));
}

Result<void> KeyFile::write(const Keys& keys) {
  std::size_t size = 16;
  for (const auto& [name, secret] : keys)
    size += 6 * (name.size() + secret.reveal().size()) + 8;
  std::string text;
  text.reserve(size);  // a string that grew would leave unwiped copies behind
  text = "{";
  for (const auto& [name, secret] : keys) {
    std::string value = quote_json(secret.reveal());
    text += (text.size() == 1 ? "\n  " : ",\n  ") + quote_json(name) + ": ";
    text += value;
    wipe(value);
  }
  text += "\n}\n";
  auto written = files_.write(path_, text);
  wipe(text);
  return written;
}

}  // namespace edgee
