#include "core/dialect/json_headers.h"

namespace edgee {

HeaderList json_headers(const EncodeTarget& target, bool stream) {
  HeaderList headers = {{"content-type", "application/json"},
                        {"accept", stream ? "text/event-stream" : "application/json"}};
  for (const Header& extra : target.provider.extra_headers) {
    set_header(headers, extra.name, extra.value);
  }
  return headers;
}

}  // namespace edgee
