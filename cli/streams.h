// What commands share when they write for people: colour, tables, questions. Main thread only.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "core/ports/environment.h"

namespace edgee {

// CLICOLOR_FORCE wins; then NO_COLOR, TERM=dumb, CLICOLOR=0 and anything but a terminal say no.
[[nodiscard]] bool wants_color(const Environment& environment, bool terminal);

enum class Style { bold, dim, red, green, yellow };
// The text as it is when there is no colour. Colour never carries meaning alone.
[[nodiscard]] std::string styled(const Streams& io, Style style, std::string_view text);

// Columns padded to their widest cell, two blanks apart; rows may be of different lengths.
void print_table(std::ostream& out, const std::vector<std::vector<std::string>>& rows);

// Asks on stderr, reads a line from stdin. nullopt when stdin is no terminal: ask nobody then.
// An empty line means `fallback`; the end of the input means no.
[[nodiscard]] std::optional<bool> ask_yes_no(Streams& io, std::string_view question, bool fallback);

// `text` with control characters made visible: files and servers may hold escape sequences.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace edgee
