// The request of one attempt, ready for the wire.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/json_doc.h"
#include "core/model/conversation.h"
#include "core/model/outcome.h"
#include "core/proxy/targets.h"

namespace edgee {

struct Outbound {
  std::string url;
  HeaderList headers;
  std::string own_body;    // when the agent's bytes had to change
  bool as_it_came = true;  // the body is the agent's own, untouched
  std::shared_ptr<const Secret> secret;
  std::string secret_header;
};

// The agent's request in the forms that targets may need, each made once.
class RequestForms {
 public:
  // `doc` is the request's body, walked before it came to rest in `request`.
  RequestForms(const Request& request, JsonDoc doc) : request_(request), doc_(std::move(doc)) {
    doc_.rebind(request_.raw);
  }

  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] const JsonDoc& doc() const { return doc_; }
  // Decoded on first use; the error is kept too.
  [[nodiscard]] const Result<Conversation>& conversation();

 private:
  const Request& request_;
  JsonDoc doc_;
  std::optional<Result<Conversation>> conversation_;
};

// Writes the request for this target, without its credential. A failure (not_encodable) says why.
[[nodiscard]] tl::expected<Outbound, FailureFacts> write_request(RequestForms& forms,
                                                                 const ResolvedTarget& target,
                                                                 const SessionSetup& session);

// Adds the target's own credential. A failure (no_credential) says what to type.
[[nodiscard]] std::optional<FailureFacts> add_credential(Outbound& outbound,
                                                         const ResolvedTarget& target,
                                                         Keyring& keyring);

}  // namespace edgee
