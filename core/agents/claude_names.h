// Variables that Claude Code reads, in its process environment and in the env blocks of its
// settings. https://code.claude.com/docs/en/env-vars
#pragma once

#include <array>
#include <string_view>

namespace edgee {

inline constexpr std::string_view kClaudeBaseUrl = "ANTHROPIC_BASE_URL";
inline constexpr std::string_view kClaudeHeaders = "ANTHROPIC_CUSTOM_HEADERS";
inline constexpr std::array<std::string_view, 3> kClaudeCredentials{
    "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"};
// Also read in lower case.
inline constexpr std::array<std::string_view, 3> kProxyVariables{"HTTP_PROXY", "HTTPS_PROXY",
                                                                 "NO_PROXY"};

}  // namespace edgee
