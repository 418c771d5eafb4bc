#include "core/dialect/openai_chat/chunk_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/json.h"
#include "core/dialect/openai_chat/failure.h"
#include "core/dialect/openai_chat/tool_ids.h"
#include "core/dialect/openai_chat/words.h"

namespace edgee::openai_chat {

void ChunkReader::read(const Json& chunk, std::vector<StreamEvent>& out) {
  if (over_) return;
  if (holds_error(chunk)) return fail_with(read_error(chunk), out);
  read_start(chunk, out);
  const Json& choices = member(chunk, "choices");
  if (choices.is_array()) {
    for (const Json& choice : choices) {
      if (int_member(choice, "index").value_or(0) == 0) read_choice(choice, out);
    }
  }
  const Json& usage = member(chunk, "usage");
  if (usage.is_object()) usage_ = Usage{read_usage(usage)};
  if (stop_) tell_usage(out);
}

void ChunkReader::read_start(const Json& chunk, std::vector<StreamEvent>& out) {
  if (started_ || !member(chunk, "choices").is_array()) return;
  started_ = true;
  MessageStart start;
  start.id = string_member(chunk, "id");
  start.model = string_member(chunk, "model");
  seed_ = start.id + "/" + dump_json(member(chunk, "created"));
  out.emplace_back(std::move(start));
}

void ChunkReader::read_choice(const Json& choice, std::vector<StreamEvent>& out) {
  if (over_) return;
  if (holds_error(choice)) return fail_with(read_error(choice), out);
  const Json& whole = member(choice, "message");
  read_delta(whole.is_object() ? whole : member(choice, "delta"), out);
  const Json& usage = member(choice, "usage");
  if (usage.is_object()) usage_ = Usage{read_usage(usage)};
  read_finish(choice, out);
}

// The names of the reasoning fields: OpenRouter, Groq, Ollama and newer vLLM say `reasoning`, most
// others `reasoning_content`; the first that has words counts, as some send two.
void ChunkReader::read_delta(const Json& delta, std::vector<StreamEvent>& out) {
  std::string reasoning = string_member(delta, "reasoning");
  if (reasoning.empty()) reasoning = string_member(delta, "reasoning_content");
  if (reasoning.empty()) {
    read_details(member(delta, "reasoning_details"), out);
  } else {
    blocks_.thinking(reasoning, out);
  }
  read_content(member(delta, "content"), out);
  const std::string refusal = string_member(delta, "refusal");
  refused_ = refused_ || !refusal.empty();
  blocks_.text(refusal, out);
  const Json& calls = member(delta, "tool_calls");
  if (calls.is_array()) {
    for (const Json& call : calls)
      read_call(call, out);
  }
  const Json& legacy = member(delta, "function_call");
  if (legacy.is_object()) read_call(Json{{"index", 0}, {"function", legacy}}, out);
}

// A string, or Mistral's list of text and thinking items.
void ChunkReader::read_content(const Json& content, std::vector<StreamEvent>& out) {
  if (content.is_string()) return add_text(content.get_ref<const std::string&>(), out);
  if (!content.is_array()) return;
  for (const Json& item : content) {
    const Json& thinking = member(item, "thinking");
    if (thinking.is_string()) blocks_.thinking(thinking.get_ref<const std::string&>(), out);
    if (thinking.is_array()) {
      for (const Json& piece : thinking)
        blocks_.thinking(string_member(piece, "text"), out);
    }
    if (string_member(item, "type") == "text") add_text(string_member(item, "text"), out);
  }
}

void ChunkReader::read_details(const Json& details, std::vector<StreamEvent>& out) {
  if (!details.is_array()) return;
  for (const Json& detail : details) {
    std::string text = string_member(detail, "text");
    if (text.empty()) text = string_member(detail, "summary");
    const bool again = !reasoning_.empty() && text.starts_with(reasoning_);
    if (again) text.erase(0, reasoning_.size());
    reasoning_ += text;
    blocks_.thinking(text, out);
  }
}

void ChunkReader::add_text(std::string_view text, std::vector<StreamEvent>& out) {
  give(tags_.feed(text), out);
}

void ChunkReader::give(const ThinkTags::Split& split, std::vector<StreamEvent>& out) {
  blocks_.thinking(split.thinking, out);
  blocks_.text(split.text, out);
}

void ChunkReader::read_call(const Json& call, std::vector<StreamEvent>& out) {
  give(tags_.finish(), out);  // text before a call stays before it
  const Json& function = member(call, "function");
  const std::string name = string_member(function, "name");
  const std::string id = string_member(call, "id");
  const std::size_t number = call_number(call, id, name);
  const std::string known =
      id.empty() ? invented_tool_id(seed_ + "/" + std::to_string(number)) : agent_tool_id(id);
  blocks_.call_names(number, known, name);
  const Json& arguments = member(function, "arguments");
  if (arguments.is_string()) {
    blocks_.call_input(number, arguments.get_ref<const std::string&>());
  } else if (arguments.is_object()) {
    blocks_.call_input(number, dump_json(arguments));
  }
  blocks_.pump(out);
}

// Which call a piece belongs to. With an index: that one, unless another call begins under it (some
// servers number all of them 0). Without: the id decides, else the newest call goes on.
std::size_t ChunkReader::call_number(const Json& call, const std::string& id,
                                     const std::string& name) {
  const std::optional<std::int64_t> index = int_member(call, "index");
  for (std::size_t i = keys_.size(); i-- > 0;) {
    const CallKey& key = keys_[i];
    const bool other_id = !id.empty() && !key.id.empty() && key.id != id;
    if (index && key.index == index && !(other_id && !name.empty())) return i;
    if (!index && !id.empty() && key.id == id) return i;
    if (!index && id.empty() && !blocks_.is_next_call(i, name)) return i;
  }
  keys_.push_back({index, id});
  return keys_.size() - 1;
}

void ChunkReader::read_finish(const Json& choice, std::vector<StreamEvent>& out) {
  const std::string word = string_member(choice, "finish_reason");
  if (word.empty()) return;
  if (is_failure_word(word)) {
    FailureFacts facts;
    facts.code = word;
    facts.message = "the model stopped with " + word;
    return fail_with(std::move(facts), out);
  }
  give(tags_.finish(), out);
  blocks_.close_all(out);
  stop_ = read_stop(word, blocks_.has_calls());
  if (refused_) stop_->reason = StopReason::refusal;
  // vLLM and SGLang name the sequence.
  for (const char* key : {"stop_reason", "matched_stop"}) {
    const std::string sequence = string_member(choice, key);
    if (sequence.empty() || stop_->reason != StopReason::end_turn) continue;
    stop_->reason = StopReason::stop_sequence;
    stop_->sequence = sequence;
  }
  out.emplace_back(*stop_);
}

void ChunkReader::tell_usage(std::vector<StreamEvent>& out) {
  if (!usage_) return;
  out.emplace_back(*usage_);
  usage_.reset();
}

void ChunkReader::fail_with(FailureFacts facts, std::vector<StreamEvent>& out) {
  over_ = true;
  facts.in_stream = true;
  tell_usage(out);
  out.emplace_back(Fault{std::move(facts)});
}

void ChunkReader::end(std::vector<StreamEvent>& out) {
  if (std::exchange(over_, true)) return;
  give(tags_.finish(), out);
  if (stop_) blocks_.close_all(out);
  tell_usage(out);
  if (stop_) out.emplace_back(MessageEnd{});
}

}  // namespace edgee::openai_chat
