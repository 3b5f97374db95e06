//===- CoreModule.cpp - core bodies as functions --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers become external globals: their addresses come from the link, their
// initial values from the device configuration, not from the core's program.
//
//===----------------------------------------------------------------------===//

#include "CoreModule.h"

#include "Tiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Bytes that buffers are aligned to unless they say otherwise.
constexpr uint64_t BufferAlignment = 32;

class CoreModuleBuilder {
public:
  CoreModuleBuilder(DeviceOp Device, ModuleOp Target, StringRef Prefix,
                    StringRef Joint)
      : Device(Device), Target(Target), Prefix(Prefix), Joint(Joint),
        Builder(Target.getContext()) {}

  LogicalResult build(ArrayRef<CoreOp> Cores);

private:
  void declareBuffers();
  LogicalResult addCore(CoreOp Core);
  LogicalResult lowerBody(CoreOp Core, func::FuncOp Function);
  LogicalResult takeInnerBuffers(func::FuncOp Function);
  LogicalResult lower(CoreOp Core, Operation *Op);
  LogicalResult lowerLock(CoreOp Core, UseLockOp Op);
  LogicalResult lowerStream(Operation *Op);
  func::CallOp call(Location Loc, StringRef Name, TypeRange Results,
                    ValueRange Args);
  mlir::Value constant(Location Loc, int32_t Value) {
    return arith::ConstantOp::create(Builder, Loc,
                                     Builder.getI32IntegerAttr(Value));
  }
  VectorType cascadeType() {
    return VectorType::get({16}, Builder.getI32Type());
  }

  DeviceOp Device;
  ModuleOp Target;
  StringRef Prefix, Joint;
  OpBuilder Builder;
};

void CoreModuleBuilder::declareBuffers() {
  SmallVector<BufferOp> Buffers;
  Device.walk([&](BufferOp Buffer) { Buffers.push_back(Buffer); });
  Builder.setInsertionPointToEnd(Target.getBody());
  for (BufferOp Buffer : llvm::reverse(Buffers)) {
    if (!Buffer.hasName())
      continue;
    uint64_t Alignment = Buffer.getAligned() ? BufferAlignment : 0;
    if (auto Address = Buffer.getAddress(); Address && *Address % 32 != 0)
      Alignment = 0;
    auto Global = memref::GlobalOp::create(
        Builder, Buffer.getLoc(), Buffer.name(),
        Builder.getStringAttr("public"), Buffer.getMemRefType(),
        /*initial_value=*/Attribute(), /*constant=*/false,
        Alignment ? Builder.getI64IntegerAttr(Alignment) : IntegerAttr());
    (void)Global;
  }
}

func::CallOp CoreModuleBuilder::call(Location Loc, StringRef Name,
                                     TypeRange Results, ValueRange Args) {
  std::string Full = Prefix.str();
  for (char C : Name)
    Full += C == '.' ? Joint.str() : std::string(1, C);
  if (!Target.lookupSymbol(Full)) {
    OpBuilder::InsertionGuard Guard(Builder);
    Builder.setInsertionPointToStart(Target.getBody());
    auto Function =
        func::FuncOp::create(Builder, Target.getLoc(), Full,
                             Builder.getFunctionType(Args.getTypes(), Results));
    Function.setPrivate();
  }
  return func::CallOp::create(Builder, Loc, Full, Results, Args);
}

LogicalResult CoreModuleBuilder::lowerLock(CoreOp Core, UseLockOp Op) {
  Location Loc = Op.getLoc();
  mlir::Value Lock;
  if (LockOp Declared = Op.getLockOp()) {
    std::optional<unsigned> Number = coreLockNumber(Core, Declared);
    if (!Number && !Declared.getLockID())
      return Op.emitOpError("names a lock without number; run "
                            "--aie-assign-lock-ids first");
    if (!Number)
      return Op.emitOpError("names a lock of tile ")
             << tileName(Declared.getTileOp())
             << ", out of reach of the core on tile "
             << tileName(Core.getTileOp())
             << ": a core reaches its own locks and those of the core tiles "
                "south, west and north of it";
    Lock = constant(Loc, *Number);
  } else {
    Lock = arith::IndexCastOp::create(Builder, Loc, Builder.getI32Type(),
                                      Op.getLock());
  }
  mlir::Value Count = Op.getValue();
  if (Op.acquireGE()) {
    // The instruction takes "at least n" as -n.
    if (std::optional<int32_t> Known = Op.getConstantValue())
      Count = constant(Loc, -*Known);
    else
      Count = arith::SubIOp::create(Builder, Loc, constant(Loc, 0), Count);
    // 0 would mean "exactly 0"; at least 0 is no condition at all.
    if (!Op.getConstantValue()) {
      mlir::Value Some = arith::CmpIOp::create(
          Builder, Loc, arith::CmpIPredicate::ne, Count, constant(Loc, 0));
      auto If = scf::IfOp::create(Builder, Loc, Some, /*withElseRegion=*/false);
      Builder.setInsertionPointToStart(If.thenBlock());
    }
  }
  call(Loc, Op.release() ? "release" : "acquire", {}, {Lock, Count});
  Op.erase();
  return success();
}

LogicalResult CoreModuleBuilder::lowerStream(Operation *Op) {
  Location Loc = Op->getLoc();
  Type I32 = Builder.getI32Type();
  if (auto Put = dyn_cast<PutStreamOp>(Op)) {
    if (Put.getStreamValue().getType() != I32)
      return Op->emitOpError("sends a value of type ")
             << Put.getStreamValue().getType()
             << "; the core's stream port takes i32";
    call(Loc, "put.ms", {}, {Put.getStreamValue(), constant(Loc, 0)});
  } else if (auto Get = dyn_cast<GetStreamOp>(Op)) {
    if (Get.getStreamValue().getType() != I32)
      return Op->emitOpError("receives a value of type ")
             << Get.getStreamValue().getType()
             << "; the core's stream port gives i32";
    auto Call = call(Loc, "get.ss", {I32, I32}, {});
    Get.getStreamValue().replaceAllUsesWith(Call.getResult(0));
  } else if (auto Put = dyn_cast<PutCascadeOp>(Op)) {
    mlir::Value Value = Put.getCascadeValue();
    if (Value.getType() != cascadeType())
      Value = vector::BitCastOp::create(Builder, Loc, cascadeType(), Value);
    call(Loc, "mcd.write.vec", {}, {Value, constant(Loc, 1)});
  } else if (auto Get = dyn_cast<GetCascadeOp>(Op)) {
    auto Call = call(Loc, "scd.read.vec", {cascadeType()}, {constant(Loc, 1)});
    mlir::Value Value = Call.getResult(0);
    Type Wanted = Get.getCascadeValue().getType();
    if (Wanted != cascadeType())
      Value = vector::BitCastOp::create(Builder, Loc, cast<VectorType>(Wanted),
                                        Value);
    Get.getCascadeValue().replaceAllUsesWith(Value);
  }
  Op->erase();
  return success();
}

LogicalResult CoreModuleBuilder::lower(CoreOp Core, Operation *Op) {
  Builder.setInsertionPoint(Op);
  Location Loc = Op->getLoc();
  if (auto UseLock = dyn_cast<UseLockOp>(Op))
    return lowerLock(Core, UseLock);
  if (isa<PutStreamOp, GetStreamOp, PutCascadeOp, GetCascadeOp>(Op))
    return lowerStream(Op);
  if (auto Event = dyn_cast<EventOp>(Op)) {
    call(Loc, "event", {}, {constant(Loc, Event.getVal())});
    Op->erase();
    return success();
  }
  if (auto Debug = dyn_cast<DebugOp>(Op)) {
    return Op->emitOpError("prints in a simulation of mlir-aie only; an NPU "
                           "has no output: write the value to a buffer");
  }
  if (isa<EndOp>(Op)) {
    func::ReturnOp::create(Builder, Loc);
    Op->erase();
    return success();
  }
  StringRef Dialect = Op->getName().getDialectNamespace();
  if (Dialect == "aie" || Dialect == "aiex")
    return Op->emitOpError("has no meaning in the program of a core");
  return success();
}

static LogicalResult unnamed(BufferOp Buffer) {
  return Buffer.emitOpError("needs a name; run "
                            "--aie-assign-buffer-addresses first");
}

/// Objects of known size get their place once: in a loop that does not end
/// they would grow the stack over the buffers.
static void hoistStackObjects(func::FuncOp Function) {
  Block &Entry = Function.getBody().front();
  Function.walk([&](memref::AllocaOp Object) {
    if (Object->getNumOperands() == 0 &&
        Object->getParentWithTrait<OpTrait::AutomaticAllocationScope>() ==
            Function)
      Object->moveBefore(&Entry, Entry.begin());
  });
}

/// Buffers that a core declares in its body are memory of a tile like all
/// others; declareBuffers has made globals of them.
LogicalResult CoreModuleBuilder::takeInnerBuffers(func::FuncOp Function) {
  SmallVector<BufferOp> Buffers;
  Function.walk([&](BufferOp Buffer) { Buffers.push_back(Buffer); });
  for (BufferOp Buffer : Buffers) {
    if (!Buffer.hasName())
      return unnamed(Buffer);
    Builder.setInsertionPoint(Buffer);
    auto Global = memref::GetGlobalOp::create(
        Builder, Buffer.getLoc(), Buffer.getMemRefType(), Buffer.name());
    Buffer.getResult().replaceAllUsesWith(Global);
    Buffer.erase();
  }
  return success();
}

LogicalResult CoreModuleBuilder::addCore(CoreOp Core) {
  TileOp Tile = Core.getTileOp();
  std::string Name = "core_" + std::to_string(Tile.colIndex()) + "_" +
                     std::to_string(Tile.rowIndex());
  Builder.setInsertionPointToEnd(Target.getBody());
  auto Function = func::FuncOp::create(Builder, Core.getLoc(), Name,
                                       Builder.getFunctionType({}, {}));
  IRMapping Map;
  Core.getBody().cloneInto(&Function.getBody(), Map);

  hoistStackObjects(Function);
  if (failed(takeInnerBuffers(Function)))
    return failure();
  // What the core takes from the device around it.
  WalkResult Result = Function.walk([&](Operation *Op) {
    for (OpOperand &Operand : Op->getOpOperands()) {
      Operation *Source = Operand.get().getDefiningOp();
      if (!Source || Function->isAncestor(Source) || isa<LockOp>(Source))
        continue;
      Builder.setInsertionPoint(Op);
      if (auto Buffer = dyn_cast<BufferOp>(Source)) {
        if (!Buffer.hasName())
          return WalkResult(unnamed(Buffer));
        Operand.set(memref::GetGlobalOp::create(
            Builder, Op->getLoc(), Buffer.getMemRefType(), Buffer.name()));
        continue;
      }
      if (Source->getNumRegions() == 0 && isPure(Source) &&
          Source->getNumOperands() == 0) {
        Operation *Copy = Builder.clone(*Source);
        Operand.set(
            Copy->getResult(cast<OpResult>(Operand.get()).getResultNumber()));
        continue;
      }
      return Op->emitOpError("uses a value of ")
                 << Source->getName() << ", which a core cannot",
             WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  if (Result.wasInterrupted())
    return failure();
  return lowerBody(Core, Function);
}

/// \p Core: whose program it is; none for functions that any core may call.
LogicalResult CoreModuleBuilder::lowerBody(CoreOp Core, func::FuncOp Function) {
  SmallVector<Operation *> Ops;
  Function.walk([&](Operation *Op) { Ops.push_back(Op); });
  for (Operation *Op : Ops)
    if (Op != Function && failed(lower(Core, Op)))
      return failure();
  return success();
}

LogicalResult CoreModuleBuilder::build(ArrayRef<CoreOp> Cores) {
  declareBuffers();
  for (auto Function : Device.getOps<func::FuncOp>()) {
    Builder.setInsertionPointToEnd(Target.getBody());
    auto Copy = cast<func::FuncOp>(Builder.clone(*Function));
    if (failed(lowerBody(CoreOp(), Copy)))
      return failure();
  }
  for (auto Global : Device.getOps<memref::GlobalOp>()) {
    if (Target.lookupSymbol(Global.getSymName()))
      continue;
    Builder.setInsertionPointToEnd(Target.getBody());
    Builder.clone(*Global);
  }
  // Last core first, as mlir-aie writes them.
  for (CoreOp Core : llvm::reverse(Cores))
    if (failed(addCore(Core)))
      return failure();
  return success();
}

} // namespace

void aieforge::aie::removeMemorySpaces(Operation *Op) {
  AttrTypeReplacer Replacer;
  Replacer.addReplacement([](MemRefType Type) -> std::optional<mlir::Type> {
    if (!Type.getMemorySpace())
      return std::nullopt;
    return MemRefType(MemRefType::Builder(Type).setMemorySpace(Attribute()));
  });
  Replacer.recursivelyReplaceElementsIn(Op, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
}

LogicalResult aieforge::aie::buildCoreModule(DeviceOp Device,
                                             ArrayRef<CoreOp> Cores,
                                             ModuleOp Target, StringRef Prefix,
                                             StringRef Joint) {
  return CoreModuleBuilder(Device, Target, Prefix, Joint).build(Cores);
}
