// The bytes of a whole answer, and how it breaks off in the middle of them. Used by the faults.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/model/script.h"

namespace edgee {

// All that the answer says, and the places at which it can break.
struct Words {
  script::Head head;
  std::string bytes;

  explicit Words(const script::Play& whole) {
    for (const script::Act& act : whole) {
      if (const auto* begun = std::get_if<script::Head>(&act)) head = *begun;
      if (const auto* body = std::get_if<script::Body>(&act)) bytes += body->bytes;
    }
  }
  // The end of the n-th event that holds `word`, from 1; npos: there is none.
  [[nodiscard]] std::size_t behind(std::string_view word, int n = 1) const {
    std::size_t at = bytes.find(word);
    for (; n > 1 && at != std::string::npos; --n)
      at = bytes.find(word, at + 1);
    return at == std::string::npos ? at : bytes.find("\n\n", at) + 2;
  }
  // The agent gets the words before it hears of the break.
  [[nodiscard]] script::Play until(std::size_t end, script::Act act, std::string more = {}) const {
    script::Play play{head, script::Body{bytes.substr(0, end)},
                      script::Wait{std::chrono::milliseconds(20)}};
    if (!more.empty()) play.emplace_back(script::Body{std::move(more)});
    play.push_back(std::move(act));
    return play;
  }
};

}  // namespace edgee
