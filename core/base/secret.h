// A string that must not be seen: it cannot be printed, formatted or compared with ==, and its
// memory is wiped when it goes. Copying takes an explicit clone(). A value; one owner at a time.
#pragma once

#include <string>
#include <string_view>

namespace edgee {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  // The view is valid as long as this object; hand it to the wire and nowhere else.
  [[nodiscard]] std::string_view reveal() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] Secret clone() const { return Secret(text_); }

  // Takes the same time whatever the contents; lengths may be told apart.
  [[nodiscard]] bool equals(std::string_view other) const;

 private:
  void wipe() noexcept;
  std::string text_;
};

// Overwrites the characters in a way the compiler must not remove.
void wipe(std::string& text) noexcept;

}  // namespace edgee
