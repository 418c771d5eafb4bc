// An OpenTelemetry collector that answers every POST with one status, or never. One thread.
#pragma once

#include <memory>
#include <vector>

#include <doctest/doctest.h>

#include "core/ports/scripted_server.h"
#include "platform/http/scripted_server.h"

namespace edgee::play {

class Collector {
 public:
  // 0: it says nothing at all.
  explicit Collector(int status) : servers_(make_scripted_servers()) {
    auto opened = servers_->open([status](const script::Received&) {
      if (status == 0) return script::Play{script::Hang{}};
      return script::Play{script::Head{status, {{"content-type", "application/json"}}},
                          script::Body{"{}"}, script::End{}};
    });
    REQUIRE(opened);
    server_ = std::move(*opened);
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] std::vector<script::Received> received() const { return server_->received(); }

 private:
  std::unique_ptr<ScriptedServers> servers_;
  std::unique_ptr<ScriptedServer> server_;
};

}  // namespace edgee::play
