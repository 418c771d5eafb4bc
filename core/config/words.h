// The small languages inside config strings: durations, base URLs, credentials, names. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"
#include "core/model/dialect_id.h"
#include "core/model/time.h"

namespace edgee {

inline constexpr std::string_view kDurationShape =
    "a duration such as \"150ms\", \"5 s\" or \"2m\"";

// "150ms", "5 s", "1.5s", "2m", "1h"; nullopt for anything else and for more than a week.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
// The shortest way to write it: "150ms", "5s", "2m".
[[nodiscard]] std::string format_duration(Duration duration);

// A base URL without its trailing slashes; the error's hint is the fix. Without a dialect its end
// may be anything.
[[nodiscard]] Result<std::string> check_base_url(std::string_view url,
                                                 std::optional<DialectId> dialect);
// Of a checked URL. Loopback is 127.0.0.0/8, ::1, localhost and *.localhost.
[[nodiscard]] std::string host_of(std::string_view base_url);
// "https://host:1" and "/v1".
[[nodiscard]] std::pair<std::string_view, std::string_view> origin_and_path(
    std::string_view base_url);
[[nodiscard]] bool is_loopback(std::string_view base_url);
[[nodiscard]] bool is_cleartext(std::string_view base_url);

// Letters, digits, "-", "_" and, for providers, ".".
[[nodiscard]] bool is_chain_name(std::string_view name);
[[nodiscard]] bool is_provider_id(std::string_view id);
[[nodiscard]] bool is_variable_name(std::string_view name);

}  // namespace edgee
