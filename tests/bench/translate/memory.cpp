#include "tests/bench/translate/memory.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <malloc.h>

namespace {

struct Heap {
  std::size_t in_use = 0;
  std::size_t peak = 0;
};

Heap& heap() {
  static Heap heap;
  return heap;
}

void* take(std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): this is what `new` is made of
  void* const memory = std::malloc(std::max<std::size_t>(size, 1));
  if (memory == nullptr) std::abort();
  heap().in_use += ::malloc_usable_size(memory);
  heap().peak = std::max(heap().peak, heap().in_use);
  return memory;
}

void give_back(void* memory) {
  if (memory == nullptr) return;
  heap().in_use -= ::malloc_usable_size(memory);
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): and this what `delete` is made of
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  return take(size);
}
void* operator new[](std::size_t size) {
  return take(size);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete[](void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  give_back(memory);
}

namespace edgee::bench {

std::size_t heap_in_use() {
  return heap().in_use;
}

std::size_t heap_peak() {
  return heap().peak;
}

void restart_peak() {
  heap().peak = heap().in_use;
}

}  // namespace edgee::bench
