//===- CoreVectorConvert.cpp - converting vector moves, loads, stores -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// UPS, SRS, pack, unpack and bf16 conversions between registers, on the way
// from memory and to memory: which registers they read when. The arithmetic is
// in CoreConvert.cpp.
//
//===----------------------------------------------------------------------===//

#include "CoreAddress.h"
#include "CoreConvert.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

/// The control register that gives lanes without a fixed sign theirs.
uint16_t signRegister(ConvertKind Kind) {
  switch (Kind) {
  case ConvertKind::Ups:
    return CrUPSSign;
  case ConvertKind::Srs:
    return CrSRSSign;
  case ConvertKind::Pack:
    return CrPackSign;
  default:
    return CrUnpackSign;
  }
}

bool isSigned(const CoreImpl &C, const Conversion &Conv) {
  return !Conv.DynamicSign || C.R[signRegister(Conv.Kind)];
}

/// Puts the flags of a conversion into their sticky register.
void raiseFlags(CoreImpl &C, ConvertKind Kind, uint32_t Flags, unsigned Delay) {
  switch (Kind) {
  case ConvertKind::Ups:
    return C.raise(SrUPSOf, Flags, Delay);
  case ConvertKind::Srs:
    return C.raise(SrSRSOf, Flags, Delay);
  case ConvertKind::ToBf16:
    return C.raise(SrF2FFlags, Flags & C.R[CrF2FMask], Delay);
  case ConvertKind::Floor:
    return C.raise(SrF2IFlags, Flags & C.R[CrF2IMask], Delay);
  default:
    return;
  }
}

/// Shift amounts are six bits; the exponent of vfloor is signed.
int shiftAmount(const CoreImpl &C, const Conversion &Conv, uint16_t Word) {
  int Shift = int(C.R[Word] & 63);
  return Conv.Kind == ConvertKind::Floor && Shift >= 32 ? Shift - 64 : Shift;
}

/// Converts the operand Src[0], shifted by Src[1] if there is one, with the
/// control registers of this cycle.
void convertSource(CoreImpl &C, const MicroOp &M, uint32_t *Out) {
  ConvertArgs A{&C.R[M.Src[0]], M.SrcWords[0], Out};
  if (M.SrcWords[1])
    A.Shift = shiftAmount(C, *M.Convert, M.Src[1]);
  A.Signed = isSigned(C, *M.Convert);
  A.Sat = C.R[CrSat];
  A.Rnd = C.R[CrRnd];
  raiseFlags(C, M.Convert->Kind, M.Convert->Fn(A), M.FlagDelay);
}

//===--- Between registers ------------------------------------------------===//

void convertMove(CoreImpl &C, const MicroOp &M) {
  convertSource(C, M, C.writeWide(M.Dst, M.DstWords, M.DstDelay, M.DstBypass));
}

/// `vunpack` passes through the load pipeline: it reads its source where a load
/// has its data.
bool unpackStage(CoreImpl &C, const Pending &P) {
  ConvertArgs A{&C.R[P.A], P.B, C.writeWide(P.Reg, P.Words, P.Delay)};
  A.Signed = isSigned(C, *P.Convert);
  P.Convert->Fn(A);
  return true;
}

void unpackMove(CoreImpl &C, const MicroOp &M) {
  Pending &P = C.pushLate(M.LateDelay, unpackStage);
  P.Convert = M.Convert;
  P.A = M.Src[0];
  P.B = M.SrcWords[0];
  P.Reg = M.Dst;
  P.Words = M.DstWords;
  P.Delay = M.DstDelay - M.LateDelay;
}

/// \p P for another stage.
Pending withStage(Pending P, StageFn Fn) {
  P.Fn = Fn;
  return P;
}

//===--- From memory ------------------------------------------------------===//

constexpr unsigned AccessBytes = 32;

/// The last stage of a converting load. P.A: port and issue cycle of its data;
/// P.B: shift and, in bit 8, sign.
void finishLoad(CoreImpl &C, const Pending &P, unsigned DstDelay) {
  ConvertArgs A{C.LoadData[P.A >> 8][P.A & 0xff].data(), AccessBytes / 4,
                C.writeWide(P.Reg, P.Words, DstDelay)};
  A.Shift = int(P.B & 63);
  A.Signed = P.B >> 8;
  A.Sat = C.R[CrSat];
  raiseFlags(C, P.Convert->Kind, P.Convert->Fn(A), 0);
}

bool upsLast(CoreImpl &C, const Pending &P) {
  finishLoad(C, P, P.Delay3);
  return true;
}

/// UPS reads its shift and its sign a cycle before crSat.
bool upsOperands(CoreImpl &C, const Pending &P) {
  Pending Next = P;
  Next.B = (C.R[P.B] & 63) | uint32_t(isSigned(C, *P.Convert)) << 8;
  C.pushLate(P.Delay2, upsLast) = withStage(Next, upsLast);
  return true;
}

/// Unpack and bf16 conversion read their sign, if any, where they write.
bool convertLast(CoreImpl &C, const Pending &P) {
  Pending Now = P;
  Now.B = uint32_t(isSigned(C, *P.Convert)) << 8;
  finishLoad(C, Now, 0);
  return true;
}

bool convertLoadStage(CoreImpl &C, const Pending &P) {
  std::memcpy(C.LoadData[P.A >> 8][P.A & 0xff].data(), P.P, AccessBytes);
  StageFn Next =
      P.Convert->Kind == ConvertKind::Ups ? upsOperands : convertLast;
  C.pushLate(P.Delay, Next) = withStage(P, Next);
  return true;
}

template <unsigned Port> struct LoadConvert {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    uint8_t *From = C.data(Address, AccessBytes, "load");
    if (!From)
      return;
    Pending &P = C.pushLoad(M.MemDelay, convertLoadStage);
    P.P = From;
    P.A = uint32_t(C.Cycle % CoreImpl::RingSize) | Port << 8;
    P.B = M.Src[0];
    P.Reg = M.Dst;
    P.Words = M.DstWords;
    P.Convert = M.Convert;
    if (M.Convert->Kind == ConvertKind::Ups) {
      P.Delay = M.LateDelay - M.MemDelay;
      P.Delay2 = M.FlagDelay - M.LateDelay;
      P.Delay3 = M.DstDelay - M.FlagDelay;
    } else {
      P.Delay = M.DstDelay - M.MemDelay;
    }
  }
};

//===--- To memory --------------------------------------------------------===//

struct StoreConvert {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    uint8_t *To = C.data(Address, AccessBytes, "store");
    if (!To)
      return;
    convertSource(C, M, C.pushStore(M.MemDelay, To, AccessBytes).Data);
  }
};

} // namespace

Handler emu::vectorConvertHandler(const aie2::InstrInfo &Info) {
  ConvertKind Kind = conversionOf(Info).Kind;
  if (Kind == ConvertKind::None)
    return nullptr;
  if (Info.Memory == aie2::MemoryOp::Store)
    return Row<StoreConvert>[modeOf(Info)];
  if (Info.Memory == aie2::MemoryOp::Load)
    return (Info.InSlot == aie2::Slot::Lda ? Row<LoadConvert<0>>
                                           : Row<LoadConvert<1>>)[modeOf(Info)];
  switch (Kind) {
  case ConvertKind::Unpack:
    return unpackMove;
  default:
    return convertMove;
  }
}
