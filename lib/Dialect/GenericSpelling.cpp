//===- GenericSpelling.cpp - generic text of older vintages ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generic text ("aie.dma_bd"(%b) {…}) reaches no parser of ours, so its old op
// and attribute names, and attributes that are operands or clauses today, are
// changed after parsing.
//
//===----------------------------------------------------------------------===//

#include "GenericSpelling.h"
#include "OldNames.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

using namespace aieforge;
using namespace mlir;

/// Attribute names of generic text from before February 2024.
const std::pair<StringRef, StringRef> AttributeRenames[] = {
    {"allocationScheme", "allocation_scheme"},
    {"channelDir", "channel_dir"},
    {"channelIndex", "channel_index"},
    {"destBundle", "dest_bundle"},
    {"destChannel", "dest_channel"},
    {"memBank", "mem_bank"},
    {"packetID", "packet_id"},
    {"packetType", "packet_type"},
    {"sourceBundle", "source_bundle"},
    {"sourceChannel", "source_channel"},
    {"stackSize", "stack_size"},
};

/// Ops in generic form keep an old name through parsing, as unregistered ops.
static void renameOps(ModuleOp Module) {
  OpBuilder B(Module.getContext());
  Module.walk<WalkOrder::PostOrder>([&](Operation *Op) {
    if (Op->isRegistered())
      return;
    std::string Current = currentOpName(Op->getName().getStringRef());
    if (!RegisteredOperationName::lookup(Current, B.getContext()))
      return;
    OperationState State(Op->getLoc(), Current);
    State.addOperands(Op->getOperands());
    State.addTypes(Op->getResultTypes());
    State.addAttributes(Op->getAttrs());
    State.addSuccessors(Op->getSuccessors());
    for (Region &R : Op->getRegions())
      State.addRegion()->takeBody(R);
    B.setInsertionPoint(Op);
    Operation *New = B.create(State);
    Op->replaceAllUsesWith(New);
    Op->erase();
  });
}

static void renameAttributes(ModuleOp Module) {
  Module.walk([&](Operation *Op) {
    StringRef Prefix = Op->getName().getDialectNamespace();
    if (Prefix != "aie" && Prefix != "aiex")
      return;
    for (auto [Old, New] : AttributeRenames)
      if (Attribute Value = Op->getDiscardableAttr(Old)) {
        Op->removeDiscardableAttr(Old);
        Op->setAttr(New, Value);
      }
  });
}

/// Generic text from before properties gave use_lock its value and dma_bd its
/// clauses as attributes.
static void completeOps(ModuleOp Module) {
  OpBuilder B(Module.getContext());
  SmallVector<aie::UseLockOp> Locks;
  Module.walk([&](aie::UseLockOp Use) {
    if (Use->getNumOperands() == 1 &&
        isa_and_nonnull<IntegerAttr>(Use->getDiscardableAttr("value")))
      Locks.push_back(Use);
  });
  for (aie::UseLockOp Use : Locks) {
    auto Literal = cast<IntegerAttr>(Use->removeDiscardableAttr("value"));
    B.setInsertionPoint(Use);
    Value Amount = arith::ConstantOp::create(
        B, Use.getLoc(),
        IntegerAttr::get(B.getI32Type(), Literal.getValue().sextOrTrunc(32)));
    Use->insertOperands(1, Amount);
  }
  Module.walk([&](aie::DMABDOp Bd) {
    auto &Segments = Bd.getProperties().operandSegmentSizes;
    if (Bd->getNumOperands() != 1 ||
        llvm::any_of(Segments, [](int32_t Count) { return Count != 0; }))
      return;
    Segments = {1, 0, 0, 0, 0};
    for (StringRef Name : {"offset", "len"})
      if (auto Value =
              dyn_cast_or_null<IntegerAttr>(Bd->removeDiscardableAttr(Name)))
        Bd->setAttr(("static_" + Name).str(), Value);
    auto Dims = dyn_cast_or_null<aie::BDDimLayoutArrayAttr>(
        Bd->removeDiscardableAttr("dimensions"));
    if (!Dims || Dims.empty())
      return;
    SmallVector<int64_t> Sizes, Strides;
    for (aie::BDDimLayoutAttr Dim : Dims) {
      Sizes.push_back(Dim.getSize());
      Strides.push_back(Dim.getStride());
    }
    Bd.setStaticSizes(Sizes);
    Bd.setStaticStrides(Strides);
  });
}

void aieforge::modernizeWriteBd(NamedAttrList &Fields, Builder &B) {
  const std::pair<StringRef, StringRef> Renames[] = {
      {"d0_wrap", "d0_size"},
      {"d0_stepsize", "d0_stride"},
      {"d1_wrap", "d1_size"},
      {"d1_stepsize", "d1_stride"},
      {"d2_stepsize", "d2_stride"},
      {"iteration_wrap", "iteration_size"},
      {"iteration_stepsize", "iteration_stride"},
  };
  for (auto [Old, New] : Renames)
    if (Attribute Value = Fields.erase(Old))
      Fields.set(New, Value);
  Fields.erase("column_num");
  Fields.erase("ddr_id");
  for (StringRef Name :
       {"row", "d2_size", "d0_zero_before", "d1_zero_before", "d2_zero_before",
        "d0_zero_after", "d1_zero_after", "d2_zero_after"})
    if (!Fields.get(Name))
      Fields.set(Name, B.getI32IntegerAttr(0));
}

static void completeWriteBds(ModuleOp Module) {
  Builder B(Module.getContext());
  Module.walk([&](aiex::NpuWriteBdOp Bd) {
    NamedAttrList Fields(Bd->getAttrDictionary());
    modernizeWriteBd(Fields, B);
    Bd->setAttrs(Fields);
  });
}

void aieforge::modernizeGenericText(ModuleOp Module) {
  renameOps(Module);
  renameAttributes(Module);
  completeOps(Module);
  completeWriteBds(Module);
}
