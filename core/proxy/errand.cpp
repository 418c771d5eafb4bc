#include "core/proxy/errand.h"

#include <utility>

#include "core/failover/triggers.h"

namespace edgee {
namespace {

// Claude's own refusals always pass: Claude Code has its own way on with them.
QualityRules rules_for(const ResolvedTarget& target, const TriggerSettings& triggers) {
  const bool claude = target.provider->messages.anthropic_models;
  return {!claude && is_trigger_on("refusal", triggers), is_trigger_on("repetition", triggers)};
}

}  // namespace

std::optional<FailureFacts> Errand::prepare(const TriggerSettings& triggers,
                                            bool without_thinking) {
  const Seam seam = splice_.seam();
  if (context_.reply.committed()) seam_ = to_string(seam.kind);
  if (std::string body = changed_body(seam, without_thinking); !body.empty()) {
    changed_ = context_.forms.request();
    changed_->raw = std::move(body);
    changed_forms_.emplace(*changed_, context_.dialect.walk_request(changed_->raw));
  }
  RequestForms& forms = changed_forms_ ? *changed_forms_ : context_.forms;
  tl::expected<Outbound, FailureFacts> outbound = write_request(forms, target_, context_.session);
  if (!outbound) return outbound.error();
  outbound_ = *std::move(outbound);
  if (auto missing = add_credential(outbound_, target_, context_.services.keyring)) return missing;
  attempt_.emplace(AttemptInput{context_.services.clock, context_.exchanges, context_.reply,
                                splice_, forms.request(), target_, outbound_, number_,
                                rules_for(target_, triggers), context_.on_faltering});
  return std::nullopt;
}

std::string Errand::changed_body(const Seam& seam, bool without_thinking) const {
  const JsonDoc& doc = context_.forms.doc();
  std::optional<std::string> body;
  if (without_thinking) body = context_.dialect.remove_thinking(doc);
  if (seam.partial.empty()) return body.value_or("");
  std::optional<std::string> resumed = context_.dialect.resume_request(
      body ? context_.dialect.walk_request(*body) : doc, seam.partial, can_prefill(seam),
      resume_instruction(seam.mid_text));
  return resumed ? *std::move(resumed) : body.value_or("");
}

// Claude models up to 4.5 go on from their own last words, unless they are to think first; in front
// of others the words would be an error. Those must not end in white space.
bool Errand::can_prefill(const Seam& seam) const {
  const JsonDoc& doc = context_.forms.doc();
  const std::string_view thinking = doc.value(doc.root(), "thinking");
  const bool thinks = !thinking.empty() && thinking.find("\"disabled\"") == std::string_view::npos;
  const std::string& last = seam.partial.back();
  return target_.dialect->id == context_.dialect.id && !thinks &&
         target_.provider->messages.anthropic_models &&
         target_.candidate.model->thinking == ThinkingSupport::budget_only &&
         last.find_last_not_of(" \t\r\n") == last.size() - 1;
}

}  // namespace edgee
