//===- CoreVectorAlu.cpp - vector arithmetic of the mv slot ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addition, comparison, minimum and maximum, selection and bitwise operations
// on the lanes of 512-bit registers. Instructions are found by mnemonic: base
// name, then lane width, with "s" for signed lanes and "d" for lanes whose sign
// crVaddSign gives.
//
//===----------------------------------------------------------------------===//

#include "CoreVector.h"

#include <type_traits>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

template <class T> using Unsigned = std::make_unsigned_t<T>;

/// Wrapping arithmetic in the width of the lane.
template <class T> T wrapAdd(T A, T B) {
  return T(Unsigned<T>(Unsigned<T>(A) + Unsigned<T>(B)));
}
template <class T> T wrapSub(T A, T B) {
  return T(Unsigned<T>(Unsigned<T>(A) - Unsigned<T>(B)));
}

//===--- Operations -------------------------------------------------------===//
// value() is the lane of the result, test() its bit in the mask.

struct Add {
  template <class T> static T value(T A, T B) { return wrapAdd(A, B); }
};
struct Sub {
  template <class T> static T value(T A, T B) { return wrapSub(A, B); }
};
struct And {
  template <class T> static T value(T A, T B) { return A & B; }
};
struct Or {
  template <class T> static T value(T A, T B) { return A | B; }
};
struct LessThan {
  template <class T> static bool test(T A, T B) { return A < B; }
};
struct GreaterEqual {
  template <class T> static bool test(T A, T B) { return A >= B; }
};
struct MaxLt : LessThan {
  template <class T> static T value(T A, T B) { return A < B ? B : A; }
};
struct MinGe : GreaterEqual {
  template <class T> static T value(T A, T B) { return A >= B ? B : A; }
};
struct SubLt : LessThan, Sub {};
struct SubGe : GreaterEqual, Sub {};
struct MaxDiffLt : LessThan {
  template <class T> static T value(T A, T B) {
    return A < B ? T(0) : wrapSub(A, B);
  }
};
struct EqualZero {
  template <class T> static bool test(T A, T) { return A == 0; }
};
struct GreaterZero {
  template <class T> static bool test(T A, T) { return A > 0; }
};
struct AbsGtz : GreaterZero {
  template <class T> static T value(T A, T) {
    return A < T(0) ? wrapSub(T(0), A) : A;
  }
};
struct NegGtz : GreaterZero {
  template <class T> static T value(T A, T) { return wrapSub(T(0), A); }
};
struct NotLtz {
  template <class T> static T value(T A, T) { return T(~A); }
  template <class T> static bool test(T A, T) { return A < T(0); }
};

/// Order of bf16 values as bits: -0 is below +0, and a comparison with a NaN
/// is false.
int bf16Key(uint16_t V) { return V & 0x8000 ? -int(V & 0x7fff) - 1 : int(V); }
bool bf16IsNaN(uint16_t V) { return (V & 0x7fff) > 0x7f80; }
bool bf16Less(uint16_t A, uint16_t B) {
  return !bf16IsNaN(A) && !bf16IsNaN(B) && bf16Key(A) < bf16Key(B);
}
bool bf16GreaterEqual(uint16_t A, uint16_t B) {
  return !bf16IsNaN(A) && !bf16IsNaN(B) && bf16Key(A) >= bf16Key(B);
}
struct Bf16Less {
  template <class T> static bool test(T A, T B) { return bf16Less(A, B); }
};
struct Bf16GreaterEqual {
  template <class T> static bool test(T A, T B) {
    return bf16GreaterEqual(A, B);
  }
};
struct Bf16MaxLt : Bf16Less {
  template <class T> static T value(T A, T B) { return test(A, B) ? B : A; }
};
struct Bf16MinGe : Bf16GreaterEqual {
  template <class T> static T value(T A, T B) { return test(A, B) ? B : A; }
};

//===--- Handlers ---------------------------------------------------------===//

template <class Op, class T>
concept HasValue = requires(T A) {
  Op::value(A, A);
};
template <class Op, class T>
concept HasTest = requires(T A) {
  Op::test(A, A);
};

/// All lanes of one or two sources. An operation with value and test writes the
/// vector first and the mask second.
template <class Op, class T> void lanes(CoreImpl &C, const MicroOp &M) {
  uint32_t SA[16], SB[16];
  Lanes<T> A(C.vector(M, 0, SA));
  // A unary operation looks at its only operand twice.
  Lanes<T> B(C.vector(M, M.SrcWords[1] ? 1 : 0, SB));
  if constexpr (HasValue<Op, T>) {
    Lanes<T> R;
    for (unsigned I = 0; I != Lanes<T>::Count; ++I)
      R[I] = Op::value(A[I], B[I]);
    R.store(C.writeWide(M.Dst, 16, M.DstDelay, M.DstBypass));
  }
  if constexpr (HasTest<Op, T>) {
    uint64_t Mask = 0;
    for (unsigned I = 0; I != Lanes<T>::Count; ++I)
      Mask |= uint64_t(Op::test(A[I], B[I])) << I;
    bool Second = HasValue<Op, T>;
    writeMask<T>(C, Second ? M.Dst2 : M.Dst, Second ? M.Dst2Delay : M.DstDelay,
                 Mask);
  }
}

template <class Op, class T> void dynamicLanes(CoreImpl &C, const MicroOp &M) {
  if (C.R[CrVaddSign])
    lanes<Op, T>(C, M);
  else
    lanes<Op, Unsigned<T>>(C, M);
}

/// Lanes of the second source where the mask has a bit, else of the first.
template <class T> void select(CoreImpl &C, const MicroOp &M) {
  uint32_t SA[16], SB[16];
  Lanes<T> A(C.vector(M, 0, SA)), B(C.vector(M, 1, SB)), R;
  uint64_t Mask = readMask<T>(C, M.Src[2]);
  for (unsigned I = 0; I != Lanes<T>::Count; ++I)
    R[I] = Mask >> I & 1 ? B[I] : A[I];
  R.store(C.writeWide(M.Dst, 16, M.DstDelay, M.DstBypass));
}

/// A bit in the mask subtracts, none adds.
template <class T> void addSub(CoreImpl &C, const MicroOp &M) {
  uint32_t SA[16], SB[16];
  Lanes<T> A(C.vector(M, 0, SA)), B(C.vector(M, 1, SB)), R;
  uint64_t Mask = readMask<T>(C, M.Src[2]);
  for (unsigned I = 0; I != Lanes<T>::Count; ++I)
    R[I] = Mask >> I & 1 ? wrapSub(A[I], B[I]) : wrapAdd(A[I], B[I]);
  R.store(C.writeWide(M.Dst, 16, M.DstDelay, M.DstBypass));
}

/// Handlers of one base name: for signed lanes of 8, 16 and 32 bits, and for
/// the same with a dynamic sign.
struct NamedOp {
  StringRef Base;
  std::array<Handler, 3> Signed, Dynamic;
};

template <class Op> constexpr NamedOp named(StringRef Base) {
  return {Base,
          {lanes<Op, int8_t>, lanes<Op, int16_t>, lanes<Op, int32_t>},
          {dynamicLanes<Op, int8_t>, dynamicLanes<Op, int16_t>,
           dynamicLanes<Op, int32_t>}};
}

const NamedOp Ops[] = {
    named<Add>("vadd"),
    named<Sub>("vsub"),
    named<LessThan>("vlt"),
    named<GreaterEqual>("vge"),
    named<EqualZero>("veqz"),
    named<MaxLt>("vmax_lt"),
    named<MinGe>("vmin_ge"),
    named<SubLt>("vsub_lt"),
    named<SubGe>("vsub_ge"),
    named<MaxDiffLt>("vmaxdiff_lt"),
    named<AbsGtz>("vabs_gtz"),
    named<NotLtz>("vbneg_ltz"),
    {"vsel", {select<int8_t>, select<int16_t>, select<int32_t>}, {}},
    {"vaddsub", {addSub<int8_t>, addSub<int16_t>, addSub<int32_t>}, {}},
};

struct WholeName {
  StringRef Mnemonic;
  Handler Fn;
};

const WholeName WholeNames[] = {
    {"vband", lanes<And, uint32_t>},
    {"vbor", lanes<Or, uint32_t>},
    // These three have no dot in front of the width.
    {"vneg_gtz8", lanes<NegGtz, int8_t>},
    {"vneg_gtz16", lanes<NegGtz, int16_t>},
    {"vneg_gtz32", lanes<NegGtz, int32_t>},
    {"vlt.bf16", lanes<Bf16Less, uint16_t>},
    {"vge.bf16", lanes<Bf16GreaterEqual, uint16_t>},
    {"vmax_lt.bf16", lanes<Bf16MaxLt, uint16_t>},
    {"vmin_ge.bf16", lanes<Bf16MinGe, uint16_t>},
};

} // namespace

Handler emu::vectorAluHandler(const aie2::InstrInfo &Info) {
  if (Info.InSlot != aie2::Slot::Mv)
    return nullptr;
  StringRef Name = Info.Mnemonic;
  for (const WholeName &W : WholeNames)
    if (W.Mnemonic == Name)
      return W.Fn;
  auto [Base, Width] = Name.split('.');
  bool Dynamic = Width.consume_front("d");
  Width.consume_front("s");
  for (const NamedOp &O : Ops)
    if (O.Base == Base)
      for (unsigned I = 0; I != 3; ++I)
        if (Width == StringRef(std::array{"8", "16", "32"}[I]))
          return (Dynamic ? O.Dynamic : O.Signed)[I];
  return nullptr;
}
