//===- NormalizeSpelling.cpp - older forms to the newest ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The op parsers read most older forms straight into the newest op. Left for
// here is what a parser cannot do: add constants and tiles, and look at other
// ops.
//
//===----------------------------------------------------------------------===//

#include "GenericSpelling.h"
#include "ParseUtils.h"
#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringSet.h"

using namespace aieforge;
using namespace mlir;

namespace {

/// Attributes of an older form that are operands today, in operand order.
struct LiteralOperands {
  StringRef Op;
  SmallVector<StringRef, 6> Fields;
};
const LiteralOperands LiteralTable[] = {
    {"aie.use_lock", {"value"}},
    {"aiex.npu.sync",
     {"column", "row", "direction", "channel", "column_num", "row_num"}},
    {"aiex.npu.write32", {"address", "value"}},
    {"aiex.npu.maskwrite32", {"address", "value", "mask"}},
    {"aiex.npu.address_patch", {"arg_plus"}},
    {"aiex.npu.push_queue", {"bd_id", "repeat_count"}},
    {"aiex.npu.rtp_write", {"value"}},
};

class Normalizer {
public:
  explicit Normalizer(ModuleOp Module)
      : Module(Module), B(Module.getContext()) {}

  LogicalResult run();

private:
  void functionsToSequences();
  LogicalResult replaceOldForms();
  LogicalResult replaceAllocation(aie::OldFormOp Old);
  LogicalResult replaceLink(aie::OldFormOp Old);
  LogicalResult replaceLiterals(aie::OldFormOp Old, ArrayRef<StringRef> Fields);
  LogicalResult completePushQueue(aie::OldFormOp Old, NamedAttrList &Fields);
  void sharedMemoryToAllocate();
  void dropTypeRecords();

  /// Creates \p Name in place of \p Old and erases \p Old.
  Operation *replace(aie::OldFormOp Old, StringRef Name, ValueRange Operands,
                     const NamedAttrList &Attributes);

  Value constant(aie::OldFormOp User, const APInt &Literal);

  ModuleOp Module;
  OpBuilder B;
  DenseMap<std::pair<Block *, IntegerAttr>, Value> Constants;
};

} // namespace

LogicalResult Normalizer::run() {
  functionsToSequences();
  if (failed(replaceOldForms()))
    return failure();
  sharedMemoryToAllocate();
  dropTypeRecords();
  return success();
}

/// Until July 2024 a sequence was a function of the device.
void Normalizer::functionsToSequences() {
  SmallVector<func::FuncOp> Functions;
  Module.walk([&](func::FuncOp Function) {
    if (!isa_and_nonnull<aie::DeviceOp>(Function->getParentOp()) ||
        !Function.getBody().hasOneBlock())
      return;
    for (Operation &Op : Function.getBody().front()) {
      StringRef Name = Op.getName().getStringRef();
      if (auto Old = dyn_cast<aie::OldFormOp>(Op))
        Name = Old.getOp();
      if (Name.starts_with("aiex.npu.")) {
        Functions.push_back(Function);
        return;
      }
    }
  });
  for (func::FuncOp Function : Functions) {
    Block &Entry = Function.getBody().front();
    if (isa<func::ReturnOp>(Entry.back()) && Entry.back().getNumOperands() == 0)
      Entry.back().erase();
    B.setInsertionPoint(Function);
    OperationState State(Function.getLoc(),
                         aie::RuntimeSequenceOp::getOperationName());
    State.addAttribute("sym_name", Function.getSymNameAttr());
    State.addRegion()->takeBody(Function.getBody());
    B.create(State);
    Function.erase();
  }
}

Operation *Normalizer::replace(aie::OldFormOp Old, StringRef Name,
                               ValueRange Operands,
                               const NamedAttrList &Attributes) {
  B.setInsertionPoint(Old);
  OperationState State(Old.getLoc(), Name);
  State.addOperands(Operands);
  State.addAttributes(Attributes);
  Operation *New = B.create(State);
  Old.erase();
  return New;
}

LogicalResult Normalizer::replaceOldForms() {
  SmallVector<aie::OldFormOp> Allocations, Others;
  Module.walk([&](aie::OldFormOp Old) {
    auto Name = Old->getAttrOfType<StringAttr>("op");
    bool IsAllocation = Name && Name.getValue() == "aie.shim_dma_allocation";
    (IsAllocation ? Allocations : Others).push_back(Old);
  });
  // Queue pushes look allocations up.
  for (aie::OldFormOp Old : Allocations)
    if (failed(replaceAllocation(Old)))
      return failure();
  for (aie::OldFormOp Old : Others) {
    if (!Old->getAttrOfType<StringAttr>("op") ||
        !Old->getAttrOfType<DictionaryAttr>("fields") ||
        Old->getNumResults() != 0)
      return Old.emitOpError("cannot be written in a design");
    if (Old.getOp() == "aie.objectfifo.link") {
      if (failed(replaceLink(Old)))
        return failure();
      continue;
    }
    const LiteralOperands *Row =
        llvm::find_if(LiteralTable, [&](const LiteralOperands &Entry) {
          return Entry.Op == Old.getOp();
        });
    if (Row == std::end(LiteralTable))
      return Old.emitOpError("cannot be written in a design");
    if (failed(replaceLiterals(Old, Row->Fields)))
      return failure();
  }
  return success();
}

/// The column of the old form becomes a tile operand.
LogicalResult Normalizer::replaceAllocation(aie::OldFormOp Old) {
  auto Device = dyn_cast_or_null<aie::DeviceOp>(Old->getParentOp());
  auto Dict = Old->getAttrOfType<DictionaryAttr>("fields");
  IntegerAttr Column = Dict ? Dict.getAs<IntegerAttr>("col") : IntegerAttr();
  if (!Device || !Column)
    return Old.emitError("'aie.shim_dma_allocation' op must be in an "
                         "aie.device");
  int64_t Col = Column.getInt();
  if (Col < 0 || Col > 0xff)
    return Old.emitError("'aie.shim_dma_allocation' op column ")
           << Col << " is not a column of the device";
  aie::TileOp Tile = Device.getOrCreateTile(B, Col, 0);
  if (!Tile->isBeforeInBlock(Old))
    Tile->moveBefore(Old);
  NamedAttrList Fields(Dict);
  Fields.erase("col");
  replace(Old, "aie.shim_dma_allocation", Tile.getResult(), Fields);
  return success();
}

/// Until August 2024 slices followed each other in the order of the list.
LogicalResult Normalizer::replaceLink(aie::OldFormOp Old) {
  NamedAttrList Fields(Old.getFields());
  auto Device = dyn_cast_or_null<aie::DeviceOp>(Old->getParentOp());
  auto Ins = dyn_cast_or_null<ArrayAttr>(Fields.get("fifoIns"));
  auto Outs = dyn_cast_or_null<ArrayAttr>(Fields.get("fifoOuts"));
  if (!Device || !Ins || !Outs)
    return Old.emitError("'aie.objectfifo.link' op must be in an aie.device");
  bool Join = Ins.size() > 1;
  SmallVector<int64_t> Offsets;
  int64_t Next = 0;
  for (Attribute Name : Join ? Ins : Outs) {
    auto Symbol = dyn_cast<FlatSymbolRefAttr>(Name);
    auto Fifo = Symbol ? dyn_cast_or_null<aie::ObjectFifoCreateOp>(
                             SymbolTable::lookupSymbolIn(Device, Symbol))
                       : aie::ObjectFifoCreateOp();
    if (!Fifo || !Fifo->getAttrOfType<TypeAttr>("elemType"))
      return Old.emitError("'aie.objectfifo.link' op links ")
             << Name << ", which is not an objectfifo of the device";
    Offsets.push_back(Next);
    Next += Fifo.getObjectType().getNumElements();
  }
  Fields.set(Join ? "src_offsets" : "dst_offsets", B.getI64ArrayAttr(Offsets));
  replace(Old, "aie.objectfifo.link", {}, Fields);
  return success();
}

/// Until June 2024 a queue push named an allocation instead of a channel.
LogicalResult Normalizer::completePushQueue(aie::OldFormOp Old,
                                            NamedAttrList &Fields) {
  auto Metadata = dyn_cast_or_null<SymbolRefAttr>(Fields.erase("metadata"));
  if (!Metadata)
    return success();
  auto Allocation = findInDevice<aie::ShimDMAAllocationOp>(
      Old, Metadata.getRootReference().getValue());
  aie::TileOp Tile = Allocation ? Allocation.getTileOp() : aie::TileOp();
  if (!Tile)
    return Old.emitError("'aiex.npu.push_queue' op finds no "
                         "shim_dma_allocation named ")
           << Metadata;
  Fields.set("column", B.getI32IntegerAttr(Tile.colIndex()));
  Fields.set("row", B.getI32IntegerAttr(Tile.rowIndex()));
  Fields.set("direction", Allocation.getChannelDirAttr());
  Fields.set("channel", B.getI32IntegerAttr(Allocation.getChannelIndex()));
  return success();
}

/// The register value of a literal: unsigned ones become the same 32 bits. Old
/// forms are replaced in order, so a constant made for one in this block serves
/// the next.
Value Normalizer::constant(aie::OldFormOp User, const APInt &Literal) {
  auto Bits = IntegerAttr::get(B.getI32Type(), Literal.sextOrTrunc(32));
  Value &Known = Constants[{User->getBlock(), Bits}];
  if (!Known)
    Known = arith::ConstantOp::create(B, User.getLoc(), Bits);
  return Known;
}

LogicalResult Normalizer::replaceLiterals(aie::OldFormOp Old,
                                          ArrayRef<StringRef> Names) {
  NamedAttrList Fields(Old.getFields());
  StringRef Name = Old.getOp();
  if (Name == "aiex.npu.push_queue" && failed(completePushQueue(Old, Fields)))
    return failure();
  if (auto Buffer =
          dyn_cast_or_null<StringAttr>(Fields.get("buffer_sym_name"))) {
    Fields.erase("buffer_sym_name");
    Fields.set("buffer", FlatSymbolRefAttr::get(Buffer));
  }
  SmallVector<Value> Operands(Old.getValues());
  B.setInsertionPoint(Old);
  for (StringRef FieldName : Names) {
    auto Field = dyn_cast_or_null<IntegerAttr>(Fields.erase(FieldName));
    if (!Field)
      return Old.emitError("'")
             << Name << "' op needs an integer attribute '" << FieldName << "'";
    Operands.push_back(constant(Old, Field.getValue()));
  }
  replace(Old, Name, Operands, Fields);
  return success();
}

/// For a year via_shared_mem said which end holds the objects.
void Normalizer::sharedMemoryToAllocate() {
  Module.walk([&](aie::ObjectFifoCreateOp Fifo) {
    auto Side = dyn_cast_or_null<IntegerAttr>(
        Fifo->getDiscardableAttr("via_shared_mem"));
    if (!Side || Fifo->getNumOperands() < 2)
      return;
    Fifo->removeDiscardableAttr("via_shared_mem");
    B.setInsertionPointAfter(Fifo);
    aie::ObjectFifoAllocateOp::create(
        B, Fifo.getLoc(), FlatSymbolRefAttr::get(Fifo.getSymNameAttr()),
        Fifo->getOperand(Side.getInt() == 0 ? 0 : 1));
  });
}

/// Until October 2025 an allocation's name was a reference to an object FIFO,
/// or to a global without contents that kept the FIFO's type. Today the
/// allocation defines the name.
void Normalizer::dropTypeRecords() {
  Module.walk([&](aie::DeviceOp Device) {
    if (Device->getNumRegions() != 1 || Device.getBodyRegion().empty())
      return;
    llvm::StringMap<aie::ShimDMAAllocationOp> Allocations;
    for (auto Allocation : Device.getOps<aie::ShimDMAAllocationOp>())
      if (auto Name = Allocation->getAttrOfType<StringAttr>("sym_name"))
        Allocations.try_emplace(Name.getValue(), Allocation);
    if (Allocations.empty())
      return;
    llvm::StringSet<> Read;
    Device.walk([&](memref::GetGlobalOp Get) {
      if (auto Name = Get->getAttrOfType<FlatSymbolRefAttr>("name"))
        Read.insert(Name.getValue());
    });
    SmallVector<Operation *> Records;
    SmallVector<std::pair<aie::ShimDMAAllocationOp, StringAttr>> Renames;
    for (Operation &Op : Device.getBodyRegion().front()) {
      auto Name = Op.getAttrOfType<StringAttr>("sym_name");
      if (!Name || !Allocations.contains(Name.getValue()))
        continue;
      if (auto Global = dyn_cast<memref::GlobalOp>(Op)) {
        if (!Global.getInitialValue() && !Read.contains(Name.getValue()))
          Records.push_back(&Op);
      } else if (isa<aie::ObjectFifoCreateOp>(Op)) {
        Renames.push_back({Allocations[Name.getValue()], Name});
      }
    }
    for (Operation *Record : Records)
      Record->erase();
    for (auto [Allocation, Name] : Renames) {
      auto New = B.getStringAttr(Name.getValue() + "_shim_alloc");
      Allocation->setAttr("sym_name", New);
      Device.walk([&](Operation *Op) {
        for (StringRef Key : {"metadata", "symbol", "alloc"})
          if (Op->getAttr(Key) == FlatSymbolRefAttr::get(Name))
            Op->setAttr(Key, FlatSymbolRefAttr::get(New));
      });
    }
  });
}

LogicalResult aieforge::normalizeSpelling(ModuleOp Module) {
  modernizeGenericText(Module);
  return Normalizer(Module).run();
}
