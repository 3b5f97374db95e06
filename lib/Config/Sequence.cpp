//===- Sequence.cpp - a runtime sequence to its instruction stream --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each register op of the sequence is one operation of the stream. All other
// work on sequences is done by passes (lib/Transforms/Sequence).
//
//===----------------------------------------------------------------------===//

#include "SequenceOps.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace mlir;

/// So many of a kernel's buffers get their addresses translated by firmware.
static constexpr unsigned TranslatedArguments = 5;

namespace {

class StreamWriter {
public:
  StreamWriter(aie::RuntimeSequenceOp Sequence, const hw::Device &D)
      : Sequence(Sequence), Device(Sequence->getParentOfType<aie::DeviceOp>()),
        Symbols(Device), D(D), T(D) {}

  FailureOr<txn::Transaction> run();

private:
  LogicalResult write(Operation *O);
  template <typename OpT>
  FailureOr<uint32_t> addressOf(OpT O, int64_t Address) {
    return registerAddress(O, D, uint32_t(Address), O.getBuffer(),
                           O.getColumn(), O.getRow());
  }
  LogicalResult write32(aiex::NpuWrite32Op O);
  LogicalResult maskWrite32(aiex::NpuMaskWrite32Op O);
  LogicalResult blockWrite(aiex::NpuBlockWriteOp O);
  LogicalResult sync(aiex::NpuSyncOp O);
  LogicalResult addressPatch(aiex::NpuAddressPatchOp O);
  LogicalResult loadPdi(aiex::NpuLoadPdiOp O);
  LogicalResult updateFromScratchpad(aiex::NpuUpdateFromScratchpadOp O);

  aie::RuntimeSequenceOp Sequence;
  aie::DeviceOp Device;
  SymbolTable Symbols; ///< Finds the words of block writes.
  const hw::Device &D;
  txn::Transaction T;
};

} // namespace

FailureOr<txn::Transaction>
aieforge::lowerRuntimeSequence(aie::RuntimeSequenceOp Sequence) {
  const hw::Device *D = hardwareOf(Sequence);
  if (!D)
    return failure();
  return StreamWriter(Sequence, *D).run();
}

//===----------------------------------------------------------------------===//
// What ops say
//===----------------------------------------------------------------------===//

FailureOr<uint32_t> aieforge::registerAddress(Operation *O, const hw::Device &D,
                                              uint32_t Address,
                                              std::optional<StringRef> Buffer,
                                              std::optional<int32_t> Column,
                                              std::optional<int32_t> Row) {
  if (Buffer)
    return bufferWord(O, *Buffer, Address);
  if (Column.has_value() != Row.has_value())
    return O->emitOpError("gives only one of column and row");
  if (!Column)
    return Address;
  if (*Column < 0 || *Row < 0 || !D.contains(*Column, *Row))
    return O->emitOpError("names tile (")
           << *Column << ", " << *Row << "), but " << D.Name << " has "
           << D.Columns << " columns and " << D.Rows << " rows";
  return hw::tileAddress(*Column, *Row,
                         hw::TileAddress::decode(Address).Offset);
}

FailureOr<DenseIntElementsAttr>
aieforge::wordsOfBlockWrite(aiex::NpuBlockWriteOp O,
                            const SymbolTable &Symbols) {
  auto Get = O.getData().getDefiningOp<memref::GetGlobalOp>();
  auto Global = Get ? Symbols.lookup<memref::GlobalOp>(Get.getName())
                    : memref::GlobalOp();
  auto Words = Global && Global.getInitialValue()
                   ? dyn_cast<DenseIntElementsAttr>(*Global.getInitialValue())
                   : DenseIntElementsAttr();
  if (!Words || !Words.getElementType().isInteger(32))
    return O.emitOpError("needs constant 32-bit words (a memref.get_global of "
                         "an initialised memref.global)");
  return Words;
}

FailureOr<uint16_t> aieforge::imageOf(aiex::NpuLoadPdiOp O) {
  int64_t Id = O.getId().value_or(0);
  if (!O.getId() && O.getDeviceRef()) {
    auto Module = O->getParentOfType<ModuleOp>();
    std::optional<unsigned> Number = imageNumber(Module, *O.getDeviceRef());
    if (!Number)
      return O.emitOpError("names device '")
             << *O.getDeviceRef() << "', which this module does not have";
    Id = *Number;
  }
  if (Id < 0 || Id > 0xFFFF)
    return O.emitOpError("image number is ") << Id << "; it has 16 bits";
  return uint16_t(Id);
}

uint64_t aieforge::hostOffsetOf(unsigned Argument) {
  return Argument >= TranslatedArguments ? hw::hostAddressOffset() : 0;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// A finished stream cannot wait for numbers.
static bool isKnown(Operation *O, ValueRange Operands) {
  for (Value V : Operands)
    if (!getConstantIntValue(V)) {
      O->emitOpError("Cannot translate ")
          << O->getName().stripDialect().drop_front(strlen("npu."))
          << " with non-constant address or value to a static TXN binary; "
             "aie-translate --aie-npu-to-cpp writes a function that makes the "
             "stream from run-time values";
      return false;
    }
  return true;
}

LogicalResult StreamWriter::write32(aiex::NpuWrite32Op O) {
  if (!isKnown(O, O->getOperands()))
    return failure();
  FailureOr<uint32_t> Address =
      addressOf(O, *getConstantIntValue(O.getAddress()));
  if (failed(Address))
    return failure();
  T.Ops.push_back(
      txn::Write{*Address, uint32_t(*getConstantIntValue(O.getValue()))});
  return success();
}

LogicalResult StreamWriter::maskWrite32(aiex::NpuMaskWrite32Op O) {
  if (!isKnown(O, O->getOperands()))
    return failure();
  FailureOr<uint32_t> Address =
      addressOf(O, *getConstantIntValue(O.getAddress()));
  if (failed(Address))
    return failure();
  T.Ops.push_back(txn::MaskWrite{*Address,
                                 uint32_t(*getConstantIntValue(O.getValue())),
                                 uint32_t(*getConstantIntValue(O.getMask()))});
  return success();
}

LogicalResult StreamWriter::blockWrite(aiex::NpuBlockWriteOp O) {
  FailureOr<uint32_t> Address = addressOf(O, O.getAddress());
  FailureOr<DenseIntElementsAttr> Words = wordsOfBlockWrite(O, Symbols);
  if (failed(Address) || failed(Words))
    return failure();
  txn::BlockWrite B;
  B.Address = *Address;
  for (const llvm::APInt &Word : Words->getValues<llvm::APInt>())
    B.Data.push_back(uint32_t(Word.getZExtValue()));
  if (O.getColumn() && O.getRow())
    B.TileHint = uint32_t(*O.getColumn()) | uint32_t(*O.getRow()) << 8;
  T.Ops.push_back(std::move(B));
  return success();
}

LogicalResult StreamWriter::sync(aiex::NpuSyncOp O) {
  static constexpr StringRef Names[] = {"column",  "row",        "direction",
                                        "channel", "column_num", "row_num"};
  static constexpr int64_t Limits[] = {0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF};
  if (!isKnown(O, O->getOperands()))
    return failure();
  int64_t Values[6];
  for (auto [I, Operand] : llvm::enumerate(O->getOperands())) {
    Values[I] = *getConstantIntValue(Operand);
    if (Values[I] < 0 || Values[I] > Limits[I])
      return O.emitOpError() << Names[I] << " is " << Values[I]
                             << "; it must be 0 to " << Limits[I];
  }
  txn::Tct Token;
  Token.Column = Values[0];
  Token.Row = Values[1];
  Token.Dir = hw::Direction(Values[2]);
  Token.Channel = Values[3];
  Token.Columns = Values[4];
  Token.Rows = Values[5];
  T.Ops.push_back(Token);
  return success();
}

LogicalResult StreamWriter::addressPatch(aiex::NpuAddressPatchOp O) {
  if (!isKnown(O, O->getOperands()))
    return failure();
  int64_t Plus = *getConstantIntValue(O.getArgPlus());
  uint32_t Register = O.getAddr();
  if (Value Computed = O.getAddrVal())
    Register = uint32_t(*getConstantIntValue(Computed));
  if (int32_t(O.getArgIdx()) < 0)
    return O.emitOpError("arg_idx is ")
           << int32_t(O.getArgIdx()) << "; it counts from 0";
  unsigned Argument = O.getArgIdx();
  T.Ops.push_back(txn::DdrPatch{Register, Argument,
                                uint32_t(Plus) + hostOffsetOf(Argument)});
  return success();
}

LogicalResult StreamWriter::loadPdi(aiex::NpuLoadPdiOp O) {
  FailureOr<uint16_t> Id = imageOf(O);
  if (failed(Id))
    return failure();
  T.Ops.push_back(txn::LoadPdi{*Id, uint32_t(O.getSize().value_or(0)),
                               O.getAddress().value_or(0)});
  return success();
}

LogicalResult
StreamWriter::updateFromScratchpad(aiex::NpuUpdateFromScratchpadOp O) {
  FailureOr<uint32_t> Address = addressOf(O, O.getAddress());
  if (failed(Address))
    return failure();
  T.Ops.push_back(txn::UpdateReg{uint8_t(O.getStateTableIdx()),
                                 uint8_t(O.getFunc()), O.getFuncArg(),
                                 *Address});
  return success();
}

LogicalResult StreamWriter::write(Operation *O) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(O)
      .Case([&](aiex::NpuWrite32Op X) { return write32(X); })
      .Case([&](aiex::NpuMaskWrite32Op X) { return maskWrite32(X); })
      .Case([&](aiex::NpuBlockWriteOp X) { return blockWrite(X); })
      .Case([&](aiex::NpuSyncOp X) { return sync(X); })
      .Case([&](aiex::NpuAddressPatchOp X) { return addressPatch(X); })
      .Case([&](aiex::NpuLoadPdiOp X) { return loadPdi(X); })
      .Case([&](aiex::NpuPreemptOp X) {
        T.Ops.push_back(txn::Preempt{uint8_t(X.getLevel())});
        return success();
      })
      .Case([&](aiex::NpuCreateScratchpadOp X) {
        T.Ops.push_back(
            txn::CreateScratchpad{uint8_t(X.getUsageType()), X.getSize(), 0});
        return success();
      })
      .Case([&](aiex::NpuUpdateFromScratchpadOp X) {
        return updateFromScratchpad(X);
      })
      .Case<aie::EndOp>([&](auto) { return success(); })
      .Default([&](Operation *X) -> LogicalResult {
        if (isa<scf::SCFDialect>(X->getDialect()))
          return X->emitOpError(
              "decides at run time, but an instruction stream is a list of "
              "writes; aie-translate --aie-npu-to-cpp writes a function that "
              "makes the stream");
        bool OnlyComputes =
            isa<arith::ArithDialect, memref::MemRefDialect>(X->getDialect()) &&
            isMemoryEffectFree(X);
        if (OnlyComputes)
          return success();
        return X->emitOpError(
            "has no form in an instruction stream; an earlier pass must lower "
            "it");
      });
}

FailureOr<txn::Transaction> StreamWriter::run() {
  if (!Sequence.getBody().empty())
    for (Operation &O : Sequence.getBody().front())
      if (failed(write(&O)))
        return failure();
  return std::move(T);
}

std::optional<unsigned> aieforge::imageNumber(ModuleOp Module, StringRef Name) {
  unsigned Number = 0;
  for (auto Device : Module.getOps<aie::DeviceOp>()) {
    ++Number;
    if (Device.getSymName() == Name)
      return Number;
  }
  return std::nullopt;
}
