// One visitor out of several lambdas, for std::visit.
// https://en.cppreference.com/w/cpp/utility/variant/visit2
#pragma once

namespace edgee {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace edgee
