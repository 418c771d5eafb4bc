// What the requests of one proxy share besides its services. Outlives them.
#pragma once

#include "core/ledger/live_view.h"
#include "core/proxy/overflow_watch.h"
#include "core/proxy/session.h"

namespace edgee {

struct RelayNotes {
  OwnRefusals& own_refusals;
  LiveView& live;
  OverflowWatch& overflows;
};

}  // namespace edgee
