//===- CoreConvert.cpp - changing the width of vector lanes ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreConvert.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/bit.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

using Wide = __int128;

enum SatBits : unsigned { Saturate = 1, Symmetric = 2 };
enum : uint32_t { Overflow = 1 };

template <class T> T laneIn(const uint32_t *Words, unsigned I) {
  T V;
  std::memcpy(&V, reinterpret_cast<const char *>(Words) + I * sizeof(T),
              sizeof(T));
  return V;
}
template <class T> void laneOut(uint32_t *Words, unsigned I, T V) {
  std::memcpy(reinterpret_cast<char *>(Words) + I * sizeof(T), &V, sizeof(T));
}

/// \p V limited to \p Bits bits, or the low bits of it without saturation. Sets
/// \p Flags if it does not fit.
int64_t limit(Wide V, unsigned Bits, bool Signed, unsigned Sat,
              uint32_t &Flags) {
  Wide Max = (Wide(1) << (Signed ? Bits - 1 : Bits)) - 1;
  Wide Min = !Signed ? 0 : Sat & Symmetric ? -Max : -Max - 1;
  if (V >= Min && V <= Max)
    return int64_t(V);
  Flags |= Overflow;
  if (!(Sat & Saturate))
    return int64_t(V);
  return int64_t(V < Min ? Min : Max);
}

//===--- UPS and SRS ------------------------------------------------------===//

template <class Out, class In> uint32_t upsLanes(const ConvertArgs &A) {
  uint32_t Flags = 0;
  unsigned Count = A.InWords * 4 / sizeof(In);
  // Accumulators are signed whatever the source is; their lowest value is
  // allowed in symmetric saturation, too, which is about narrow results.
  for (unsigned I = 0; I != Count; ++I)
    laneOut<Out>(A.Out, I,
                 Out(limit(Wide(laneIn<In>(A.In, I)) << A.Shift,
                           sizeof(Out) * 8, true, A.Sat & Saturate, Flags)));
  return Flags;
}

template <class Out, class In> uint32_t ups(const ConvertArgs &A) {
  return A.Signed ? upsLanes<Out, In>(A)
                  : upsLanes<Out, std::make_unsigned_t<In>>(A);
}

template <class Out, class In> uint32_t srs(const ConvertArgs &A) {
  uint32_t Flags = 0;
  unsigned Count = A.InWords * 4 / sizeof(In);
  for (unsigned I = 0; I != Count; ++I) {
    int64_t V = laneIn<In>(A.In, I);
    Wide Kept = V >> A.Shift;
    if (A.Shift != 0) {
      bool Guard = V >> (A.Shift - 1) & 1;
      bool Sticky = V & ((uint64_t(1) << (A.Shift - 1)) - 1);
      Kept += roundsUp(A.Rnd, V < 0, Kept & 1, Guard, Sticky);
    }
    laneOut<Out>(A.Out, I,
                 Out(limit(Kept, sizeof(Out) * 8, A.Signed, A.Sat, Flags)));
  }
  return Flags;
}

//===--- Pack and unpack --------------------------------------------------===//

template <class In> uint32_t packLanes(const ConvertArgs &A) {
  uint32_t Flags = 0;
  constexpr unsigned OutBits = sizeof(In) * 4;
  unsigned Count = A.InWords * 4 / sizeof(In);
  uint8_t *Out = reinterpret_cast<uint8_t *>(A.Out);
  for (unsigned I = 0; I != Count; ++I) {
    int64_t V = limit(laneIn<In>(A.In, I), OutBits, A.Signed, A.Sat, Flags);
    if constexpr (OutBits == 8)
      Out[I] = uint8_t(V);
    else // the first of two lanes is the low half of the byte
      Out[I / 2] = uint8_t(I % 2 ? Out[I / 2] | V << 4 : V & 0xf);
  }
  return 0;
}

template <class In> uint32_t pack(const ConvertArgs &A) {
  return A.Signed ? packLanes<In>(A) : packLanes<std::make_unsigned_t<In>>(A);
}

uint32_t unpack8(const ConvertArgs &A) {
  for (unsigned I = 0; I != A.InWords * 4; ++I)
    laneOut<int16_t>(A.Out, I,
                     A.Signed ? int16_t(laneIn<int8_t>(A.In, I))
                              : int16_t(laneIn<uint8_t>(A.In, I)));
  return 0;
}

uint32_t unpack4(const ConvertArgs &A) {
  for (unsigned I = 0; I != A.InWords * 8; ++I) {
    uint8_t V = laneIn<uint8_t>(A.In, I / 2) >> (I % 2 * 4) & 0xf;
    laneOut<uint8_t>(A.Out, I, A.Signed && V & 8 ? V | 0xf0 : V);
  }
  return 0;
}

//===--- Floating point ---------------------------------------------------===//

constexpr uint32_t ExponentMask = 0x7f800000;

/// Denormals count as zero.
uint32_t flushed(uint32_t Fp32) {
  return Fp32 & ExponentMask ? Fp32 : Fp32 & 0x80000000;
}

uint32_t toFp32Lanes(const ConvertArgs &A) {
  for (unsigned I = 0; I != A.InWords * 2; ++I)
    A.Out[I] = flushed(uint32_t(laneIn<uint16_t>(A.In, I)) << 16);
  return 0;
}

uint32_t toBf16Lanes(const ConvertArgs &A) {
  uint32_t Flags = 0;
  for (unsigned I = 0; I != A.InWords; ++I)
    laneOut<uint16_t>(A.Out, I, toBf16(A.In[I], A.Rnd, Flags));
  return Flags;
}

uint32_t floorLanes(const ConvertArgs &A) {
  uint32_t Flags = 0;
  for (unsigned I = 0; I != A.InWords * 2; ++I) {
    uint32_t Bits = flushed(uint32_t(laneIn<uint16_t>(A.In, I)) << 16);
    double V = std::floor(std::ldexp(double(bit_cast<float>(Bits)), A.Shift));
    constexpr double Min = std::numeric_limits<int32_t>::min(),
                     Max = std::numeric_limits<int32_t>::max();
    int32_t R = 0;
    if (std::isnan(V)) {
      Flags |= FloatInvalid;
    } else if (V < Min || V > Max) {
      Flags |= FloatHuge;
      R = int32_t(V < 0 ? Min : Max);
    } else {
      R = int32_t(V);
    }
    A.Out[I] = uint32_t(R);
  }
  return Flags;
}

struct NamedConversion {
  ConvertKind Kind;
  unsigned OutBits, InBits;
  ConvertFn Fn;
};

constexpr NamedConversion Conversions[] = {
    {ConvertKind::Ups, 32, 8, ups<int32_t, int8_t>},
    {ConvertKind::Ups, 32, 16, ups<int32_t, int16_t>},
    {ConvertKind::Ups, 64, 16, ups<int64_t, int16_t>},
    {ConvertKind::Ups, 64, 32, ups<int64_t, int32_t>},
    {ConvertKind::Srs, 8, 32, srs<int8_t, int32_t>},
    {ConvertKind::Srs, 16, 32, srs<int16_t, int32_t>},
    {ConvertKind::Srs, 16, 64, srs<int16_t, int64_t>},
    {ConvertKind::Srs, 32, 64, srs<int32_t, int64_t>},
    {ConvertKind::Pack, 4, 8, pack<int8_t>},
    {ConvertKind::Pack, 8, 16, pack<int16_t>},
    {ConvertKind::Unpack, 8, 4, unpack4},
    {ConvertKind::Unpack, 16, 8, unpack8},
};

} // namespace

bool emu::roundsUp(unsigned Rnd, bool Negative, bool Low, bool Guard,
                   bool Sticky) {
  switch (Rnd) {
  case 1: // up
    return Guard || Sticky;
  case 2: // toward zero
    return Negative && (Guard || Sticky);
  case 3: // away from zero
    return !Negative && (Guard || Sticky);
  case 8: // nearest, ties down
    return Guard && Sticky;
  case 9: // nearest, ties up
    return Guard;
  case 10: // nearest, ties toward zero
    return Guard && (Negative || Sticky);
  case 11: // nearest, ties away from zero
    return Guard && (!Negative || Sticky);
  case 12: // nearest, ties to even
    return Guard && (Low || Sticky);
  case 13: // nearest, ties to odd
    return Guard && (!Low || Sticky);
  default: // 0 is down; the others are not defined
    return false;
  }
}

uint16_t emu::toBf16(uint32_t Fp32, unsigned Rnd, uint32_t &Flags) {
  uint32_t Magnitude = Fp32 & 0x7fffffff;
  uint16_t Sign = Fp32 >> 16 & 0x8000;
  if (Magnitude > ExponentMask) {
    Flags |= FloatInvalid;
    // Stay a NaN when the set bits are all below the kept ones.
    return uint16_t(Sign | Magnitude >> 16 | 0x40);
  }
  if (Magnitude == ExponentMask) {
    Flags |= FloatInf;
    return uint16_t(Sign | Magnitude >> 16);
  }
  if (!(Magnitude & ExponentMask)) {
    Flags |= Magnitude ? FloatTiny : FloatZero;
    return Sign;
  }
  // The value is kept as sign and magnitude: rounding a negative one up in
  // value is leaving its magnitude.
  bool Low = Magnitude >> 16 & 1, Guard = Magnitude >> 15 & 1,
       Sticky = Magnitude & 0x7fff, Inexact = Guard || Sticky;
  bool Negative = Sign != 0, Increment;
  switch (Rnd) {
  case 0:
    Increment = Negative && Inexact;
    break;
  case 1:
    Increment = !Negative && Inexact;
    break;
  case 2:
    Increment = false;
    break;
  case 3:
    Increment = Inexact;
    break;
  case 8:
    Increment = Guard && (Negative || Sticky);
    break;
  case 9:
    Increment = Guard && (!Negative || Sticky);
    break;
  case 10:
    Increment = Guard && Sticky;
    break;
  case 11:
    Increment = Guard;
    break;
  default:
    Increment = roundsUp(Rnd, false, Low, Guard, Sticky);
    break;
  }
  uint32_t Rounded = (Magnitude >> 16) + Increment;
  if (Rounded == ExponentMask >> 16)
    Flags |= FloatHuge | FloatInf;
  return uint16_t(Sign | Rounded);
}

Conversion emu::conversionOf(const aie2::InstrInfo &Info) {
  SmallVector<StringRef, 6> Parts;
  Info.Mnemonic.split(Parts, '.');
  erase_if(Parts, [](StringRef P) { return P == "2d" || P == "3d"; });
  // "vsrs" and "vst.srs" mean the same.
  StringRef Name = Parts.front();
  if ((Name == "vlda" || Name == "vldb" || Name == "vst") && Parts.size() > 1) {
    Parts.erase(Parts.begin());
    Name = Parts.front();
  } else {
    Name.consume_front("v");
  }
  if (Parts.size() != 3)
    return {};
  StringRef Out = Parts[1], In = Parts[2];
  if (Name == "conv" && Out == "fp32" && In == "bf16")
    return {ConvertKind::ToFp32, false, toFp32Lanes};
  if (Name == "conv" && Out == "bf16" && In == "fp32")
    return {ConvertKind::ToBf16, false, toBf16Lanes};
  if (Name == "floor" && Out == "s32" && In == "bf16")
    return {ConvertKind::Floor, false, floorLanes};
  ConvertKind Kind = Name == "ups"                     ? ConvertKind::Ups
                     : Name == "srs" || Name == "srsm" ? ConvertKind::Srs
                     : Name == "pack"                  ? ConvertKind::Pack
                     : Name == "unpack"                ? ConvertKind::Unpack
                                                       : ConvertKind::None;
  unsigned OutBits = 0, InBits = 0;
  if (Kind == ConvertKind::None || Out.drop_front().getAsInteger(10, OutBits) ||
      In.drop_front().getAsInteger(10, InBits))
    return {};
  bool Dynamic = Out.front() == 'd' || In.front() == 'd';
  for (const NamedConversion &C : Conversions)
    if (C.Kind == Kind && C.OutBits == OutBits && C.InBits == InBits)
      return {Kind, Dynamic, C.Fn};
  return {};
}
