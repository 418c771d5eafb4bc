#include "platform/http/loopback_listener.h"

#include <cstring>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace edgee {

Result<LoopbackListener> bind_loopback() {
  LoopbackListener listener;
  listener.socket.reset(::socket(AF_INET, SOCK_STREAM, 0));
  const int socket = listener.socket.get();
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  // The socket interface takes every kind of address through this cast.
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket, any, size) != 0 || ::getsockname(socket, any, &size) != 0) {
    return fail("cannot bind to 127.0.0.1");
  }
  listener.port = ntohs(address.sin_port);
  return listener;
}

}  // namespace edgee
