// One target's turn at a request: the request as this target gets it, with its credential, and the
// attempt. Lives until its race is over; one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/model/trigger.h"
#include "core/proxy/attempt.h"
#include "core/proxy/outbound.h"

namespace edgee {

// What all turns of one request share; all of it outlives them.
struct ErrandContext {
  const ProxyServices& services;
  const SessionSetup& session;
  const Dialect& dialect;  // the agent's
  RequestForms& forms;
  Exchanges& exchanges;
  AgentReply& reply;
  std::function<void()> on_faltering;
};

class Errand {
 public:
  Errand(const ErrandContext& context, const ResolvedTarget& target, Splice& splice, int number)
      : context_(context), target_(target), splice_(splice), number_(number) {}
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;
  ~Errand() = default;

  // Makes the attempt ready. A failure says why this target cannot be asked.
  [[nodiscard]] std::optional<FailureFacts> prepare(const TriggerSettings& triggers,
                                                    bool without_thinking);
  // Only when prepare() had no complaint.
  [[nodiscard]] Attempt& attempt() { return *attempt_; }
  [[nodiscard]] const ResolvedTarget& target() const { return target_; }
  [[nodiscard]] int number() const { return number_; }
  // How its answer takes over from one that broke off; "" when it does not.
  [[nodiscard]] std::string_view seam() const { return seam_; }

 private:
  // "" when the request goes out as it is.
  [[nodiscard]] std::string changed_body(const Seam& seam, bool without_thinking) const;
  [[nodiscard]] bool can_prefill(const Seam& seam) const;

  const ErrandContext& context_;
  const ResolvedTarget& target_;
  Splice& splice_;
  int number_;
  std::string_view seam_;
  std::optional<Request> changed_;
  std::optional<RequestForms> changed_forms_;
  Outbound outbound_;
  std::optional<Attempt> attempt_;
};

}  // namespace edgee
