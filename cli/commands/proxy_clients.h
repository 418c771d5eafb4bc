// What to paste into a shell so that a client uses a proxy that runs: a table, one row per client.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edgee {

// "" for a name that is not in the table. `base_url` holds the token.
[[nodiscard]] std::string client_lines(std::string_view name, std::string_view base_url);
[[nodiscard]] std::vector<std::string> client_names();
// A line each for --help: its name and what it is.
[[nodiscard]] std::string describe_clients();

}  // namespace edgee
