//===- ScratchpadParameters.cpp - values that come with each launch -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-lower-scratchpad-parameters
// In:  aiex.scratchpad_parameter ops and their uses, in cores or as offsets of
//      transfers; tiles are placed, locks and buffers not yet numbered.
// Out: parameters have numbers in the state table. Offsets name the number.
//      Each core that reads parameters has a buffer for each of them and waits
//      on a lock first; sequences fill the buffers and release the locks.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Transforms/DesignQueries.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOWERSCRATCHPADPARAMETERS
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;
using aiex::ReadScratchpadParameterOp;
using aiex::ScratchpadParameterOp;

/// Entries of the state table; one table serves all images of a sequence.
constexpr unsigned MaxParameters = 32;
/// The firmware clears the two low bits of what it writes, so the host shifts
/// values up by as many.
constexpr unsigned ValueShift = 2;

namespace {

/// One device: its cores' buffers and locks, and the syncs of its sequences.
class DeviceLowering {
public:
  explicit DeviceLowering(aie::DeviceOp Device)
      : Device(Device), Builder(Device.getContext()) {}

  LogicalResult run(unsigned Parameters);

private:
  LogicalResult makeBuffers();
  void lowerRead(ReadScratchpadParameterOp Read, Value Buffer);
  void makeLocks();
  void addSyncs();
  void lowerSync(aiex::SyncScratchpadParametersOp Sync, unsigned Parameters);

  struct Source {
    unsigned Index; ///< In the state table.
    StringAttr Buffer;
  };
  aie::DeviceOp Device;
  OpBuilder Builder;
  bool AnyUse = false;
  unsigned NextName = 0;
  SmallVector<Source> Sources;
  SmallVector<ReadScratchpadParameterOp> Reads;
  SmallVector<Value> Locks;
};

struct LowerScratchpadParameters
    : aie::impl::AIELowerScratchpadParametersBase<LowerScratchpadParameters> {
  using AIELowerScratchpadParametersBase::AIELowerScratchpadParametersBase;

  void runOnOperation() override;
  LogicalResult number();
  LogicalResult lowerOffset(Operation *Op);
  Error writeList();

  SmallVector<ScratchpadParameterOp> Parameters;
};

} // namespace

//===----------------------------------------------------------------------===//
// One device
//===----------------------------------------------------------------------===//

LogicalResult DeviceLowering::makeBuffers() {
  llvm::MapVector<std::pair<StringRef, Operation *>, aie::BufferOp> Buffers;
  // Two words, since an update writes an address of 48 bits.
  auto Type = MemRefType::get({2}, Builder.getI32Type());
  for (ReadScratchpadParameterOp Read : Reads) {
    auto Core = Read->getParentOfType<aie::CoreOp>();
    aie::TileOp Tile = Core ? Core.getTileOp() : aie::TileOp();
    if (!Tile)
      return Read.emitOpError("must be inside an aie.core of a placed tile");
    auto Parameter =
        Device->getParentOfType<ModuleOp>().lookupSymbol<ScratchpadParameterOp>(
            Read.getParameter());
    if (!Parameter)
      return Read.emitOpError("references unknown parameter '")
             << Read.getParameter() << "'";
    aie::BufferOp &Buffer = Buffers[{Read.getParameter(), Tile}];
    if (!Buffer) {
      Builder.setInsertionPointAfter(Tile);
      std::string Name =
          freeName(Device,
                   llvm::formatv("__param_{0}_{1}_{2}_", Read.getParameter(),
                                 Tile.colIndex(), Tile.rowIndex())
                       .str(),
                   NextName);
      Buffer = aie::BufferOp::create(Builder, Read.getLoc(), Type, Tile,
                                     Builder.getStringAttr(Name), IntegerAttr(),
                                     ElementsAttr(), IntegerAttr());
      Sources.push_back(
          {unsigned(*Parameter.getStateTableIdx()), Buffer.getSymNameAttr()});
    }
    lowerRead(Read, Buffer.getBuffer());
  }
  return success();
}

void DeviceLowering::lowerRead(ReadScratchpadParameterOp Read, Value Buffer) {
  Builder.setInsertionPoint(Read);
  Location Loc = Read.getLoc();
  Value Zero = arith::ConstantOp::create(Builder, Loc, Builder.getIndexAttr(0));
  Value Raw = memref::LoadOp::create(Builder, Loc, Buffer, Zero);
  Value Shift = arith::ConstantOp::create(
      Builder, Loc, Builder.getI32IntegerAttr(ValueShift));
  Value Result = arith::ShRUIOp::create(Builder, Loc, Raw, Shift);
  Type Wanted = Read.getResult().getType();
  if (Wanted.isInteger() && Wanted != Builder.getI32Type()) {
    Result = arith::TruncIOp::create(Builder, Loc, Wanted, Result);
  } else if (Wanted.isBF16()) {
    Result =
        arith::TruncIOp::create(Builder, Loc, Builder.getI16Type(), Result);
    Result = arith::BitcastOp::create(Builder, Loc, Wanted, Result);
  }
  Read.getResult().replaceAllUsesWith(Result);
}

/// A core waits for its parameters before it does anything else.
void DeviceLowering::makeLocks() {
  llvm::SmallPtrSet<Operation *, 8> Readers;
  for (ReadScratchpadParameterOp Read : Reads)
    Readers.insert(Read->getParentOfType<aie::CoreOp>());
  for (auto Core : Device.getOps<aie::CoreOp>()) {
    std::optional<bool> Asked = Core.getEmitParameterSyncPreamble();
    aie::TileOp Tile = Core.getTileOp();
    if (!Asked.value_or(Readers.contains(Core)) || !Tile ||
        Core.getBody().empty())
      continue;
    Builder.setInsertionPointAfter(Tile);
    auto Lock = aie::LockOp::create(Builder, Core.getLoc(), Tile.getResult(),
                                    std::nullopt, 0);
    Locks.push_back(Lock.getResult());
    Builder.setInsertionPointToStart(&Core.getBody().front());
    aie::UseLockOp::create(Builder, Core.getLoc(), Lock.getResult(),
                           aie::LockAction::Acquire, 1);
    Core.setEmitParameterSyncPreamble(false);
  }
}

void DeviceLowering::addSyncs() {
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>()) {
    bool Manual = Sequence
                      .walk([](aiex::SyncScratchpadParametersOp) {
                        return WalkResult::interrupt();
                      })
                      .wasInterrupted();
    std::optional<bool> Asked = Sequence.getEmitParameterSyncPreamble();
    if (!Asked.value_or(!Manual && AnyUse) || Sequence.getBody().empty())
      continue;
    Builder.setInsertionPointToStart(&Sequence.getBody().front());
    aiex::SyncScratchpadParametersOp::create(Builder, Sequence.getLoc());
    Sequence.setEmitParameterSyncPreamble(false);
  }
}

void DeviceLowering::lowerSync(aiex::SyncScratchpadParametersOp Sync,
                               unsigned Parameters) {
  Builder.setInsertionPoint(Sync);
  Location Loc = Sync.getLoc();
  auto Unsigned = [&](unsigned Bits, uint64_t Value) {
    return IntegerAttr::get(Builder.getIntegerType(Bits, false), Value);
  };
  auto Number = [&] {
    return arith::ConstantOp::create(Builder, Loc,
                                     Builder.getI32IntegerAttr(0));
  };
  aiex::NpuCreateScratchpadOp::create(
      Builder, Loc, Unsigned(32, 4 * Parameters), Unsigned(8, 0));
  for (const Source &S : Sources) {
    auto Buffer = FlatSymbolRefAttr::get(S.Buffer);
    // The update adds to what the buffer holds.
    Value Address = Number(), Zero = Number();
    aiex::NpuWrite32Op::create(Builder, Loc, Address, Zero, Buffer,
                               IntegerAttr(), IntegerAttr());
    aiex::NpuUpdateFromScratchpadOp::create(
        Builder, Loc,
        aiex::StateTableFuncAttr::get(Builder.getContext(),
                                      aiex::StateTableFunc::Incr),
        Unsigned(8, S.Index), Unsigned(32, 0), Unsigned(32, 0), Buffer,
        IntegerAttr(), IntegerAttr());
  }
  for (Value Lock : Locks)
    aiex::SetLockOp::create(Builder, Loc, Lock, 1);
  Sync.erase();
}

LogicalResult DeviceLowering::run(unsigned Parameters) {
  Device.walk([&](Operation *Op) {
    if (auto Read = dyn_cast<ReadScratchpadParameterOp>(Op))
      Reads.push_back(Read);
    auto Bd = dyn_cast<aie::DMABDOp>(Op);
    auto Copy = dyn_cast<aiex::NpuDmaMemcpyNdOp>(Op);
    AnyUse |= isa<ReadScratchpadParameterOp>(Op) ||
              (Bd && Bd.getOffsetStateTableIdx()) ||
              (Copy && Copy.getOffsetStateTableIdx());
  });
  if (failed(makeBuffers()))
    return failure();
  makeLocks();
  for (ReadScratchpadParameterOp Read : Reads)
    Read.erase();
  addSyncs();
  SmallVector<aiex::SyncScratchpadParametersOp> Syncs;
  Device.walk(
      [&](aiex::SyncScratchpadParametersOp Sync) { Syncs.push_back(Sync); });
  for (aiex::SyncScratchpadParametersOp Sync : Syncs)
    lowerSync(Sync, Parameters);
  return success();
}

//===----------------------------------------------------------------------===//
// The module
//===----------------------------------------------------------------------===//

/// Numbers the parameters and finds out what each is for.
LogicalResult LowerScratchpadParameters::number() {
  getOperation().walk(
      [&](ScratchpadParameterOp P) { Parameters.push_back(P); });
  if (Parameters.size() > MaxParameters)
    return Parameters.back().emitOpError("is parameter number ")
           << Parameters.size() << "; the scratchpad supports at most "
           << MaxParameters;
  llvm::StringSet<> InCores, InOffsets;
  getOperation().walk([&](Operation *Op) {
    if (auto Read = dyn_cast<ReadScratchpadParameterOp>(Op))
      InCores.insert(Read.getParameter());
    if (auto Name = Op->getAttrOfType<SymbolRefAttr>("offset_parameter"))
      InOffsets.insert(Name.getRootReference().getValue());
  });
  for (auto [Index, P] : llvm::enumerate(Parameters)) {
    StringRef Name = P.getSymName();
    if (InCores.contains(Name) && InOffsets.contains(Name))
      return P.emitOpError("is read by a core and is the offset of a transfer; "
                           "a parameter must have a single kind");
    P.setKind(InOffsets.contains(Name) ? aiex::ScratchpadParameterKind::Addr
                                       : aiex::ScratchpadParameterKind::Core);
    P.setStateTableIdx(uint8_t(Index));
  }
  return success();
}

LogicalResult LowerScratchpadParameters::lowerOffset(Operation *Op) {
  auto Name = Op->getAttrOfType<SymbolRefAttr>("offset_parameter");
  if (!Name || !isa<aie::DMABDOp, aiex::NpuDmaMemcpyNdOp>(Op))
    return success();
  auto P = getOperation().lookupSymbol<ScratchpadParameterOp>(
      Name.getRootReference());
  if (!P)
    return Op->emitOpError("offset_parameter '")
           << Name.getRootReference().getValue()
           << "' not found. Declare it at module scope with "
              "aiex.scratchpad_parameter.";
  if (!P.getType().isInteger(32))
    return Op->emitOpError("offset_parameter '")
           << P.getSymName() << "' must have type i32, got " << P.getType();
  Op->setAttr("offset_state_table_idx",
              IntegerAttr::get(
                  IntegerType::get(&getContext(), 8, IntegerType::Unsigned),
                  *P.getStateTableIdx()));
  Op->removeAttr("offset_parameter");
  return success();
}

/// The number of parameters, then "name index type kind" for each.
Error LowerScratchpadParameters::writeList() {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << Parameters.size() << "\n";
  for (ScratchpadParameterOp P : Parameters)
    OS << P.getSymName() << " " << unsigned(*P.getStateTableIdx()) << " "
       << P.getType() << " "
       << aiex::stringifyScratchpadParameterKind(*P.getKind()) << "\n";
  return writeFile(OutputParamsFile, llvm::arrayRefFromStringRef(Text));
}

void LowerScratchpadParameters::runOnOperation() {
  Parameters.clear();
  if (failed(number()))
    return signalPassFailure();
  WalkResult Offsets = getOperation().walk([&](Operation *Op) {
    return failed(lowerOffset(Op)) ? WalkResult::interrupt()
                                   : WalkResult::advance();
  });
  if (Offsets.wasInterrupted())
    return signalPassFailure();
  for (auto Device : getOperation().getOps<aie::DeviceOp>())
    if (failed(DeviceLowering(Device).run(Parameters.size())))
      return signalPassFailure();
  if (OutputParamsFile.empty())
    return;
  if (Error E = writeList()) {
    getOperation().emitError("cannot write the list of parameters: ")
        << llvm::toString(std::move(E));
    signalPassFailure();
  }
}
