//===- AssignCoreLinkFiles.cpp - aie-assign-core-link-files ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  link_with on cores (old) and on the func.func declarations they call.
// Out: link_files (objects) and link_merge_files (LLVM IR) on each core, every
//      file once, in the order of the calls; no core has link_with.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNCORELINKFILES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct Artifact {
  StringAttr File;
  bool Merge = false;
};

struct AssignCoreLinkFiles
    : aie::impl::AIEAssignCoreLinkFilesBase<AssignCoreLinkFiles> {
  void runOnOperation() override {
    DeviceOp Device = getOperation();
    llvm::MapVector<StringAttr, Artifact> Functions;
    for (auto Function : Device.getOps<func::FuncOp>()) {
      Artifact A;
      if (failed(read(Function, A)))
        return signalPassFailure();
      if (A.File)
        Functions[Function.getSymNameAttr()] = A;
    }
    if (failed(checkModes(Device, Functions)))
      return signalPassFailure();

    llvm::DenseSet<StringAttr> Called;
    for (auto Core : Device.getOps<CoreOp>())
      collect(Core, Functions, Called);
    for (auto Function : Device.getOps<func::FuncOp>())
      if (Functions.count(Function.getSymNameAttr()) &&
          !Called.count(Function.getSymNameAttr()))
        Function.emitWarning("func '")
            << Function.getSymName()
            << "' has link_with but is never called from any core; its object "
               "is not linked";
  }

  LogicalResult read(func::FuncOp Function, Artifact &A) {
    A.File = Function->getAttrOfType<StringAttr>("link_with");
    Attribute Mode = Function->getAttr("link_with_mode");
    if (!Mode)
      return success();
    if (!A.File)
      return Function.emitOpError("has link_with_mode but no link_with");
    auto Text = dyn_cast<StringAttr>(Mode);
    if (!Text || Text.getValue() != "merge")
      return Function.emitOpError("unknown link_with_mode ")
             << Mode << "; the only one is \"merge\"";
    A.Merge = true;
    return success();
  }

  LogicalResult
  checkModes(DeviceOp Device,
             const llvm::MapVector<StringAttr, Artifact> &Functions) {
    for (auto &[Name, A] : Functions)
      for (auto &[Other, B] : Functions)
        if (A.File == B.File && A.Merge && !B.Merge)
          return Device.emitOpError("artifact '")
                 << A.File.getValue() << "' is merged for func '"
                 << Name.getValue() << "' but linked as an object for '"
                 << Other.getValue() << "'";
    return success();
  }

  void collect(CoreOp Core,
               const llvm::MapVector<StringAttr, Artifact> &Functions,
               llvm::DenseSet<StringAttr> &Called) {
    SmallVector<Attribute> Objects, Merged;
    auto add = [](SmallVector<Attribute> &List, StringAttr File) {
      if (!llvm::is_contained(List, File))
        List.push_back(File);
    };
    if (StringAttr Own = Core.getLinkWithAttr()) {
      Core.emitWarning("link_with on aie.core is deprecated; put it on the "
                       "func.func declarations of the functions called");
      add(Objects, Own);
      Core.removeLinkWithAttr();
    }
    Core.walk([&](Operation *Op) {
      if (isa<func::CallIndirectOp>(Op))
        Op->emitWarning("an indirect call names no function to link; the "
                        "object must come by link_files");
      auto Call = dyn_cast<func::CallOp>(Op);
      if (!Call)
        return;
      StringAttr Name = Call.getCalleeAttr().getAttr();
      auto It = Functions.find(Name);
      if (It == Functions.end())
        return;
      Called.insert(Name);
      add(It->second.Merge ? Merged : Objects, It->second.File);
    });
    Builder B(&getContext());
    if (!Objects.empty())
      Core.setLinkFilesAttr(B.getArrayAttr(Objects));
    if (!Merged.empty())
      Core.setLinkMergeFilesAttr(B.getArrayAttr(Merged));
  }
};

} // namespace
