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
    Merging.clear();
    Linking.clear();
    llvm::MapVector<StringAttr, Artifact> Functions;
    for (auto Function : Device.getOps<func::FuncOp>())
      if (auto File = Function->getAttrOfType<StringAttr>("link_with"))
        Functions[Function.getSymNameAttr()] = {
            File, Function->hasAttr("link_with_mode")};

    llvm::DenseSet<StringAttr> Called;
    for (auto Core : Device.getOps<CoreOp>())
      if (failed(collect(Core, Functions, Called)))
        return signalPassFailure();
    for (auto Function : Device.getOps<func::FuncOp>())
      if (Functions.count(Function.getSymNameAttr()) &&
          !Called.count(Function.getSymNameAttr()))
        Function.emitWarning("func '")
            << Function.getSymName()
            << "' has link_with but is never called from any core; its "
               "artifact will not be linked or merged";
  }

  /// A file goes one way into all programs of a device. Notes that \p Core
  /// wants \p File merged or linked.
  LogicalResult note(CoreOp Core, StringAttr File, bool Merge) {
    (Merge ? Merging : Linking).try_emplace(File, Core);
    auto M = Merging.find(File), L = Linking.find(File);
    if (M == Merging.end() || L == Linking.end())
      return success();
    auto Diag = M->second.emitOpError("artifact '")
                << File.getValue()
                << "' is merged into an LLVM module here but object-linked in "
                   "the same aie.device; give all functions of that file the "
                   "same link_with_mode";
    Diag.attachNote(L->second.getLoc())
        << "artifact '" << File.getValue() << "' is object-linked here";
    return failure();
  }

  LogicalResult collect(CoreOp Core,
                        const llvm::MapVector<StringAttr, Artifact> &Functions,
                        llvm::DenseSet<StringAttr> &Called) {
    SmallVector<Attribute> Objects, Merged;
    auto add = [](SmallVector<Attribute> &List, StringAttr File) {
      if (!llvm::is_contained(List, File))
        List.push_back(File);
    };
    if (StringAttr Own = Core.getLinkWithAttr()) {
      Core.emitWarning("link_with on aie.core is deprecated; attach link_with "
                       "to the func.func declaration instead");
      add(Objects, Own);
      Core.removeLinkWithAttr();
    }
    Core.walk([&](Operation *Op) {
      if (isa<func::CallIndirectOp>(Op))
        Op->emitWarning(
            "indirect call in core body \u2014 link_with attributes on "
            "indirectly-called functions are not automatically resolved; name "
            "their objects in link_files of the core");
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
    for (auto &[List, Merge] :
         {std::pair(&Objects, false), std::pair(&Merged, true)})
      for (Attribute File : *List)
        if (failed(note(Core, cast<StringAttr>(File), Merge)))
          return failure();
    Builder B(&getContext());
    if (!Objects.empty())
      Core.setLinkFilesAttr(B.getArrayAttr(Objects));
    if (!Merged.empty())
      Core.setLinkMergeFilesAttr(B.getArrayAttr(Merged));
    return success();
  }

  /// By file: a core that merges it, one that links it.
  llvm::DenseMap<StringAttr, CoreOp> Merging, Linking;
};

} // namespace
