//===- MaterializeRuntimeSequences.cpp - one sequence for each program ----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-materialize-runtime-sequences
// In:  runtime sequences with aiex.configure and aiex.run.
// Out: sequences without them: each run is replaced by the callee's body, with
//      copies of the tiles, locks and named things that it uses; each
//      configure by aiex.npu.load_pdi and its contents.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "../Tiles.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEMATERIALIZERUNTIMESEQUENCES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// The definition of \p Name in \p Device: an op with a symbol, or a buffer or
/// lock, which carry their names as plain strings.
Operation *lookup(DeviceOp Device, StringRef Name) {
  for (Operation &Op : *Device.getBody()) {
    auto Attr = Op.getAttrOfType<StringAttr>("sym_name");
    if (Attr && Attr.getValue() == Name)
      return &Op;
  }
  return nullptr;
}

/// Inlines one run into the sequence around it.
class Inliner {
public:
  Inliner(DeviceOp Caller, DeviceOp Callee, RuntimeSequenceOp Body,
          aiex::RunOp Run)
      : Caller(Caller), Callee(Callee), Body(Body), Run(Run),
        Builder(Run.getContext()) {}

  LogicalResult run();

private:
  LogicalResult mapOutside(Operation *User, mlir::Value Value);
  Operation *firstSequence() {
    return *Caller.getOps<RuntimeSequenceOp>().begin();
  }
  LogicalResult renameSymbols(Operation *Op);
  FailureOr<StringAttr> copySymbol(Operation *User, StringAttr Name);

  DeviceOp Caller, Callee;
  RuntimeSequenceOp Body;
  aiex::RunOp Run;
  OpBuilder Builder;
  TileOp LastTile; ///< Copied so far.
  IRMapping Map;
  llvm::MapVector<StringAttr, StringAttr> Copied;
};

/// Values that the callee takes from its device.
LogicalResult Inliner::mapOutside(Operation *User, mlir::Value Value) {
  if (Map.contains(Value))
    return success();
  Operation *Def = Value.getDefiningOp();
  if (!Def)
    return User->emitOpError("uses a value that is no argument of its "
                             "sequence");
  if (auto Tile = dyn_cast<TileOp>(Def)) {
    TileOp Here = Caller.findTile(Tile.colIndex(), Tile.rowIndex());
    if (!Here) {
      // In the order in which they are used.
      if (LastTile)
        Builder.setInsertionPointAfter(LastTile);
      else
        Builder.setInsertionPointToStart(Caller.getBody());
      Here = LastTile = cast<TileOp>(Builder.clone(*Tile));
    }
    Map.map(Value, Here.getResult());
    return success();
  }
  if (auto Lock = dyn_cast<LockOp>(Def)) {
    if (failed(mapOutside(User, Lock.getTile())))
      return failure();
    mlir::Value Tile = Map.lookup(Lock.getTile());
    for (auto Here : Caller.getOps<LockOp>())
      if (Here.getTile() == Tile && Here.getLockID() &&
          Here.getLockID() == Lock.getLockID()) {
        Map.map(Value, Here.getResult());
        return success();
      }
    // Beside what the run brings along by name.
    Builder.setInsertionPoint(firstSequence());
    bool NameIsFree = !Lock.hasName() || !lookup(Caller, Lock.name());
    auto Copy = cast<LockOp>(Builder.clone(*Lock, Map));
    if (!NameIsFree)
      Copy.removeSymNameAttr();
    Map.map(Value, Copy.getResult());
    return success();
  }
  if (isPure(Def) && Def->getNumRegions() == 0) {
    for (mlir::Value Operand : Def->getOperands())
      if (failed(mapOutside(User, Operand)))
        return failure();
    Builder.setInsertionPoint(Run);
    Builder.clone(*Def, Map);
    return success();
  }
  return User->emitOpError("uses a value of ")
         << Def->getName() << " of device @" << Callee.getSymName()
         << ", which device @" << Caller.getSymName() << " cannot have";
}

/// A definition of the callee's device under a free name of the caller's.
FailureOr<StringAttr> Inliner::copySymbol(Operation *User, StringAttr Name) {
  if (auto It = Copied.find(Name); It != Copied.end())
    return It->second;
  Operation *Def = lookup(Callee, Name);
  if (!Def)
    return Name;
  for (mlir::Value Operand : Def->getOperands())
    if (failed(mapOutside(User, Operand)))
      return failure();
  std::string NewName = Name.str();
  for (unsigned K = 0; lookup(Caller, NewName); ++K)
    NewName = Name.str() + "_" + std::to_string(K);
  Builder.setInsertionPoint(firstSequence());
  Operation *Copy = Builder.clone(*Def, Map);
  StringAttr Result = Builder.getStringAttr(NewName);
  Copy->setAttr("sym_name", Result);
  Copied[Name] = Result;
  return Result;
}

LogicalResult Inliner::renameSymbols(Operation *Op) {
  auto Module = Caller->getParentOfType<ModuleOp>();
  WalkResult Result = Op->walk([&](Operation *Inner) {
    bool Failed = false;
    AttrTypeReplacer Replacer;
    Replacer.addReplacement(
        [&](SymbolRefAttr Ref)
            -> std::optional<std::pair<Attribute, WalkResult>> {
          StringAttr Root = Ref.getRootReference();
          // Devices are known to the whole module.
          if (!lookup(Callee, Root) && Module.lookupSymbol(Root))
            return {{Ref, WalkResult::skip()}};
          FailureOr<StringAttr> New = copySymbol(Inner, Root);
          if (failed(New)) {
            Failed = true;
            return {{Ref, WalkResult::skip()}};
          }
          return {{SymbolRefAttr::get(*New, Ref.getNestedReferences()),
                   WalkResult::skip()}};
        });
    Replacer.replaceElementsIn(Inner);
    return Failed ? WalkResult::interrupt() : WalkResult::advance();
  });
  return failure(Result.wasInterrupted());
}

LogicalResult Inliner::run() {
  Block &Source = Body.getBody().front();
  if (Source.getNumArguments() != Run.getArgs().size())
    return Run.emitOpError("argument count mismatch: passes ")
           << Run.getArgs().size() << " arguments to sequence @"
           << Body.getSymName() << ", which takes " << Source.getNumArguments();
  for (auto [Index, Argument, Actual] :
       llvm::enumerate(Source.getArguments(), Run.getArgs())) {
    if (Argument.getType() != Actual.getType())
      return Run.emitOpError("argument ")
             << Index << " type mismatch: passes " << Actual.getType()
             << " to an argument of type " << Argument.getType();
    Map.map(Argument, Actual);
  }
  WalkResult Outside = Body.walk([&](Operation *Op) {
    for (mlir::Value Operand : Op->getOperands())
      if (!Body.getBody().isAncestor(Operand.getParentRegion()) &&
          failed(mapOutside(Op, Operand)))
        return WalkResult::interrupt();
    return WalkResult::advance();
  });
  if (Outside.wasInterrupted())
    return failure();
  for (Operation &Op : Source) {
    Builder.setInsertionPoint(Run);
    Operation *Copy = Builder.clone(Op, Map);
    if (failed(renameSymbols(Copy)))
      return failure();
  }
  Run.erase();
  return success();
}

struct MaterializeRuntimeSequences
    : aie::impl::AIEMaterializeRuntimeSequencesBase<
          MaterializeRuntimeSequences> {
  void runOnOperation() override {
    SmallVector<RuntimeSequenceOp> Sequences;
    for (auto Device : getOperation().getOps<DeviceOp>())
      llvm::append_range(Sequences, Device.getOps<RuntimeSequenceOp>());
    for (RuntimeSequenceOp Sequence : Sequences)
      if (failed(checkSymbols(Sequence)))
        return signalPassFailure();
    for (RuntimeSequenceOp Sequence : Sequences)
      if (failed(inlineRuns(Sequence)))
        return signalPassFailure();
    for (RuntimeSequenceOp Sequence : Sequences)
      unwrap(Sequence);
  }

  LogicalResult checkSymbols(RuntimeSequenceOp Sequence) {
    auto Device = Sequence->getParentOfType<DeviceOp>();
    auto Uses = SymbolTable::getSymbolUses(Sequence);
    if (!Uses)
      return success();
    for (const SymbolTable::SymbolUse &Use : *Uses) {
      if (Use.getUser()->getParentOfType<aiex::ConfigureOp>())
        continue; // Names of another device.
      StringAttr Name = Use.getSymbolRef().getRootReference();
      Operation *Def = lookup(Device, Name);
      if (!Def)
        Def = getOperation().lookupSymbol(Name);
      if (!Def)
        return Use.getUser()->emitOpError("references symbol '")
               << Name.getValue() << "', which does not exist in device @"
               << Device.getSymName();
      if (auto Buffer = dyn_cast<BufferOp>(Def); Buffer && !Buffer.getAddress())
        return Use.getUser()->emitOpError("references buffer '")
               << Name.getValue()
               << "': Unallocated buffer; fixed addresses are required";
      if (!isa<ShimDMAAllocationOp, DeviceOp, RuntimeSequenceOp, BufferOp,
               memref::GlobalOp, BDChainOp, ObjectFifoRearmBindingOp,
               aiex::ScratchpadParameterOp>(Def))
        return Use.getUser()->emitOpError("references symbol '")
               << Name.getValue()
               << "' which must be either a shim DMA allocation, a device, a "
                  "runtime sequence, a buffer, a memref.global, a BD chain or "
                  "a rearm binding, not "
               << Def->getName();
    }
    return success();
  }

  /// Callees first, so that what is copied holds no run any more.
  LogicalResult inlineRuns(RuntimeSequenceOp Sequence) {
    if (Done.count(Sequence))
      return success();
    if (!Active.insert(Sequence))
      return Active.front()->emitOpError(
                 "Runtime sequence call graph contains a cycle: sequence @")
             << Sequence.getSymName() << " of device @"
             << Sequence->getParentOfType<DeviceOp>().getSymName()
             << " runs itself";
    SmallVector<aiex::RunOp> Runs;
    Sequence.walk([&](aiex::RunOp Run) { Runs.push_back(Run); });
    // The last one first: it keeps the plain names, as in mlir-aie.
    for (aiex::RunOp Run : llvm::reverse(Runs)) {
      auto Configure = Run->getParentOfType<aiex::ConfigureOp>();
      auto Callee =
          getOperation().lookupSymbol<DeviceOp>(Configure.getSymbol());
      if (!Callee)
        return Configure.emitOpError("names no device @")
               << Configure.getSymbol();
      auto Body = dyn_cast_or_null<RuntimeSequenceOp>(
          lookup(Callee, Run.getRuntimeSequenceSymbol()));
      if (!Body) {
        StringRef Name = Run.getRuntimeSequenceSymbol();
        if (lookup(Callee, Name))
          return Run.emitOpError("'") << Name << "' is not a runtime sequence";
        Run.emitOpError("No such runtime sequence for device '")
                .append(Callee.getSymName(), "': '", Name, "'")
                .attachNote(Callee.getLoc())
            << "This device does not have a '" << Name << "' runtime sequence";
        return failure();
      }
      if (failed(inlineRuns(Body)))
        return failure();
      unwrap(Body);
      auto Caller = Sequence->getParentOfType<DeviceOp>();
      if (failed(Inliner(Caller, Callee, Body, Run).run()))
        return failure();
    }
    Active.pop_back();
    Done.insert(Sequence);
    return success();
  }

  /// What several runs brought along stands together then.
  void moveConstantsToFront(Block &Body) {
    Block::iterator Front = Body.begin();
    for (Operation &Op : llvm::make_early_inc_range(Body))
      if (Op.hasTrait<OpTrait::ConstantLike>())
        Op.moveBefore(&Body, Front);
  }

  /// Each configure becomes a load_pdi, then what it held.
  void unwrap(RuntimeSequenceOp Sequence) {
    SmallVector<aiex::ConfigureOp> Configures;
    Sequence.walk([&](aiex::ConfigureOp Op) { Configures.push_back(Op); });
    for (aiex::ConfigureOp Op : Configures) {
      OpBuilder Builder(Op);
      aiex::NpuLoadPdiOp::create(Builder, Op.getLoc(), Op.getSymbolAttr(),
                                 IntegerAttr(), IntegerAttr(), IntegerAttr(),
                                 Op.getExpandModeAttr());
      if (!Op.getBody().empty())
        Op->getBlock()->getOperations().splice(
            Op->getIterator(), Op.getBody().front().getOperations());
      Op.erase();
    }
    if (!Configures.empty())
      moveConstantsToFront(Sequence.getBody().front());
    aiex::NpuLoadPdiOp Previous;
    for (Operation &Op :
         llvm::make_early_inc_range(Sequence.getBody().front())) {
      auto Load = dyn_cast<aiex::NpuLoadPdiOp>(Op);
      // Loading an image twice in a row does no more than loading it once.
      if (Load && Previous &&
          Load->getAttrDictionary() == Previous->getAttrDictionary())
        Previous.erase();
      Previous = Load;
    }
  }

  llvm::SetVector<Operation *> Active; ///< The way to the one at hand.
  llvm::DenseSet<Operation *> Done;
};

} // namespace
