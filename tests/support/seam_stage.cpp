#include "tests/support/seam_stage.h"

#include <algorithm>
#include <utility>

#include "tests/support/dice.h"

namespace edgee::play {
namespace {

using std::chrono::steady_clock;

// Slow enough that parts of an answer reach the agent.
constexpr Duration kPace{std::chrono::milliseconds(20)};
constexpr std::size_t kPiece = 12;  // bytes of a delta

model::Script write(std::uint64_t seed, const RealAgent& agent) {
  model::Shape shape;
  shape.turns = 4;
  shape.most_tools = 1;
  shape.most_words = 12;
  shape.odd_words = false;  // a shell writes the lines, and a terminal prints the words
  shape.last_text_alone = true;
  shape.tool = agent.tool;
  shape.command = agent.command;
  shape.described = shape.command == "command";
  return model::write_script(seed, shape);
}

// A server's luck with a request is its own, whatever else happens meanwhile.
Dice dice_of(std::uint64_t seed, const std::string& server, int number) {
  for (const char c : server)
    seed = Dice(seed + static_cast<unsigned char>(c)).next();
  return Dice(seed + static_cast<std::uint64_t>(number));
}

std::string prefix_of(DialectId dialect) {
  if (dialect == DialectId::openai_responses) return "resp_";
  return dialect == DialectId::openai_chat ? "chatcmpl-" : "msg_";
}

std::string without_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

DialectId choose_dialect(Dice& dice) {
  return dice.chance(1, 2) ? DialectId::openai_chat : DialectId::anthropic_messages;
}

}  // namespace

SeamStage::SeamStage(std::uint64_t seed, Faults faults, const RealAgent& agent)
    : script_(write(seed, agent)), seed_(seed), faults_(faults), agent_(agent) {}

void SeamStage::cast(Play& play) {
  Dice dice(seed_);
  const auto answerer = [this](const std::string& server, DialectId dialect, bool healthy) {
    return [this, server, dialect, healthy](const script::Received& received) {
      return answer(server, dialect, healthy, received);
    };
  };
  const std::string impatient = R"({ head = "5s", first_token = "5s", silence = "2s" })";
  const bool all_well = faults_ == Faults::none;
  cast_vendor(play, agent_, answerer("vendor", agent_.dialect, all_well)).timeouts = impatient;
  const DialectId second = choose_dialect(dice);
  play.provider("second", second, answerer("second", second, all_well)).timeouts = impatient;
  const DialectId third = choose_dialect(dice);
  play.provider("third", third, answerer("third", third, true));
}

model::Cause SeamStage::choose(bool healthy, Dice& dice) const {
  if (healthy || dice.chance(1, 2)) return model::Cause::none;
  const bool early = faults_ == Faults::early || dice.chance(1, 4);
  if (early) return model::kEarlyCauses[dice.below(model::kEarlyCauses.size())];
  if (dice.chance(1, 40)) return model::Cause::oversized_event;
  return model::kMidCauses[dice.below(model::kMidCauses.size())];
}

script::Play SeamStage::answer(const std::string& server, DialectId dialect, bool healthy,
                               const script::Received& received) {
  const auto now = steady_clock::now();
  const Json request = parse_json(received.body).value_or(Json());
  const bool stream = bool_member(request, "stream");
  const std::lock_guard lock(mutex_);
  ++requests_;
  for (Broken& one : broken_) {
    if (one.lost) continue;
    one.lost = std::max(std::chrono::milliseconds(0),
                        std::chrono::duration_cast<std::chrono::milliseconds>(now - one.at));
  }
  std::vector<std::string> found;
  const model::Rest rest = model::think(script_, dialect, request, found);
  if (!stream) found.emplace_back("the agent asked again without a stream");
  for (const std::string& complaint : found) {
    complaints_.push_back(server + ", its request " + std::to_string(received.number) + ": " +
                          complaint);
  }
  Dice dice = dice_of(seed_, server, received.number);
  model::Rendering how;
  how.dialect = dialect;
  how.message_id = prefix_of(dialect) + server + std::to_string(received.number);
  how.most_piece = kPiece;
  if (!stream) {
    return {script::Head{200, {{"content-type", "application/json"}}},
            script::Body{model::render_whole(rest, how)}, script::End{}};
  }
  const model::Delivery delivery = model::deliver(rest, how, choose(healthy, dice), dice);
  if (delivery.cause != model::Cause::none) {
    const auto pieces = static_cast<Duration::rep>(delivery.chunks.size());
    broken_.push_back({server, delivery.cause, now + kPace * pieces, std::nullopt});
  }
  return model::to_play(delivery, kPace);
}

// Of two texts in one answer nobody can tell whether they were two, so white space does not count
// where an agent prints them all.
bool SeamStage::is_printed(const std::string& out) const {
  if (agent_.prints_all) return without_space(out) == without_space(model::intended_text(script_));
  return out == script_.turns.back().items.back().text + "\n";
}

std::vector<std::string> SeamStage::intended_lines() const {
  std::vector<std::string> lines;
  for (const model::Item& tool : model::intended_tools(script_))
    lines.push_back(tool.mark);
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<Broken> SeamStage::broken() const {
  const std::lock_guard lock(mutex_);
  return broken_;
}

std::vector<std::string> SeamStage::complaints() const {
  const std::lock_guard lock(mutex_);
  return complaints_;
}

}  // namespace edgee::play
