// The providers of one drill run: the ill one, the healthy one, and the config that chains them.
// One thread; the servers have their own.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/drill/brain.h"
#include "core/drill/faults.h"
#include "core/ports/scripted_server.h"

namespace edgee {

// The agent's own vendor, as the config knows it.
struct StageVendor {
  std::string id = "anthropic";
  DialectId dialect = DialectId::anthropic_messages;
};

class Stage {
 public:
  // `fault` may be nullptr: then the first step is healthy too. The chain's second step speaks
  // `fallback`. `brain` is what both would say. A fault must befall that vendor.
  static Result<std::unique_ptr<Stage>> open(ScriptedServers& servers, const Fault* fault,
                                             BrainScript brain, DialectId fallback,
                                             StageVendor vendor = {});

  // TOML, as a user would write it.
  [[nodiscard]] std::string config() const;
  [[nodiscard]] const StageVendor& vendor() const { return vendor_; }
  [[nodiscard]] const ScriptedServer& primary() const { return *primary_; }
  [[nodiscard]] const ScriptedServer& fallback() const { return *fallback_; }

  static constexpr std::string_view kFallbackTarget = "fallback/drill-fallback";

 private:
  Stage() = default;
  [[nodiscard]] std::string primary_url() const;

  const Fault* fault_ = nullptr;
  StageVendor vendor_;
  DialectId dialect_ = DialectId::anthropic_messages;
  std::unique_ptr<ScriptedServer> primary_;
  std::unique_ptr<ScriptedServer> fallback_;
};

}  // namespace edgee
