//===- SequenceFunction.cpp - a runtime sequence as a C++ function --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequenceFunction.h"
#include "SequenceOps.h"
#include "aieforge/Formats/Transaction.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/EmitC/IR/EmitC.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace mlir;

namespace {

constexpr StringLiteral ResultType = "std::optional<std::vector<uint32_t>>";
constexpr StringLiteral NoStream = "return std::nullopt;";

/// Writes the function of one sequence.
class FunctionWriter {
public:
  FunctionWriter(aie::RuntimeSequenceOp Sequence, aie::DeviceOp Device,
                 const SymbolTable &Symbols, OpBuilder &Builder)
      : Sequence(Sequence), Device(Device), Symbols(Symbols),
        D(*Device.getTargetModel()), Builder(Builder) {}

  LogicalResult run();

private:
  FailureOr<emitc::FuncOp> makeFunction();
  void begin();
  void end();
  LogicalResult convertBlock(Block &From);
  LogicalResult checkOperands(Operation *O);
  LogicalResult convert(Operation *O);
  LogicalResult write32(aiex::NpuWrite32Op O);
  LogicalResult maskWrite32(aiex::NpuMaskWrite32Op O);
  LogicalResult blockWrite(aiex::NpuBlockWriteOp O);
  LogicalResult addressPatch(aiex::NpuAddressPatchOp O);
  LogicalResult loadPdi(aiex::NpuLoadPdiOp O);
  void pop(aiex::DMABdPoolPopOp O);
  void push(aiex::DMABdPoolPushOp O);
  void guard(Value Guarded, const Twine &Condition);
  LogicalResult control(Operation *O);

  FailureOr<Value> address(Operation *O, Value Address,
                           std::optional<StringRef> Buffer,
                           std::optional<int32_t> Column,
                           std::optional<int32_t> Row);
  Type opaque(StringRef Name) {
    return emitc::OpaqueType::get(Builder.getContext(), Name);
  }
  Value word(uint64_t Number, StringRef TypeName = "uint32_t");
  Value named(StringRef Name, StringRef TypeName) {
    return emitc::LiteralOp::create(Builder, Loc, opaque(TypeName), Name);
  }
  Value mapped(Value V) { return Map.lookup(V); }
  void append(StringRef Function, ValueRange Arguments);
  void text(const Twine &Line) {
    emitc::VerbatimOp::create(Builder, Loc, Line.str());
  }

  aie::RuntimeSequenceOp Sequence;
  aie::DeviceOp Device;
  const SymbolTable &Symbols;
  const hw::Device &D;
  OpBuilder &Builder;
  Location Loc = Sequence.getLoc();
  IRMapping Map;
  SmallVector<Operation *> Computed; ///< Copies of arithmetic.
  unsigned Appended = 0;             ///< Operations in the text.
  unsigned Popped = 0;
  /// Loops and branches decide how many operations there are.
  bool CountAtRunTime = false;
};

} // namespace

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

Value FunctionWriter::word(uint64_t Number, StringRef TypeName) {
  std::string Text = std::to_string(Number);
  if (TypeName != "int32_t")
    Text += TypeName == "uint64_t" ? "ull" : "u";
  return emitc::ConstantOp::create(
      Builder, Loc, opaque(TypeName),
      emitc::OpaqueAttr::get(Builder.getContext(), Text));
}

/// Appends one operation to the stream.
void FunctionWriter::append(StringRef Function, ValueRange Arguments) {
  SmallVector<Value> All = {named("txn", "std::vector<uint32_t>")};
  llvm::append_range(All, Arguments);
  emitc::CallOpaqueOp::create(Builder, Loc, TypeRange(),
                              ("aie_runtime::txn_append_" + Function).str(),
                              All);
  ++Appended;
  if (CountAtRunTime)
    emitc::VerbatimOp::create(Builder, Loc, StringRef("++{};"),
                              ValueRange{named("__opcount", "uint32_t")});
}

static std::string poolName(unsigned Column, unsigned Row) {
  return llvm::formatv("bd_pool_{0}_{1}", Column, Row);
}

/// Scalar arguments only: buffers are named by their place among all arguments.
FailureOr<emitc::FuncOp> FunctionWriter::makeFunction() {
  SmallVector<Type> Types;
  SmallVector<BlockArgument> Scalars;
  for (BlockArgument Arg : Sequence.getBody().getArguments()) {
    Type T = Arg.getType();
    if (isa<BaseMemRefType>(T))
      continue;
    if (!T.isIndex() && !T.isInteger())
      return Sequence.emitOpError("argument ")
             << Arg.getArgNumber() << " is a " << T
             << "; a C++ function takes integers and indices";
    Scalars.push_back(Arg);
    Types.push_back(T.isIndex() ? emitc::SizeTType::get(T.getContext()) : T);
  }
  std::string Name = llvm::formatv("generate_txn_{0}_{1}", Device.getSymName(),
                                   Sequence.getSymName());
  auto Function = emitc::FuncOp::create(
      Builder, Loc, Name, Builder.getFunctionType(Types, {opaque(ResultType)}));
  Function.setSpecifiersAttr(Builder.getStrArrayAttr({"inline"}));
  Block *Entry = Function.addEntryBlock();
  Builder.setInsertionPointToStart(Entry);
  for (auto [Old, New] : llvm::zip(Scalars, Entry->getArguments())) {
    Value V = New;
    if (Old.getType().isIndex())
      V = UnrealizedConversionCastOp::create(Builder, Loc, Old.getType(), V)
              .getResult(0);
    Map.map(Old, V);
  }
  // Constants may stand in front of the sequence, or of the device.
  Sequence.walk([&](Operation *User) {
    for (Value Operand : User->getOperands()) {
      Operation *Def = Operand.getDefiningOp();
      if (Def && !Map.contains(Operand) && !Sequence->isAncestor(Def) &&
          Def->hasTrait<OpTrait::ConstantLike>())
        Computed.push_back(Builder.clone(*Def, Map));
    }
  });
  return Function;
}

void FunctionWriter::begin() {
  text("std::vector<uint32_t> txn;");
  emitc::CallOpaqueOp::create(
      Builder, Loc, TypeRange(), "aie_runtime::txn_init",
      ValueRange{named("txn", "std::vector<uint32_t>")});
  llvm::SmallSetVector<std::pair<unsigned, unsigned>, 4> Pools;
  Sequence.walk([&](Operation *O) {
    if (auto Pop = dyn_cast<aiex::DMABdPoolPopOp>(O))
      Pools.insert({Pop.getColumn(), Pop.getRow()});
    else if (auto Push = dyn_cast<aiex::DMABdPoolPushOp>(O))
      Pools.insert({Push.getColumn(), Push.getRow()});
    CountAtRunTime |= isa<scf::SCFDialect>(O->getDialect());
  });
  for (auto [Column, Row] : Pools)
    text("aie_runtime::BdPool " + poolName(Column, Row) +
         " = aie_runtime::bd_pool_init(" +
         Twine(hw::tileInfo(D.kind(Column, Row)).Bds) + ");");
  if (CountAtRunTime)
    text("uint32_t __opcount = 0;");
}

void FunctionWriter::end() {
  txn::Transaction Header(D);
  std::string Count =
      CountAtRunTime ? "__opcount" : std::to_string(Appended) + "u";
  text(llvm::formatv("aie_runtime::txn_prepend_header(txn, {0}, {{0, 1, {1}, "
                     "{2}, {3}, {4}});",
                     Count, unsigned(Header.DeviceGeneration),
                     unsigned(Header.Rows), unsigned(Header.Columns),
                     unsigned(Header.MemRows))
           .str());
  emitc::ReturnOp::create(Builder, Loc, named("std::move(txn)", ResultType));
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// An address is a constant, or what a BD number from a pool leads to. One that
/// the caller passes could be any register.
FailureOr<Value> FunctionWriter::address(Operation *O, Value Address,
                                         std::optional<StringRef> Buffer,
                                         std::optional<int32_t> Column,
                                         std::optional<int32_t> Row) {
  if (std::optional<int64_t> Known = getConstantIntValue(Address)) {
    FailureOr<uint32_t> Whole =
        registerAddress(O, D, uint32_t(*Known), Buffer, Column, Row);
    if (failed(Whole))
      return failure();
    return word(*Whole);
  }
  auto Arg = dyn_cast<BlockArgument>(Address);
  bool FromCaller = Arg && Arg.getOwner()->getParentOp() == Sequence;
  if (FromCaller || Buffer || Column || Row)
    return O->emitOpError("cannot convert a symbolic/unresolved ")
           << O->getName().stripDialect().drop_front(strlen("npu."))
           << " address to the C++ TXN target: it must be a constant or follow "
              "from the number of a BD";
  return mapped(Address);
}

LogicalResult FunctionWriter::write32(aiex::NpuWrite32Op O) {
  FailureOr<Value> A =
      address(O, O.getAddress(), O.getBuffer(), O.getColumn(), O.getRow());
  if (failed(A))
    return failure();
  append("write32", {*A, mapped(O.getValue())});
  return success();
}

LogicalResult FunctionWriter::maskWrite32(aiex::NpuMaskWrite32Op O) {
  FailureOr<Value> A =
      address(O, O.getAddress(), O.getBuffer(), O.getColumn(), O.getRow());
  if (failed(A))
    return failure();
  append("maskwrite32", {*A, mapped(O.getValue()), mapped(O.getMask())});
  return success();
}

LogicalResult FunctionWriter::blockWrite(aiex::NpuBlockWriteOp O) {
  FailureOr<uint32_t> Whole = registerAddress(
      O, D, O.getAddress(), O.getBuffer(), O.getColumn(), O.getRow());
  FailureOr<DenseIntElementsAttr> Words = wordsOfBlockWrite(O, Symbols);
  if (failed(Whole) || failed(Words))
    return failure();
  std::string Text = "{";
  for (const llvm::APInt &Word : Words->getValues<llvm::APInt>())
    Text += llvm::formatv("{0}{1}u", Text.size() > 1 ? ", " : "",
                          llvm::format_hex(Word.getZExtValue(), 10));
  Text += "}";
  auto Array =
      emitc::ArrayType::get({Words->getNumElements()}, opaque("uint32_t"));
  Value A = word(*Whole);
  Value Data = emitc::VariableOp::create(
      Builder, Loc, Array, emitc::OpaqueAttr::get(Builder.getContext(), Text));
  bool Hint = O.getColumn() && O.getRow();
  Value Count = word(Words->getNumElements());
  Value Column = word(Hint ? *O.getColumn() : 0);
  Value Row = word(Hint ? *O.getRow() : 0);
  append("blockwrite", {A, Data, Count, Column, Row});
  return success();
}

LogicalResult FunctionWriter::addressPatch(aiex::NpuAddressPatchOp O) {
  Value Register;
  if (!O.getAddrVal()) {
    Register = word(O.getAddr());
  } else {
    FailureOr<Value> Computed =
        address(O, O.getAddrVal(), std::nullopt, std::nullopt, std::nullopt);
    if (failed(Computed))
      return failure();
    Register = *Computed;
  }
  if (int32_t(O.getArgIdx()) < 0)
    return O.emitOpError("arg_idx is ")
           << int32_t(O.getArgIdx()) << "; it counts from 0";
  Value Plus = mapped(O.getArgPlus());
  if (uint64_t Base = hostOffsetOf(O.getArgIdx())) {
    Value More = arith::ConstantOp::create(
        Builder, Loc, Builder.getI32IntegerAttr(int32_t(uint32_t(Base))));
    Plus = arith::AddIOp::create(Builder, Loc, Plus, More);
  }
  append("address_patch", {Register, word(O.getArgIdx(), "int32_t"), Plus});
  return success();
}

LogicalResult FunctionWriter::loadPdi(aiex::NpuLoadPdiOp O) {
  FailureOr<uint16_t> Id = imageOf(O);
  if (failed(Id))
    return failure();
  Value Number = word(*Id), Size = word(O.getSize().value_or(0));
  append("loadpdi",
         {Number, Size, word(O.getAddress().value_or(0), "uint64_t")});
  return success();
}

//===----------------------------------------------------------------------===//
// Numbers of BDs, guards
//===----------------------------------------------------------------------===//

void FunctionWriter::pop(aiex::DMABdPoolPopOp O) {
  std::string Name = "bd_" + std::to_string(Popped++);
  text("uint32_t " + Name + "; if (!aie_runtime::bd_pool_pop(" +
       poolName(O.getColumn(), O.getRow()) + ", " + Name + ")) " + NoStream);
  Map.map(O.getBdId(),
          emitc::LiteralOp::create(Builder, Loc, O.getBdId().getType(), Name));
}

void FunctionWriter::push(aiex::DMABdPoolPushOp O) {
  Value Pool =
      named(poolName(O.getColumn(), O.getRow()), "aie_runtime::BdPool");
  emitc::CallOpaqueOp::create(Builder, Loc, TypeRange(),
                              "aie_runtime::bd_pool_push",
                              ValueRange{Pool, mapped(O.getBdId())});
}

/// \p Condition has {} for each use of the value.
void FunctionWriter::guard(Value Guarded, const Twine &Condition) {
  std::string Line = ("if (" + Condition + ") " + NoStream).str();
  SmallVector<Value> Uses(StringRef(Line).count("{}"), mapped(Guarded));
  emitc::VerbatimOp::create(Builder, Loc, StringRef(Line), Uses);
}

//===----------------------------------------------------------------------===//
// Structure
//===----------------------------------------------------------------------===//

/// A loop or a branch with converted contents.
LogicalResult FunctionWriter::control(Operation *O) {
  Operation *Copy = Builder.cloneWithoutRegions(*O, Map);
  OpBuilder::InsertionGuard Guard(Builder);
  for (auto [From, To] : llvm::zip(O->getRegions(), Copy->getRegions()))
    for (Block &B : From) {
      Block &New = To.emplaceBlock();
      for (BlockArgument Arg : B.getArguments())
        Map.map(Arg, New.addArgument(Arg.getType(), Arg.getLoc()));
      Builder.setInsertionPointToEnd(&New);
      if (failed(convertBlock(B)))
        return failure();
    }
  return success();
}

/// What the caller passes, the sequence computes or constants are.
LogicalResult FunctionWriter::checkOperands(Operation *O) {
  for (Value Operand : O->getOperands())
    if (!Map.contains(Operand) && !isa<BaseMemRefType>(Operand.getType()) &&
        !Operand.getDefiningOp<aie::TileOp>())
      return O->emitOpError("uses a value from outside of the runtime sequence "
                            "that is no constant");
  return success();
}

LogicalResult FunctionWriter::convert(Operation *O) {
  if (failed(checkOperands(O)))
    return failure();
  return llvm::TypeSwitch<Operation *, LogicalResult>(O)
      .Case([&](aiex::NpuWrite32Op X) { return write32(X); })
      .Case([&](aiex::NpuMaskWrite32Op X) { return maskWrite32(X); })
      .Case([&](aiex::NpuBlockWriteOp X) { return blockWrite(X); })
      .Case([&](aiex::NpuAddressPatchOp X) { return addressPatch(X); })
      .Case([&](aiex::NpuLoadPdiOp X) { return loadPdi(X); })
      .Case([&](aiex::NpuSyncOp X) {
        SmallVector<Value> Arguments;
        for (Value Operand : X->getOperands())
          Arguments.push_back(mapped(Operand));
        append("sync", Arguments);
        return success();
      })
      .Case([&](aiex::NpuPreemptOp X) {
        append("preempt", {word(X.getLevel())});
        return success();
      })
      .Case([&](aiex::NpuAssertBdFieldOp X) {
        guard(X.getValue(), "{} < 0");
        guard(X.getValue(), "{} > " + Twine(X.getMax()));
        return success();
      })
      .Case([&](aiex::NpuAssertBdDivisibleOp X) {
        std::string Condition =
            ("{} % " + Twine(X.getDivisor()) + " != 0").str();
        guard(X.getValue(),
              X.getAllowUnit() ? "{} != 1 && " + Condition : Condition);
        return success();
      })
      .Case([&](aiex::DMABdPoolPopOp X) { return pop(X), success(); })
      .Case([&](aiex::DMABdPoolPushOp X) { return push(X), success(); })
      .Case<aie::EndOp>([&](auto) { return success(); })
      .Default([&](Operation *X) -> LogicalResult {
        if (isa<scf::SCFDialect>(X->getDialect()))
          return control(X);
        if (isa<arith::ArithDialect>(X->getDialect())) {
          Computed.push_back(Builder.clone(*X, Map));
          return success();
        }
        // Views of arguments and words of block writes.
        if (isa<memref::MemRefDialect>(X->getDialect()) &&
            isMemoryEffectFree(X))
          return success();
        return X->emitOpError("is not supported by the C++ TXN target; an "
                              "earlier pass must lower it");
      });
}

LogicalResult FunctionWriter::convertBlock(Block &From) {
  for (Operation &O : From) {
    Loc = O.getLoc();
    if (failed(convert(&O)))
      return failure();
  }
  return success();
}

LogicalResult FunctionWriter::run() {
  OpBuilder::InsertionGuard Guard(Builder);
  FailureOr<emitc::FuncOp> Function = makeFunction();
  if (failed(Function))
    return failure();
  begin();
  if (!Sequence.getBody().empty() &&
      failed(convertBlock(Sequence.getBody().front())))
    return failure();
  end();
  // Constants that have become part of an address.
  for (Operation *O : llvm::reverse(Computed))
    if (O->use_empty())
      O->erase();
  return success();
}

LogicalResult aieforge::writeSequenceFunction(aie::RuntimeSequenceOp Sequence,
                                              aie::DeviceOp Device,
                                              const SymbolTable &Symbols,
                                              OpBuilder &Builder) {
  return FunctionWriter(Sequence, Device, Symbols, Builder).run();
}
