#include "core/model/verdict.h"

namespace edgee {

std::string_view to_string(Action action) {
  switch (action) {
    case Action::done:
      return "done";
    case Action::show:
      return "show";
    case Action::again:
      return "again";
    case Action::next:
      return "next";
    case Action::finish:
      return "finish";
    case Action::give_up:
      return "give_up";
  }
  return "";
}

}  // namespace edgee
