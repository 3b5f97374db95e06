//===- AIEXTaskVerify.cpp - what makes DMA tasks and resets legal ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

using aie::DMABDOp;

/// The BDs of a task hang together from the entry block.
static LogicalResult checkChain(Operation *Op, Region &Body) {
  if (Body.empty())
    return success();
  llvm::SetVector<Block *> Chain;
  Chain.insert(&Body.front());
  for (unsigned I = 0; I < Chain.size(); ++I)
    if (!Chain[I]->empty())
      for (Block *Next : Chain[I]->back().getSuccessors())
        Chain.insert(Next);
  for (Block &BdBlock : Body)
    if (!Chain.contains(&BdBlock) && !BdBlock.empty())
      return BdBlock.front().emitOpError(
          "Block ending in this terminator does not form a chain with entry "
          "block");
  return success();
}

/// BDs of a task on a tile of \p Kind.
static LogicalResult checkTaskBds(Region &Body, hw::TileKind Kind) {
  // One dimension more than the BD has becomes its iteration.
  const hw::TileInfo &Info = hw::tileInfo(Kind);
  unsigned Dims = Kind == hw::TileKind::Mem ? Info.Dma.Dims : Info.Dma.Dims + 1;
  for (Block &BdBlock : Body)
    for (DMABDOp Bd : BdBlock.getOps<DMABDOp>()) {
      auto Sizes = Bd.getStaticSizes();
      if (Sizes && Sizes->size() > Dims)
        return Bd.emitOpError("Cannot give more than ")
               << Dims << " dimensions on a " << kindName(Kind);
      if (Bd.getIteration())
        return Bd.emitOpError(
            "the iteration attribute is not supported on the runtime-sequence "
            "path: a task takes its iteration from the outermost dimension");
      if (Bd.getBurstLength() != 0 && Kind != hw::TileKind::ShimNoC)
        return Bd.emitOpError("Burst length is only supported in Shim NOC "
                              "tiles that are connected to the memory-mapped "
                              "NOC.");
    }
  return success();
}

static LogicalResult check(DMAConfigureTaskOp Op) {
  if (failed(verifyPacket(Op, Op.getPacketAttr())) ||
      failed(checkChain(Op, Op.getBody())))
    return failure();
  auto Kind = tileKind(Op.getTile());
  if (!Kind)
    return success();
  const hw::TileInfo &Info = hw::tileInfo(*Kind);
  unsigned Channels = Info.channels(
      Op.getDirection() == aie::DMAChannelDir::S2MM ? hw::Direction::S2MM
                                                    : hw::Direction::MM2S);
  if (static_cast<unsigned>(Op.getChannel()) >= Channels)
    return Op.emitOpError("channel ")
           << Op.getChannel() << " does not exist: a " << kindName(*Kind)
           << " has " << Channels << " of this direction";
  return checkTaskBds(Op.getBody(), *Kind);
}

static LogicalResult check(DMAConfigureTaskForOp Op) {
  if (failed(checkChain(Op, Op.getBody())))
    return failure();
  auto Allocation = findInDevice<aie::ShimDMAAllocationOp>(
      Op, Op.getAlloc().getRootReference().getValue());
  auto Kind = Allocation ? tileKind(Allocation.getTile()) : std::nullopt;
  return Kind ? checkTaskBds(Op.getBody(), *Kind) : success();
}

/// Arguments of a started chain are those that it declares.
template <typename OpT> static LogicalResult checkStartChain(OpT Op) {
  auto Chain = findInDevice<aie::BDChainOp>(Op, Op.getSymbol());
  if (!Chain)
    return Op.emitOpError("symbol does not reference valid BD chain: ")
           << Op.getSymbolAttr();
  if (Chain.getBody().empty())
    return success();
  auto Declared = Chain.getBody().getArgumentTypes();
  if (Declared.size() != Op.getArgs().size())
    return Op.emitOpError("Number of arguments (")
           << Op.getArgs().size() << ") does not match the BD chain's ("
           << Declared.size() << ")";
  for (auto [Index, Pair] :
       llvm::enumerate(llvm::zip(Declared, Op.getArgs().getTypes())))
    if (std::get<0>(Pair) != std::get<1>(Pair))
      return Op.emitOpError("Argument ")
             << Index + 1 << " types mismatch: the BD chain has "
             << std::get<0>(Pair);
  return success();
}
static LogicalResult check(DMAStartBdChainOp Op) { return checkStartChain(Op); }
static LogicalResult check(DMAStartBdChainForOp Op) {
  return checkStartChain(Op);
}

static LogicalResult check(ConfigureOp Op) {
  auto Module = Op->getParentOfType<ModuleOp>();
  Operation *Target =
      Module ? SymbolTable::lookupSymbolIn(Module, Op.getSymbolAttr())
             : nullptr;
  if (!Target)
    return Op.emitOpError("No such device: '") << Op.getSymbolAttr() << "'";
  auto Device = dyn_cast<aie::DeviceOp>(Target);
  if (!Device)
    return Op.emitOpError("Not a device: '") << Op.getSymbolAttr() << "'";
  auto Parent = Op->getParentOfType<aie::DeviceOp>();
  auto Kind = Device->getAttrOfType<aie::AIEDeviceAttr>("device");
  if (!Kind || Kind.getValue() != Parent.getDevice())
    return Op.emitOpError("Device types do not match: '")
           << aie::stringifyAIEDevice(Parent.getDevice()) << "' vs. '"
           << (Kind ? aie::stringifyAIEDevice(Kind.getValue()) : "none") << "'";
  return success();
}

static LogicalResult check(RunOp Op) {
  auto Module = Op->getParentOfType<ModuleOp>();
  auto Configure = cast<ConfigureOp>(Op->getParentOp());
  auto Device = dyn_cast_or_null<aie::DeviceOp>(
      Module ? SymbolTable::lookupSymbolIn(Module, Configure.getSymbolAttr())
             : nullptr);
  // The configure op's own error says enough.
  if (!Device)
    return success();
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>()) {
    if (Sequence.getSymName() != Op.getRuntimeSequenceSymbol() ||
        Sequence.getBody().empty())
      continue;
    auto Declared = Sequence.getBody().getArgumentTypes();
    if (Declared.size() != Op.getArgs().size())
      return mlir::emitError(Op.getLoc(), "number of run op arguments (")
             << Op.getArgs().size()
             << ") does not match number of callee runtime sequence arguments ("
             << Declared.size() << "): argument count mismatch";
    return success();
  }
  StringRef Name = Op.getRuntimeSequenceSymbol();
  if (Operation *Other = SymbolTable::lookupSymbolIn(Device, Name);
      Other && !isa<aie::RuntimeSequenceOp>(Other))
    return Op.emitOpError("'")
           << Name << "' is not a runtime sequence but a " << Other->getName();
  InFlightDiagnostic Error =
      Op.emitOpError("No such runtime sequence for device '")
      << Configure.getSymbol() << "': '" << Name << "'";
  Error.attachNote(Device.getLoc())
      << "This device does not have a '" << Name << "' runtime sequence";
  return Error;
}

//===----------------------------------------------------------------------===//
// Resets
//===----------------------------------------------------------------------===//

static LogicalResult check(SetLockOp Op) {
  if (Op.getValue() > 63)
    return Op.emitOpError("Lock value exceeds the maximum value of 63: ")
           << Op.getValue();
  if (!Op.getLockOp())
    return Op.emitOpError("needs an aie.lock");
  return success();
}

static LogicalResult check(DMAChannelResetOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (!Kind)
    return success();
  if (hw::isShim(*Kind))
    return Op.emitOpError("tile has no DMA channel reset (only core and mem "
                          "tiles do; shim NOC DMA has no reset bit)");
  unsigned Channels = hw::tileInfo(*Kind).channels(
      Op.getDirection() == aie::DMAChannelDir::S2MM ? hw::Direction::S2MM
                                                    : hw::Direction::MM2S);
  if (static_cast<unsigned>(Op.getChannel()) >= Channels)
    return Op.emitOpError("channel ")
           << Op.getChannel() << " out of range for this tile and direction: a "
           << kindName(*Kind) << " has " << Channels;
  return success();
}

/// Before object FIFOs are lowered the name may still have to come.
static LogicalResult check(DMAChannelResetForOp Op) {
  auto Device = Op->getParentOfType<aie::DeviceOp>();
  Operation *Target = SymbolTable::lookupSymbolIn(Device, Op.getSymbolAttr());
  if (!Target ||
      isa<aie::ObjectFifoCreateOp, aie::ObjectFifoRearmBindingOp>(Target))
    return success();
  return Op.emitOpError("symbol is neither an objectfifo nor its rearm "
                        "binding: ")
         << Op.getSymbolAttr();
}

static LogicalResult check(CoreResetOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && *Kind != hw::TileKind::Core)
    return Op.emitOpError("tile must be a core tile, not a ")
           << kindName(*Kind);
  return success();
}

LogicalResult aieforge::checkTasks(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<DMAConfigureTaskOp, DMAConfigureTaskForOp, DMAStartBdChainOp,
            DMAStartBdChainForOp, ConfigureOp, RunOp, SetLockOp,
            DMAChannelResetOp, DMAChannelResetForOp, CoreResetOp>(
          [](auto Typed) { return check(Typed); })
      .Default(success());
}
