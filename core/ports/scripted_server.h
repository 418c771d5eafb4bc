// Scripted providers on loopback, for the drill and the tests. One object is one server.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/script.h"

namespace edgee {

class ScriptedServer {
 public:
  ScriptedServer() = default;
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  // Closes every connection and waits for its threads.
  virtual ~ScriptedServer() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // All requests so far, whole ones only. Safe while it serves.
  [[nodiscard]] virtual std::vector<script::Received> received() const = 0;
  // How many plays ended because the other side left before their end.
  [[nodiscard]] virtual int abandoned() const = 0;
};

class ScriptedServers {
 public:
  ScriptedServers() = default;
  ScriptedServers(const ScriptedServers&) = delete;
  ScriptedServers& operator=(const ScriptedServers&) = delete;
  virtual ~ScriptedServers() = default;

  // Listens on 127.0.0.1:0.
  virtual Result<std::unique_ptr<ScriptedServer>> open(script::Answerer answerer) = 0;
  // A port on which nothing listens: connecting is refused for as long as the result lives.
  virtual Result<std::unique_ptr<ScriptedServer>> open_refusing() = 0;
};

}  // namespace edgee
