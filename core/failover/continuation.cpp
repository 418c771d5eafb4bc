#include "core/failover/continuation.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "core/base/text.h"

namespace edgee {
namespace {

// What has scrolled off the screen cannot be taken back from it.
constexpr std::ptrdiff_t kScreenLines = 40;
constexpr std::size_t kScreenCharacters = 4000;

bool is_thinking(const ShownBlock& block) {
  return block.kind == BlockKind::thinking || block.kind == BlockKind::redacted_thinking;
}

bool is_blank(const ShownBlock& block) {
  return trim(block.text).empty();
}

bool outgrows(const ShownBlock& block, SeamStrategy strategy) {
  if (strategy != SeamStrategy::retract_on_screen || block.kind != BlockKind::text) return false;
  return block.text.size() > kScreenCharacters ||
         std::count(block.text.begin(), block.text.end(), '\n') > kScreenLines;
}

// With a full stop, a bracket, a fence...; letters, digits and commas want more behind them.
bool ends_like_a_whole(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return true;
  const auto c = static_cast<unsigned char>(text[last]);
  return c != ',' && std::isalnum(c) == 0;
}

// "2.1.197" of "claude-cli/2.1.197 (external, cli)"; "" when another product asks.
std::string version_of(std::string_view user_agent, std::string_view product) {
  if (product.empty() || !user_agent.starts_with(product)) return "";
  user_agent.remove_prefix(product.size());
  return std::string(user_agent.substr(0, user_agent.find(' ')));
}

void add_partial(Seam& seam, const ShownBlock& block) {
  if (block.kind == BlockKind::text && !is_blank(block)) seam.partial.push_back(block.text);
}

// The text block stays open and the next target writes on in it.
void go_on_inside(Seam& seam, const ShownBlock& open) {
  seam.next_index = open.index + 1;
  if (open.whole) {
    seam.to_close = open.index;
  } else {
    seam.open_text = open.index;
    seam.mid_text = !is_blank(open);
    seam.may_be_whole = ends_like_a_whole(open.text);
  }
  add_partial(seam, open);
}

Seam resume_after(const Transcript& shown, SeamStrategy strategy) {
  Seam seam;
  seam.kind = SeamKind::resume;
  for (const ShownBlock& block : shown.blocks) {
    if (block.closed) add_partial(seam, block);
    seam.next_index = block.index + 1;
  }
  const ShownBlock* open = shown.open();
  if (open == nullptr) return seam;
  const bool text = open->kind == BlockKind::text;
  if (takes_back(strategy) && !outgrows(*open, strategy)) {
    seam.next_index = open->index;  // opening it again takes back what was there
  } else if (text) {
    go_on_inside(seam, *open);
  } else {
    seam.to_close = open->index;
    seam.closes_thinking = open->kind == BlockKind::thinking && !open->is_signed;
  }
  return seam;
}

}  // namespace

SeamStrategy strategy_for(const AgentProfile& agent, std::string_view user_agent,
                          bool shows_deltas) {
  if (!agent.retracting) return SeamStrategy::append_only;
  const RetractingVersions& verified = *agent.retracting;
  const std::string version = version_of(user_agent, verified.product);
  const bool own_screen = user_agent.ends_with("(external, cli)");
  if (version.empty() || is_newer(verified.first, version) || is_newer(version, verified.last) ||
      (shows_deltas && !own_screen)) {
    return SeamStrategy::append_only;
  }
  return is_newer(verified.clears_screen, version) ? SeamStrategy::retract_on_screen
                                                   : SeamStrategy::retract;
}

std::string_view to_string(SeamKind kind) {
  switch (kind) {
    case SeamKind::none:
      return "";
    case SeamKind::retract:
      return "retract";
    case SeamKind::resume:
      return "continue";
    case SeamKind::finish:
      return "finish";
  }
  return "";
}

Seam plan_seam(const Transcript& shown, SeamStrategy strategy) {
  if (!shown.begun) return {};
  if (shown.tool_ran || shown.stopped) {
    Seam seam;
    seam.kind = SeamKind::finish;
    return seam;
  }
  // A message that holds nothing but ended thinking drops out when another one begins.
  const bool nothing_stays =
      std::all_of(shown.blocks.begin(), shown.blocks.end(), [strategy](const ShownBlock& block) {
        return is_thinking(block) || (!block.closed && !outgrows(block, strategy));
      });
  if (strategy == SeamStrategy::append_only || !nothing_stays) return resume_after(shown, strategy);
  Seam seam;
  seam.kind = SeamKind::retract;
  return seam;
}

std::string_view resume_instruction(bool mid_text) {
  if (mid_text) {
    return "<system-reminder>\nThe connection broke while you were writing. Your answer so far "
           "stands above, and the reader has it already. Go on exactly where it stops, in the "
           "middle of the word if need be, with the very next character. Do not repeat any of it, "
           "do not start over, do not comment on the interruption.\n</system-reminder>";
  }
  return "<system-reminder>\nThe connection broke while you were answering. What you had finished "
         "stands above, and the reader has it already. Go on with what comes next: more text, or "
         "the tool calls you were about to make. Do not repeat any of it, do not start over, do "
         "not comment on the interruption. If nothing is left to say, say nothing.\n"
         "</system-reminder>";
}

}  // namespace edgee
