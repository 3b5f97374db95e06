//===- StatefulTransform.cpp - aie-objectFifo-stateful-transform ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  object FIFOs on placed tiles, cores that acquire and release, runtime
//      sequences that name FIFOs.
// Out: no objectfifo op is left. Buffers (<F>_buff_<k>), locks without numbers
//      (<F>_prod_lock_<k>, <F>_cons_lock_<k>), DMA programs, flows, shim
//      allocations (<F>_shim_alloc), cores with use_lock and buffers.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Model.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEOBJECTFIFOSTATEFULTRANSFORM
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

namespace {

struct StatefulTransform
    : aie::impl::AIEObjectFifoStatefulTransformBase<StatefulTransform> {
  using AIEObjectFifoStatefulTransformBase::AIEObjectFifoStatefulTransformBase;

  void runOnOperation() override {
    DeviceOp Device = getOperation();
    moveTilesUp(Device);
    Model M;
    if (failed(buildModel(Device, M)) || failed(createMemory(Device, M)) ||
        failed(createTransfers(Device, M, PacketSwObjFifos)) ||
        failed(lowerCoreAccesses(Device, M, DynamicObjFifos)) ||
        failed(createRearmBindings(Device, M)) || failed(cleanUp(Device, M)))
      signalPassFailure();
  }

  /// Buffers and locks are made behind the last tile and must stand in front of
  /// the programs that use them, so tiles behind a program move up.
  void moveTilesUp(DeviceOp Device) {
    Operation *Program = nullptr;
    for (Operation &Op : llvm::make_early_inc_range(*Device.getBody()))
      if (!Program && Op.getNumRegions())
        Program = &Op;
      else if (Program && isa<TileOp>(Op))
        Op.moveBefore(Program);
  }

  /// Erases the FIFO ops and lets what named them name the allocations.
  LogicalResult cleanUp(DeviceOp Device, Model &M) {
    SmallVector<Operation *> Dead;
    for (Operation &Op : *Device.getBody())
      if (isa<ObjectFifoLinkOp, ObjectFifoAllocateOp,
              ObjectFifoRegisterExternalBuffersOp>(Op))
        Dead.push_back(&Op);
    for (Operation *Op : Dead)
      Op->erase();
    for (auto &F : M.Fifos) {
      std::string Allocation = F->Producer.Name + "_shim_alloc";
      StringAttr NewName = StringAttr::get(&getContext(), Allocation);
      if (!SymbolTable::lookupSymbolIn(Device, NewName))
        if (auto Uses = SymbolTable::getSymbolUses(F->Op, Device);
            Uses && !Uses->empty())
          return (*Uses->begin())
                     .getUser()
                     ->emitOpError("names the object "
                                   "FIFO @")
                 << F->Op.getSymName()
                 << ", which has no end on a shim tile: there is no host "
                    "transfer for it";
      if (failed(SymbolTable::replaceAllSymbolUses(F->Op, NewName, Device)))
        return F->Op.emitOpError("has uses that cannot be renamed");
      F->Op.erase();
    }
    return success();
  }
};

} // namespace
