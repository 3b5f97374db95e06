//===- AIEStreamOps.cpp - flows, switches, cascade ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

TileOp SwitchboxOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int SwitchboxOp::colIndex() { return getTileOp().colIndex(); }
int SwitchboxOp::rowIndex() { return getTileOp().rowIndex(); }
void SwitchboxOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  if (TileOp Tile = getTileOp())
    SetName(
        getResult(),
        llvm::formatv("switchbox_{0}_{1}", Tile.getCol(), Tile.getRow()).str());
}

TileOp ShimMuxOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }
int ShimMuxOp::colIndex() { return getTileOp().colIndex(); }
int ShimMuxOp::rowIndex() { return getTileOp().rowIndex(); }
void ShimMuxOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  if (TileOp Tile = getTileOp())
    SetName(
        getResult(),
        llvm::formatv("shim_mux_{0}_{1}", Tile.getCol(), Tile.getRow()).str());
}

void AMSelOp::getAsmResultNames(OpAsmSetValueNameFn) {}

//===----------------------------------------------------------------------===//
// aie.shim_dma_allocation
//===----------------------------------------------------------------------===//

TileOp ShimDMAAllocationOp::getTileOp() {
  return getTile().getDefiningOp<TileOp>();
}

/// @name(%tile, DIR, channel[, packet]); until December 2025
/// @name(DIR, channel, column[, packet]).
ParseResult ShimDMAAllocationOp::parse(OpAsmParser &Parser,
                                       OperationState &State) {
  StringAttr Name;
  OpAsmParser::UnresolvedOperand Tile;
  DMAChannelDir Dir;
  int64_t Channel;
  Builder &B = Parser.getBuilder();
  if (Parser.parseSymbolName(Name, "sym_name", State.attributes) ||
      Parser.parseLParen())
    return failure();
  OptionalParseResult HasTile = Parser.parseOptionalOperand(Tile);
  if (HasTile.has_value() && (failed(*HasTile) || Parser.parseComma()))
    return failure();
  if (parseEnum<DMAChannelDir>(Parser, Dir, symbolizeDMAChannelDir,
                               "DMA direction (S2MM, MM2S)") ||
      Parser.parseComma() || Parser.parseInteger(Channel))
    return failure();
  State.addAttribute("channel_dir",
                     DMAChannelDirAttr::get(B.getContext(), Dir));
  State.addAttribute("channel_index", B.getI64IntegerAttr(Channel));
  if (!HasTile.has_value()) {
    int64_t Column;
    if (Parser.parseComma() || Parser.parseInteger(Column))
      return failure();
    State.addAttribute("col", B.getI64IntegerAttr(Column));
  }
  if (succeeded(Parser.parseOptionalComma())) {
    Attribute Packet = PacketInfoAttr::parse(Parser, Type());
    if (!Packet)
      return failure();
    State.addAttribute("packet", Packet);
  }
  if (Parser.parseRParen() || parseAttrDict<ShimDMAAllocationOp>(Parser, State))
    return failure();
  if (HasTile.has_value())
    return Parser.resolveOperand(Tile, B.getIndexType(), State.operands);
  makeOldForm(Parser, State);
  return success();
}

void ShimDMAAllocationOp::print(OpAsmPrinter &Printer) {
  Printer << " ";
  Printer.printSymbolName(getSymName());
  Printer << "(" << getTile() << ", " << stringifyDMAChannelDir(getChannelDir())
          << ", " << getChannelIndex();
  if (auto Packet = getPacketAttr()) {
    Printer << ", ";
    Printer.printStrippedAttrOrType(Packet);
  }
  Printer << ")";
  SmallVector<StringRef> Hidden = {"sym_name", "channel_dir", "channel_index",
                                   "packet"};
  if (!getPlio())
    Hidden.push_back("plio");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEStreamOps.cpp.inc"

void AIEDialect::registerStreamOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIEStreamOps.cpp.inc"
      >();
}
