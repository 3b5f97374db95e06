//===- AIEStructureOps.cpp - devices, tiles, cores ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "aieforge/Hardware/Device.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

//===----------------------------------------------------------------------===//
// aie.device
//===----------------------------------------------------------------------===//

/// Devices under names that they had in 2023 and 2024, and npu4, which is
/// iree-amd-aie's word for npu2.
static std::optional<AIEDevice> findDeviceKeyword(StringRef Name) {
  if (auto Device = symbolizeAIEDevice(Name))
    return Device;
  return llvm::StringSwitch<std::optional<AIEDevice>>(Name)
      .Cases({"ipu", "npu", "npu1_4col"}, AIEDevice::npu1)
      .Case("npu4", AIEDevice::npu2)
      .Default(std::nullopt);
}

ParseResult DeviceOp::parse(OpAsmParser &Parser, OperationState &State) {
  AIEDevice Device;
  StringAttr Name;
  SMLoc Loc;
  if (Parser.parseLParen() || Parser.getCurrentLocation(&Loc))
    return failure();
  std::string Keyword;
  if (Parser.parseKeywordOrString(&Keyword))
    return failure();
  auto Found = findDeviceKeyword(Keyword);
  if (!Found)
    return Parser.emitError(Loc) << "unknown device '" << Keyword
                                 << "'; the devices are " << hw::deviceNames();
  Device = *Found;
  if (Parser.parseRParen())
    return failure();
  State.addAttribute("device", AIEDeviceAttr::get(Parser.getContext(), Device));
  (void)Parser.parseOptionalSymbolName(Name);
  if (Name)
    State.addAttribute("sym_name", Name);
  Region *Body = State.addRegion();
  if (Parser.parseRegion(*Body))
    return failure();
  ensureTerminator(*Body, Parser.getBuilder(), State.location);
  // Before devices had names, some text gave them one in the dictionary.
  if (parseAttrDict<DeviceOp>(Parser, State))
    return failure();
  if (!State.attributes.get("sym_name"))
    State.addAttribute("sym_name",
                       Parser.getBuilder().getStringAttr(getDefaultName()));
  return success();
}

void DeviceOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << stringifyAIEDevice(getDevice()) << ")";
  if (getSymName() != getDefaultName()) {
    Printer << " ";
    Printer.printSymbolName(getSymName());
  }
  Printer << " ";
  Printer.printRegion(getBodyRegion(), /*printEntryBlockArgs=*/false,
                      /*printBlockTerminators=*/false);
  Printer.printOptionalAttrDict((*this)->getAttrs(), {"device", "sym_name"});
}

const hw::Device *DeviceOp::getTargetModel() {
  return hw::findDevice(stringifyAIEDevice(getDevice()));
}

TileOp DeviceOp::findTile(int Col, int Row) {
  for (TileOp Tile : getOps<TileOp>())
    if (Tile.colIndex() == Col && Tile.rowIndex() == Row)
      return Tile;
  return {};
}

TileOp DeviceOp::getOrCreateTile(OpBuilder &Builder, int Col, int Row) {
  if (TileOp Tile = findTile(Col, Row))
    return Tile;
  OpBuilder::InsertionGuard Guard(Builder);
  Block &Body = getBodyRegion().front();
  Builder.setInsertionPointToStart(&Body);
  for (TileOp Tile : getOps<TileOp>())
    Builder.setInsertionPointAfter(Tile);
  return TileOp::create(Builder, getLoc(), Builder.getIndexType(), Col, Row,
                        StringAttr());
}

//===----------------------------------------------------------------------===//
// aie.tile, aie.logical_tile
//===----------------------------------------------------------------------===//

static AIETileType tileTypeOf(hw::TileKind Kind) {
  switch (Kind) {
  case hw::TileKind::Core:
    return AIETileType::CoreTile;
  case hw::TileKind::Mem:
    return AIETileType::MemTile;
  case hw::TileKind::ShimNoC:
    return AIETileType::ShimNOCTile;
  case hw::TileKind::ShimPL:
    return AIETileType::ShimPLTile;
  }
  return AIETileType::CoreTile;
}

void TileOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  StringRef Prefix = "tile";
  if (DeviceOp Device = (*this)->getParentOfType<DeviceOp>())
    if (const hw::Device *Model = Device.getTargetModel())
      if (Model->contains(getCol(), getRow()))
        switch (Model->kind(getCol(), getRow())) {
        case hw::TileKind::Core:
          break;
        case hw::TileKind::Mem:
          Prefix = "mem_tile";
          break;
        case hw::TileKind::ShimNoC:
          Prefix = "shim_noc_tile";
          break;
        case hw::TileKind::ShimPL:
          Prefix = "shim_pl_tile";
          break;
        }
  SetName(getResult(),
          llvm::formatv("{0}_{1}_{2}", Prefix, getCol(), getRow()).str());
}

AIETileType TileOp::getTileType() {
  DeviceOp Device = (*this)->getParentOfType<DeviceOp>();
  const hw::Device *Model = Device ? Device.getTargetModel() : nullptr;
  if (!Model || !Model->contains(getCol(), getRow()))
    return AIETileType::CoreTile;
  return tileTypeOf(Model->kind(getCol(), getRow()));
}

/// The op of type \p OpT on the tile \p Tile, or null.
template <typename OpT> static OpT opOnTile(TileOp Tile) {
  for (Operation *User : Tile.getResult().getUsers())
    if (auto Op = dyn_cast<OpT>(User))
      return Op;
  return {};
}

CoreOp TileOp::getCoreOp() { return opOnTile<CoreOp>(*this); }
MemOp TileOp::getMemOp() { return opOnTile<MemOp>(*this); }
MemTileDMAOp TileOp::getMemTileDMAOp() { return opOnTile<MemTileDMAOp>(*this); }
ShimDMAOp TileOp::getShimDMAOp() { return opOnTile<ShimDMAOp>(*this); }
SwitchboxOp TileOp::getSwitchboxOp() { return opOnTile<SwitchboxOp>(*this); }

static ParseResult parseTileKind(OpAsmParser &Parser, AIETileTypeAttr &Kind) {
  SMLoc Loc = Parser.getCurrentLocation();
  std::string Keyword;
  if (Parser.parseKeywordOrString(&Keyword))
    return failure();
  auto Found = symbolizeAIETileType(Keyword);
  if (!Found)
    return Parser.emitError(Loc)
           << "unknown logical tile type '" << Keyword
           << "'; the types are CoreTile, MemTile, ShimNOCTile, ShimPLTile";
  Kind = AIETileTypeAttr::get(Parser.getContext(), *Found);
  return success();
}

static void printTileKind(OpAsmPrinter &Printer, Operation *,
                          AIETileTypeAttr Kind) {
  Printer << stringifyAIETileType(Kind.getValue());
}

/// An integer, or ? for a coordinate that placement chooses.
static ParseResult parseCoordinate(OpAsmParser &Parser, IntegerAttr &Value) {
  if (succeeded(Parser.parseOptionalQuestion()))
    return success();
  int32_t Coordinate;
  if (Parser.parseInteger(Coordinate))
    return failure();
  Value = Parser.getBuilder().getI32IntegerAttr(Coordinate);
  return success();
}

static void printCoordinate(OpAsmPrinter &Printer, Operation *,
                            IntegerAttr Value) {
  if (Value)
    Printer << Value.getInt();
  else
    Printer << "?";
}

void LogicalTileOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  switch (getTileType()) {
  case AIETileType::CoreTile:
    return SetName(getResult(), "logical_core");
  case AIETileType::MemTile:
    return SetName(getResult(), "logical_mem");
  case AIETileType::ShimNOCTile:
    return SetName(getResult(), "logical_shim_noc");
  case AIETileType::ShimPLTile:
    return SetName(getResult(), "logical_shim_pl");
  }
}

//===----------------------------------------------------------------------===//
// aie.core, aie.mem, aie.memtile_dma, aie.shim_dma
//===----------------------------------------------------------------------===//

/// "core_0_2" for an op on tile (0, 2); nothing on a logical tile.
static void nameAfterTile(Value Result, StringRef Prefix, TileOp Tile,
                          OpAsmSetValueNameFn SetName) {
  if (Tile)
    SetName(Result,
            llvm::formatv("{0}_{1}_{2}", Prefix, Tile.getCol(), Tile.getRow())
                .str());
  else
    SetName(Result, Prefix);
}

TileOp CoreOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int CoreOp::colIndex() { return getTileOp().colIndex(); }
int CoreOp::rowIndex() { return getTileOp().rowIndex(); }
void CoreOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameAfterTile(getResult(), "core", getTileOp(), SetName);
}
uint32_t CoreOp::getEffectiveStackSize() {
  return getStackSize().value_or(DefaultStackSize);
}
bool CoreOp::isEmpty() {
  return getBody().hasOneBlock() &&
         getBody().front().getOperations().size() == 1 &&
         isa<EndOp>(getBody().front().front());
}

TileOp MemOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int MemOp::colIndex() { return getTileOp().colIndex(); }
int MemOp::rowIndex() { return getTileOp().rowIndex(); }
void MemOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameAfterTile(getResult(), "mem", getTileOp(), SetName);
}

TileOp MemTileDMAOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int MemTileDMAOp::colIndex() { return getTileOp().colIndex(); }
int MemTileDMAOp::rowIndex() { return getTileOp().rowIndex(); }
void MemTileDMAOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameAfterTile(getResult(), "memtile_dma", getTileOp(), SetName);
}

TileOp ShimDMAOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int ShimDMAOp::colIndex() { return getTileOp().colIndex(); }
int ShimDMAOp::rowIndex() { return getTileOp().rowIndex(); }
void ShimDMAOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameAfterTile(getResult(), "shim_dma", getTileOp(), SetName);
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEStructureOps.cpp.inc"

void AIEDialect::registerStructureOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIEStructureOps.cpp.inc"
      >();
}
