#include "platform/crypto.h"

#include <doctest/doctest.h>

TEST_SUITE("platform/crypto") {
  TEST_CASE("sha256 gives the digests of FIPS 180") {
    const auto crypto = edgee::make_crypto();
    CHECK(crypto->sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(crypto->sha256("abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
