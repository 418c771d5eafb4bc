#include "cli/streams.h"

#include <algorithm>
#include <istream>

#include "core/base/text.h"

namespace edgee {
namespace {

std::string_view code_of(Style style) {
  switch (style) {
    case Style::bold:
      return "1";
    case Style::dim:
      return "2";
    case Style::red:
      return "31";
    case Style::green:
      return "32";
    case Style::yellow:
      return "33";
  }
  return "0";
}

// Characters, not bytes: UTF-8 continuation bytes take no column. Wide characters count as one.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

bool wants_color(const Environment& environment, bool terminal) {
  const auto value = [&](std::string_view name) { return environment.get(name).value_or(""); };
  const std::string forced = value("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return terminal && value("NO_COLOR").empty() && value("CLICOLOR") != "0" &&
         value("TERM") != "dumb";
}

std::string styled(const Streams& io, Style style, std::string_view text) {
  if (!io.color) return std::string(text);
  return "\x1b[" + std::string(code_of(style)) + "m" + std::string(text) + "\x1b[0m";
}

void print_table(std::ostream& out, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size()) line.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

std::optional<bool> ask_yes_no(Streams& io, std::string_view question, bool fallback) {
  if (!io.in_is_terminal) return std::nullopt;
  for (;;) {
    io.err << question << (fallback ? " [Y/n] " : " [y/N] ") << std::flush;
    std::string line;
    if (!std::getline(io.in, line)) {
      io.err << '\n';
      return false;
    }
    const std::string answer = lower(trim(line));
    if (answer.empty()) return fallback;
    if (answer == "y" || answer == "yes") return true;
    if (answer == "n" || answer == "no") return false;
  }
}

std::string printable(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    }
  }
  return out;
}

}  // namespace edgee
