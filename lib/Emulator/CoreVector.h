//===- CoreVector.h - lanes of an AIE2 core's vectors -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the families of vector instructions share.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_COREVECTOR_H
#define AIEFORGE_LIB_EMULATOR_COREVECTOR_H

#include "CoreImpl.h"

namespace aieforge::emu {

/// The lanes of \p Bytes bytes of a register, 64 for an x register.
template <class T, unsigned Bytes = 64> struct Lanes {
  static constexpr unsigned Count = Bytes / sizeof(T);
  std::array<T, Count> V;

  Lanes() = default;
  explicit Lanes(const uint32_t *Words) { std::memcpy(V.data(), Words, Bytes); }
  void store(uint32_t *Words) const { std::memcpy(Words, V.data(), Bytes); }
  T &operator[](unsigned I) { return V[I]; }
  const T &operator[](unsigned I) const { return V[I]; }
};

/// A mask has a bit for each lane of a 512-bit vector: 64 bits in an l pair for
/// 8-bit lanes, else one r register, the bits above the lanes unused.
template <class T> uint64_t readMask(const CoreImpl &C, uint16_t Word) {
  uint64_t Mask = C.R[Word];
  if constexpr (sizeof(T) == 1)
    Mask |= uint64_t(C.R[Word + 1]) << 32;
  return Mask;
}

template <class T>
void writeMask(CoreImpl &C, uint16_t Word, unsigned Delay, uint64_t Mask) {
  if constexpr (sizeof(T) == 1)
    C.write64(Word, Mask, Delay);
  else
    C.write(Word, uint32_t(Mask), Delay);
}

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_COREVECTOR_H
