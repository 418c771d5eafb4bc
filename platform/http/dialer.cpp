#include "platform/http/dialer.h"

#include <algorithm>

namespace edgee {
namespace {

short poll_events(int what) {
  if (what == CURL_POLL_IN) return POLLIN;
  if (what == CURL_POLL_OUT) return POLLOUT;
  return what == CURL_POLL_INOUT ? POLLIN | POLLOUT : 0;
}

// An error is found by reading or writing, with its reason; CURL_CSELECT_ERR would hide that.
int ready_bits(const pollfd& ready) {
  const bool broken = (ready.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
  const int seen = broken ? ready.events : ready.events & ready.revents;
  return ((seen & POLLIN) != 0 ? CURL_CSELECT_IN : 0) |
         ((seen & POLLOUT) != 0 ? CURL_CSELECT_OUT : 0);
}

}  // namespace

Dialer::Dialer(const std::string& url, const UpstreamSettings& settings, CurlShare& share,
               Duration timeout)
    : multi_(curl_multi_init()), easy_(curl_easy_init()) {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Dialer::watch);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Dialer::set_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  configure(url, settings, share, timeout);
  curl_multi_add_handle(multi_, easy_);  // nothing happens before run_timer()
}

Dialer::~Dialer() {
  curl_multi_remove_handle(multi_, easy_);
  curl_easy_cleanup(easy_);
  curl_multi_cleanup(multi_);
}

void Dialer::run_timer() {
  timer_ = TimePoint::max();
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

void Dialer::run_socket(const pollfd& ready) {
  int running = 0;
  curl_multi_socket_action(multi_, ready.fd, ready_bits(ready), &running);
}

std::optional<CURLcode> Dialer::result() {
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi_, &left);
  if (message == nullptr || message->msg != CURLMSG_DONE) return std::nullopt;
  timer_ = TimePoint::max();
  return message->data.result;
}

std::string Dialer::complaint() const {
  return error_.data();
}

long Dialer::os_error() const {
  long error = 0;
  curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &error);
  return error;
}

bool Dialer::resolved() const {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy_, CURLINFO_NAMELOOKUP_TIME_T, &microseconds);
  return microseconds > 0;
}

int Dialer::fd() const {
  curl_socket_t socket = CURL_SOCKET_BAD;
  const CURLcode asked = curl_easy_getinfo(easy_, CURLINFO_ACTIVESOCKET, &socket);
  return asked == CURLE_OK ? socket : CURL_SOCKET_BAD;
}

int Dialer::watch(CURL*, curl_socket_t socket, int what, void* self, void*) {
  std::vector<pollfd>& watched = static_cast<Dialer*>(self)->watched_;
  const auto found = std::find_if(watched.begin(), watched.end(),
                                  [socket](const pollfd& own) { return own.fd == socket; });
  if (what == CURL_POLL_REMOVE) {
    if (found != watched.end()) watched.erase(found);
  } else if (found == watched.end()) {
    watched.push_back(pollfd{socket, poll_events(what), 0});
  } else {
    found->events = poll_events(what);
  }
  return 0;
}

int Dialer::set_timer(CURLM*, long milliseconds, void* self) {
  static_cast<Dialer*>(self)->timer_ =
      milliseconds < 0 ? TimePoint::max()
                       : std::chrono::steady_clock::now() + Duration(milliseconds);
  return 0;
}

}  // namespace edgee
