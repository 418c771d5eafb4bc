#include "core/base/json_doc.h"

#include <algorithm>
#include <limits>

#include "core/base/json_lex.h"

namespace edgee {

using json_lex::kBroken;
using json_lex::skip_blanks;
using json_lex::skip_string;
using json_lex::skip_value;

namespace {

bool is_open(char c) {
  return c == '{' || c == '[';
}

}  // namespace

JsonDoc::JsonDoc(std::string_view text, std::span<const std::string_view> opaque)
    : text_(text), opaque_(opaque) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    complete_ = false;
    return;
  }
  nodes_.reserve(text.size() / 64 + 16);
  whole_ = walk();
  open_ = {};
  opaque_ = {};
}

// Each turn reads one member or element, or the end of an empty container.
bool JsonDoc::walk() {
  std::size_t at = skip_blanks(text_, 0);
  if (at >= text_.size() || !is_open(text_[at])) return false;
  nodes_.push_back(Node{0, 0, static_cast<std::uint32_t>(at), 0, 0});
  open_.push_back(0);
  ++at;
  while (!open_.empty()) {
    at = skip_blanks(text_, at);
    if (at >= text_.size()) return false;
    const std::uint32_t top = open_.back();
    const char close = text_[nodes_[top].begin] == '{' ? '}' : ']';
    const bool empty_so_far = nodes_.size() == top + 1U;
    if (!(empty_so_far && text_[at] == close)) {
      const std::size_t before = open_.size();
      if (!add_member(at, close == '}')) return false;
      if (open_.size() > before) continue;  // into the nested one
      at = skip_blanks(text_, at);
    }
    if (!close_containers(at)) return false;
  }
  return true;
}

// Reads `"key": value` or `value` at `at` and moves behind it, or into it when it is a container.
bool JsonDoc::add_member(std::size_t& at, bool has_key) {
  Node node;
  if (has_key) {
    if (text_[at] != '"') return false;
    const std::size_t after = skip_string(text_, at);
    if (after == kBroken) return false;
    node.key_begin = static_cast<std::uint32_t>(at + 1);
    node.key_end = static_cast<std::uint32_t>(after - 1);
    at = skip_blanks(text_, after);
    if (at >= text_.size() || text_[at] != ':') return false;
    at = skip_blanks(text_, at + 1);
  }
  if (at >= text_.size()) return false;
  node.begin = static_cast<std::uint32_t>(at);
  const auto id = static_cast<std::uint32_t>(nodes_.size());
  const bool room = nodes_.size() < kMaxValues;
  complete_ = complete_ && room;
  if (is_open(text_[at]) && open_.size() < kMaxDepth && room && !is_opaque(node)) {
    nodes_.push_back(node);
    open_.push_back(id);
    ++at;
    return true;
  }
  at = skip_value(text_, at);
  if (at == kBroken) return false;
  node.end = static_cast<std::uint32_t>(at);
  node.next = id + 1;
  // The top level is always known: it is what a request is judged by.
  if (room || open_.size() == 1) nodes_.push_back(node);
  return true;
}

// Behind a value: past a comma, or past all the brackets that close here.
bool JsonDoc::close_containers(std::size_t& at) {
  while (!open_.empty()) {
    if (at >= text_.size()) return false;
    if (text_[at] == ',') {
      ++at;
      return true;
    }
    Node& top = nodes_[open_.back()];
    if (text_[at] != (text_[top.begin] == '{' ? '}' : ']')) return false;
    ++at;
    top.end = static_cast<std::uint32_t>(at);
    top.next = static_cast<std::uint32_t>(nodes_.size());
    open_.pop_back();
    if (!open_.empty()) at = skip_blanks(text_, at);
  }
  return true;
}

bool JsonDoc::is_opaque(const Node& node) const {
  return std::find(opaque_.begin(), opaque_.end(), key_of(node)) != opaque_.end();
}

JsonSpan JsonDoc::span_of(std::uint32_t id) const {
  const Node& node = nodes_[id];
  const bool has_key = node.key_end != 0;
  return JsonSpan{has_key ? key_of(node) : std::string_view(),
                  has_key ? node.key_begin - 1U : node.begin, node.begin, node.end, id};
}

JsonSpan JsonDoc::root() const {
  return whole_ ? span_of(0) : JsonSpan();
}

std::vector<JsonSpan> JsonDoc::children(const JsonSpan& of) const {
  std::vector<JsonSpan> found;
  if (of.node >= nodes_.size()) return found;
  const std::uint32_t end = nodes_[of.node].next;
  for (std::uint32_t id = of.node + 1; id < end; id = nodes_[id].next)
    found.push_back(span_of(id));
  return found;
}

std::optional<JsonSpan> JsonDoc::child(const JsonSpan& of, std::string_view key) const {
  std::optional<std::uint32_t> found;
  if (of.node >= nodes_.size()) return std::nullopt;
  const std::uint32_t end = nodes_[of.node].next;
  for (std::uint32_t id = of.node + 1; id < end; id = nodes_[id].next) {
    if (nodes_[id].key_end != 0 && key_of(nodes_[id]) == key) found = id;
  }
  return found ? std::optional(span_of(*found)) : std::nullopt;
}

std::string_view JsonDoc::value(const JsonSpan& of, std::string_view key) const {
  const std::optional<JsonSpan> found = child(of, key);
  return found ? found->in(text_) : std::string_view();
}

}  // namespace edgee
