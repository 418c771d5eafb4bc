#include "tests/support/besieged.h"

#include <doctest/doctest.h>

namespace edgee::play {

void check_refusals(const Besieged& besieged, const std::vector<Refused>& rows) {
  for (const Refused& row : rows) {
    CAPTURE(row.what);
    RawConnection connection(besieged.port());
    connection.send(row.bytes);
    connection.end();
    const std::vector<int> statuses = statuses_in(connection.read());
    CHECK(connection.closed());
    if (row.status == 0) {
      CHECK(connection.received().empty());
    } else {
      CHECK(statuses == std::vector<int>{row.status});
    }
  }
  CHECK(besieged.reached() == 0);
  CHECK(besieged.serves());
}

}  // namespace edgee::play
