#include "core/catalog/model_name.h"

#include <doctest/doctest.h>

namespace edgee::test {
namespace {

struct Row {
  const char* name;
  const char* plain;
};

constexpr Row kRows[] = {
    {"claude-opus-4-8", "claude-opus-4-8"},
    {"claude-opus-4-8[1m]", "claude-opus-4-8"},
    {"anthropic/claude-opus-4.8", "claude-opus-4-8"},
    {"anthropic/claude-opus-4.8:beta", "claude-opus-4-8"},
    {"claude-opus-4-5-20251101", "claude-opus-4-5"},
    {"us.anthropic.claude-opus-4-5-20251101-v1:0", "claude-opus-4-5"},
    {"accounts/fireworks/models/glm-5p2", "glm-5-2"},
    {"z-ai/glm-5.2:free", "glm-5-2"},
    {"MiniMax-M2.5", "minimax-m2-5"},
    {"gpt-oss:120b", "gpt-oss-120b"},
    {"gpt-oss:120b-cloud", "gpt-oss-120b"},
    {"qwen3-coder:latest", "qwen3-coder"},
    {"codestral-latest", "codestral"},
    {"Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8", "qwen3-coder-480b-a35b-instruct"},
    {"devstral-2512", "devstral-2512"},
    {"", ""},
    {"a/", ""},
    {"[1m]", ""},
};

}  // namespace

TEST_SUITE("core/catalog/model_name") {
  TEST_CASE("spellings of one model are one") {
    for (const Row& row : kRows) {
      CAPTURE(row.name);
      CHECK(plain_model_name(row.name) == row.plain);
    }
  }
}

}  // namespace edgee::test
