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

model::Script write(std::uint64_t seed) {
  model::Shape shape;
  shape.turns = 4;
  shape.most_tools = 1;
  shape.most_words = 12;
  shape.odd_words = false;  // a shell writes the lines, and a terminal prints the words
  shape.last_text_alone = true;
  return model::write_script(seed, shape);
}

// A server's luck with a request is its own, whatever else happens meanwhile.
Dice dice_of(std::uint64_t seed, const std::string& server, int number) {
  for (const char c : server)
    seed = Dice(seed + static_cast<unsigned char>(c)).next();
  return Dice(seed + static_cast<std::uint64_t>(number));
}

DialectId choose_dialect(Dice& dice) {
  return dice.chance(1, 2) ? DialectId::openai_chat : DialectId::anthropic_messages;
}

}  // namespace

SeamStage::SeamStage(std::uint64_t seed, Faults faults)
    : script_(write(seed)), seed_(seed), faults_(faults) {}

void SeamStage::cast(Play& play) {
  Dice dice(seed_);
  const auto answerer = [this](const std::string& server, DialectId dialect, bool healthy) {
    return [this, server, dialect, healthy](const script::Received& received) {
      return answer(server, dialect, healthy, received);
    };
  };
  const std::string impatient = R"({ head = "5s", first_token = "5s", silence = "2s" })";
  const bool all_well = faults_ == Faults::none;
  play.vendor(answerer("vendor", DialectId::anthropic_messages, all_well)).timeouts = impatient;
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
  how.message_id = (dialect == DialectId::openai_chat ? "chatcmpl-" : "msg_") + server +
                   std::to_string(received.number);
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

std::string SeamStage::last_words() const {
  return script_.turns.back().items.back().text;
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
