//===- CoreVectorMac.cpp - the multiply array of an AIE2 core -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vec slot: products of matrices and of elements, added to accumulators,
// and sums of accumulators. Vectors are read and multiplied in the first cycle,
// accumulators are read in the third. Not modelled: sparse operands,
// convolution and complex shapes, per-element negation.
//
//===----------------------------------------------------------------------===//

#include "CoreVector.h"
#include "CoreVectorModes.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

enum AccumulatorMode : unsigned { Acc32 = 0, Acc64 = 1, AccFp32 = 2 };

constexpr unsigned MaxElements = 128;

/// Elements of a vector operand, widened: \p Bits wide each.
template <class T>
void elements(const uint32_t *Words, unsigned Bits, bool Signed, unsigned Count,
              T *Out) {
  for (unsigned I = 0; I != Count; ++I) {
    uint32_t V = Words[I * Bits / 32] >> I * Bits % 32;
    if (Bits < 32)
      V &= (1u << Bits) - 1;
    if (Signed && Bits < 32 && V >> (Bits - 1))
      V |= ~0u << Bits;
    Out[I] = Signed ? T(int32_t(V)) : T(V);
  }
}

/// bf16 elements as numbers; denormals count as zero.
void elementsBf16(const uint32_t *Words, unsigned Count, double *Out) {
  for (unsigned I = 0; I != Count; ++I) {
    uint32_t V = Words[I / 2] >> I % 2 * 16 << 16;
    Out[I] = V & 0x7f800000 ? bit_cast<float>(V) : 0.0;
  }
}

/// The sums of products of one mode. A matrix of Rows x Inner elements in row
/// order times one of Inner x Columns; or, with several channels, Inner
/// products for each, an element of every channel first.
template <class T>
void products(const MultiplyMode &Mode, const T *X, const T *Y, T *Out) {
  if (Mode.Channels > 1) {
    for (unsigned C = 0; C != Mode.Channels; ++C) {
      T Sum = 0;
      for (unsigned K = 0; K != Mode.Inner; ++K)
        Sum += X[K * Mode.Channels + C] * Y[K * Mode.Channels + C];
      Out[C] = Sum;
    }
    return;
  }
  for (unsigned R = 0; R != Mode.Rows; ++R)
    for (unsigned N = 0; N != Mode.Columns; ++N) {
      T Sum = 0;
      for (unsigned K = 0; K != Mode.Inner; ++K)
        Sum += X[R * Mode.Inner + K] * Y[K * Mode.Columns + N];
      Out[R * Mode.Columns + N] = Sum;
    }
}

unsigned laneCount(const MultiplyMode &Mode) {
  return unsigned(Mode.Rows) * Mode.Columns * Mode.Channels;
}

/// The dense mode with these fields, or null.
const MultiplyMode *findMode(uint32_t Conf) {
  for (const MultiplyMode &M : MultiplyModes) {
    StringRef Kind = M.Kind;
    if (M.AMode == ConfigAmode.get(Conf) && M.BMode == ConfigBmode.get(Conf) &&
        M.Variant == ConfigVariant.get(Conf))
      return Kind == "matrix" || Kind == "element-wise" ||
                     Kind == "bf16 matrix" || Kind == "bf16 element-wise"
                 ? &M
                 : nullptr;
  }
  return nullptr;
}

//===--- Stages -----------------------------------------------------------===//

/// What an instruction adds: signs of the product and of the accumulators, 0
/// for an input that it does not have.
template <int ProductSign, int Sign1, int Sign2, bool Float> struct Mac {
  static constexpr unsigned NumAccs = (Sign1 != 0) + (Sign2 != 0);
  static constexpr unsigned ConfIndex = NumAccs + (ProductSign ? 2 : 0);
  static constexpr unsigned Words = Float ? 16 : 32;

  /// Multiplies; the product waits for the accumulators.
  static void run(CoreImpl &C, const MicroOp &M) {
    uint32_t Conf = C.R[M.Src[ConfIndex]];
    MacState &S = C.Macs[C.Cycle % C.Macs.size()];
    S.Conf = Conf;
    S.Accs[0] = M.Src[0];
    S.Accs[1] = M.Src[1];
    if (ConfigShift16.get(Conf) || ConfigSubMask.get(Conf))
      return C.fault(formatv("vec configuration {0:x} uses the accumulator "
                             "shift or per-element negation, which are not "
                             "modelled yet",
                             Conf)
                         .str());
    if ((ConfigAmode.get(Conf) == AccFp32) != Float)
      return C.fault(formatv("vec configuration {0:x} selects {1} lanes, which "
                             "are not for this instruction",
                             Conf, Float ? "integer" : "floating-point")
                         .str());
    if constexpr (ProductSign != 0)
      if (!multiply(C, M, S))
        return;
    Pending &P = C.pushLate(M.LateDelay ? M.LateDelay : DefaultAccDelay, add);
    P.A = uint32_t(C.Cycle % C.Macs.size());
    P.Reg = M.Dst;
    P.Delay = M.DstDelay - (M.LateDelay ? M.LateDelay : DefaultAccDelay);
    P.B = M.DstBypass;
  }

private:
  /// Where accumulators are read by the instructions that have them; the others
  /// go through the same stage.
  static constexpr unsigned DefaultAccDelay = 2;

  static bool multiply(CoreImpl &C, const MicroOp &M, MacState &S) {
    const MultiplyMode *Mode = findMode(S.Conf);
    if (!Mode) {
      C.fault(formatv("vec configuration {0:x} selects a shape that is not "
                      "modelled yet",
                      S.Conf)
                  .str());
      return false;
    }
    const uint32_t *XWords = &C.R[M.Src[NumAccs]],
                   *YWords = &C.R[M.Src[NumAccs + 1]];
    unsigned NumX = Mode->Rows * Mode->Inner * Mode->Channels,
             NumY = Mode->Inner * Mode->Columns * Mode->Channels;
    if constexpr (Float) {
      std::array<double, MaxElements> X, Y;
      elementsBf16(XWords, NumX, X.data());
      elementsBf16(YWords, NumY, Y.data());
      products(*Mode, X.data(), Y.data(), S.Real.data());
    } else {
      std::array<int64_t, MaxElements> X, Y;
      elements(XWords, Mode->XBits, ConfigSgnX.get(S.Conf), NumX, X.data());
      elements(YWords, Mode->YBits, ConfigSgnY.get(S.Conf), NumY, Y.data());
      products(*Mode, X.data(), Y.data(), S.Integer.data());
      // Lanes that the shape leaves free get nothing.
      std::fill(S.Integer.begin() + laneCount(*Mode), S.Integer.end(), 0);
    }
    return true;
  }

  /// \p Sign, turned round when the configuration says so.
  static int sign(int Sign, const ConfigField &Field, uint32_t Conf) {
    return Field.get(Conf) ? -Sign : Sign;
  }

  template <class T>
  static void addLanes(const MacState &S, const uint32_t *Acc1,
                       const uint32_t *Acc2, uint32_t *Out) {
    using Unsigned = std::make_unsigned_t<T>;
    Lanes<T, 128> A, B, R;
    if (Sign1)
      A = Lanes<T, 128>(Acc1);
    if (Sign2)
      B = Lanes<T, 128>(Acc2);
    int P = sign(ProductSign, ConfigSubMul, S.Conf),
        F1 =
            ConfigZeroAcc1.get(S.Conf) ? 0 : sign(Sign1, ConfigSubAcc1, S.Conf),
        F2 = sign(Sign2, ConfigSubAcc2, S.Conf);
    for (unsigned I = 0; I != R.Count; ++I) {
      Unsigned Sum = 0;
      if (ProductSign)
        Sum += Unsigned(P) * Unsigned(S.Integer[I]);
      if (Sign1)
        Sum += Unsigned(F1) * Unsigned(A[I]);
      if (Sign2)
        Sum += Unsigned(F2) * Unsigned(B[I]);
      R[I] = T(Sum);
    }
    R.store(Out);
  }

  /// The order and the width of the additions inside the array are not
  /// documented: the sum is exact here and rounded once, to nearest even.
  static void addFloat(const MacState &S, const uint32_t *Acc1,
                       const uint32_t *Acc2, uint32_t *Out) {
    int P = sign(ProductSign, ConfigSubMul, S.Conf),
        F1 = sign(Sign1, ConfigSubAcc1, S.Conf),
        F2 = sign(Sign2, ConfigSubAcc2, S.Conf);
    for (unsigned I = 0; I != Words; ++I) {
      double Sum = 0;
      if (ProductSign)
        Sum += P * S.Real[I];
      if (Sign1 && !ConfigZeroAcc1.get(S.Conf))
        Sum += F1 * double(bit_cast<float>(Acc1[I]));
      if (Sign2)
        Sum += F2 * double(bit_cast<float>(Acc2[I]));
      uint32_t Bits = bit_cast<uint32_t>(float(Sum));
      Out[I] = Bits & 0x7f800000 ? Bits : Bits & 0x80000000;
    }
  }

  static bool add(CoreImpl &C, const Pending &P) {
    const MacState &S = C.Macs[P.A];
    uint8_t Bypass = Float ? NoBypass : BypassVEC;
    uint32_t Scratch1[Words], Scratch2[Words];
    const uint32_t *Acc1 = nullptr, *Acc2 = nullptr;
    if (Sign1)
      Acc1 = C.readWide(S.Accs[0], Words, Bypass, Scratch1);
    if (Sign2)
      Acc2 = C.readWide(S.Accs[1], Words, Bypass, Scratch2);
    uint32_t *Out = C.writeWide(P.Reg, Words, P.Delay, uint8_t(P.B));
    if constexpr (Float)
      addFloat(S, Acc1, Acc2, Out);
    else if (ConfigAmode.get(S.Conf) == Acc64)
      addLanes<int64_t>(S, Acc1, Acc2, Out);
    else
      addLanes<int32_t>(S, Acc1, Acc2, Out);
    return true;
  }
};

void clear(CoreImpl &C, const MicroOp &M) {
  std::fill_n(C.writeWide(M.Dst, M.DstWords, M.DstDelay, M.DstBypass),
              M.DstWords, 0);
}

bool moveStage(CoreImpl &C, const Pending &P) {
  std::copy_n(&C.R[P.A], P.Words,
              C.writeWide(P.Reg, P.Words, P.Delay, uint8_t(P.B)));
  return true;
}

void moveDelayed(CoreImpl &C, const MicroOp &M) {
  Pending &P = C.pushLate(M.LateDelay, moveStage);
  P.A = M.Src[0];
  P.B = M.DstBypass;
  P.Reg = M.Dst;
  P.Words = M.DstWords;
  P.Delay = M.DstDelay - M.LateDelay;
}

struct NamedOp {
  StringRef Mnemonic;
  Handler Fn;
};

#define INTEGER_AND_FLOAT(NAME, P, A1, A2)                                     \
  {NAME, Mac<P, A1, A2, false>::run}, { NAME ".f", Mac<P, A1, A2, true>::run }

const NamedOp Ops[] = {
    INTEGER_AND_FLOAT("vmul", 1, 0, 0),
    INTEGER_AND_FLOAT("vnegmul", -1, 0, 0),
    INTEGER_AND_FLOAT("vmac", 1, 1, 0),
    INTEGER_AND_FLOAT("vmsc", -1, 1, 0),
    INTEGER_AND_FLOAT("vaddmac", 1, 1, 1),
    INTEGER_AND_FLOAT("vaddmsc", -1, 1, 1),
    INTEGER_AND_FLOAT("vsubmac", 1, 1, -1),
    INTEGER_AND_FLOAT("vsubmsc", -1, 1, -1),
    INTEGER_AND_FLOAT("vadd", 0, 1, 1),
    INTEGER_AND_FLOAT("vsub", 0, 1, -1),
    INTEGER_AND_FLOAT("vneg", 0, -1, 0),
    {"vclr", clear},
    {"vmov.d", moveDelayed},
};

#undef INTEGER_AND_FLOAT

} // namespace

Handler emu::vectorMacHandler(const aie2::InstrInfo &Info) {
  if (Info.InSlot != aie2::Slot::Vec || StringRef(Info.Name).contains("sparse"))
    return nullptr;
  for (const NamedOp &O : Ops)
    if (O.Mnemonic == Info.Mnemonic)
      return O.Fn;
  return nullptr;
}
