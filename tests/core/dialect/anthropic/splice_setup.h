// Targets and requests for the tests of the splice.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "core/dialect/anthropic/request_facts.h"
#include "core/dialect/splice.h"

namespace edgee {

struct SpliceSetup {
  Provider provider;
  ModelInfo info;
  std::string model = "glm-5";
  HeaderList headers;

  // A server that speaks Messages and serves its own models.
  static SpliceSetup other() {
    SpliceSetup setup;
    setup.provider.id = "zai";
    setup.info.reasoning = true;
    setup.info.images = true;
    return setup;
  }
  // Anthropic itself, with an API key.
  static SpliceSetup claude() {
    SpliceSetup setup;
    setup.provider.id = "anthropic";
    setup.model = "claude-opus-5-5";
    MessagesQuirks& quirks = setup.provider.messages;
    quirks.anthropic_models = quirks.metadata = quirks.attribution = true;
    quirks.system_messages = quirks.context_management = quirks.output_config = true;
    quirks.thinking_adaptive = quirks.documents = quirks.server_tools = true;
    quirks.betas = {"*"};
    setup.info.images = setup.info.effort = setup.info.system_messages = true;
    setup.info.thinking = ThinkingSupport::adaptive_and_budget;
    return setup;
  }

  [[nodiscard]] Result<Spliced> run(const std::string& raw) const {
    Request request;
    request.raw = raw;
    request.headers = headers;
    request.facts = anthropic::read_facts(raw, headers, {});
    return splice_for_messages_target(request, anthropic::walk_request(raw),
                                      EncodeTarget{provider, info, model, {}}, {});
  }
  [[nodiscard]] std::string body(const std::string& raw) const {
    const auto spliced = run(raw);
    REQUIRE(spliced);
    return spliced->body;
  }
  // The request {"model":<own model>,<fields>} after the splice, without that frame.
  [[nodiscard]] std::string fields(const std::string& fields) const {
    const std::string frame = R"({"model":")" + model + R"(")";
    std::string text = body(frame + (fields.empty() ? "" : "," + fields) + "}");
    REQUIRE(text.starts_with(frame));
    text = text.substr(frame.size(), text.size() - frame.size() - 1);
    return text.starts_with(',') ? text.substr(1) : text;
  }
  [[nodiscard]] std::string error(const std::string& raw) const {
    const auto spliced = run(raw);
    REQUIRE_FALSE(spliced);
    return spliced.error().message;
  }
};

}  // namespace edgee
