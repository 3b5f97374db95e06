//===- StaticDma.cpp - DMA programs of the configuration ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StaticConfig.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/SetVector.h"

#include <map>

using namespace aieforge;
using namespace mlir;

namespace {

/// One aie.mem, aie.memtile_dma or aie.shim_dma.
class DmaProgram {
public:
  DmaProgram(Region &Body, aie::TileOp Tile, Place At, const hw::Device &D,
             ConfigOps &Ops)
      : Body(Body), Tile(Tile), At(At), D(D), Ops(Ops) {}

  LogicalResult run();

private:
  LogicalResult runBlocks();
  LogicalResult runRegions();
  LogicalResult writeBd(aie::DMABDOp Bd, std::optional<int32_t> Next);
  LogicalResult fillTransfer(aie::DMABDOp Bd, BdDescription &Desc);
  LogicalResult start(Operation *Starter, hw::Direction Dir, unsigned Channel,
                      unsigned Repeat, uint32_t PadValue, aie::DMABDOp First);

  Region &Body;
  aie::TileOp Tile;
  Place At;
  const hw::Device &D;
  ConfigOps &Ops;
};

} // namespace

static aie::DMABDOp bdOf(Block *B) {
  auto Bds = B->getOps<aie::DMABDOp>();
  return Bds.empty() ? aie::DMABDOp() : *Bds.begin();
}

LogicalResult DmaProgram::fillTransfer(aie::DMABDOp Bd, BdDescription &Desc) {
  unsigned Bits = elementBits(Bd.getBuffer());
  std::optional<int64_t> Length = Bd.getConstantLen();
  std::optional<int64_t> Offset = Bd.getConstantOffset();
  if (!Bits || !Length || !Offset)
    return Bd.emitOpError("needs a constant offset and length and elements of "
                          "a known width");
  if (*Length < 0 || *Length * Bits % 32)
    return Bd.emitOpError("moves ")
           << *Length << " elements of " << Bits
           << " bits, which is no whole number of 4-byte words";
  if (*Offset < 0 || *Offset * Bits % 32)
    return Bd.emitOpError("starts ")
           << *Offset * Bits / 8
           << " bytes into its buffer, which is no multiple of 4";
  Desc.Length = uint64_t(*Length) * Bits / 32;
  uint64_t OffsetBytes = uint64_t(*Offset) * Bits / 8;
  if (aie::BufferOp Buffer = Bd.getBufferOp()) {
    int64_t Elements = Buffer.getMemRefType().getNumElements();
    // Patterns of several dimensions are the verifier's.
    if (!Bd.hasDims() && (*Offset > Elements || *Length > Elements - *Offset))
      return Bd.emitOpError("moves ")
             << *Length << " elements from element " << *Offset
             << " of its buffer on, which has " << Elements;
    FailureOr<uint64_t> Address = dmaAddress(Buffer, OffsetBytes, At, Bd);
    if (failed(Address))
      return failure();
    Desc.Address = *Address;
  } else if (auto External =
                 Bd.getBuffer().getDefiningOp<aie::ExternalBufferOp>()) {
    Desc.Address = uint64_t(External.getAddress().value_or(0)) + OffsetBytes;
  } else {
    return Bd.emitOpError("needs an aie.buffer or aie.external_buffer");
  }

  if (Bd.hasDims()) {
    auto Dims = Bd.getConstantDims();
    if (!Dims)
      return Bd.emitOpError("needs constant sizes and strides");
    SmallVector<int64_t> Sizes, Strides;
    for (aie::BDDimLayoutAttr Dim : *Dims) {
      Sizes.push_back(Dim.getSize());
      Strides.push_back(Dim.getStride());
    }
    if (failed(setDims(Desc, Sizes, Strides, Bits, Bd)))
      return failure();
  }
  if (aie::BDIterationAttr Iteration = Bd.getIterationAttr();
      Iteration && Iteration.getSize() > 1 && Iteration.getStride() > 0)
    Desc.Iter = {
        Iteration.getSize(),
        std::max<uint64_t>(1, uint64_t(Iteration.getStride()) * Bits / 32),
        Iteration.getCurrent()};
  return setPads(Desc, Bd);
}

LogicalResult DmaProgram::writeBd(aie::DMABDOp Bd,
                                  std::optional<int32_t> Next) {
  if (!Bd.getBdId())
    return Bd.emitOpError("has no BD number; run aie-assign-bd-ids first");
  const hw::BdLayout &Layout = hw::bdLayout(At.Kind);
  unsigned Id = *Bd.getBdId();
  if (Id >= Layout.Count)
    return Bd.emitOpError("has BD number ")
           << *Bd.getBdId() << "; this tile's are 0 to " << Layout.Count - 1;
  BdDescription Desc;
  Desc.Kind = At.Kind;
  if (failed(fillTransfer(Bd, Desc)) ||
      failed(setLocks(Desc, *Bd->getBlock(), At)))
    return failure();
  Desc.Header = packetOf(Bd);
  if (Next)
    Desc.Next = *Next;
  if (hw::isShim(At.Kind)) {
    std::optional<unsigned> Code =
        hw::shimBurstCode(D.Gen, Bd.getBurstLength());
    if (!Code)
      return Bd.emitOpError("asks for bursts of ")
             << Bd.getBurstLength() << " bytes, which " << D.Name
             << " does not have";
    Desc.Burst = *Code;
  }
  Expected<BdWords> Words = encodeBd(Desc);
  if (!Words)
    return Bd.emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  Ops.push_back(ConfigOp::blockWrite(At.address(Layout.offset(Id)), *Words));
  return success();
}

LogicalResult DmaProgram::start(Operation *Starter, hw::Direction Dir,
                                unsigned Channel, unsigned Repeat,
                                uint32_t PadValue, aie::DMABDOp First) {
  const hw::ChannelRegisters *C = hw::channel(At.Kind, Dir, Channel);
  if (!C)
    return Starter->emitOpError("starts channel ")
           << hw::toString(Dir) << " " << Channel << ", which a "
           << hw::toString(At.Kind) << " tile does not have";
  if (!First || !First.getBdId())
    return Starter->emitOpError("starts a chain without a BD");
  unsigned Bd = *First.getBdId();
  if (!hw::bdReachable(At.Kind, Channel, Bd))
    return Starter->emitOpError("starts BD ")
           << Bd << " on channel " << Channel << ", which cannot use it";
  if (Repeat >= hw::tileInfo(At.Kind).Dma.MaxRepeat)
    return Starter->emitOpError("repeats its chain ")
           << Repeat << " times; at most "
           << hw::tileInfo(At.Kind).Dma.MaxRepeat - 1 << " are possible";
  if (PadValue) {
    if (At.Kind != hw::TileKind::Mem || Dir != hw::Direction::MM2S ||
        D.Gen != hw::Generation::AIE2P)
      return Starter->emitOpError(
          "has a pad value; only memory tiles of AIE2P send other padding than "
          "zeros");
    Ops.push_back(ConfigOp::write(
        At.address(hw::registerOffset(
            At.Kind, "DMA_MM2S_{0}_Constant_Pad_Value", Channel, 0, D.Gen)),
        PadValue));
  }
  bool Token = At.Kind == hw::TileKind::ShimNoC && Dir == hw::Direction::S2MM;
  Ops.push_back(
      ConfigOp::write(At.address(C->Queue),
                      hw::encodeQueueEntry(At.Kind, {Bd, Repeat, Token})));
  // AIE2 channels have no enable bit. The generator masks it out, and so do
  // we, so that images compare equal.
  Ops.push_back(ConfigOp::maskWrite(At.address(C->Control), 0, 1));
  return success();
}

/// The order in which the generator meets the blocks: the last pending one
/// first, successors behind it.
static SmallVector<Block *> visitingOrder(Region &Body) {
  llvm::SetVector<Block *> Order;
  SmallVector<Block *> Pending = {&Body.front()};
  Order.insert(&Body.front());
  while (!Pending.empty()) {
    Block *B = Pending.pop_back_val();
    for (Block *Next : B->getSuccessors())
      if (Order.insert(Next))
        Pending.push_back(Next);
  }
  return Order.takeVector();
}

/// Whether the chain of BDs from \p First on returns to one of its own.
static bool isEndless(Block *First) {
  llvm::SmallPtrSet<Block *, 8> Seen;
  for (Block *B = First; B;) {
    if (!Seen.insert(B).second)
      return true;
    auto Link = dyn_cast<aie::NextBDOp>(B->getTerminator());
    B = Link ? Link.getDest() : nullptr;
  }
  return false;
}

/// A chain behind an endless one of the same channel never starts.
static LogicalResult checkChannels(ArrayRef<Block *> Order) {
  std::map<std::pair<aie::DMAChannelDir, int>, aie::DMAStartOp> Endless;
  for (Block *B : Order) {
    auto Start = dyn_cast<aie::DMAStartOp>(B->getTerminator());
    if (!Start)
      continue;
    std::pair Channel{Start.getChannelDir(), int(Start.getChannelIndex())};
    if (auto It = Endless.find(Channel); It != Endless.end()) {
      auto Error = Start.emitOpError("never starts: channel ");
      Error << hw::toString(directionOf(Channel.first)) << " " << Channel.second
            << " works on a chain without an end";
      Error.attachNote(It->second.getLoc()) << "which starts here";
      return Error;
    }
    if (isEndless(Start.getDest()))
      Endless[Channel] = Start;
  }
  return success();
}

LogicalResult DmaProgram::runBlocks() {
  SmallVector<Block *> Order = visitingOrder(Body);
  for (Block *B : Order) {
    aie::DMABDOp Bd = bdOf(B);
    if (!Bd)
      continue;
    std::optional<int32_t> Next = Bd.getNextBdId();
    if (auto Link = dyn_cast<aie::NextBDOp>(B->getTerminator()); Link && !Next)
      if (aie::DMABDOp Target = bdOf(Link.getDest())) {
        if (!Target.getBdId())
          return Target.emitOpError(
              "has no BD number; run aie-assign-bd-ids first");
        Next = Target.getBdId();
      }
    if (failed(writeBd(Bd, Next)))
      return failure();
  }
  if (failed(addPlainWrites(Tile, PlainPart::Bds, Ops)))
    return failure();
  if (failed(checkChannels(Order)))
    return failure();
  for (Block *B : Order)
    if (auto Start = dyn_cast<aie::DMAStartOp>(B->getTerminator()))
      if (failed(start(Start, directionOf(Start.getChannelDir()),
                       Start.getChannelIndex(), Start.getRepeatCount(),
                       Start.getPadValue(), bdOf(Start.getDest()))))
        return failure();
  return success();
}

/// The form in which aie.dma ops hold the BDs of one channel each.
LogicalResult DmaProgram::runRegions() {
  auto Dmas = Body.front().getOps<aie::DMAOp>();
  for (aie::DMAOp Dma : Dmas)
    for (auto [I, BdRegion] : llvm::enumerate(Dma.getBds())) {
      aie::DMABDOp Bd = bdOf(&BdRegion.front());
      if (!Bd)
        return Dma.emitOpError("has a region without a BD");
      std::optional<int32_t> Next = Bd.getNextBdId();
      bool Last = I + 1 == Dma.getBds().size();
      if (!Next && (!Last || Dma.getLoop()))
        if (aie::DMABDOp Target = bdOf(&Dma.getBds()[Last ? 0 : I + 1].front()))
          Next = Target.getBdId();
      if (failed(writeBd(Bd, Next)))
        return failure();
    }
  if (failed(addPlainWrites(Tile, PlainPart::Bds, Ops)))
    return failure();
  for (aie::DMAOp Dma : Dmas) {
    if (Dma.getBds().empty())
      return Dma.emitOpError("has no BD");
    if (failed(start(Dma, directionOf(Dma.getChannelDir()),
                     Dma.getChannelIndex(), Dma.getRepeatCount(),
                     Dma.getPadValue(), bdOf(&Dma.getBds()[0].front()))))
      return failure();
  }
  return success();
}

LogicalResult DmaProgram::run() {
  if (Body.empty())
    return addPlainWrites(Tile, PlainPart::Bds, Ops);
  if (Body.front().getOps<aie::DMAOp>().empty())
    return runBlocks();
  return runRegions();
}

template <typename OpT>
static LogicalResult configureAll(aie::DeviceOp Device, const hw::Device &D,
                                  ConfigOps &Ops) {
  for (auto Op : Device.getOps<OpT>()) {
    FailureOr<Place> At = placeOf(Op.getTile(), Op);
    if (failed(At) ||
        failed(DmaProgram(Op.getBody(), Op.getTileOp(), *At, D, Ops).run()))
      return failure();
  }
  return success();
}

/// BDs of tiles whose DMA has no program.
static LogicalResult writeLooseBds(aie::DeviceOp Device, ConfigOps &Ops) {
  for (auto Tile : Device.getOps<aie::TileOp>()) {
    bool HasProgram = llvm::any_of(Tile.getResult().getUsers(), [](auto *User) {
      return isa<aie::MemOp, aie::MemTileDMAOp, aie::ShimDMAOp>(User);
    });
    if (!HasProgram && failed(addPlainWrites(Tile, PlainPart::Bds, Ops)))
      return failure();
  }
  return success();
}

LogicalResult aieforge::configureDmas(aie::DeviceOp Device, ConfigOps &Ops) {
  const hw::Device *D = hardwareOf(Device);
  return success(D && succeeded(configureAll<aie::MemOp>(Device, *D, Ops)) &&
                 succeeded(configureAll<aie::MemTileDMAOp>(Device, *D, Ops)) &&
                 succeeded(configureAll<aie::ShimDMAOp>(Device, *D, Ops)) &&
                 succeeded(writeLooseBds(Device, Ops)));
}
