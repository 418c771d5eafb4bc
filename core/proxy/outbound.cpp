#include "core/proxy/outbound.h"

#include <algorithm>
#include <stop_token>
#include <utility>

#include "core/dialect/dialect.h"
#include "core/dialect/splice.h"

namespace edgee {
namespace {

std::string url_of(const ResolvedTarget& target, std::string_view path, std::string_view query) {
  std::string url = target.base_url;
  while (!url.empty() && url.back() == '/')
    url.pop_back();
  // Vertex's addresses hold the version, and a resource behind it.
  constexpr std::size_t kBehindScheme = 8;
  const bool has_version = url.find("/v1", kBehindScheme) != std::string::npos;
  if (target.endpoint->dialect == DialectId::gemini && has_version) {
    path.remove_prefix(std::min(path.find('/', 1), path.size()));
  }
  url += path;
  if (!query.empty()) {
    url += '?';
    url += query;
  }
  return url;
}

// The vendor's base URL may hold the version that the agent's path begins with: "/v1" is in that of
// OpenAI's dialects and not in Anthropic's. The dialect's own paths show which it is.
std::string_view behind_base(const ResolvedTarget& target, std::string_view path) {
  const std::string own = target.dialect->path_for(target.model, false);
  const std::size_t version = path.find('/', 1);
  if (version == std::string_view::npos || own.starts_with(path.substr(0, version + 1))) {
    return path;
  }
  const std::string_view first = path.substr(0, version);
  return first == "/v1" || first == "/v1beta" ? path.substr(version) : path;
}

FailureFacts not_encodable(std::string message) {
  FailureFacts facts;
  facts.kind = FailureKind::not_encodable;
  facts.scope = Scope::request;
  facts.message = std::move(message);
  return facts;
}

std::string_view header_before_key(AuthScheme auth) {
  switch (auth) {
    case AuthScheme::none:
    case AuthScheme::bearer:
      break;
    case AuthScheme::x_api_key:
      return "x-api-key: ";
    case AuthScheme::x_goog_api_key:
      return "x-goog-api-key: ";
  }
  return "Authorization: Bearer ";
}

Outbound write_verbatim(const Request& request, const ResolvedTarget& target) {
  Outbound outbound;
  outbound.url = url_of(target, behind_base(target, request.path), request.query);
  outbound.headers = verbatim_headers(request);
  std::optional<std::string> cleaned;
  if (request.facts.foreign_history && target.dialect->strip_foreign != nullptr) {
    cleaned = target.dialect->strip_foreign(request.raw);
  }
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
  Result<Spliced> spliced =
      target.dialect->splice_request(request, forms.doc(), encode, session.agent);
  if (!spliced) return tl::unexpected(not_encodable(spliced.error().message));
  Outbound outbound;
  const bool keeps_query = target.provider->messages.anthropic_models;
  const std::string path = spliced->path.empty()
                               ? target.dialect->path_for(target.model, request.facts.stream)
                               : spliced->path;
  outbound.url = url_of(target, path, keeps_query ? request.query : "");
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
  outbound.url = url_of(target, target.dialect->path_for(target.model, conversation->stream), "");
  outbound.headers = target.dialect->request_headers(encode, conversation->stream);
  outbound.own_body = std::move(*body);
  outbound.as_it_came = false;
  return outbound;
}

}  // namespace

const Result<Conversation>& RequestForms::conversation() {
  if (!conversation_) {
    conversation_ = find_dialect(request_.dialect)->decode_request(request_);
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
  outbound.secret_header = header_before_key(target.endpoint->auth);
  return std::nullopt;
}

}  // namespace edgee
