//===- ArgumentUse.cpp - host buffers that a stream touches ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows the register writes of an instruction stream to shim descriptors,
// without running anything, to learn how large each host buffer must be.
//
//===----------------------------------------------------------------------===//

#include "BufferDescriptor.h"
#include "aieforge/Emulator/Firmware.h"
#include "aieforge/Hardware/Dma.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
struct Patch {
  uint64_t Argument, Offset;
};

class StreamFollower {
public:
  std::map<unsigned, ArgumentUse> Uses;

  void write(uint32_t Address, uint32_t Value);
  void maskWrite(uint32_t Address, uint32_t Value, uint32_t Mask);
  void patch(const txn::DdrPatch &P);

private:
  static constexpr hw::TileKind Kind = hw::TileKind::ShimNoC;
  /// A descriptor: column and number.
  using Key = std::pair<unsigned, unsigned>;

  void push(unsigned Column, const hw::ChannelRegisters &C, uint32_t Value);

  std::map<Key, std::array<uint32_t, 8>> Words;
  std::map<Key, Patch> Patches;
};
} // namespace

void StreamFollower::write(uint32_t Address, uint32_t Value) {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  if (A.Row != 0)
    return;
  if (auto B = hw::bdAt(Kind, A.Offset))
    Words[{A.Column, B->Bd}][B->Word] = Value;
  else if (auto C = hw::channelRegisterAt(Kind, A.Offset);
           C && C->Which == hw::ChannelRegister::Queue)
    push(A.Column, *C->Channel, Value);
}

void StreamFollower::maskWrite(uint32_t Address, uint32_t Value,
                               uint32_t Mask) {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  if (A.Row != 0)
    return;
  if (auto B = hw::bdAt(Kind, A.Offset)) {
    uint32_t &W = Words[{A.Column, B->Bd}][B->Word];
    W = (W & ~Mask) | (Value & Mask);
  }
}

void StreamFollower::patch(const txn::DdrPatch &P) {
  hw::TileAddress A = hw::TileAddress::decode(P.Register);
  if (auto B = hw::bdAt(Kind, A.Offset); B && A.Row == 0)
    Patches[{A.Column, B->Bd}] = {P.Argument, P.Offset};
}

void StreamFollower::push(unsigned Column, const hw::ChannelRegisters &C,
                          uint32_t Value) {
  hw::QueueEntry E = hw::decodeQueueEntry(Kind, Value);
  unsigned Bd = E.StartBd;
  const hw::BdLayout &L = hw::bdLayout(Kind);
  for (unsigned Steps = 0; Steps < L.Count && Bd < L.Count; ++Steps) {
    auto It = Words.find({Column, Bd});
    if (It == Words.end())
      return;
    BufferDescriptor D = decodeBd(Kind, It->second);
    if (auto P = Patches.find({Column, Bd}); P != Patches.end()) {
      // Compilers fold the array's offset into patches of late arguments.
      uint64_t Offset = P->second.Offset;
      if (Offset >= hw::hostAddressOffset())
        Offset -= hw::hostAddressOffset();
      D.Base = Offset;
      uint64_t Last = std::min<uint64_t>(E.Repeat, D.IterationWrap);
      D.IterationCurrent = Last;
      ArgumentUse &Use = Uses[P->second.Argument];
      Use.Bytes = std::max(Use.Bytes, D.extent().second);
      (C.Dir == hw::Direction::S2MM ? Use.Written : Use.Read) = true;
    }
    if (!D.UseNext)
      return;
    Bd = D.Next;
  }
}

std::map<unsigned, ArgumentUse>
aieforge::emu::argumentUse(const txn::Transaction &T) {
  StreamFollower S;
  for (const txn::Op &Op : T.Ops) {
    if (auto *W = std::get_if<txn::Write>(&Op))
      S.write(W->Address, W->Value);
    else if (auto *B = std::get_if<txn::BlockWrite>(&Op))
      for (size_t I = 0; I < B->Data.size(); ++I)
        S.write(B->Address + 4 * I, B->Data[I]);
    else if (auto *M = std::get_if<txn::MaskWrite>(&Op))
      S.maskWrite(M->Address, M->Value, M->Mask);
    else if (auto *P = std::get_if<txn::DdrPatch>(&Op))
      S.patch(*P);
  }
  return std::move(S.Uses);
}
