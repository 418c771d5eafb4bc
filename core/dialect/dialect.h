// The contract of a wire format: what the proxy needs of it. One row per dialect in registry.cpp.
// All functions are pure; a decoder or encoder belongs to one answer and one thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_doc.h"
#include "core/base/result.h"
#include "core/model/agent_profile.h"
#include "core/model/conversation.h"
#include "core/model/dialect_id.h"
#include "core/model/headers.h"
#include "core/model/model_info.h"
#include "core/model/outcome.h"
#include "core/model/provider.h"
#include "core/model/request.h"
#include "core/model/stream_event.h"
#include "core/model/transcript.h"

namespace edgee {

// Whom a request is written for. References outlive the call. `model` is what the target is asked
// for; `info` is never null (unknown models have a default row).
struct EncodeTarget {
  const Provider& provider;
  const ModelInfo& info;
  std::string_view model;
  std::string_view session;  // for prompt_cache_key and the like; "" = none
};

struct Spliced {
  std::string body;
  HeaderList headers;     // without any credential, Host, Content-Length, hop-by-hop
  std::string path = {};  // where it goes, when that is not path_for's place
};

// Reads the events of a streaming answer. Bytes may be cut anywhere.
class StreamDecoder {
 public:
  StreamDecoder() = default;
  StreamDecoder(const StreamDecoder&) = delete;
  StreamDecoder& operator=(const StreamDecoder&) = delete;
  virtual ~StreamDecoder() = default;

  // Takes the next bytes. They must stay alive until next() has said nullopt, and it must be asked
  // until then.
  virtual void take(std::string_view bytes) = 0;
  // The next whole frame: its events are added to `out`, its bytes are given, those in a row being
  // what was fed. They live until the next take(), or as long as the fed bytes. nullopt: no whole
  // frame is left, or the stream is broken.
  virtual std::optional<std::string_view> next(std::vector<StreamEvent>& out) = 0;
  // For those who want the events only.
  void feed(std::string_view bytes, std::vector<StreamEvent>& out) {
    take(bytes);
    while (next(out)) {
    }
  }
  // The body ended. A dialect whose ending may be missing (Chat without [DONE]) says here what it
  // kept back; an answer that was cut gives no MessageEnd.
  virtual void finish(std::vector<StreamEvent>& out) = 0;
  // Bytes fed so far that belong to no complete event yet.
  [[nodiscard]] virtual bool in_event() const = 0;
  // True once the bytes are no event stream at all, or an event was oversized or garbled.
  [[nodiscard]] virtual bool broken() const = 0;
};

// Writes the events of an answer as the agent's dialect streams them.
class StreamEncoder {
 public:
  StreamEncoder() = default;
  StreamEncoder(const StreamEncoder&) = delete;
  StreamEncoder& operator=(const StreamEncoder&) = delete;
  virtual ~StreamEncoder() = default;

  virtual void encode(const StreamEvent& event, std::string& out) = 0;
  // The message has begun and holds what `shown` says: what is encoded from here on goes on in it.
  // Instead of a MessageStart.
  virtual void resume(const Transcript& shown) = 0;
};

struct Dialect {
  DialectId id = DialectId::anthropic_messages;

  // Where a model request goes, behind the endpoint's base URL: "/v1/messages", with the query if
  // it needs one.
  std::string (*path_for)(std::string_view model, bool stream) = nullptr;
  // Whether a model request of an agent comes to this path; with POST.
  bool (*is_model_path)(std::string_view path) = nullptr;

  // Request side. Where a whole Request is taken, its facts are not known yet but for encoders.
  // The body's values, as far as the dialect's own structure goes.
  JsonDoc (*walk_request)(std::string_view raw) = nullptr;
  // Malformed requests are an error whose message the agent's user reads.
  Result<RequestFacts> (*read_request)(const JsonDoc& body, const Request& request,
                                       const AgentProfile& agent) = nullptr;
  Result<Conversation> (*decode_request)(const Request& request) = nullptr;
  // The request with an answer that broke off behind it, for a model that is to go on: `texts` are
  // its text blocks so far. With `prefill` they end the request, else an instruction does. nullopt:
  // the request has no place for them.
  std::optional<std::string> (*resume_request)(const JsonDoc& request,
                                               std::span<const std::string> texts, bool prefill,
                                               std::string_view instruction) = nullptr;
  // The request without any thinking of earlier answers. nullopt: there is none.
  std::optional<std::string> (*remove_thinking)(const JsonDoc& request) = nullptr;
  // An error says why this target cannot take the conversation ("takes no images").
  Result<std::string> (*encode_request)(const Conversation& conversation,
                                        const EncodeTarget& target) = nullptr;
  // The same dialect, another target: the agent's own bytes with the edits that it needs.
  Result<Spliced> (*splice_request)(const Request& request, const JsonDoc& body,
                                    const EncodeTarget& target,
                                    const AgentProfile& agent) = nullptr;
  // The request without what the vendor would refuse of other models' answers; for its own agent.
  // nullopt: there is nothing of that kind.
  std::optional<std::string> (*strip_foreign)(std::string_view raw) = nullptr;
  // Headers of a request built from scratch, without the credential.
  HeaderList (*request_headers)(const EncodeTarget& target, bool stream) = nullptr;

  // Answer side.
  std::unique_ptr<StreamDecoder> (*make_decoder)() = nullptr;
  // For the agent that sent `request`, which must outlive it.
  std::unique_ptr<StreamEncoder> (*make_encoder)(const Request& request) = nullptr;
  // A whole non-streaming answer as the events that a stream would have had. nullopt: it is none.
  std::optional<std::vector<StreamEvent>> (*decode_answer)(std::string_view body) = nullptr;
  std::string (*encode_answer)(const std::vector<StreamEvent>& events,
                               const Request& request) = nullptr;

  // Errors. The envelope is the dialect's; what its codes mean is refined by the catalogue.
  FailureFacts (*read_failure)(int status, const HeaderList& headers, std::string_view body,
                               WallTime now) = nullptr;
  // `kind` picks the code that the dialect's agents act on; the status alone decides without one.
  std::string (*encode_error)(int status, std::optional<FailureKind> kind,
                              std::string_view message) = nullptr;
  std::string (*encode_error_event)(int status, std::optional<FailureKind> kind,
                                    std::string_view message) = nullptr;

  // What is said while nothing is there to say.
  std::string_view keep_alive;  // bytes that count as life on the wire
  // An event that counts as progress, and opens no block. "": an empty TextDelta does, whose block
  // this dialect's encoder does not ask for.
  std::string_view keep_alive_event;
};

// nullptr for dialects that are not built.
[[nodiscard]] const Dialect* find_dialect(DialectId id);
// The dialects that find_dialect knows.
[[nodiscard]] const std::vector<DialectId>& known_dialects();

}  // namespace edgee
