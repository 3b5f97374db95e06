//===- CoreAddress.h - addressing modes of an AIE2 core ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each access to memory exists in each addressing mode: Row<Access> holds the
// handlers of one access, and modeOf picks from it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_COREADDRESS_H
#define AIEFORGE_LIB_EMULATOR_COREADDRESS_H

#include "CoreImpl.h"

namespace aieforge::emu {

//===--- Addressing modes -------------------------------------------------===//
// run() gives the address of the access and writes the registers back, which
// the tables place in cycle 1 for every form.

constexpr uint32_t AddressMask = 0xfffff;
constexpr unsigned WriteBackDelay = 0;

struct Plain { // [p]
  static uint32_t run(CoreImpl &C, const MicroOp &M) { return C.R[M.Ptr]; }
};
struct RegOffset { // [p, dj]
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    return (C.R[M.Ptr] + C.R[M.Mod]) & AddressMask;
  }
};
struct ImmOffset { // [p, #i]
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    return (C.R[M.Ptr] + uint32_t(M.Imm)) & AddressMask;
  }
};
struct StackOffset { // [sp, #i]
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    return (C.R[WordSP] + uint32_t(M.Imm)) & AddressMask;
  }
};
struct PostReg { // [p], m
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    C.write(M.Ptr, C.R[M.Ptr] + C.R[M.Mod], WriteBackDelay);
    return C.R[M.Ptr];
  }
};
struct PostImm { // [p], #i
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    C.write(M.Ptr, C.R[M.Ptr] + uint32_t(M.Imm), WriteBackDelay);
    return C.R[M.Ptr];
  }
};
struct StackAdjust { // [sp], #i
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    C.write(WordSP, C.R[WordSP] + uint32_t(M.Imm), WriteBackDelay);
    return C.R[WordSP];
  }
};
struct Post2D { // [p], d
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    const uint32_t *D = &C.R[M.Mod];
    bool Step = D[ModDC] < D[ModDN];
    C.write(M.Ptr, C.R[M.Ptr] + D[Step ? ModDJ : ModM], WriteBackDelay);
    C.write(M.Mod + ModDC, Step ? D[ModDC] + 1 : 0, WriteBackDelay);
    return C.R[M.Ptr];
  }
};
struct Post3D { // [p], ds
  static uint32_t run(CoreImpl &C, const MicroOp &M) {
    const uint32_t *Low = &C.R[M.Mod];
    const uint32_t *High = Low + HighDimension;
    bool StepLow = Low[ModDC] < Low[ModDN];
    bool StepHigh = !StepLow && High[ModDC] < High[ModDN];
    uint32_t Increment = StepLow    ? Low[ModDJ]
                         : StepHigh ? High[ModDJ]
                                    : Low[ModM];
    uint32_t HighCount = StepLow ? High[ModDC] : StepHigh ? High[ModDC] + 1 : 0;
    C.write(M.Ptr, C.R[M.Ptr] + Increment, WriteBackDelay);
    C.write(M.Mod + ModDC, StepLow ? Low[ModDC] + 1 : 0, WriteBackDelay);
    C.write(M.Mod + HighDimension + ModDC, HighCount, WriteBackDelay);
    return C.R[M.Ptr];
  }
};

enum Mode {
  ModePlain,
  ModeRegOffset,
  ModeImmOffset,
  ModeStackOffset,
  ModePostReg,
  ModePostImm,
  ModePost2D,
  ModePost3D,
  ModeStackAdjust,
  NumModes,
};

inline Mode modeOf(const aie2::InstrInfo &Info) {
  int Mod = Info.operandIndex("mod");
  if (Mod >= 0)
    switch (Info.Operands[Mod].Class) {
    case aie2::RegClass::eD:
      return ModePost2D;
    case aie2::RegClass::eDS:
      return ModePost3D;
    default:
      return ModePostReg;
    }
  if (Info.operandIndex("off") >= 0)
    return ModeRegOffset;
  if (Info.operandIndex("imm") < 0)
    return ModePlain;
  if (Info.operandIndex("ptr") < 0)
    return Info.Memory == aie2::MemoryOp::None ? ModeStackAdjust
                                               : ModeStackOffset;
  return Info.operandIndex("ptr_wb") >= 0 ? ModePostImm : ModeImmOffset;
}

template <class Mode, class Access> void access(CoreImpl &C, const MicroOp &M) {
  Access::run(C, M, Mode::run(C, M));
}

using ModeRow = std::array<Handler, NumModes>;

/// The handlers of one access, in the order of Mode.
template <class Access>
inline constexpr ModeRow Row = {
    access<Plain, Access>,       access<RegOffset, Access>,
    access<ImmOffset, Access>,   access<StackOffset, Access>,
    access<PostReg, Access>,     access<PostImm, Access>,
    access<Post2D, Access>,      access<Post3D, Access>,
    access<StackAdjust, Access>,
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_COREADDRESS_H
