#include "core/proxy/caller.h"

#include <string>
#include <utility>

namespace edgee {
SessionSetup setup_behind_door(const SessionSetup& session) {
  SessionSetup copy;
  copy.port = session.port;
  copy.agent = session.agent;
  copy.vendor = session.vendor;
  copy.vendor_base_url = session.vendor_base_url;
  copy.other_vendor = session.other_vendor;
  copy.refreshable_login = session.refreshable_login;
  copy.shows_deltas = session.shows_deltas;
  copy.launch_id = session.launch_id;
  copy.chain = session.chain;
  copy.pin = session.pin;
  copy.names_models = session.names_models;
  copy.wish = session.wish;
  return copy;
}

std::optional<SessionSetup> setup_for_caller(const SessionSetup& session, DialectId dialect,
                                             std::string_view user_agent, std::string_view vendor) {
  if (session.clients.empty() && vendor.empty()) return std::nullopt;
  SessionSetup own = setup_behind_door(session);
  // A vendor that is named knows names of its own with a slash in them.
  own.names_models = vendor.empty();
  own.agent = client_profile(session.clients, dialect, user_agent, session.agent);
  std::string whose(vendor);
  if (whose.empty()) whose = session.clients.empty() ? session.vendor : own.agent.vendor;
  if (whose == session.vendor && !session.vendors.contains(whose)) return own;
  const auto known = session.vendors.find(whose);
  if (known != session.vendors.end()) {
    own.vendor_base_url = known->second;
  } else {
    own.vendor_base_url.clear();
  }
  own.other_vendor = whose != session.vendor || own.vendor_base_url != session.vendor_base_url;
  own.refreshable_login = session.refreshable_login && !own.other_vendor;
  own.vendor = std::move(whose);
  return own;
}

}  // namespace edgee
