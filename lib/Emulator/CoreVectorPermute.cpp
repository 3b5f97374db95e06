//===- CoreVectorPermute.cpp - moving lanes of vectors about --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shuffle, shift, broadcast, extract, insert and push of the mv slot, found by
// mnemonic and lane width.
//
//===----------------------------------------------------------------------===//

#include "CoreVector.h"
#include "CoreVectorModes.h"

#include <iterator>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

constexpr unsigned VectorBytes = 64;

void result(CoreImpl &C, const MicroOp &M, const uint8_t *Bytes) {
  std::memcpy(C.writeWide(M.Dst, 16, M.DstDelay, M.DstBypass), Bytes,
              VectorBytes);
}

template <class T>
void result(CoreImpl &C, const MicroOp &M, const Lanes<T> &R) {
  R.store(C.writeWide(M.Dst, 16, M.DstDelay, M.DstBypass));
}

/// The bytes of both sources, the first one low.
struct Concatenation {
  std::array<uint8_t, 2 * VectorBytes> Bytes;
  Concatenation(const CoreImpl &C, const MicroOp &M) {
    uint32_t Scratch[16];
    std::memcpy(Bytes.data(), C.vector(M, 0, Scratch), VectorBytes);
    std::memcpy(Bytes.data() + VectorBytes, C.vector(M, 1, Scratch),
                VectorBytes);
  }
};

//===--- Shuffle ----------------------------------------------------------===//

using ByteMap = std::array<uint8_t, VectorBytes>;

/// For each byte of the result the byte of the concatenated sources.
ByteMap byteMap(const ShuffleMode &Mode) {
  unsigned Element = Mode.ElementBits / 8;
  unsigned Matrix = Element * Mode.Rows * Mode.Columns;
  ByteMap Map;
  for (unsigned I = 0; I != VectorBytes; ++I) {
    if (Mode.Part == ShufflePart::Flip) {
      Map[I] = uint8_t((I / Element ^ 1) * Element + I % Element);
      continue;
    }
    unsigned At = I + (Mode.Part == ShufflePart::Hi ? VectorBytes : 0);
    unsigned InMatrix = At % Matrix / Element;
    // Element (column, row) of the transposed matrix.
    unsigned Column = InMatrix / Mode.Rows, Row = InMatrix % Mode.Rows;
    Map[I] = uint8_t(At / Matrix * Matrix +
                     (Row * Mode.Columns + Column) * Element + At % Element);
  }
  return Map;
}

void shuffle(CoreImpl &C, const MicroOp &M) {
  static const auto Maps = [] {
    std::array<ByteMap, std::size(ShuffleModes)> All;
    for (const ShuffleMode &Mode : ShuffleModes)
      All[Mode.Mode] = byteMap(Mode);
    return All;
  }();
  uint32_t Mode = C.R[M.Src[2]];
  if (Mode >= Maps.size()) {
    C.fault("vshuffle mode " + Twine(Mode) + "; there are 0.." +
            Twine(Maps.size() - 1));
    return;
  }
  Concatenation Both(C, M);
  std::array<uint8_t, VectorBytes> R;
  for (unsigned I = 0; I != VectorBytes; ++I)
    R[I] = Both.Bytes[Maps[Mode][I]];
  result(C, M, R.data());
}

/// 64 bytes from byte r on.
void shift(CoreImpl &C, const MicroOp &M) {
  Concatenation Both(C, M);
  result(C, M, Both.Bytes.data() + (C.R[M.Src[2]] & (VectorBytes - 1)));
}

//===--- Scalars into and out of lanes ------------------------------------===//

template <class T> T scalar(const CoreImpl &C, uint16_t Word) {
  uint64_t V = C.R[Word];
  if constexpr (sizeof(T) == 8)
    V |= uint64_t(C.R[Word + 1]) << 32;
  return T(V);
}

template <class T> void broadcast(CoreImpl &C, const MicroOp &M) {
  Lanes<T> R;
  R.V.fill(scalar<T>(C, M.Src[0]));
  result(C, M, R);
}

template <class T> void extractBroadcast(CoreImpl &C, const MicroOp &M) {
  uint32_t Scratch[16];
  Lanes<T> A(C.vector(M, 0, Scratch)), R;
  uint32_t Index = M.SrcWords[1] ? C.R[M.Src[1]] : uint32_t(M.Imm);
  R.V.fill(A[Index % R.Count]);
  result(C, M, R);
}

template <class T, bool Dynamic> void extract(CoreImpl &C, const MicroOp &M) {
  uint32_t Scratch[16];
  Lanes<T> A(C.vector(M, 0, Scratch));
  T Lane = A[C.R[M.Src[1]] % A.Count];
  if constexpr (sizeof(T) == 8) {
    C.write64(M.Dst, uint64_t(Lane), M.DstDelay);
  } else {
    bool Signed = !Dynamic || C.R[CrVaddSign];
    C.write(M.Dst,
            Signed ? uint32_t(int32_t(Lane))
                   : uint32_t(std::make_unsigned_t<T>(Lane)),
            M.DstDelay);
  }
}

template <class T> void extractSigned(CoreImpl &C, const MicroOp &M) {
  extract<T, false>(C, M);
}
template <class T> void extractDynamic(CoreImpl &C, const MicroOp &M) {
  extract<T, true>(C, M);
}

/// Operands: vector, lane number (r29), value.
template <class T> void insert(CoreImpl &C, const MicroOp &M) {
  uint32_t Scratch[16];
  Lanes<T> R(C.vector(M, 0, Scratch));
  R[C.R[M.Src[1]] % R.Count] = scalar<T>(C, M.Src[2]);
  result(C, M, R);
}

/// The value enters at lane 0, the others move up.
template <class T> void pushLow(CoreImpl &C, const MicroOp &M) {
  uint32_t Scratch[16];
  Lanes<T> A(C.vector(M, 1, Scratch)), R;
  std::copy_n(A.V.begin(), R.Count - 1, R.V.begin() + 1);
  R[0] = scalar<T>(C, M.Src[0]);
  result(C, M, R);
}

/// The value enters at the highest lane, the others move down.
template <class T> void pushHigh(CoreImpl &C, const MicroOp &M) {
  uint32_t Scratch[16];
  Lanes<T> A(C.vector(M, 0, Scratch)), R;
  std::copy_n(A.V.begin() + 1, R.Count - 1, R.V.begin());
  R[R.Count - 1] = scalar<T>(C, M.Src[1]);
  result(C, M, R);
}

struct NamedOp {
  StringRef Name; ///< mnemonic up to the lane width
  std::array<Handler, 4> ByWidth;
};

#define BY_WIDTH(FN)                                                           \
  { FN<int8_t>, FN<int16_t>, FN<int32_t>, FN<int64_t> }
const NamedOp Ops[] = {
    {"vbcst.", BY_WIDTH(broadcast)},
    {"vextbcst.", BY_WIDTH(extractBroadcast)},
    {"vextract.s", BY_WIDTH(extractSigned)},
    {"vextract.d", BY_WIDTH(extractDynamic)},
    {"vinsert.", BY_WIDTH(insert)},
    {"vpush.lo.", BY_WIDTH(pushLow)},
    {"vpush.hi.", BY_WIDTH(pushHigh)},
};
#undef BY_WIDTH

} // namespace

Handler emu::vectorPermuteHandler(const aie2::InstrInfo &Info) {
  if (Info.Mnemonic == "vshuffle")
    return shuffle;
  if (Info.Mnemonic == "vshift")
    return shift;
  for (const NamedOp &O : Ops) {
    StringRef Width = Info.Mnemonic;
    if (!Width.consume_front(O.Name))
      continue;
    for (unsigned I = 0; I != 4; ++I)
      if (Width == StringRef(std::array{"8", "16", "32", "64"}[I]))
        return O.ByWidth[I];
  }
  return nullptr;
}
