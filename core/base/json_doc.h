// The values of a JSON text by position, found in one walk: for code that asks about many of them.
// Nothing is copied or converted; the text must outlive the object and what it gives. One thread.
//
// It checks no more than json_scan does: strings, escapes, brackets. 85 KB take about 20 us.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/json_scan.h"

namespace edgee {

class JsonDoc {
 public:
  // Values nested deeper than this are known as a whole only.
  static constexpr std::size_t kMaxDepth = 8;
  // So many values are known one by one, which bounds the memory; the rest is not.
  static constexpr std::size_t kMaxValues = std::size_t{1} << 20U;

  // What stands under the `opaque` keys is known as a whole only; they outlive the constructor.
  explicit JsonDoc(std::string_view text, std::span<const std::string_view> opaque = {});

  [[nodiscard]] std::string_view text() const { return text_; }
  // The same text at another place.
  void rebind(std::string_view text) { text_ = text; }
  // The text is an object or array that reaches its closing bracket.
  [[nodiscard]] bool whole() const { return whole_; }
  // Nothing was left out for being one too many.
  [[nodiscard]] bool complete() const { return complete_; }

  [[nodiscard]] JsonSpan root() const;
  // Members of an object or elements of an array of this document, in order; none for others.
  [[nodiscard]] std::vector<JsonSpan> children(const JsonSpan& of) const;
  // The last member of that key (JSON's rule for duplicates).
  [[nodiscard]] std::optional<JsonSpan> child(const JsonSpan& of, std::string_view key) const;
  // Its text; "" when there is none.
  [[nodiscard]] std::string_view value(const JsonSpan& of, std::string_view key) const;

  // Calls back for each member of an object at any depth: with its key and its value's text.
  template <class Callback>
  void each_member(const Callback& callback) const {
    for (const Node& node : nodes_) {
      if (node.key_end != 0) callback(key_of(node), text_of(node));
    }
  }

 private:
  // Positions in the text; a subtree stands between its node and `next`.
  struct Node {
    std::uint32_t key_begin = 0;  // behind the quote; key_end 0: no key
    std::uint32_t key_end = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t next = 0;
  };

  bool walk();
  bool add_member(std::size_t& at, bool has_key);
  bool close_containers(std::size_t& at);
  [[nodiscard]] bool is_opaque(const Node& node) const;

  [[nodiscard]] JsonSpan span_of(std::uint32_t id) const;
  [[nodiscard]] std::string_view key_of(const Node& node) const {
    return text_.substr(node.key_begin, node.key_end - node.key_begin);
  }
  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return text_.substr(node.begin, node.end - node.begin);
  }

  std::string_view text_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> open_;  // this and the next: while walking
  std::span<const std::string_view> opaque_;
  bool whole_ = false;
  bool complete_ = true;
};

}  // namespace edgee
