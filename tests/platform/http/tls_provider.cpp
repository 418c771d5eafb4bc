#include "tests/platform/http/tls_provider.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <utility>

#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace edgee::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const std::array<unsigned char, 5> text{'l', 'o', 'c', 'a', 'l'};
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text.data(), text.size(), -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

}  // namespace

struct TlsProvider::State {
  explicit State(std::string own_body) : body(std::move(own_body)) {
    std::string pattern = (std::filesystem::temp_directory_path() / "edgee-tls-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    certificate_file = (folder / "certificate.pem").string();
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate = self_signed(key.get());
    const std::unique_ptr<FILE, decltype(&std::fclose)> file(
        std::fopen(certificate_file.c_str(), "w"), &std::fclose);
    PEM_write_X509(file.get(), certificate.get());
    server = std::make_unique<httplib::SSLServer>(certificate.get(), key.get());
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    server->stop();
    thread.join();
    std::filesystem::remove_all(folder);
  }

  std::string body;
  std::filesystem::path folder;
  std::string certificate_file;
  std::unique_ptr<httplib::SSLServer> server;
  int port = 0;
  std::jthread thread;
};

TlsProvider::TlsProvider(std::string body) : state_(std::make_unique<State>(std::move(body))) {
  State& state = *state_;
  state.server->set_tcp_nodelay(true);
  state.server->set_keep_alive_max_count(100);
  const auto answer = [&state](const httplib::Request& request, httplib::Response& response) {
    response.set_content(state.body + std::to_string(request.body.size()), "text/plain");
    response.set_header("X-Peer", std::to_string(request.remote_port));
  };
  state.server->Get(".*", answer);
  state.server->Post(".*", answer);
  state.port = state.server->bind_to_any_port("127.0.0.1");
  state.thread = std::jthread([&state] { state.server->listen_after_bind(); });
  while (!state.server->is_running())
    std::this_thread::yield();
}

TlsProvider::~TlsProvider() = default;

std::string TlsProvider::url() const {
  return "https://127.0.0.1:" + std::to_string(state_->port) + "/";
}

const std::string& TlsProvider::certificate() const {
  return state_->certificate_file;
}

}  // namespace edgee::test
