//===- DamageMain.cpp - readers of damaged files --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   aieforge-damage TARGET FLIPS
//
// Takes the target's seeds and breaks them in fixed ways: cut off at every
// byte, every word replaced by numbers that counts and offsets should not be,
// and FLIPS files with random bits turned over. No reader may crash, or take
// more than ten times the size of the file (and a fixed amount) in memory.
//
//===----------------------------------------------------------------------===//

#include "Targets.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <sanitizer/allocator_interface.h>
#include <sys/resource.h>

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

static std::atomic<int64_t> Live = 0, Peak = 0;

static void onAllocate(const volatile void *Pointer, size_t Size) {
  int64_t Now = Live += int64_t(Size);
  if (Now > Peak)
    Peak = Now;
}

static void onFree(const volatile void *Pointer) {
  Live -= int64_t(__sanitizer_get_allocated_size(Pointer));
}

/// What a reader may take beside ten times the file: messages and tables.
static constexpr int64_t FixedAllowance = 256 << 10;
static constexpr int64_t AllowedFactor = 10;

static double WorstFactor = 0;

static void measured(void (*Run)(BytesRef), BytesRef Data, bool Limited) {
  // In a buffer of its own, so that reading behind its end is seen.
  std::vector<uint8_t> Copy(Data.begin(), Data.end());
  Copy.shrink_to_fit();
  int64_t Before = Live;
  Peak = Before;
  Run(Copy);
  int64_t Taken = Peak - Before;
  if (!Limited)
    return;
  if (Taken > AllowedFactor * int64_t(Data.size()) + FixedAllowance) {
    std::fprintf(stderr, "a file of %zu bytes took %lld bytes of memory\n",
                 Data.size(), static_cast<long long>(Taken));
    std::fprintf(stderr, "%s\n", toHex(Data.take_front(4096)).c_str());
    std::abort();
  }
  if (Data.size() >= 4096)
    WorstFactor = std::max(WorstFactor, double(Taken) / double(Data.size()));
}

//===----------------------------------------------------------------------===//
// Damage
//===----------------------------------------------------------------------===//

static uint64_t Cases = 0;

static void attempt(const Target &T, BytesRef Data, bool Everything) {
  ++Cases;
  measured(T.Read, Data, /*Limited=*/true);
  if (Everything)
    measured(T.Examine, Data, /*Limited=*/false);
}

static void cutOff(const Target &T, const Bytes &Seed) {
  for (size_t Size = 0; Size <= Seed.size(); ++Size)
    attempt(T, BytesRef(Seed).take_front(Size), /*Everything=*/Size % 8 == 0);
}

/// Counts, sizes and offsets that lead nowhere.
static void hostileWords(const Target &T, const Bytes &Seed) {
  const uint32_t Numbers[] = {0,
                              1,
                              uint32_t(Seed.size()),
                              uint32_t(Seed.size() - 4),
                              0x7FFFFFFF,
                              0x80000000,
                              0xFFFFFFF8,
                              0xFFFFFFFF};
  // Every second word of larger seeds: they repeat themselves.
  size_t Step = Seed.size() > 2048 ? 8 : 4;
  for (size_t At = 0; At + 4 <= Seed.size(); At += Step)
    for (uint32_t Number : Numbers) {
      Bytes Broken = Seed;
      support::endian::write32le(&Broken[At], Number);
      attempt(T, Broken, /*Everything=*/At % 64 == 0);
    }
}

/// A well-known generator (splitmix64): the same files on every machine.
static uint64_t nextRandom(uint64_t &State) {
  uint64_t Z = State += 0x9E3779B97F4A7C15;
  Z = (Z ^ Z >> 30) * 0xBF58476D1CE4E5B9;
  Z = (Z ^ Z >> 27) * 0x94D049BB133111EB;
  return Z ^ Z >> 31;
}

static void flipBits(const Target &T, ArrayRef<Bytes> Seeds, uint64_t Count) {
  uint64_t State = 1;
  for (uint64_t I = 0; I < Count; ++I) {
    Bytes Broken = Seeds[nextRandom(State) % Seeds.size()];
    for (uint64_t Flips = 1 + nextRandom(State) % 4; Flips; --Flips) {
      uint64_t Bit = nextRandom(State) % (Broken.size() * 8);
      Broken[Bit / 8] ^= 1 << Bit % 8;
    }
    attempt(T, Broken, /*Everything=*/I % 64 == 0);
  }
}

int main(int Count, char **Arguments) {
  const Target *T = Count == 3 ? findTarget(Arguments[1]) : nullptr;
  uint64_t Flips = 0;
  if (!T || StringRef(Arguments[2]).getAsInteger(10, Flips)) {
    std::fprintf(stderr, "usage: aieforge-damage TARGET FLIPS\n");
    return 2;
  }
  __sanitizer_install_malloc_and_free_hooks(onAllocate, onFree);
  std::vector<Bytes> Seeds = T->Seeds();
  for (const Bytes &Seed : Seeds) {
    cutOff(*T, Seed);
    hostileWords(*T, Seed);
  }
  flipBits(*T, Seeds, Flips);
  rusage Use{};
  getrusage(RUSAGE_SELF, &Use);
  std::printf("%s: %llu damaged files, memory at most %.1f times a file of "
              "4 KiB or more, the whole program %ld MB\n",
              T->Name.data(), static_cast<unsigned long long>(Cases),
              WorstFactor, Use.ru_maxrss / 1024);
  return 0;
}
