//===- CoreStream.cpp - streams and cascade of an AIE2 core ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"
#include "aieforge/Hardware/Packet.h"
#include "llvm/ADT/bit.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;
using aie2::Opcode;

namespace {

/// Streams and cascades are written in the second pipeline cycle, where the
/// tables let these instructions check the semaphore unit. Inputs are taken in
/// the fifth: crSCDEn, which switches the cascade input, is read there.
constexpr unsigned WriteDelay = 1;
constexpr unsigned ReadDelay = 4;

enum SS0Bits : uint32_t { SS0Success = 1, SS0TLast = 2 };

template <bool Blocking> bool readGate(CoreImpl &C, const Pending &P) {
  if (!Blocking && !C.Bus.caughtUp()) {
    C.Wait.Reason = StallReason::StreamIn;
    return false;
  }
  uint32_t Word = 0;
  bool TLast = false;
  if (C.Bus.streamRead(Word, TLast)) {
    C.write(P.Reg, Word, P.Delay);
    C.write(SrSS0, SS0Success | (TLast ? SS0TLast : 0), P.Delay2);
    return true;
  }
  if (Blocking) {
    C.Wait.Reason = StallReason::StreamIn;
    return false;
  }
  // No word: the destination keeps its value.
  C.write(SrSS0, C.R[SrSS0] & ~uint32_t(SS0Success), P.Delay2);
  return true;
}

template <bool Blocking> void streamRead(CoreImpl &C, const MicroOp &M) {
  Pending &P = C.pushGate(ReadDelay, readGate<Blocking>);
  P.Reg = M.Dst;
  P.Delay = M.DstDelay - ReadDelay;
  P.Delay2 = M.FlagDelay - ReadDelay;
}

template <bool Blocking> bool writeGate(CoreImpl &C, const Pending &P) {
  if (!Blocking && !C.Bus.caughtUp()) {
    C.Wait.Reason = StallReason::StreamOut;
    return false;
  }
  bool Taken = C.Bus.streamWrite(P.A, P.B);
  if (!Blocking) {
    C.write(SrMS0, Taken, P.Delay);
    return true;
  }
  if (!Taken)
    C.Wait.Reason = StallReason::StreamOut;
  return Taken;
}

enum class Payload { Word, PacketHeader, ControlHeader };
enum class TLast { No, Yes, FromReg };

template <Payload Kind, TLast Last, bool Blocking>
void streamWrite(CoreImpl &C, const MicroOp &M) {
  uint32_t Word;
  uint16_t LastReg = M.Src[1];
  switch (Kind) {
  case Payload::Word:
    Word = C.R[M.Src[0]];
    break;
  case Payload::PacketHeader: {
    // The core id register holds the row, and the column in its upper half.
    uint32_t Id = C.R[WordCoreId];
    Word =
        hw::StreamHeader{C.R[M.Src[0]], unsigned(M.Imm), Id, Id >> 16}.encode();
    break;
  }
  case Payload::ControlHeader:
    Word = hw::ControlHeader{C.R[M.Src[0]], unsigned(M.Imm & 3) + 1,
                             hw::ControlOperation(M.Imm2 & 3), C.R[M.Src[1]]}
               .encode();
    LastReg = M.Src[2];
    break;
  }
  Pending &P = C.pushGate(WriteDelay, writeGate<Blocking>);
  P.A = Word;
  P.B = Last == TLast::Yes || (Last == TLast::FromReg && C.R[LastReg] != 0);
  P.Delay = Blocking ? 0 : M.FlagDelay - WriteDelay;
}

bool cascadeReadGate(CoreImpl &C, const Pending &P) {
  if (!C.R[CrSCDEn]) {
    C.faultAt(P.PC, "reads the cascade while crSCDEn is 0");
    return true;
  }
  CascadeWord Value;
  if (!C.Bus.cascadeRead(Value)) {
    C.Wait.Reason = StallReason::CascadeIn;
    return false;
  }
  std::copy(Value.begin(), Value.end(),
            C.writeWide(P.Reg, Value.size(), P.Delay));
  return true;
}

/// \p Offset: first word of the destination that is written.
template <unsigned Offset> void cascadeRead(CoreImpl &C, const MicroOp &M) {
  Pending &P = C.pushGate(ReadDelay, cascadeReadGate);
  P.Reg = M.Dst + Offset;
  P.Delay = M.DstDelay - ReadDelay;
}

bool cascadeWriteGate(CoreImpl &C, const Pending &P) {
  if (C.Bus.cascadeWrite(C.CascadeOut[P.A]))
    return true;
  C.Wait.Reason = StallReason::CascadeOut;
  return false;
}

void cascadeWrite(CoreImpl &C, const MicroOp &M) {
  if (!C.R[CrMCDEn]) {
    C.fault("writes the cascade while crMCDEn is 0");
    return;
  }
  Pending &P = C.pushGate(WriteDelay, cascadeWriteGate);
  P.A = (C.Cycle + WriteDelay) % C.CascadeOut.size();
  std::copy_n(&C.R[M.Src[0]], C.CascadeOut[P.A].size(),
              C.CascadeOut[P.A].begin());
}

constexpr Payload W = Payload::Word, PH = Payload::PacketHeader,
                  CPH = Payload::ControlHeader;

constexpr Meaning Table[] = {
    {Opcode::MOV_mv_ss2scl, streamRead<true>},
    {Opcode::MOV_NB_mv_ss2scl, streamRead<false>},
    {Opcode::MOV_mv_scl2ms, streamWrite<W, TLast::No, true>},
    {Opcode::MOV_TLAST_mv_scl2ms, streamWrite<W, TLast::Yes, true>},
    {Opcode::MOV_mv_scl2ms_doTlast_reg, streamWrite<W, TLast::FromReg, true>},
    {Opcode::MOV_NB_mv_scl2ms, streamWrite<W, TLast::No, false>},
    {Opcode::MOV_NB_TLAST_mv_scl2ms, streamWrite<W, TLast::Yes, false>},
    {Opcode::MOV_NB_mv_scl2ms_doTlast_reg,
     streamWrite<W, TLast::FromReg, false>},
    {Opcode::MOV_mv_ph2ms, streamWrite<PH, TLast::No, true>},
    {Opcode::MOV_TLAST_mv_ph2ms, streamWrite<PH, TLast::Yes, true>},
    {Opcode::MOV_mv_ph2ms_doTlast_reg, streamWrite<PH, TLast::FromReg, true>},
    {Opcode::MOV_NB_mv_ph2ms, streamWrite<PH, TLast::No, false>},
    {Opcode::MOV_NB_TLAST_mv_ph2ms, streamWrite<PH, TLast::Yes, false>},
    {Opcode::MOV_NB_mv_ph2ms_doTlast_reg,
     streamWrite<PH, TLast::FromReg, false>},
    {Opcode::MOV_mv_cph2ms, streamWrite<CPH, TLast::No, true>},
    {Opcode::MOV_TLAST_mv_cph2ms, streamWrite<CPH, TLast::Yes, true>},
    {Opcode::MOV_mv_cph2ms_doTlast_reg, streamWrite<CPH, TLast::FromReg, true>},
    {Opcode::MOV_NB_mv_cph2ms, streamWrite<CPH, TLast::No, false>},
    {Opcode::MOV_NB_TLAST_mv_cph2ms, streamWrite<CPH, TLast::Yes, false>},
    {Opcode::MOV_NB_mv_cph2ms_doTlast_reg,
     streamWrite<CPH, TLast::FromReg, false>},
    {Opcode::VMOV_mv_scd, cascadeRead<0>},
    {Opcode::VMOV_LO, cascadeRead<0>},
    {Opcode::VMOV_HI, cascadeRead<16>},
    {Opcode::VMOV_mv_mcd, cascadeWrite},
};

} // namespace

ArrayRef<Meaning> emu::streamMeanings() { return Table; }
