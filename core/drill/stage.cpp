#include "core/drill/stage.h"

#include <utility>

namespace edgee {
namespace {

// Short enough to drill quickly, long enough for a busy machine.
constexpr std::string_view kTimeouts =
    R"({ connect = "2s", head = "500ms", first_token = "500ms", silence = "500ms", progress = "1s" })";

std::string loopback(std::string_view scheme, std::uint16_t port) {
  return std::string(scheme) + "://127.0.0.1:" + std::to_string(port);
}

// OpenAI's dialects have the version in the base URL.
std::string version_path(DialectId dialect) {
  return dialect == DialectId::anthropic_messages ? "" : "/v1";
}

std::string provider_section(const std::string& id, const std::string& url, DialectId dialect,
                             const std::string& credential) {
  return "[providers." + id + "]\nbase_url = \"" + url + version_path(dialect) +
         "\"\ndialect = \"" + std::string(to_string(dialect)) + "\"\ncredential = " + credential +
         "\n";
}

}  // namespace

Result<std::unique_ptr<Stage>> Stage::open(ScriptedServers& servers, const Fault* fault,
                                           BrainScript brain, DialectId fallback,
                                           StageVendor vendor) {
  std::unique_ptr<Stage> stage(new Stage());
  stage->fault_ = fault;
  stage->dialect_ = fallback;
  stage->vendor_ = std::move(vendor);
  BrainScript own = brain;
  const bool at_provider = fault != nullptr && fault->step == FaultyStep::provider;
  own.dialect = at_provider ? DialectId::anthropic_messages : stage->vendor_.dialect;
  auto primary = fault != nullptr && fault->place == FaultPlace::refused_port
                     ? servers.open_refusing()
                     : servers.open([fault, own](const script::Received& request) {
                         script::Play whole = brain_answer(own, request);
                         if (fault == nullptr || fault->place != FaultPlace::answer) return whole;
                         return ill_answer(*fault, whole, own.dialect).value_or(whole);
                       });
  if (!primary) return tl::unexpected(primary.error());
  stage->primary_ = *std::move(primary);
  brain.dialect = fallback;
  auto healthy = servers.open(
      [brain](const script::Received& request) { return brain_answer(brain, request); });
  if (!healthy) return tl::unexpected(healthy.error());
  stage->fallback_ = *std::move(healthy);
  return stage;
}

std::string Stage::primary_url() const {
  if (fault_ != nullptr && fault_->place == FaultPlace::unknown_host) {
    return "https://edgee-drill.invalid";
  }
  const bool tls = fault_ != nullptr && fault_->place == FaultPlace::plain_port;
  return loopback(tls ? "https" : "http", primary_->port());
}

std::string Stage::config() const {
  const bool at_provider = fault_ != nullptr && fault_->step == FaultyStep::provider;
  const bool no_tools = fault_ != nullptr && fault_->place == FaultPlace::refused_request;
  const bool no_key = fault_ != nullptr && fault_->place == FaultPlace::missing_key;
  // Without a cool-down each request of the loop meets the fault anew.
  std::string text = "[chain.default]\ncooldown = \"0s\"\n\n[[chain.default.steps]]\ntarget = \"";
  text += at_provider ? "primary/drill-primary" : "agent";
  text += "\"\ntimeouts = " + std::string(kTimeouts) + "\n\n[[chain.default.steps]]\ntarget = \"";
  text += std::string(kFallbackTarget) + "\"\n\n";
  if (at_provider) {
    text += provider_section("primary", primary_url(),
                             no_tools ? DialectId::openai_chat : DialectId::anthropic_messages,
                             no_key ? R"({ env = "EDGEE_DRILL_NO_SUCH_KEY" })" : "\"none\"");
    if (no_tools) {
      text += "[providers.primary.quirks.chat]\nreasoning_models_refuse_tools = true\n";
      text += "[models.\"primary/drill-primary\"]\nreasoning = true\n";
    }
  } else {
    text += provider_section(vendor_.id, primary_url(), vendor_.dialect, "\"none\"");
  }
  text += provider_section("fallback", loopback("http", fallback_->port()), dialect_, "\"none\"");
  text += "[models.\"" + std::string(kFallbackTarget) + "\"]\nwindow = 2000000\n";
  return text;
}

}  // namespace edgee
