//===- AssignBufferAddresses.cpp - aie-assign-buffer-addresses ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  buffers on placed tiles.
// Out: every buffer has a name, unique in the device, and an address inside
//      its tile's memory, above the core's stack, without overlaps.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/BufferAllocation.h"
#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/IR/Builders.h"

#include <map>
#include <set>
#include <vector>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNBUFFERADDRESSES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Bytes that a vector load or store of the tile wants its address to be a
/// multiple of: 256 bits in a core tile, the stream word in a mem tile.
constexpr uint64_t CoreAlignment = 32, MemTileAlignment = 4;

struct AssignBufferAddresses
    : aie::impl::AIEAssignBufferAddressesBase<AssignBufferAddresses> {
  using AIEAssignBufferAddressesBase::AIEAssignBufferAddressesBase;

  void runOnOperation() override {
    DeviceOp Device = getOperation();
    std::map<hw::TileId, std::vector<BufferOp>> Buffers;
    bool Failed = false;
    Device.walk([&](BufferOp Buffer) {
      TileOp Tile = Buffer.getTileOp();
      if (!Tile) {
        Buffer.emitOpError("is not on a placed aie.tile; run "
                           "--aie-place-tiles first");
        Failed = true;
        return;
      }
      Operation *Parent = Buffer->getParentOp();
      if (!isa<DeviceOp, MemTileDMAOp>(Parent) && !Buffer.getInitialValue()) {
        Buffer.emitOpError("must be defined directly under the device scope; "
                           "it is nested inside ")
            << Parent->getName() << " and has no initial value";
        Failed = true;
      }
      Buffers[tileId(Tile)].push_back(Buffer);
    });
    if (Failed || failed(nameBuffers(Device)))
      return signalPassFailure();
    for (TileOp Tile : Device.getOps<TileOp>()) {
      auto It = Buffers.find(tileId(Tile));
      if (It == Buffers.end())
        continue;
      if (failed(place(Tile, It->second)))
        Failed = true;
      Buffers.erase(It);
    }
    if (Failed)
      signalPassFailure();
  }

  LogicalResult nameBuffers(DeviceOp Device) {
    std::map<StringRef, BufferOp> Names;
    WalkResult Result = Device.walk([&](BufferOp Buffer) {
      if (!Buffer.hasName())
        return WalkResult::advance();
      auto [It, New] = Names.try_emplace(Buffer.name(), Buffer);
      if (New)
        return WalkResult::advance();
      auto Error = Buffer.emitOpError("has the name '")
                   << Buffer.name() << "' of another buffer of the device";
      Error.attachNote(It->second.getLoc()) << "the other one is here";
      return WalkResult::interrupt();
    });
    if (Result.wasInterrupted())
      return failure();
    unsigned Next = 0;
    OpBuilder Builder(&getContext());
    Device.walk([&](BufferOp Buffer) {
      if (Buffer.hasName())
        return;
      std::string Name;
      do
        Name = "_anonymous" + std::to_string(Next++);
      while (Names.count(Name));
      Buffer.setSymNameAttr(Builder.getStringAttr(Name));
    });
    return success();
  }

  LogicalResult place(TileOp Tile, ArrayRef<BufferOp> Ops) {
    const hw::TileInfo &Info = tileInfo(Tile);
    alloc::TileMemory Memory;
    Memory.Bytes = Info.DataMemoryBytes;
    Memory.Banks = std::max(Info.MemoryBanks, 1u);
    Memory.Alignment = Tile.isCoreTile() ? CoreAlignment : MemTileAlignment;
    // A prebuilt program has its stack where it likes: space is kept for it
    // only if there are buffers to place.
    bool AllGiven = llvm::all_of(
        Ops, [](BufferOp Op) { return Op.getAddress().has_value(); });
    if (CoreOp Core = Tile.getCoreOp())
      if (!Core.getElfFile() || !AllGiven)
        Memory.StackBytes = Core.getEffectiveStackSize();

    std::vector<alloc::TileBuffer> Buffers;
    for (BufferOp Op : Ops) {
      alloc::TileBuffer B;
      B.Name = Op.name().str();
      B.Size = Op.getAllocationSize();
      if (auto Address = Op.getAddress())
        B.Address = static_cast<uint32_t>(*Address);
      if (auto Bank = Op.getMemBank())
        B.Bank = static_cast<int32_t>(*Bank);
      B.Aligned = Op.getAligned();
      Buffers.push_back(std::move(B));
    }
    std::string SchemeName =
        Tile.getAllocationScheme().value_or(AllocScheme).str();
    alloc::Outcome Result =
        alloc::allocateBuffers(Memory, alloc::parseScheme(SchemeName), Buffers);
    if (Result.Failure)
      return report(Tile, Ops, alloc::parseScheme(SchemeName), *Result.Failure);
    if (Result.FallbackReason) {
      auto Warning = Tile.emitWarning(
          "Bank-aware allocation failed, trying basic sequential allocation.");
      Warning.attachNote() << Result.FallbackReason->Text;
    }
    OpBuilder Builder(&getContext());
    for (auto [Op, B] : llvm::zip(Ops, Buffers)) {
      BufferOp Buffer = Op;
      Buffer.setAddressAttr(Builder.getI32IntegerAttr(*B.Address));
      if (B.Bank)
        Buffer.setMemBankAttr(Builder.getI32IntegerAttr(*B.Bank));
    }
    return success();
  }

  /// The buffer at fault first, then the tile with all that lies on it.
  LogicalResult report(TileOp Tile, ArrayRef<BufferOp> Ops, alloc::Scheme How,
                       const alloc::Problem &Problem) {
    if (Problem.Buffer) {
      BufferOp Buffer = Ops[*Problem.Buffer];
      Buffer.emitOpError(Problem.Text) << " (on tile " << tileName(Tile) << ")";
    }
    auto Error = Tile.emitOpError(
        How == alloc::Scheme::BankAware ? "Bank-aware allocation failed."
        : How == alloc::Scheme::BasicSequential
            ? "Basic sequential allocation failed."
            : "Bank-aware allocation failed. Basic sequential allocation also "
              "failed.");
    if (!Problem.Buffer)
      Error << " " << Problem.Text << ".";
    Error << " Memory of tile " << tileName(Tile) << " (MemoryMap:";
    for (const std::string &Line : Problem.Map)
      Error << "\n\t" << Line;
    return Error << ")";
  }
};

} // namespace
