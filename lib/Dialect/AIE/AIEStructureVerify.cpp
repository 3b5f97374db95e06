//===- AIEStructureVerify.cpp - what makes devices and programs legal -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

#include <map>

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

static LogicalResult check(TileOp Op) {
  const hw::Device *Model = modelOf(Op);
  if (!Model)
    return success();
  if (static_cast<unsigned>(Op.getCol()) >= Model->Columns) {
    InFlightDiagnostic Error =
        Op.emitOpError() << "column index (" << Op.getCol()
                         << ") must be less than the number of columns in the "
                            "device ("
                         << Model->Columns << ")";
    if (Model->Name == "npu1" && Op.getCol() == 4)
      Error.attachNote() << "before June 2025 npu1 had five columns, the first "
                            "without shim DMAs; in such text every column is "
                            "one too high";
    return Error;
  }
  if (static_cast<unsigned>(Op.getRow()) >= Model->Rows)
    return Op.emitOpError() << "row index (" << Op.getRow()
                            << ") must be less than the number of rows in the "
                               "device ("
                            << Model->Rows << ")";
  if (Op.isShimTile() && Op.getAllocationScheme())
    return Op.emitOpError("shim tiles have no memory to allocate: they cannot "
                          "have an allocation scheme");
  unsigned Switchboxes =
      llvm::count_if(Op.getResult().getUsers(),
                     [](Operation *User) { return isa<SwitchboxOp>(User); });
  if (Switchboxes > 1)
    return Op.emitOpError("can only have one switchbox");
  return success();
}

static LogicalResult check(LogicalTileOp Op) {
  const hw::Device *Model = modelOf(Op);
  if (!Model)
    return success();
  if (Op.getCol() && static_cast<unsigned>(*Op.getCol()) >= Model->Columns)
    return Op.emitOpError()
           << "column index (" << *Op.getCol()
           << ") must be less than the number of columns in the "
              "device ("
           << Model->Columns << ")";
  if (Op.getRow() && static_cast<unsigned>(*Op.getRow()) >= Model->Rows)
    return Op.emitOpError() << "row index (" << *Op.getRow()
                            << ") must be less than the number of rows in the "
                               "device ("
                            << Model->Rows << ")";
  hw::TileKind Kind = *tileKind(Op.getResult());
  if (!llvm::is_contained(Model->RowKinds, Kind))
    return Op.emitOpError()
           << "tile type '" << stringifyAIETileType(Op.getTileType())
           << "' does not exist on device " << Model->Name;
  if (Op.getCol() && Op.getRow() &&
      Model->kind(*Op.getCol(), *Op.getRow()) != Kind)
    return Op.emitOpError()
           << "tile type '" << stringifyAIETileType(Op.getTileType())
           << "' does not match the tile type at coordinates (" << *Op.getCol()
           << ", " << *Op.getRow() << ")";
  if (hw::isShim(Kind) && Op.getAllocationScheme())
    return Op.emitOpError("shim tiles have no memory to allocate: they cannot "
                          "have an allocation scheme");
  return success();
}

/// \p Kind as errors about the wrong one name it.
static StringRef neededTile(hw::TileKind Kind) {
  switch (Kind) {
  case hw::TileKind::Core:
    return "core tile";
  case hw::TileKind::Mem:
    return "MemTile";
  case hw::TileKind::ShimNoC:
  case hw::TileKind::ShimPL:
    break;
  }
  return "shim tile with NOC connection";
}

/// The op must stand on a tile of \p Kind.
static LogicalResult verifyOnTile(Operation *Op, Value Tile,
                                  hw::TileKind Kind) {
  auto Actual = tileKind(Tile);
  if (!Actual) {
    if (placedTile(Tile))
      return success(); // The tile's own error says enough.
    return Op->emitOpError("the tile must be an aie.tile or aie.logical_tile");
  }
  if (*Actual != Kind)
    return Op->emitOpError("failed to verify that op exists in a ")
           << neededTile(Kind) << ": its tile is a " << kindName(*Actual);
  return success();
}

static LogicalResult check(CoreOp Op) {
  if (failed(verifyOnTile(Op, Op.getTile(), hw::TileKind::Core)))
    return failure();
  if (Op.getBody().empty())
    return Op.emitOpError("needs a body that ends in aie.end");
  if (Op.getElfFile() && !Op.isEmpty())
    return Op.emitOpError("when elf_file is given, the core body must be empty "
                          "(only aie.end)");
  if (Op.getLinkWith() && (Op.getLinkFiles() || Op.getLinkMergeFiles()))
    return Op.emitOpError("cannot specify both 'link_with' (deprecated) and '")
           << (Op.getLinkFiles() ? "link_files" : "link_merge_files")
           << "'; list all objects in link_files";
  if (Op.getLinkFiles() && Op.getLinkMergeFiles()) {
    llvm::StringSet<> Linked;
    for (StringAttr File : Op.getLinkFiles()->getAsRange<StringAttr>())
      Linked.insert(File.getValue());
    for (StringAttr File : Op.getLinkMergeFiles()->getAsRange<StringAttr>())
      if (Linked.contains(File.getValue()))
        return Op.emitOpError("artifact '")
               << File.getValue()
               << "' appears in both 'link_files' and 'link_merge_files'; it "
                  "can be in one only";
  }
  uint32_t Memory = hw::tileInfo(hw::TileKind::Core).DataMemoryBytes;
  if (Op.getEffectiveStackSize() >= Memory)
    return Op.emitOpError("stack_size ")
           << Op.getEffectiveStackSize()
           << " leaves no local memory for this tile's buffers (" << Memory
           << " bytes total)";
  return success();
}

/// How a function's object or IR is linked is said by attributes.
static LogicalResult check(func::FuncOp Op) {
  Attribute Mode = Op->getDiscardableAttr("link_with_mode");
  if (!Mode)
    return success();
  auto Name = dyn_cast<StringAttr>(Mode);
  if (!Op->hasAttr("link_with"))
    return Op.emitError("func '")
           << Op.getSymName()
           << "' has link_with_mode but no link_with, which names the file";
  if (!Name || Name.getValue() != "merge")
    return Op.emitError("func '")
           << Op.getSymName() << "' has unknown link_with_mode '"
           << (Name ? Name.getValue() : StringRef("(no string)"))
           << "'; the only supported value is 'merge'";
  return success();
}

//===----------------------------------------------------------------------===//
// DMA programs
//===----------------------------------------------------------------------===//

/// One BD a block, at most one acquire and one release beside it.
static LogicalResult verifyBdBlock(Operation *Program, Block &BdBlock) {
  unsigned Bds = 0, Acquires = 0, Releases = 0;
  for (Operation &Op : BdBlock) {
    Bds += isa<DMABDOp>(Op);
    if (auto Use = dyn_cast<UseLockOp>(Op))
      ++(Use.release() ? Releases : Acquires);
  }
  if (Bds == 0)
    return success();
  for (auto [What, Count] :
       {std::pair("DMABDOp", Bds), std::pair("acquire UseLockOp", Acquires),
        std::pair("release UseLockOp", Releases)}) {
    if (Count <= 1)
      continue;
    InFlightDiagnostic Error =
        Program->emitOpError("BD block must have at most one ")
        << What << ", found " << Count;
    Error.attachNote(BdBlock.front().getLoc()) << "in this BD block";
    return Error;
  }
  return success();
}

/// Channels that a program starts, each with its first BD block or null.
static LogicalResult verifyChannels(Operation *Program, Region &Body,
                                    const hw::TileInfo &Info) {
  llvm::SetVector<unsigned> Used[2];
  auto Use = [&](DMAChannelDir Dir, unsigned Channel) {
    Used[Dir == DMAChannelDir::MM2S].insert(Channel);
  };
  Body.walk([&](Operation *Op) {
    if (auto Start = dyn_cast<DMAStartOp>(Op))
      Use(Start.getChannelDir(), Start.getChannelIndex());
    if (auto Region = dyn_cast<DMAOp>(Op))
      Use(Region.getChannelDir(), Region.getChannelIndex());
  });
  for (bool Send : {false, true}) {
    unsigned Limit = Send ? Info.MM2S : Info.S2MM;
    const char *Word = Send ? "output" : "input";
    if (Used[Send].size() > Limit)
      return Program->emitOpError("uses more ")
             << Word << " channels than available on this tile ("
             << Used[Send].size() << " of " << Limit << ")";
    for (unsigned Channel : Used[Send])
      if (Channel >= Limit)
        return Program->emitOpError("uses ")
               << Word << " channel " << Channel << ", but a "
               << kindName(Info.Kind) << " has channels 0 to " << Limit - 1;
  }
  return success();
}

static LogicalResult verifyDmaProgram(Operation *Program, Value Tile,
                                      Region &Body, hw::TileKind Kind) {
  if (failed(verifyOnTile(Program, Tile, Kind)))
    return failure();
  if (Body.empty())
    return Program->emitOpError("needs a body that ends in aie.end");
  const hw::TileInfo &Info = hw::tileInfo(Kind);
  unsigned Bds = 0;
  for (Block &BdBlock : Body) {
    if (BdBlock.empty())
      return Program->emitOpError("has an empty block; end it with aie.end");
    if (!isa<DMAStartOp, NextBDOp, EndOp>(BdBlock.back()))
      return BdBlock.back()
                 .emitOpError(
                     "is not an allowed terminator of a DMA program; use "
                     "aie.dma_start, aie.next_bd or aie.end")
                 .attachNote(Program->getLoc())
             << "in this program";
    if (!BdBlock.getOps<DMABDOp>().empty())
      ++Bds;
    if (failed(verifyBdBlock(Program, BdBlock)))
      return failure();
    for (auto Alloc : BdBlock.getOps<memref::AllocOp>())
      if (!Alloc->hasAttr("id"))
        return Alloc.emitOpError("in a DMA program needs an attribute 'id'");
  }
  if (Bds > Info.Bds)
    return Program->emitOpError("has more than ")
           << Info.Bds << " blocks with a BD (" << Bds << "), but the "
           << kindName(Kind) << " has " << Info.Bds << " BDs";
  return verifyChannels(Program, Body, Info);
}

static LogicalResult check(MemOp Op) {
  return verifyDmaProgram(Op, Op.getTile(), Op.getBody(), hw::TileKind::Core);
}

static LogicalResult check(ShimDMAOp Op) {
  return verifyDmaProgram(Op, Op.getTile(), Op.getBody(),
                          hw::TileKind::ShimNoC);
}

/// The tile of the buffer or lock \p Operand, or null.
static TileOp ownerTile(Value Operand) {
  if (auto Buffer = Operand.getDefiningOp<BufferOp>())
    return Buffer.getTileOp();
  if (auto Lock = Operand.getDefiningOp<LockOp>())
    return Lock.getTileOp();
  return {};
}

/// Channels of a mem tile that do not reach its neighbours must stay at home.
static LogicalResult verifyLocalChannel(DMAStartOp Start, TileOp Tile) {
  unsigned Channel = Start.getChannelIndex();
  llvm::SetVector<Block *> Chain;
  Chain.insert(Start.getDest());
  for (unsigned I = 0; I < Chain.size(); ++I)
    if (auto Next = dyn_cast<NextBDOp>(Chain[I]->back()))
      Chain.insert(Next.getDest());
  for (Block *BdBlock : Chain)
    for (Operation &Op : *BdBlock) {
      if (!isa<DMABDOp, UseLockOp>(Op))
        continue;
      TileOp Owner = ownerTile(Op.getOperand(0));
      if (!Owner || Owner == Tile)
        continue;
      bool Reached = llvm::any_of(
          hw::dmaWindows(hw::TileKind::Mem), [&](const hw::ReachWindow &W) {
            return Tile.colIndex() + W.ColumnStep == Owner.colIndex() &&
                   Channel >= W.FirstChannel && Channel <= W.LastChannel;
          });
      if (!Reached)
        return Op.emitOpError("is reachable from DMA channel ")
               << Channel << " and attempts to access a non-local "
               << (isa<DMABDOp>(Op) ? "buffer" : "lock");
    }
  return success();
}

static LogicalResult check(MemTileDMAOp Op) {
  if (failed(
          verifyDmaProgram(Op, Op.getTile(), Op.getBody(), hw::TileKind::Mem)))
    return failure();
  TileOp Tile = Op.getTileOp();
  if (!Tile)
    return success();
  for (Block &StartBlock : Op.getBody())
    if (auto Start = dyn_cast<DMAStartOp>(StartBlock.back()))
      if (failed(verifyLocalChannel(Start, Tile)))
        return failure();
  return success();
}

/// Where \p Tile is or, for a logical tile, will be.
static std::optional<std::pair<int, int>> coordinates(Value Tile) {
  if (TileOp Placed = placedTile(Tile))
    return std::pair(Placed.colIndex(), Placed.rowIndex());
  if (auto Logical = Tile.getDefiningOp<LogicalTileOp>())
    if (Logical.getCol() && Logical.getRow())
      return std::pair(int(*Logical.getCol()), int(*Logical.getRow()));
  return std::nullopt;
}

/// Two cores on one tile.
static LogicalResult checkCores(DeviceOp Device) {
  std::map<std::pair<int, int>, CoreOp> Cores;
  for (CoreOp Core : Device.getOps<CoreOp>()) {
    auto At = coordinates(Core.getTile());
    if (!At)
      continue;
    auto [Place, New] = Cores.insert({*At, Core});
    if (New)
      continue;
    InFlightDiagnostic Error = Core.emitOpError()
                               << "tile (" << At->first << ", " << At->second
                               << ") already has a core; each compute tile can "
                                  "host only one core";
    Error.attachNote(Place->second.getLoc()) << "the other core";
    return Error;
  }
  return success();
}

LogicalResult aieforge::checkStructure(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<TileOp, LogicalTileOp, CoreOp, func::FuncOp, MemOp, MemTileDMAOp,
            ShimDMAOp>([](auto Typed) { return check(Typed); })
      .Default(success());
}

/// Verifies what \p Device stands for in the newest spelling. parseDesign
/// verifies after normalising; other readers of MLIR (the language server) do
/// not normalise, so a copy is.
static LogicalResult verifyNormalized(DeviceOp Device) {
  auto Module = dyn_cast_or_null<ModuleOp>(Device->getParentOp());
  if (!Module)
    return success();
  OwningOpRef<ModuleOp> Copy = Module.clone();
  if (failed(normalizeSpelling(*Copy)))
    return failure();
  for (auto [Original, Copied] :
       llvm::zip(Module.getOps<DeviceOp>(), Copy->getOps<DeviceOp>()))
    if (Original == Device)
      return verify(Copied);
  return success();
}

LogicalResult DeviceOp::verifyRegions() {
  bool HasOldForm =
      getOperation()
          ->walk([](OldFormOp) { return WalkResult::interrupt(); })
          .wasInterrupted();
  if (HasOldForm)
    return verifyNormalized(*this);
  if (!getTargetModel())
    return emitOpError() << "'" << stringifyAIEDevice(getDevice())
                         << "' is not an NPU; the devices are "
                         << hw::deviceNames();
  // Every op with something wrong is reported, not just the first.
  bool Failed = failed(checkCores(*this));
  getOperation()->walk([&](Operation *Op) {
    if (Op == getOperation())
      return;
    Failed |= failed(checkStructure(Op)) || failed(checkMemory(Op)) ||
              failed(checkStreams(Op)) || failed(checkObjectFifos(Op)) ||
              failed(checkTransfers(Op)) || failed(checkRegisterAccess(Op)) ||
              failed(checkTasks(Op)) || failed(checkTraces(Op));
  });
  return failure(Failed);
}
