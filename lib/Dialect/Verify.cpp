//===- Verify.cpp - questions that several verifiers ask ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/StreamSwitch.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

const hw::Device *aieforge::modelOf(Operation *Op) {
  DeviceOp Device = dyn_cast<DeviceOp>(Op);
  if (!Device)
    Device = Op->getParentOfType<DeviceOp>();
  return Device ? Device.getTargetModel() : nullptr;
}

TileOp aieforge::placedTile(Value Tile) {
  return Tile ? Tile.getDefiningOp<TileOp>() : TileOp();
}

std::optional<hw::TileKind> aieforge::tileKind(Value Tile) {
  if (TileOp Placed = placedTile(Tile)) {
    const hw::Device *Model = modelOf(Placed);
    if (!Model || !Model->contains(Placed.getCol(), Placed.getRow()))
      return std::nullopt;
    return Model->kind(Placed.getCol(), Placed.getRow());
  }
  auto Logical = Tile ? Tile.getDefiningOp<LogicalTileOp>() : LogicalTileOp();
  if (!Logical)
    return std::nullopt;
  switch (Logical.getTileType()) {
  case AIETileType::CoreTile:
    return hw::TileKind::Core;
  case AIETileType::MemTile:
    return hw::TileKind::Mem;
  case AIETileType::ShimNOCTile:
    return hw::TileKind::ShimNoC;
  case AIETileType::ShimPLTile:
    return hw::TileKind::ShimPL;
  }
  return std::nullopt;
}

StringRef aieforge::kindName(hw::TileKind Kind) {
  switch (Kind) {
  case hw::TileKind::Core:
    return "core tile";
  case hw::TileKind::Mem:
    return "mem tile";
  case hw::TileKind::ShimNoC:
  case hw::TileKind::ShimPL:
    return "shim tile";
  }
  return "tile";
}

/// True if a window of \p Windows shows \p Tile to \p From.
static bool inWindow(ArrayRef<hw::ReachWindow> Windows, TileOp From,
                     TileOp Tile) {
  return llvm::any_of(Windows, [&](const hw::ReachWindow &Window) {
    return From.colIndex() + Window.ColumnStep == Tile.colIndex() &&
           From.rowIndex() + Window.RowStep == Tile.rowIndex();
  });
}

bool aieforge::isReachable(TileOp Tile, Operation *User, TileOp &From) {
  for (Operation *Op = User; Op; Op = Op->getParentOp()) {
    if (auto Core = dyn_cast<CoreOp>(Op)) {
      From = Core.getTileOp();
      return !From ||
             (Tile.isCoreTile() && inWindow(hw::coreWindows(), From, Tile));
    }
    // The BD or lock use says itself that it may use its own tile only.
    if (isa<MemOp>(Op))
      return true;
    if (auto Mem = dyn_cast<MemTileDMAOp>(Op)) {
      From = Mem.getTileOp();
      return !From || (Tile.isMemTile() &&
                       inWindow(hw::dmaWindows(hw::TileKind::Mem), From, Tile));
    }
    if (auto Shim = dyn_cast<ShimDMAOp>(Op)) {
      From = Shim.getTileOp();
      return !From || From == Tile;
    }
  }
  return true;
}

LogicalResult aieforge::verifyReachable(Operation *Resource, TileOp Tile,
                                        const char *What) {
  if (!Tile)
    return success();
  for (Operation *User : Resource->getUsers()) {
    TileOp From;
    if (isReachable(Tile, User, From))
      continue;
    InFlightDiagnostic Error =
        Resource->emitOpError()
        << What << " in Column " << Tile.getCol() << " and Row "
        << Tile.getRow() << " is accessed from an unreachable tile in Column "
        << From.getCol() << " and Row " << From.getRow();
    Error.attachNote(User->getLoc()) << "the access";
    return Error;
  }
  return success();
}

LogicalResult aieforge::verifyPacket(Operation *Op, PacketInfoAttr Packet) {
  if (!Packet)
    return success();
  // Scripts look for other words where a task is at fault.
  bool InTask = isa_and_nonnull<aiex::DMAConfigureTaskOp>(Op->getParentOp());
  if (Packet.getPktType() > hw::maxPacketType())
    return Op->emitOpError(InTask ? "Packet Type exceeds the maximum supported "
                                    "by 3 bits. "
                                  : "Packet type field can only hold 3 bits. ")
           << Packet.getPktType() << " exceeds " << hw::maxPacketType();
  if (Packet.getPktId() > hw::maxPacketId())
    return Op->emitOpError(InTask ? "Packet ID exceeds the maximum supported "
                                    "by 5 bits. "
                                  : "Packet ID field can only hold 5 bits. ")
           << Packet.getPktId() << " exceeds " << hw::maxPacketId();
  return success();
}
