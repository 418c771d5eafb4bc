#include "tests/core/proxy/seam_case.h"

#include <utility>

#include "tests/core/proxy/world.h"
#include "tests/support/agent_session.h"
#include "tests/support/answering_upstream.h"
#include "tests/support/dice.h"
#include "tests/support/kept_answer.h"
#include "tests/support/stream_judge.h"

namespace edgee {
namespace {

using judge::Judgement;
using model::Cause;
using model::Delivery;

constexpr int kMostRequests = 16;
constexpr Duration kPace{std::chrono::milliseconds(20)};
constexpr judge::Millis kWatchdog{std::chrono::seconds(300)};
const std::string kFirst = "https://first.test";
const std::string kSecond = "https://second.test";
const std::string kThird = "https://third.test";

// What the agent would have seen, and when.
class TimedSink : public ReplySink {
 public:
  explicit TimedSink(const FakeClock& clock) : clock_(clock) {}

  bool start(int given, const HeaderList&, std::optional<std::size_t>,
             std::string_view first) override {
    status = given;
    return write(first);
  }
  bool write(std::string_view bytes) override {
    pieces.push_back({std::chrono::duration_cast<judge::Millis>(clock_.now().time_since_epoch()),
                      std::string(bytes)});
    return true;
  }
  bool finish() override {
    finished = true;
    return true;
  }
  void abort() override { aborted = true; }
  [[nodiscard]] HangUpHandle hang_up() const override { return {}; }

  int status = 0;
  bool finished = false;
  bool aborted = false;
  std::vector<judge::Piece> pieces;

 private:
  const FakeClock& clock_;
};

model::Shape small_shape() {
  model::Shape shape;
  shape.turns = 2;
  shape.most_words = 4;
  shape.most_tools = 2;
  return shape;
}

class SeamSession {
 public:
  explicit SeamSession(const SeamCase& given)
      : case_(given),
        dice_(given.seed),
        script_(given.script ? *given.script : model::write_script(given.seed, small_shape())),
        upstream_(world_.up, [this](const UpstreamRequest& request,
                                    FakePlay& play) { answer(request, play); }),
        agent_(dialect_of(given.agent)) {
    cast_first();
    add("second", given.second, kSecond);
    add("third", given.third, kThird);
    // Each request meets the first step anew.
    world_.config->chains["default"].cooldown = Duration(0);
    world_.headers.push_back({"User-Agent", given.agent == AgentKind::claude_code
                                                ? "claude-cli/2.1.197 (external, cli)"
                                                : "anthropic-sdk-typescript/1.0"});
    if (given.agent == AgentKind::codex) world_.session.agent = find_agent("codex")->profile;
    world_.session.agent.dialect = agent_.dialect();
  }

  SeamResult run() {
    for (int i = 0; i < kMostRequests && !over_ && result_.complaints.empty(); ++i)
      turn();
    complain(!over_ && result_.complaints.empty(), "the session did not end");
    if (result_.complaints.empty()) result_.complaints = model::judge_session(script_, agent_);
    for (const AttemptEvent& event : world_.store.events())
      result_.seams.emplace_back(event.seam);
    return std::move(result_);
  }

 private:
  void cast_first();
  void add(const std::string& id, DialectId dialect, const std::string& url) {
    world_.step(id + "/model-of-" + id);
    world_.add_provider(id, dialect, url);
    world_.secrets.keys[id] = "key-of-" + id;
  }
  void complain(bool bad, const std::string& what) {
    if (bad) result_.complaints.push_back(what);
  }

  void answer(const UpstreamRequest& request, FakePlay& play);
  Delivery choose(const std::string& name, const model::Rest& rest, const model::Rendering& how);
  Delivery break_once(const model::Rest& rest, const model::Rendering& how);
  void play_out(const Delivery& delivery, FakePlay& play) const;
  void turn();
  model::KeptAnswer keep(const TimedSink& sink);
  void judge_answer(const TimedSink& sink, const model::KeptAnswer& kept);

  const SeamCase& case_;
  Dice dice_;
  const model::Script script_;
  World world_;
  AnsweringUpstream upstream_;
  ProxyServices services_{
      world_.clock, world_.random, upstream_, world_.keyring, world_.health, world_.store, [this] {
        return world_.config;
      }};
  Gateway gateway_{services_, world_.session};
  model::AgentSession agent_;
  int asked_ = 0;
  bool over_ = false;
  SeamResult result_;
};

void SeamSession::cast_first() {
  if (case_.first != agent_.dialect()) return add("first", case_.first, kFirst);
  world_.step("agent");
  Provider vendor = *world_.config->provider("anthropic");
  vendor.endpoints = {{agent_.dialect(), kFirst, AuthScheme::bearer, false}};
  world_.config->providers["anthropic"] = vendor;
}

void SeamSession::answer(const UpstreamRequest& request, FakePlay& play) {
  const bool second = request.url.starts_with(kSecond);
  const bool third = request.url.starts_with(kThird);
  const std::string name = third ? "third" : second ? "second" : "first";
  const DialectId dialect = third ? case_.third : second ? case_.second : case_.first;
  std::vector<std::string> found;
  const Json body = parse_json(request.body).value_or(Json());
  const model::Rest rest = model::think(script_, dialect, body, found);
  for (const std::string& complaint : found)
    result_.complaints.push_back("asked of " + name + ": " + complaint);
  result_.asked.push_back(name);
  model::Rendering how;
  how.dialect = dialect;
  how.most_piece = case_.one_break ? 8 : 32;
  how.pings = !case_.one_break;
  how.message_id =
      (dialect == DialectId::openai_responses ? "resp_" : "msg_") + name + std::to_string(++asked_);
  const Delivery delivery = choose(name, rest, how);
  std::string line = name + ": " + std::string(model::to_string(delivery.cause));
  if (!found.empty()) line += "\n    asked: " + std::string(request.body);
  for (const std::string& chunk : delivery.chunks)
    line += "\n    [" + chunk.substr(0, 2000) + "]";
  result_.story.push_back(std::move(line));
  play_out(delivery, play);
}

Delivery SeamSession::choose(const std::string& name, const model::Rest& rest,
                             const model::Rendering& how) {
  if (case_.one_break && name == "first" && !result_.broke) return break_once(rest, how);
  const bool fails = !case_.one_break && name != "third" && dice_.chance(1, 2);
  Cause cause = fails ? dice_.pick(case_.causes) : Cause::none;
  if (cause == Cause::oversized_event && !dice_.chance(1, 50)) cause = Cause::garbage_event;
  return model::deliver(rest, how, cause, dice_, {case_.oversized});
}

Delivery SeamSession::break_once(const model::Rest& rest, const model::Rendering& how) {
  const auto events =
      model::events_until(case_.one_break->place, model::render(rest, how, dice_), how.dialect);
  complain(!events, "the answer never comes to the place");
  result_.broke = true;
  Delivery delivery;
  delivery.cause = Cause::reset;
  delivery.headers = {{"content-type", "text/event-stream"}};
  delivery.tail = case_.one_break->tail;
  delivery.chunks = events.value_or(std::vector<std::string>());
  return delivery;
}

void SeamSession::play_out(const Delivery& delivery, FakePlay& play) const {
  if (delivery.status == 0) {
    play.after(kPace).fail(FailureKind::reset, Phase::sent);
    return;
  }
  play.after(kPace).head(delivery.status, delivery.headers);
  for (const std::string& chunk : delivery.chunks)
    play.after(kPace).chunk(chunk);
  if (delivery.tail == model::Tail::end) play.end();
  if (delivery.tail == model::Tail::reset) play.fail(FailureKind::reset, Phase::content);
}

void SeamSession::turn() {
  TimedSink sink(world_.clock);
  RequestHead head{"POST", "/TOKEN" + model::model_path(agent_.dialect()), world_.headers};
  std::string body = agent_.request();
  result_.story.push_back("agent: " + body);
  gateway_.handle(std::move(head), std::move(body), sink);
  const model::KeptAnswer kept = keep(sink);
  judge_answer(sink, kept);
  over_ = !agent_.take(kept.messages);
}

// Claude Code is read as it was measured; all others keep every byte.
model::KeptAnswer SeamSession::keep(const TimedSink& sink) {
  if (agent_.dialect() != DialectId::anthropic_messages) {
    std::string bytes;
    for (const judge::Piece& piece : sink.pieces)
      bytes += piece.bytes;
    return model::keep_answer(agent_.dialect(), bytes);
  }
  const bool claude = case_.agent == AgentKind::claude_code;
  Judgement judged =
      claude ? judge::judge_as_claude(sink.pieces) : judge::judge_strictly(sink.pieces);
  // Where nothing was taken back, there is nothing that an append-only client could not take.
  if (claude && judged.starts == 1 && judged.taken_back.empty()) {
    const Judgement strict = judge::judge_strictly(sink.pieces);
    for (const std::string& violation : strict.violations)
      judged.violations.push_back("strictly: " + violation);
  }
  complain(!judged.whole(), "kept: " + judge::describe_kept(judged) + " " + judged.error);
  complain(judged.longest_gap >= kWatchdog, "the agent's watchdog had nothing to eat");
  return model::keep_judged(judged);
}

void SeamSession::judge_answer(const TimedSink& sink, const model::KeptAnswer& kept) {
  complain(sink.status != 200, "the status was " + std::to_string(sink.status));
  complain(!sink.finished || sink.aborted, "the body did not end properly");
  complain(!kept.whole, "the answer is not whole");
  for (const std::string& complaint : kept.complaints)
    complain(true, complaint);
  if (result_.complaints.empty()) return;
  std::string seen = "the agent saw:";
  for (const judge::Piece& piece : sink.pieces)
    seen += "\n    [" + piece.bytes + "]";
  result_.story.push_back(std::move(seen));
}

}  // namespace

DialectId dialect_of(AgentKind agent) {
  switch (agent) {
    case AgentKind::claude_code:
    case AgentKind::sdk:
      break;
    case AgentKind::codex:
      return DialectId::openai_responses;
    case AgentKind::chat_client:
      return DialectId::openai_chat;
    case AgentKind::gemini_client:
      return DialectId::gemini;
  }
  return DialectId::anthropic_messages;
}

SeamCase make_seam_case(std::uint64_t seed, std::span<const Cause> causes) {
  Dice dice(seed ^ 0x5ea5U);
  const auto dialect = [&dice] {
    return dice.chance(1, 2) ? DialectId::openai_chat : DialectId::anthropic_messages;
  };
  SeamCase made;
  made.seed = seed;
  made.agent = dice.chance(1, 2) ? AgentKind::claude_code : AgentKind::sdk;
  made.first = dialect_of(made.agent);
  made.second = dialect();
  made.third = dialect();
  made.causes.assign(causes.begin(), causes.end());
  return made;
}

SeamResult run_seam_case(const SeamCase& given) {
  return SeamSession(given).run();
}

std::string describe(const SeamCase& given) {
  constexpr std::array kNames{"Claude Code", "an SDK", "Codex", "a Chat client", "a Gemini client"};
  std::string words = "seed " + std::to_string(given.seed) + ", " +
                      kNames.at(static_cast<std::size_t>(given.agent));
  for (const DialectId dialect : {given.first, given.second, given.third})
    words += ", " + std::string(to_string(dialect));
  if (given.one_break) words += ", " + std::string(model::to_string(given.one_break->place));
  return words;
}

}  // namespace edgee
