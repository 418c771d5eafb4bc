#include "core/proxy/outbound.h"

#include <stop_token>
#include <utility>

#include "core/dialect/splice.h"

namespace edgee {
namespace {

std::string url_of(const ResolvedTarget& target, std::string_view path, std::string_view query) {
  std::string url = target.base_url;
  while (!url.empty() && url.back() == '/')
    url.pop_back();
  url += path;
  if (!query.empty()) {
    url += '?';
    url += query;
  }
  return url;
}

FailureFacts not_encodable(std::string message) {
  FailureFacts facts;
  facts.kind = FailureKind::not_encodable;
  facts.scope = Scope::request;
  facts.message = std::move(message);
  return facts;
}

Outbound write_verbatim(const Request& request, const ResolvedTarget& target) {
  Outbound outbound;
  outbound.url = url_of(target, request.path, request.query);
  outbound.headers = verbatim_headers(request);
  std::optional<std::string> cleaned;
  if (request.facts.foreign_history) cleaned = strip_foreign_thinking(request.raw);
  if (cleaned) {
    outbound.own_body = std::move(*cleaned);
    outbound.as_it_came = false;
  }
  return outbound;
}

tl::expected<Outbound, FailureFacts> write_spliced(const RequestForms& forms,
                                                   const ResolvedTarget& target,
                                                   const EncodeTarget& encode,
                                                   const SessionSetup& session) {
  const Request& request = forms.request();
  Result<Spliced> spliced = splice_for_messages_target(request, forms.doc(), encode, session.agent);
  if (!spliced) return tl::unexpected(not_encodable(spliced.error().message));
  Outbound outbound;
  const bool keeps_query = target.provider->messages.anthropic_models;
  outbound.url = url_of(target, target.dialect->path, keeps_query ? request.query : "");
  outbound.headers = std::move(spliced->headers);
  outbound.own_body = std::move(spliced->body);
  outbound.as_it_came = false;
  return outbound;
}

tl::expected<Outbound, FailureFacts> write_translated(RequestForms& forms,
                                                      const ResolvedTarget& target,
                                                      const EncodeTarget& encode) {
  const Result<Conversation>& conversation = forms.conversation();
  if (!conversation) return tl::unexpected(not_encodable(conversation.error().message));
  Result<std::string> body = target.dialect->encode_request(*conversation, encode);
  if (!body) return tl::unexpected(not_encodable(body.error().message));
  Outbound outbound;
  outbound.url = url_of(target, target.dialect->path, "");
  outbound.headers = target.dialect->request_headers(encode, conversation->stream);
  outbound.own_body = std::move(*body);
  outbound.as_it_came = false;
  return outbound;
}

}  // namespace

const Result<Conversation>& RequestForms::conversation() {
  if (!conversation_) {
    conversation_ = find_dialect(request_.dialect)->decode_request(request_.raw);
  }
  return *conversation_;
}

tl::expected<Outbound, FailureFacts> write_request(RequestForms& forms,
                                                   const ResolvedTarget& target,
                                                   const SessionSetup& session) {
  const Request& request = forms.request();
  tl::expected<Outbound, FailureFacts> outbound;
  if (target.candidate.target.is_agent()) {
    outbound = write_verbatim(request, target);
  } else {
    const EncodeTarget encode{*target.provider, *target.candidate.model, target.model,
                              request.facts.session};
    outbound = target.dialect->id == request.dialect ? write_spliced(forms, target, encode, session)
                                                     : write_translated(forms, target, encode);
    if (!outbound) return outbound;
    for (const Header& header : target.provider->extra_headers) {
      set_header(outbound->headers, header.name, header.value);
    }
  }
  set_header(outbound->headers, "accept-encoding", "identity");
  return outbound;
}

std::optional<FailureFacts> add_credential(Outbound& outbound, const ResolvedTarget& target,
                                           Keyring& keyring) {
  const bool needs_none = target.credential.source == CredentialSource::pass_through ||
                          target.credential.source == CredentialSource::none ||
                          target.endpoint->auth == AuthScheme::none;
  if (needs_none) return std::nullopt;
  Result<std::shared_ptr<const Secret>> secret = keyring.get(target.credential, {});
  if (!secret) {
    FailureFacts facts;
    facts.kind = FailureKind::no_credential;
    facts.scope = Scope::request;
    facts.message = secret.error().message;
    if (!secret.error().hint.empty()) facts.message += " (" + secret.error().hint + ")";
    return facts;
  }
  outbound.secret = *std::move(secret);
  outbound.secret_header =
      target.endpoint->auth == AuthScheme::bearer ? "Authorization: Bearer " : "x-api-key: ";
  return std::nullopt;
}

}  // namespace edgee
