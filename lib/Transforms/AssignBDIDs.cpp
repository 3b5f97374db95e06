//===- AssignBDIDs.cpp - aie-assign-bd-ids --------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  static DMA programs (aie.mem, aie.memtile_dma, aie.shim_dma), in block
//      or region form.
// Out: every BD has bd_id, unique in its program and one that its channel can
//      run, and next_bd_id unless its chain ends there.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

#include <map>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNBUFFERDESCRIPTORIDS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

DMABDOp firstBd(Block &B) {
  auto Bds = B.getOps<DMABDOp>();
  return Bds.empty() ? DMABDOp() : *Bds.begin();
}

/// The BDs of one program.
class Program {
public:
  Program(Operation *Op, TileOp Tile) : Op(Op), Tile(Tile) {}

  LogicalResult run();

private:
  LogicalResult reserve();
  LogicalResult assign(DMABDOp Bd, unsigned Channel);
  void explain(InFlightDiagnostic &Error);
  LogicalResult numberRegions();
  LogicalResult numberBlocks();
  void setNext(DMABDOp Bd, DMABDOp Next) {
    if (Next)
      Bd.setNextBdIdAttr(Next.getBdIdAttr());
    else
      Bd.removeNextBdIdAttr();
  }

  Operation *Op;
  TileOp Tile;
  std::map<unsigned, DMABDOp> Used;
};

LogicalResult Program::reserve() {
  WalkResult Result = Op->walk([&](DMABDOp Bd) {
    if (!Bd.getBdId())
      return WalkResult::advance();
    auto [It, New] = Used.try_emplace(*Bd.getBdId(), Bd);
    if (New)
      return WalkResult::advance();
    auto Error = Bd.emitOpError("has BD ID ")
                 << *Bd.getBdId() << ", which another BD of this tile has too";
    Error.attachNote(It->second.getLoc()) << "the other one is here";
    return WalkResult::interrupt();
  });
  return failure(Result.wasInterrupted());
}

LogicalResult Program::assign(DMABDOp Bd, unsigned Channel) {
  hw::TileKind Kind = tileKind(Tile);
  unsigned Count = tileInfo(Tile).Bds;
  if (Bd.getBdId()) {
    if (!hw::bdReachable(Kind, Channel, *Bd.getBdId()))
      return Bd.emitOpError("has BD ID ")
             << *Bd.getBdId() << ", which channel " << Channel << " of tile "
             << tileName(Tile) << " cannot run";
    return success();
  }
  unsigned Reachable = 0;
  for (unsigned Id = 0; Id != Count; ++Id) {
    if (!hw::bdReachable(Kind, Channel, Id))
      continue;
    ++Reachable;
    if (!Used.try_emplace(Id, Bd).second)
      continue;
    Bd.setBdIdAttr(OpBuilder(Bd).getI32IntegerAttr(Id));
    return success();
  }
  auto Error = Bd.emitOpError("Allocator exhausted available BD IDs (maximum ")
               << Reachable << " available for channel " << Channel
               << "). On tile " << tileName(Tile);
  explain(Error);
  return Error;
}

/// Says how many BDs each channel's chain has.
void Program::explain(InFlightDiagnostic &Error) {
  StringRef Joint = " ";
  auto say = [&](DMAChannelDir Direction, unsigned Channel, size_t Count) {
    Error << Joint << stringifyDMAChannelDir(Direction) << " " << Channel
          << " has " << Count << " BDs";
    Joint = ", ";
  };
  Region &Body = Op->getRegion(0);
  for (auto Dma : Body.getOps<DMAOp>())
    say(Dma.getChannelDir(), Dma.getChannelIndex(), Dma.getBds().size());
  for (Block &B : Body) {
    auto Start = dyn_cast<DMAStartOp>(B.getTerminator());
    if (!Start)
      continue;
    llvm::SmallSetVector<Block *, 16> Chain;
    Block *Next = Start.getDest();
    while (firstBd(*Next) && Chain.insert(Next)) {
      auto Link = dyn_cast<NextBDOp>(Next->getTerminator());
      if (!Link)
        break;
      Next = Link.getDest();
    }
    say(Start.getChannelDir(), Start.getChannelIndex(), Chain.size());
  }
}

LogicalResult Program::numberRegions() {
  for (auto Dma : Op->getRegion(0).getOps<DMAOp>()) {
    SmallVector<DMABDOp> Chain;
    for (Region &R : Dma.getBds())
      if (!R.empty())
        if (DMABDOp Bd = firstBd(R.front())) {
          if (failed(assign(Bd, Dma.getChannelIndex())))
            return failure();
          Chain.push_back(Bd);
        }
    for (auto [I, Bd] : llvm::enumerate(Chain)) {
      bool Last = I + 1 == Chain.size();
      setNext(Bd, !Last           ? Chain[I + 1]
                  : Dma.getLoop() ? Chain.front()
                                  : DMABDOp());
    }
  }
  return success();
}

LogicalResult Program::numberBlocks() {
  Region &Body = Op->getRegion(0);
  // The channel of a block: the one whose chain reaches it; a block that a
  // later chain starts with is that one's.
  llvm::DenseMap<Block *, unsigned> Channel;
  SmallVector<DMAStartOp> Starts;
  for (Block &B : Body)
    if (auto Start = dyn_cast<DMAStartOp>(B.getTerminator()))
      Starts.push_back(Start);
  for (DMAStartOp Start : Starts)
    Channel[Start.getDest()] = Start.getChannelIndex();
  for (DMAStartOp Start : Starts) {
    Block *B = Start.getDest();
    while (auto Next = dyn_cast<NextBDOp>(B->getTerminator())) {
      B = Next.getDest();
      if (!Channel.try_emplace(B, Start.getChannelIndex()).second)
        break;
    }
  }
  for (Block &B : Body) {
    DMABDOp Bd = firstBd(B);
    if (!Bd)
      continue;
    auto It = Channel.find(&B);
    if (It == Channel.end())
      return Bd.emitOpError("belongs to no channel: no aie.dma_start leads to "
                            "its block");
    if (failed(assign(Bd, It->second)))
      return failure();
  }
  for (Block &B : Body)
    if (DMABDOp Bd = firstBd(B)) {
      auto Next = dyn_cast<NextBDOp>(B.getTerminator());
      setNext(Bd, Next ? firstBd(*Next.getDest()) : DMABDOp());
    }
  return success();
}

LogicalResult Program::run() {
  if (Op->getRegion(0).empty())
    return success();
  if (failed(reserve()))
    return failure();
  if (!Op->getRegion(0).getOps<DMAOp>().empty())
    return numberRegions();
  return numberBlocks();
}

struct AssignBDIDs : aie::impl::AIEAssignBufferDescriptorIDsBase<AssignBDIDs> {
  template <typename OpT> LogicalResult number() {
    for (auto Op : getOperation().template getOps<OpT>()) {
      if (!Op.getTileOp())
        return Op.emitOpError("is not on a placed aie.tile; run "
                              "--aie-place-tiles first");
      if (failed(Program(Op, Op.getTileOp()).run()))
        return failure();
    }
    return success();
  }

  void runOnOperation() override {
    if (failed(number<MemOp>()) || failed(number<MemTileDMAOp>()) ||
        failed(number<ShimDMAOp>()))
      return signalPassFailure();
    for (auto Binding : getOperation().getOps<ObjectFifoRearmBindingOp>())
      completeBinding(Binding);
  }

  /// The start of \p Channel in the DMA program of \p Tile, or null.
  static DMAStartOp startOf(TileOp Tile, int32_t Dir, int32_t Channel) {
    Operation *Program = Tile.getMemOp();
    if (!Program)
      Program = Tile.getMemTileDMAOp();
    if (!Program)
      return {};
    for (Block &B : Program->getRegion(0))
      if (auto Start = dyn_cast<DMAStartOp>(B.getTerminator()))
        if (static_cast<int32_t>(Start.getChannelDir()) == Dir &&
            static_cast<int32_t>(Start.getChannelIndex()) == Channel)
          return Start;
    return {};
  }

  /// The first tasks of the channels; nothing if one of them is not to be
  /// found, for the binding's user to report.
  void completeBinding(ObjectFifoRearmBindingOp Binding) {
    if (Binding.getHeadBdIds() || Binding.getRepeatCounts())
      return;
    SmallVector<int32_t> Heads, Repeats;
    for (auto [Value, Dir, Channel] :
         llvm::zip(Binding.getChannelTiles(), Binding.getChannelDirs(),
                   Binding.getChannelIndices())) {
      TileOp Tile = tileOf(Value);
      DMAStartOp Start = Tile ? startOf(Tile, Dir, Channel) : DMAStartOp();
      DMABDOp First = Start ? firstBd(*Start.getDest()) : DMABDOp();
      if (!First || !First.getBdId())
        return;
      Heads.push_back(*First.getBdId());
      Repeats.push_back(Start.getRepeatCount());
    }
    Binding.setHeadBdIds(Heads);
    Binding.setRepeatCounts(Repeats);
  }
};

} // namespace
