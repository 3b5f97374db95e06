//===- BufferSpec.cpp - host buffers named on the command line ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferSpec.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace llvm;

/// No buffer of a launch is larger: the address map of the NPU ends there.
static constexpr uint64_t MaximumBytes = 1ull << 31;

static Error badSpec(StringRef Option, StringRef Text, StringRef Wanted) {
  return makeError("{0} {1}: {2}", Option, Text, Wanted);
}

static Error parseSize(StringRef Option, StringRef Text, StringRef Number,
                       std::optional<uint64_t> &Size) {
  uint64_t Value;
  if (Number.getAsInteger(0, Value) || Value == 0 || Value > MaximumBytes)
    return badSpec(Option, Text,
                   formatv("'{0}' is no buffer size in bytes (1 to {1})",
                           Number, MaximumBytes)
                       .str());
  Size = Value;
  return Error::success();
}

/// "N=REST".
static Expected<std::pair<unsigned, StringRef>> splitIndex(StringRef Option,
                                                           StringRef Text) {
  auto [Number, Rest] = Text.split('=');
  unsigned Index;
  if (Number.getAsInteger(10, Index) || Index > 255)
    return badSpec(Option, Text,
                   "begins with the number of the buffer argument, as in "
                   "0=a.bin");
  return std::make_pair(Index, Rest);
}

Expected<BufferSpec> aieforge::parseInputSpec(StringRef Option,
                                              StringRef Text) {
  auto Split = splitIndex(Option, Text);
  if (!Split)
    return Split.takeError();
  BufferSpec S;
  S.Index = Split->first;
  S.Text = (Option + " " + Text).str();
  StringRef Rest = Split->second;
  if (Rest.empty())
    return badSpec(Option, Text,
                   "needs a file, iota, zeros or random:SEED behind '='");
  auto [Word, Tail] = Rest.split(':');
  if (Word == "iota")
    S.What = BufferSpec::Iota;
  else if (Word == "zeros")
    S.What = BufferSpec::Zeros;
  else if (Word == "random") {
    S.What = BufferSpec::Random;
    auto [Seed, Size] = Tail.split(':');
    if (Seed.getAsInteger(0, S.Seed))
      return badSpec(Option, Text, "random needs a seed, as in random:1");
    Tail = Size;
  } else {
    S.Path = Rest.str();
    return S;
  }
  if (!Tail.empty())
    if (Error E = parseSize(Option, Text, Tail, S.Size))
      return std::move(E);
  return S;
}

Expected<BufferSpec> aieforge::parseOutputSpec(StringRef Text) {
  auto Split = splitIndex("--out", Text);
  if (!Split)
    return Split.takeError();
  BufferSpec S;
  S.What = BufferSpec::Zeros;
  S.Index = Split->first;
  S.Text = ("--out " + Text).str();
  StringRef Path = Split->second;
  // A colon belongs to the size only if digits follow; paths may have colons.
  if (size_t Colon = Path.rfind(':'); Colon != StringRef::npos) {
    StringRef Number = Path.substr(Colon + 1);
    if (!Number.empty() && isDigit(Number.front())) {
      if (Error E = parseSize("--out", Text, Number, S.Size))
        return std::move(E);
      Path = Path.take_front(Colon);
    }
  }
  S.Path = Path.str();
  return S;
}

Expected<Bytes> BufferSpec::contents(uint64_t DefaultSize) const {
  uint64_t Count = Size.value_or(DefaultSize);
  Bytes Result;
  switch (What) {
  case File: {
    auto Buffer = readFile(Path);
    if (!Buffer)
      return Buffer.takeError();
    BytesRef Raw = bytesOf(**Buffer);
    return Bytes(Raw.begin(), Raw.end());
  }
  case Zeros:
    return Bytes(Count);
  case Iota:
    // 32-bit words 0, 1, 2, …: every word of a buffer up to 16 GiB differs.
    for (uint64_t I = 0; I < Count; ++I)
      Result.push_back(uint32_t(I / 4) >> (I % 4 * 8));
    return Result;
  case Random: {
    // splitmix64: small, and the same on every machine.
    uint64_t State = Seed;
    while (Result.size() < Count) {
      State += 0x9E3779B97F4A7C15ull;
      uint64_t Z = State;
      Z = (Z ^ Z >> 30) * 0xBF58476D1CE4E5B9ull;
      Z = (Z ^ Z >> 27) * 0x94D049BB133111EBull;
      Z ^= Z >> 31;
      for (unsigned I = 0; I < 8 && Result.size() < Count; ++I)
        Result.push_back(Z >> (8 * I));
    }
    return Result;
  }
  }
  return Result;
}
