// What a scripted provider does with a request: the language of the drill and of the tests. Values.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/headers.h"
#include "core/model/time.h"

namespace edgee::script {

// Sends the head. Without `content_length` in the headers the body is chunked.
struct Head {
  int status = 200;
  HeaderList headers;
};
struct Body {
  std::string bytes;
};
struct Wait {
  Duration time{0};
};
// Holds the connection open, saying nothing, until the other side leaves or the server stops.
struct Hang {};
// Ends the body as HTTP asks for.
struct End {};
// Closes without the proper ending (a FIN), or with a reset.
struct Close {};
struct Reset {};
using Act = std::variant<Head, Body, Wait, Hang, End, Close, Reset>;
using Play = std::vector<Act>;

struct Received {
  std::string method;
  std::string target;  // path and query
  HeaderList headers;  // as they came
  std::string body;
  int number = 0;  // of this server, from 1
};

// Called on the connection's own thread; must be safe to call from several at once.
using Answerer = std::function<Play(const Received&)>;

}  // namespace edgee::script
