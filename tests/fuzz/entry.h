// What libFuzzer, or the replay of a corpus, calls with each input. Any breach aborts.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
