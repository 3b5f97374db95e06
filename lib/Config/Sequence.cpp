//===- Sequence.cpp - a runtime sequence, op after op ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sequence.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Hardware/Registers.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace mlir;

/// More operations than any stream of use; loops that run away end here.
static constexpr size_t MaxOps = 1u << 22;

FailureOr<txn::Transaction>
aieforge::lowerRuntimeSequence(aie::RuntimeSequenceOp Op) {
  const hw::Device *D = hardwareOf(Op);
  if (!D)
    return failure();
  return Sequence(Op, Op->getParentOfType<aie::DeviceOp>(), *D).run();
}

FailureOr<txn::Transaction> Sequence::run() {
  if (Op.getBody().empty())
    return std::move(T);
  reserveBds();
  if (failed(runBlock(Op.getBody().front())))
    return failure();
  insertTokens();
  return std::move(T);
}

/// Tasks get no BD that another op of the sequence names.
void Sequence::reserveBds() {
  auto Reserve = [&](uint64_t Column, uint64_t Row, uint64_t Bd) {
    std::vector<bool> &Bds = ReservedBds[{unsigned(Column), unsigned(Row)}];
    if (Bd >= 64)
      return;
    Bds.resize(std::max<size_t>(Bds.size(), Bd + 1));
    Bds[Bd] = true;
  };
  auto ReserveAddress = [&](std::optional<uint32_t> Address) {
    if (!Address)
      return;
    hw::TileAddress A = hw::TileAddress::decode(*Address);
    if (!D.contains(A.Column, A.Row))
      return;
    if (auto Ref = hw::bdAt(D.kind(A.Column, A.Row), A.Offset))
      Reserve(A.Column, A.Row, Ref->Bd);
  };
  Op.getBody().walk([&](Operation *O) {
    llvm::TypeSwitch<Operation *>(O)
        .Case([&](aiex::NpuDmaMemcpyNdOp M) {
          auto Alloc = Device.lookupSymbol<aie::ShimDMAAllocationOp>(
              M.getMetadata().getRootReference());
          if (aie::TileOp Tile = Alloc ? Alloc.getTileOp() : aie::TileOp())
            Reserve(Tile.colIndex(), Tile.rowIndex(), M.getId());
        })
        .Case([&](aiex::NpuWriteBdOp W) {
          Reserve(W.getColumn(), W.getRow(), W.getBdId());
        })
        .Case([&](aiex::NpuBlockWriteOp W) {
          ReserveAddress(W.getAbsoluteAddress());
        })
        .Case([&](aiex::NpuWrite32Op W) {
          ReserveAddress(W.getAbsoluteAddress());
        });
  });
}

LogicalResult Sequence::runBlock(Block &B) {
  for (Operation &O : B) {
    if (T.Ops.size() > MaxOps)
      return O.emitOpError("is one of more than ")
             << MaxOps << " operations of this sequence";
    if (failed(runOp(&O)))
      return failure();
  }
  return success();
}

LogicalResult Sequence::runOp(Operation *O) {
  if (std::optional<LogicalResult> Result = runControlFlow(O))
    return *Result;
  return llvm::TypeSwitch<Operation *, LogicalResult>(O)
      .Case([&](aiex::NpuDmaMemcpyNdOp X) { return memcpyNd(X); })
      .Case([&](aiex::NpuDmaWaitOp X) { return dmaWait(X); })
      .Case([&](aiex::NpuPushQueueOp X) { return pushQueue(X); })
      .Case([&](aiex::NpuSyncOp X) { return sync(X); })
      .Case([&](aiex::NpuWrite32Op X) { return write32(X); })
      .Case([&](aiex::NpuMaskWrite32Op X) { return maskWrite32(X); })
      .Case([&](aiex::NpuBlockWriteOp X) { return blockWrite(X); })
      .Case([&](aiex::NpuAddressPatchOp X) { return addressPatch(X); })
      .Case([&](aiex::NpuWriteBdOp X) { return writeBd(X); })
      .Case([&](aiex::NpuWriteRTPOp X) { return writeRtp(X); })
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
      .Case([&](aiex::SetLockOp X) { return setLock(X); })
      .Case([&](aiex::DMAChannelResetOp X) { return resetChannel(X); })
      .Case([&](aiex::CoreResetOp X) { return resetCore(X); })
      .Case([&](aiex::DMAConfigureTaskOp X) { return configureTask(X); })
      .Case([&](aiex::DMAConfigureTaskForOp X) { return configureTaskFor(X); })
      .Case([&](aiex::DMAStartTaskOp X) { return startTask(X); })
      .Case([&](aiex::DMAAwaitTaskOp X) { return awaitTask(X); })
      .Case([&](aiex::DMAFreeTaskOp X) { return freeTask(X); })
      .Default([&](Operation *X) -> LogicalResult {
        if (onlyComputes(X))
          return success();
        return X->emitOpError(
            "has no form in an instruction stream; an earlier pass must lower "
            "it");
      });
}

//===----------------------------------------------------------------------===//
// Register operations
//===----------------------------------------------------------------------===//

FailureOr<Place> Sequence::placeAt(Operation *O, int64_t Column, int64_t Row) {
  if (Column >= 0 && Row >= 0 && Column < D.Columns && Row < D.Rows)
    return Place{unsigned(Column), unsigned(Row),
                 D.kind(unsigned(Column), unsigned(Row))};
  return O->emitOpError("names tile (")
         << Column << ", " << Row << "), but " << D.Name << " has " << D.Columns
         << " columns and " << D.Rows << " rows";
}

/// The address that a register op means: a word of a buffer, an offset in a
/// tile, or a whole address.
FailureOr<uint32_t> Sequence::addressOf(Operation *O, Value Operand,
                                        uint32_t Literal,
                                        std::optional<StringRef> BufferName,
                                        std::optional<int32_t> Column,
                                        std::optional<int32_t> Row) {
  uint32_t Address = Literal;
  if (Operand) {
    FailureOr<int64_t> Value = constant(O, Operand, "address");
    if (failed(Value))
      return failure();
    Address = uint32_t(*Value);
  }
  if (BufferName) {
    for (auto Buffer : Device.getOps<aie::BufferOp>()) {
      if (Buffer.name() != *BufferName)
        continue;
      FailureOr<Place> At = placeOf(Buffer.getTile(), O);
      if (failed(At))
        return failure();
      if (!Buffer.getAddress())
        return O->emitOpError("writes to buffer '")
               << *BufferName
               << "', which has no address; run aie-assign-buffer-addresses "
                  "first";
      uint64_t Offset =
          uint64_t(uint32_t(*Buffer.getAddress())) + 4 * uint64_t(Address);
      if (Offset >= hw::tileInfo(At->Kind).DataMemoryBytes)
        return O->emitOpError("writes to word ")
               << Address << " of buffer '" << *BufferName
               << "', beyond the end of the tile's memory";
      return At->address(Offset);
    }
    return O->emitOpError("names buffer '")
           << *BufferName << "', which this device does not have";
  }
  if (Column.has_value() != Row.has_value())
    return O->emitOpError("gives only one of column and row");
  if (!Column)
    return Address;
  FailureOr<Place> At = placeAt(O, *Column, *Row);
  if (failed(At))
    return failure();
  return At->address(Address);
}

LogicalResult Sequence::write32(aiex::NpuWrite32Op O) {
  FailureOr<uint32_t> Address =
      addressOf(O, O.getAddress(), 0, O.getBuffer(), O.getColumn(), O.getRow());
  FailureOr<int64_t> Value = constant(O, O.getValue(), "value");
  if (failed(Address) || failed(Value))
    return failure();
  T.Ops.push_back(txn::Write{*Address, uint32_t(*Value)});
  // A hand-written push to a task queue counts like any other.
  hw::TileAddress A = hw::TileAddress::decode(*Address);
  if (!D.contains(A.Column, A.Row))
    return success();
  hw::TileKind Kind = D.kind(A.Column, A.Row);
  auto Ref = hw::channelRegisterAt(Kind, A.Offset);
  if (Ref && Ref->Which == hw::ChannelRegister::Queue) {
    ChannelState &State =
        Channels[{A.Column, A.Row, Ref->Channel->Dir, Ref->Channel->Channel}];
    State.Tokens += hw::decodeQueueEntry(Kind, uint32_t(*Value)).IssueToken;
  }
  return success();
}

LogicalResult Sequence::maskWrite32(aiex::NpuMaskWrite32Op O) {
  FailureOr<uint32_t> Address =
      addressOf(O, O.getAddress(), 0, O.getBuffer(), O.getColumn(), O.getRow());
  FailureOr<int64_t> Value = constant(O, O.getValue(), "value");
  FailureOr<int64_t> Mask = constant(O, O.getMask(), "mask");
  if (failed(Address) || failed(Value) || failed(Mask))
    return failure();
  T.Ops.push_back(txn::MaskWrite{*Address, uint32_t(*Value), uint32_t(*Mask)});
  return success();
}

LogicalResult Sequence::blockWrite(aiex::NpuBlockWriteOp O) {
  FailureOr<uint32_t> Address = addressOf(O, {}, O.getAddress(), O.getBuffer(),
                                          O.getColumn(), O.getRow());
  if (failed(Address))
    return failure();
  DenseIntElementsAttr Words = O.getDataWords();
  if (!Words || !Words.getElementType().isInteger(32))
    return O.emitOpError("needs constant 32-bit words (a memref.get_global of "
                         "an initialised memref.global)");
  txn::BlockWrite B;
  B.Address = *Address;
  for (const llvm::APInt &Word : Words.getValues<llvm::APInt>())
    B.Data.push_back(uint32_t(Word.getZExtValue()));
  if (O.getColumn() && O.getRow())
    B.TileHint = uint32_t(*O.getColumn()) | uint32_t(*O.getRow()) << 8;
  T.Ops.push_back(std::move(B));
  return success();
}

LogicalResult Sequence::sync(aiex::NpuSyncOp O) {
  static constexpr StringRef Names[] = {"column",  "row",        "direction",
                                        "channel", "column_num", "row_num"};
  static constexpr int64_t Limits[] = {0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF};
  int64_t Values[6];
  for (auto [I, Operand] : llvm::enumerate(O->getOperands())) {
    FailureOr<int64_t> Value = constant(O, Operand, Names[I]);
    if (failed(Value))
      return failure();
    if (*Value < 0 || *Value > Limits[I])
      return O.emitOpError() << Names[I] << " is " << *Value
                             << "; it must be 0 to " << Limits[I];
    Values[I] = *Value;
  }
  txn::Tct Token;
  Token.Column = Values[0];
  Token.Row = Values[1];
  Token.Dir = hw::Direction(Values[2]);
  Token.Channel = Values[3];
  Token.Columns = Values[4];
  Token.Rows = Values[5];
  T.Ops.push_back(Token);
  for (unsigned C = 0; C < Token.Columns; ++C)
    for (unsigned R = 0; R < Token.Rows; ++R) {
      auto It =
          Channels.find({unsigned(Token.Column) + C, unsigned(Token.Row) + R,
                         Token.Dir, Token.Channel});
      if (It == Channels.end())
        continue;
      It->second.Queued = 0;
      if (It->second.Tokens)
        --It->second.Tokens;
    }
  return success();
}

LogicalResult Sequence::addressPatch(aiex::NpuAddressPatchOp O) {
  FailureOr<int64_t> Plus = constant(O, O.getArgPlus(), "arg_plus");
  if (failed(Plus))
    return failure();
  uint32_t Register = O.getAddr();
  if (Value Computed = O.getAddrVal()) {
    FailureOr<int64_t> Value = constant(O, Computed, "addr");
    if (failed(Value))
      return failure();
    Register = uint32_t(*Value);
  }
  if (int32_t(O.getArgIdx()) < 0)
    return O.emitOpError("arg_idx is ")
           << int32_t(O.getArgIdx()) << "; it counts from 0";
  T.Ops.push_back(
      hostPatch(Register, unsigned(O.getArgIdx()), uint32_t(*Plus)));
  return success();
}

LogicalResult Sequence::writeRtp(aiex::NpuWriteRTPOp O) {
  FailureOr<uint32_t> Address =
      addressOf(O, {}, O.getIndex(), O.getBuffer(), std::nullopt, std::nullopt);
  FailureOr<int64_t> Value = constant(O, O.getValue(), "value");
  if (failed(Address) || failed(Value))
    return failure();
  T.Ops.push_back(txn::Write{*Address, uint32_t(*Value)});
  return success();
}

LogicalResult Sequence::loadPdi(aiex::NpuLoadPdiOp O) {
  int64_t Id = O.getId().value_or(0);
  if (!O.getId() && O.getDeviceRef()) {
    // Images are numbered from 1 in the order of the devices.
    bool Found = false;
    for (auto Other :
         Device->getParentOfType<ModuleOp>().getOps<aie::DeviceOp>()) {
      ++Id;
      Found = Other.getSymName() == *O.getDeviceRef();
      if (Found)
        break;
    }
    if (!Found)
      return O.emitOpError("names device '")
             << *O.getDeviceRef() << "', which this module does not have";
  }
  if (Id < 0 || Id > 0xFFFF)
    return O.emitOpError("image number is ") << Id << "; it has 16 bits";
  T.Ops.push_back(txn::LoadPdi{uint16_t(Id), uint32_t(O.getSize().value_or(0)),
                               O.getAddress().value_or(0)});
  return success();
}

LogicalResult
Sequence::updateFromScratchpad(aiex::NpuUpdateFromScratchpadOp O) {
  FailureOr<uint32_t> Address = addressOf(O, {}, O.getAddress(), O.getBuffer(),
                                          O.getColumn(), O.getRow());
  if (failed(Address))
    return failure();
  T.Ops.push_back(txn::UpdateReg{uint8_t(O.getStateTableIdx()),
                                 uint8_t(O.getFunc()), O.getFuncArg(),
                                 *Address});
  return success();
}

//===----------------------------------------------------------------------===//
// Locks and resets
//===----------------------------------------------------------------------===//

LogicalResult Sequence::setLock(aiex::SetLockOp O) {
  aie::LockOp Lock = O.getLockOp();
  if (!Lock || !Lock.getLockID())
    return O.emitOpError(
        "needs an aie.lock with a number; run aie-assign-lock-ids first");
  FailureOr<Place> At = placeOf(Lock.getTile(), O);
  if (failed(At))
    return failure();
  if (unsigned(O.getValue()) > hw::maxLockValue())
    return O.emitOpError("value is ")
           << O.getValue() << "; a lock counts to " << hw::maxLockValue();
  T.Ops.push_back(
      txn::Write{At->address(hw::lockValueOffset(At->Kind, *Lock.getLockID())),
                 uint32_t(O.getValue())});
  return success();
}

LogicalResult Sequence::resetChannel(aiex::DMAChannelResetOp O) {
  FailureOr<Place> At = placeOf(O.getTile(), O);
  if (failed(At))
    return failure();
  const hw::ChannelRegisters *C =
      hw::channel(At->Kind, directionOf(O.getDirection()), O.getChannel());
  if (!C || hw::isShim(At->Kind))
    return O.emitOpError("needs a DMA channel of a core or memory tile; shim "
                         "channels have no reset");
  uint32_t Mask =
      hw::registerField(At->Kind,
                        C->Dir == hw::Direction::MM2S ? "DMA_MM2S_{0}_Ctrl"
                                                      : "DMA_S2MM_{0}_Ctrl",
                        "Reset")
          .mask();
  T.Ops.push_back(txn::MaskWrite{At->address(C->Control), Mask, Mask});
  T.Ops.push_back(txn::MaskWrite{At->address(C->Control), 0, Mask});
  return success();
}

LogicalResult Sequence::resetCore(aiex::CoreResetOp O) {
  FailureOr<Place> At = placeOf(O.getTile(), O);
  if (failed(At))
    return failure();
  if (At->Kind != hw::TileKind::Core)
    return O.emitOpError("needs a core tile");
  uint32_t Address = At->address(hw::registerOffset(At->Kind, "Core_Control"));
  uint32_t Mask = hw::registerField(At->Kind, "Core_Control", "Reset").mask();
  T.Ops.push_back(txn::MaskWrite{Address, Mask, Mask});
  T.Ops.push_back(txn::MaskWrite{Address, 0, Mask});
  return success();
}
