//===- HostMemory.cpp - host buffers as the shim DMAs see them ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/HostMemory.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Error.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

std::vector<std::pair<uint64_t, uint64_t>> HostBuffer::unwrittenRanges() const {
  std::vector<std::pair<uint64_t, uint64_t>> Result;
  uint64_t Size = Data.size();
  int Begin = Written.find_first_unset();
  while (Begin >= 0) {
    int End = Written.find_next(Begin);
    uint64_t EndByte = End < 0 ? Size : std::min<uint64_t>(Size, End * 4ull);
    Result.push_back({Begin * 4ull, EndByte});
    Begin = End < 0 ? -1 : Written.find_next_unset(End);
  }
  return Result;
}

HostBuffer &HostMemory::add(unsigned Index, Bytes Data) {
  auto B = std::make_unique<HostBuffer>();
  B->Index = Index;
  B->Name = formatv("argument {0}", Index).str();
  B->DeviceAddress = NextAddress;
  // A page between buffers; both ends stay page aligned as XRT makes them.
  constexpr uint64_t Page = 4096;
  NextAddress += alignTo(Data.size(), Page) + 16 * Page;
  unsigned Words = divideCeil(Data.size(), 4);
  B->Data = std::move(Data);
  B->Written.resize(Words);
  B->Read.resize(Words);
  Buffers.push_back(std::move(B));
  return *Buffers.back();
}

HostBuffer *HostMemory::find(unsigned Index) {
  for (auto &B : Buffers)
    if (B->Index == Index)
      return B.get();
  return nullptr;
}

std::optional<HostLocation> HostMemory::locate(uint64_t ArrayAddress,
                                               uint64_t Size) {
  auto At = [&](uint64_t Address) -> std::optional<HostLocation> {
    for (auto &B : Buffers)
      if (Address >= B->DeviceAddress &&
          Address - B->DeviceAddress + Size <= B->Data.size())
        return HostLocation{B.get(), Address - B->DeviceAddress};
    return std::nullopt;
  };
  if (ArrayAddress >= hw::hostAddressOffset())
    if (auto L = At(ArrayAddress - hw::hostAddressOffset()))
      return L;
  return At(ArrayAddress);
}

std::string HostMemory::describe(uint64_t ArrayAddress) const {
  std::string Text = formatv("host address {0:x}", ArrayAddress).str();
  if (Buffers.empty())
    return Text + ", but there is no host buffer";
  const HostBuffer *Before = nullptr;
  uint64_t Address = ArrayAddress - hw::hostAddressOffset();
  for (auto &B : Buffers)
    if (B->DeviceAddress <= Address &&
        (!Before || B->DeviceAddress > Before->DeviceAddress))
      Before = B.get();
  if (!Before || Address - Before->DeviceAddress > (1ull << 32))
    return Text + ", which lies in no host buffer; the descriptor's address "
                  "was not patched with a buffer";
  uint64_t Offset = Address - Before->DeviceAddress;
  return Text + formatv(", byte {0} of {1}, which has only {2} bytes", Offset,
                        Before->Name, Before->Data.size())
                    .str();
}
