// The request behind an answer, for encoders: all that most of them want of it is the model.
#pragma once

#include <string>
#include <utility>

#include "core/model/request.h"

namespace edgee {

inline Request asked(std::string model, std::string raw = "{}") {
  Request request;
  request.raw = std::move(raw);
  request.facts.model = std::move(model);
  return request;
}

}  // namespace edgee
