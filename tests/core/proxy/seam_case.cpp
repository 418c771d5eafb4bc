#include "tests/core/proxy/seam_case.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/core/proxy/world.h"
#include "tests/support/answering_upstream.h"
#include "tests/support/dice.h"
#include "tests/support/stream_judge.h"

namespace edgee {
namespace {

using judge::Judgement;
using model::Cause;
using model::Delivery;
using model::Item;

constexpr int kMostRequests = 16;
constexpr Duration kPace{std::chrono::milliseconds(20)};
constexpr judge::Millis kWatchdog{std::chrono::seconds(300)};
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
        script_(model::write_script(given.seed, small_shape())),
        upstream_(world_.up, [this](const UpstreamRequest& request, FakePlay& play) {
          answer(request, play);
        }) {
    world_.step("agent");
    add("second", given.second, kSecond);
    add("third", given.third, kThird);
    // Each request meets the first step anew.
    world_.config->chains["default"].cooldown = Duration(0);
    world_.headers.push_back({"User-Agent", given.agent == AgentKind::claude_code
                                                ? "claude-cli/2.1.197 (external, cli)"
                                                : "anthropic-sdk-typescript/1.0"});
  }

  SeamResult run() {
    for (int i = 0; i < kMostRequests && !over_ && result_.complaints.empty(); ++i)
      turn();
    if (result_.complaints.empty()) judge_session();
    return std::move(result_);
  }

 private:
  void add(const std::string& id, DialectId dialect, const std::string& url) {
    world_.step(id + "/model-of-" + id);
    world_.add_provider(id, dialect, url);
    world_.secrets.keys[id] = "key-of-" + id;
  }
  void complain(bool bad, const std::string& what) {
    if (bad) result_.complaints.push_back(what);
  }

  void answer(const UpstreamRequest& request, FakePlay& play);
  void play_out(const Delivery& delivery, FakePlay& play) const;
  void turn();
  [[nodiscard]] std::string body() const;
  Judgement judge_answer(const TimedSink& sink);
  void remember(const Judgement& judged);
  void judge_session();

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
  OrderedJson messages_ = OrderedJson::array({{{"role", "user"}, {"content", "Go."}}});
  std::string text_;                  // kept so far
  std::vector<judge::ToolRun> runs_;  // so far
  int asked_ = 0;
  bool over_ = false;
  SeamResult result_;
};

void SeamSession::answer(const UpstreamRequest& request, FakePlay& play) {
  const bool second = request.url.starts_with(kSecond);
  const bool third = request.url.starts_with(kThird);
  const std::string name = third ? "third" : second ? "second" : "vendor";
  const DialectId dialect = third    ? case_.third
                            : second ? case_.second
                                     : DialectId::anthropic_messages;
  std::vector<std::string> found;
  const Json body = parse_json(request.body).value_or(Json());
  const model::Rest rest = model::think(script_, dialect, body, found);
  for (const std::string& complaint : found)
    result_.complaints.push_back("asked of " + name + ": " + complaint);
  model::Rendering how;
  how.dialect = dialect;
  how.most_piece = 32;
  how.message_id = "msg_" + name + std::to_string(++asked_);
  const bool fails = !third && dice_.chance(1, 2);
  Cause cause = fails ? dice_.pick(case_.causes) : Cause::none;
  if (cause == Cause::oversized_event && !dice_.chance(1, 50)) cause = Cause::garbage_event;
  const Delivery delivery = model::deliver(rest, how, cause, dice_, {case_.oversized});
  std::string line = name + ": " + std::string(model::to_string(delivery.cause));
  for (const std::string& chunk : delivery.chunks)
    line += "\n    [" + chunk.substr(0, 2000) + "]";
  result_.story.push_back(std::move(line));
  play_out(delivery, play);
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

std::string SeamSession::body() const {
  const OrderedJson tool{
      {"name", "Bash"},
      {"input_schema", {{"type", "object"}, {"properties", OrderedJson::object()}}}};
  return dump_json(OrderedJson{{"model", "claude-opus-4-8"},
                               {"max_tokens", 1024},
                               {"messages", messages_},
                               {"tools", OrderedJson::array({tool})},
                               {"stream", true}});
}

void SeamSession::turn() {
  TimedSink sink(world_.clock);
  RequestHead head{"POST", "/TOKEN/v1/messages?beta=true", world_.headers};
  result_.story.push_back("agent: " + dump_json(messages_));
  gateway_.handle(std::move(head), body(), sink);
  const Judgement judged = judge_answer(sink);
  text_ += judge::kept_text(judged);
  runs_.insert(runs_.end(), judged.runs.begin(), judged.runs.end());
  remember(judged);
  over_ = judged.runs.empty();
}

Judgement SeamSession::judge_answer(const TimedSink& sink) {
  const bool claude = case_.agent == AgentKind::claude_code;
  Judgement judged =
      claude ? judge::judge_as_claude(sink.pieces) : judge::judge_strictly(sink.pieces);
  // Where nothing was taken back, there is nothing that an append-only client could not take.
  if (claude && judged.starts == 1 && judged.taken_back.empty()) {
    const Judgement strict = judge::judge_strictly(sink.pieces);
    for (const std::string& violation : strict.violations)
      judged.violations.push_back("strictly: " + violation);
  }
  complain(sink.status != 200, "the status was " + std::to_string(sink.status));
  complain(!sink.finished || sink.aborted, "the body did not end properly");
  complain(!judged.whole(),
           "the answer is not whole: " + judge::describe_kept(judged) + " " + judged.error);
  complain(judged.longest_gap >= kWatchdog, "the agent's watchdog had nothing to eat");
  for (const std::string& violation : judged.violations)
    complain(true, violation);
  if (!result_.complaints.empty()) {
    std::string seen = "the agent saw:";
    for (const judge::Piece& piece : sink.pieces)
      seen += "\n    [" + piece.bytes + "]";
    result_.story.push_back(std::move(seen));
  }
  return judged;
}

// As the agent would send it back.
void SeamSession::remember(const Judgement& judged) {
  for (const judge::KeptMessage& message : judged.messages) {
    OrderedJson content = OrderedJson::array();
    for (const judge::KeptBlock& block : message.blocks) {
      if (block.kind == "text" && !block.text.empty()) {
        content.push_back({{"type", "text"}, {"text", block.text}});
      } else if (block.kind == "thinking") {
        content.push_back(
            {{"type", "thinking"}, {"thinking", block.text}, {"signature", block.signature}});
      } else if (block.kind == "tool_use") {
        content.push_back({{"type", "tool_use"},
                           {"id", block.id},
                           {"name", block.name},
                           {"input", OrderedJson::parse(block.input.dump())}});
      }
    }
    if (!content.empty()) messages_.push_back({{"role", "assistant"}, {"content", content}});
  }
  OrderedJson results = OrderedJson::array();
  for (const judge::ToolRun& run : judged.runs)
    results.push_back({{"type", "tool_result"}, {"tool_use_id", run.id}, {"content", "done"}});
  if (!results.empty()) messages_.push_back({{"role", "user"}, {"content", results}});
}

void SeamSession::judge_session() {
  complain(!over_, "the session did not end");
  complain(text_ != model::intended_text(script_),
           "the text is:\n" + text_ + "\nand not:\n" + model::intended_text(script_));
  const std::vector<Item> tools = model::intended_tools(script_);
  for (const Item& tool : tools) {
    const auto times =
        std::count_if(runs_.begin(), runs_.end(), [&tool](const judge::ToolRun& run) {
          return run.name == tool.name && run.input == parse_json(tool.input);
        });
    complain(times != 1, tool.mark + " ran " + std::to_string(times) + " times");
  }
  complain(runs_.size() != tools.size(),
           std::to_string(runs_.size()) + " tools ran, not " + std::to_string(tools.size()));
}

}  // namespace

SeamCase make_seam_case(std::uint64_t seed, std::span<const Cause> causes) {
  Dice dice(seed ^ 0x5ea5U);
  const auto dialect = [&dice] {
    return dice.chance(1, 2) ? DialectId::openai_chat : DialectId::anthropic_messages;
  };
  SeamCase made;
  made.seed = seed;
  made.agent = dice.chance(1, 2) ? AgentKind::claude_code : AgentKind::sdk;
  made.second = dialect();
  made.third = dialect();
  made.causes.assign(causes.begin(), causes.end());
  return made;
}

SeamResult run_seam_case(const SeamCase& given) {
  return SeamSession(given).run();
}

std::string describe(const SeamCase& given) {
  return "seed " + std::to_string(given.seed) + ", " +
         (given.agent == AgentKind::claude_code ? "Claude Code" : "an SDK") + ", " +
         std::string(to_string(given.second)) + ", " + std::string(to_string(given.third));
}

}  // namespace edgee
