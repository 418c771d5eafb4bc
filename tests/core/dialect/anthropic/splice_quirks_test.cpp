#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/core/dialect/anthropic/splice_setup.h"

namespace edgee {
namespace {

// Changes a target by one quirk, and what is sent is another then. `fields` stand behind the model.
struct Row {
  std::string_view name;
  std::function<void(SpliceSetup&)> quirk;
  std::string fields;
  std::string sent;
};

// A quirk that is added does not compile here until it is named, and then fails until it has a row.
std::vector<std::string_view> quirk_names() {
  const MessagesQuirks none;
  [[maybe_unused]] const auto& [anthropic_models, metadata, attribution, system_messages,
                                context_management, output_config, thinking_adaptive,
                                thinking_enabled, cache_control, images, documents, server_tools,
                                tool_choice_forced, temperature, betas] = none;
  return {"anthropic_models",
          "metadata",
          "attribution",
          "system_messages",
          "context_management",
          "output_config",
          "thinking_adaptive",
          "thinking_enabled",
          "cache_control",
          "images",
          "documents",
          "server_tools",
          "tool_choice_forced",
          "temperature",
          "betas"};
}

// The fields, and behind them the betas that go along; or why nothing is sent.
std::string sent(const SpliceSetup& setup, const std::string& fields) {
  const std::string frame = R"({"model":")" + setup.model + "\",";
  const Result<Spliced> made = setup.run(frame + fields + "}");
  if (!made) return "refused: " + made.error().message;
  const std::string_view betas = header_value(made->headers, "anthropic-beta");
  return made->body.substr(frame.size(), made->body.size() - frame.size() - 1) +
         (betas.empty() ? "" : " with " + std::string(betas));
}

SpliceSetup plain() {
  SpliceSetup setup = SpliceSetup::other();
  setup.headers = {{"anthropic-beta", "some-2026-01-01,other-2026-01-01"}};
  return setup;
}

std::vector<Row> quirk_rows() {
  using Setup = SpliceSetup;
  const auto messages = [](const std::string& content) {
    return R"("messages":[{"role":"user","content":)" + content + "}]";
  };
  const std::string hi = messages("\"hi\"");
  const std::string billed = R"("system":"x-anthropic-billing-header: a=b;\nBe brief.",)" + hi;
  const std::string late =
      R"("messages":[{"role":"user","content":"hi"},{"role":"system","content":"now"}])";
  const std::string adaptive = R"("max_tokens":64000,"thinking":{"type":"adaptive"})";
  const std::string budget =
      R"("max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":2000})";
  const std::string image =
      messages(R"([{"type":"image","source":{"type":"base64","media_type":"image/png",)"
               R"("data":"QQ=="}}])");
  const std::string document = messages(R"([{"type":"document","source":{"type":"base64",)"
                                        R"("media_type":"application/pdf","data":"QQ=="}}])");
  const std::string tools = R"("tools":[{"name":"f"}])";
  const std::string search = R"("tools":[{"name":"f"},{"type":"web_search_20250305","name":"s"}])";
  return {
      {"anthropic_models", [](Setup& s) { s.provider.messages.anthropic_models = true; },
       R"("speed":"fast",)" + hi, R"("speed":"fast",)" + hi},
      {"metadata", [](Setup& s) { s.provider.messages.metadata = true; },
       R"("metadata":{"user_id":"u"})", R"("metadata":{"user_id":"u"})"},
      {"attribution",
       [](Setup& s) {
         s.provider.messages.anthropic_models = s.provider.messages.attribution = true;
       },
       billed, billed},
      {"system_messages", [](Setup& s) { s.provider.messages.system_messages = true; }, late, late},
      {"context_management", [](Setup& s) { s.provider.messages.context_management = true; },
       R"("context_management":{"edits":[]})", R"("context_management":{"edits":[]})"},
      {"output_config",
       [](Setup& s) {
         s.provider.messages.output_config = true;
         s.info.effort = true;
       },
       R"("output_config":{"effort":"low"})", R"("output_config":{"effort":"low"})"},
      {"thinking_adaptive", [](Setup& s) { s.provider.messages.thinking_adaptive = true; },
       adaptive, adaptive},
      {"thinking_enabled", [](Setup& s) { s.provider.messages.thinking_enabled = false; }, budget,
       R"("max_tokens":64000)"},
      {"cache_control", [](Setup& s) { s.provider.messages.cache_control = false; },
       R"("system":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}])",
       R"("system":[{"type":"text","text":"a"}])"},
      {"images", [](Setup& s) { s.provider.messages.images = false; }, image,
       "refused: glm-5 takes no images"},
      {"documents", [](Setup& s) { s.provider.messages.documents = true; }, document, document},
      {"server_tools", [](Setup& s) { s.provider.messages.server_tools = true; }, search, search},
      {"tool_choice_forced", [](Setup& s) { s.provider.messages.tool_choice_forced = false; },
       tools + R"(,"tool_choice":{"type":"any"})", tools + R"(,"tool_choice":{"type":"auto"})"},
      {"temperature", [](Setup& s) { s.provider.messages.temperature = false; },
       R"("temperature":1,)" + hi, hi},
      {"betas", [](Setup& s) { s.provider.messages.betas = {"some-*"}; }, hi,
       hi + " with some-2026-01-01"},
  };
}

}  // namespace

TEST_SUITE("core/dialect/anthropic/splice_quirks") {
  TEST_CASE("every quirk of a target shows in what it is sent") {
    for (const Row& row : quirk_rows()) {
      CAPTURE(row.name);
      SpliceSetup setup = plain();
      CHECK(sent(setup, row.fields) != row.sent);
      row.quirk(setup);
      CHECK(sent(setup, row.fields) == row.sent);
    }
  }

  TEST_CASE("no quirk is without a row") {
    const std::vector<Row> rows = quirk_rows();
    for (const std::string_view name : quirk_names()) {
      CAPTURE(name);
      CHECK(std::any_of(rows.begin(), rows.end(),
                        [name](const Row& row) { return row.name == name; }));
    }
  }
}

}  // namespace edgee
