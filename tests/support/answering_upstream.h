// Providers that answer by what they are asked: each request gets the play that a function writes
// for it. Time is the FakeClock's. For one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "tests/support/fake_upstream.h"

namespace edgee {

// Writes the play of one request. The fake is ready for it; requests so far stand in its `sent`.
using UpstreamAnswerer = std::function<void(const UpstreamRequest&, FakePlay&)>;

class AnsweringExchanges : public Exchanges {
 public:
  AnsweringExchanges(FakeUpstream& fake, const UpstreamAnswerer& answerer)
      : fake_(fake), answerer_(answerer), inner_(fake.open({})) {}

  ExchangeId start(const UpstreamRequest& request, bool fresh) override {
    answerer_(request, fake_.on(request.url));
    return inner_->start(request, fresh);
  }
  Arrival next(TimePoint deadline) override { return inner_->next(deadline); }
  void cancel(ExchangeId id) override { inner_->cancel(id); }

 private:
  FakeUpstream& fake_;
  const UpstreamAnswerer& answerer_;
  std::unique_ptr<Exchanges> inner_;
};

class AnsweringUpstream : public UpstreamClient {
 public:
  AnsweringUpstream(FakeUpstream& fake, UpstreamAnswerer answerer)
      : fake_(fake), answerer_(std::move(answerer)) {}

  [[nodiscard]] std::unique_ptr<Exchanges> open(HangUpHandle) override {
    return std::make_unique<AnsweringExchanges>(fake_, answerer_);
  }
  void warm(const std::string& url) override { fake_.warm(url); }
  void stop() override { fake_.stop(); }

 private:
  FakeUpstream& fake_;
  UpstreamAnswerer answerer_;
};

}  // namespace edgee
