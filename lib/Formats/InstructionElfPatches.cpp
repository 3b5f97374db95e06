//===- InstructionElfPatches.cpp - relocations from a stream --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a raw stream DDR_PATCH operations tell the firmware where host addresses
// go. XRT does that itself from relocations, one for each such operation, and
// adds to what stands in the BD.
//
//===----------------------------------------------------------------------===//

#include "InstructionElfLayout.h"
#include "TransactionLayout.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Hardware/Dma.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::insts;
using namespace llvm;
using support::endian::read32le;
using support::endian::write32le;

std::string SymbolNaming::symbol(uint64_t Argument) const {
  return ControlPackets == Argument ? "control-packet"
                                    : std::to_string(FirstArgument + Argument);
}

namespace {
/// A block write of the stream.
struct Block {
  uint32_t Address;
  uint32_t Words;
  uint32_t Offset; ///< Of its data in the stream, in bytes.
};

/// What a patch of one register becomes.
struct Form {
  PatchKind Kind = PatchKind::Unknown;
  uint32_t Mask = 0;        ///< Of Scalar32.
  uint32_t WordsBefore = 0; ///< From the relocated word to the patched one.
};

class Relocator {
public:
  Relocator(const txn::Transaction &Stream, const SymbolNaming &Names)
      : Stream(Stream), Names(Names) {}
  Expected<Part> run();

private:
  Error patch(const txn::DdrPatch &Op, size_t Index);
  const Block *cover(uint32_t Address, uint32_t Words) const;

  const txn::Transaction &Stream;
  const SymbolNaming &Names;
  Part Out;
  std::vector<Block> Blocks;
};
} // namespace

static uint32_t fieldMask(hw::TileKind Kind, hw::BdField Field) {
  return hw::bdLayout(Kind).field(Field)->Bits.mask();
}

/// How the patch of a register is made: by the place in its BD.
static Form formOf(uint32_t Register) {
  hw::TileAddress A = hw::TileAddress::decode(Register);
  // The lowest rows are shim and memory tile on every device.
  hw::TileKind Kind = A.Row == 0   ? hw::TileKind::ShimNoC
                      : A.Row == 1 ? hw::TileKind::Mem
                                   : hw::TileKind::Core;
  std::optional<hw::BdRef> Bd = hw::bdAt(Kind, A.Offset);
  if (!Bd)
    return {};
  if (Kind == hw::TileKind::ShimNoC && Bd->Word == 1)
    return {PatchKind::ShimDma48, 0, 1};
  if (Kind == hw::TileKind::ShimNoC && Bd->Word == 0)
    return {PatchKind::Scalar32, ~0u, 0};
  if (Kind == hw::TileKind::Mem && Bd->Word == 0)
    return {PatchKind::Scalar32, fieldMask(Kind, hw::BdField::BufferLength), 0};
  if (Kind == hw::TileKind::Mem && Bd->Word == 1)
    return {PatchKind::Scalar32, fieldMask(Kind, hw::BdField::BaseAddress), 0};
  return {};
}

const Block *Relocator::cover(uint32_t Address, uint32_t Words) const {
  for (const Block &B : reverse(Blocks))
    if (Address >= B.Address &&
        Address + 4 * Words <= B.Address + 4 * uint64_t(B.Words))
      return &B;
  return nullptr;
}

Error Relocator::patch(const txn::DdrPatch &Op, size_t Index) {
  Form How = formOf(Op.Register);
  if (How.Kind == PatchKind::Unknown)
    return Error::success();
  uint32_t First = Op.Register - 4 * How.WordsBefore;
  // Low and high part of an address stand in two words.
  uint32_t Words = How.Kind == PatchKind::ShimDma48 ? 3 : 1;
  const Block *B = cover(First, Words);
  if (!B)
    return makeError("operation {0} (DDR_PATCH of register {1:x}): no block "
                     "write before it covers the BD, so there is nothing that "
                     "XRT could patch",
                     Index, Op.Register);
  Patch New;
  New.Offset = B->Offset + (First - B->Address);
  New.Kind = uint8_t(How.Kind);
  New.Addend = uint32_t(Op.Offset);
  New.Symbol = Names.symbol(Op.Argument);
  uint8_t *Bd = &Out.Contents[New.Offset];
  if (How.Kind == PatchKind::Scalar32) {
    New.SymbolSize = How.Mask;
  } else {
    New.SymbolSize = read32le(Bd) * 4;
    uint32_t Low =
        fieldMask(hw::TileKind::ShimNoC, hw::BdField::BaseAddressLow);
    uint32_t High =
        fieldMask(hw::TileKind::ShimNoC, hw::BdField::BaseAddressHigh);
    write32le(Bd + 4, read32le(Bd + 4) & ~Low);
    write32le(Bd + 8, read32le(Bd + 8) & ~High);
  }
  Out.Patches.push_back(std::move(New));
  return Error::success();
}

Expected<Part> Relocator::run() {
  Out.Name = ".ctrltext";
  Out.Contents = txn::serialize(Stream);
  uint32_t At = txn::HeaderBytes;
  uint32_t BlockHeader = Stream.Enc == txn::Encoding::V1_0
                             ? txn::ShortBlockHeaderBytes
                             : txn::BlockHeaderBytes;
  for (auto [Index, Op] : enumerate(Stream.Ops)) {
    if (auto *B = std::get_if<txn::BlockWrite>(&Op))
      Blocks.push_back(
          {B->Address, uint32_t(B->Data.size()), At + BlockHeader});
    else if (auto *P = std::get_if<txn::DdrPatch>(&Op)) {
      if (Error E = patch(*P, Index))
        return std::move(E);
    } else if (auto *L = std::get_if<txn::LoadPdi>(&Op))
      Out.Patches.push_back({".pdi." + std::to_string(L->Id), 0,
                             At + txn::LoadPdiAddressOffset,
                             uint8_t(PatchKind::Address64), 0});
    At += txn::opSize(Op, Stream.Enc);
  }
  return std::move(Out);
}

Expected<Part> insts::relocatedText(const txn::Transaction &Stream,
                                    const SymbolNaming &Names) {
  return Relocator(Stream, Names).run();
}

//===----------------------------------------------------------------------===//
// Control packets
//===----------------------------------------------------------------------===//

/// The packet whose control header stands at \p Header must write a shim BD
/// from its first word to its address.
static bool writesShimBd(const ctrlpkt::Packets &Packets, uint64_t Header) {
  uint64_t At = 0;
  for (const ctrlpkt::Packet &P : Packets) {
    std::optional<hw::BdRef> Bd =
        hw::bdAt(hw::TileKind::ShimNoC, P.control().Offset);
    if (At + 4 == Header)
      return Bd && Bd->Word == 0 && P.Data.size() >= 3;
    At += 4 * (2 + P.Data.size() + uint64_t(P.PaddingWords));
  }
  return false;
}

/// Relocations point to the control header: the address is in the second and
/// third data word behind it.
static Expected<Part> controlPart(const ControlData &C,
                                  const SymbolNaming &Names) {
  constexpr uint32_t HeaderToAddress = 8;
  Expected<ctrlpkt::Packets> Packets = ctrlpkt::parse(C.Packets);
  if (!Packets)
    return Packets.takeError();
  Part Out{".ctrldata", C.Packets, {}};
  for (const PacketAddress &A : C.Addresses) {
    if (A.Offset < HeaderToAddress ||
        !writesShimBd(*Packets, A.Offset - HeaderToAddress))
      return makeError("control packets: offset {0:x} is not the address of a "
                       "shim BD that a packet writes from its first word on",
                       A.Offset);
    Patch New;
    New.Symbol = Names.symbol(A.Argument);
    New.Offset = A.Offset - HeaderToAddress;
    New.Kind = uint8_t(PatchKind::ControlPacket48);
    New.SymbolSize = read32le(&Out.Contents[New.Offset + 4]) * 4;
    Out.Patches.push_back(std::move(New));
  }
  return Out;
}

Expected<InstructionElf> insts::partialElf(const txn::Transaction &Stream,
                                           std::optional<ControlData> Control) {
  SymbolNaming Names;
  Names.FirstArgument = PartialFirstArgument;
  if (Control)
    Names.ControlPackets = Control->Argument;
  Expected<Part> Text = relocatedText(Stream, Names);
  if (!Text)
    return Text.takeError();
  InstructionElf E;
  E.Gen = Generation::Partial;
  std::vector<Part> &Parts = E.Programs.emplace_back().Parts;
  if (Control) {
    Expected<Part> Data = controlPart(*Control, Names);
    if (!Data)
      return Data.takeError();
    Parts.push_back(std::move(*Data));
  }
  Parts.push_back(std::move(*Text));
  return E;
}
