//===- Sequence.h - state of lowering one runtime sequence ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sequence is executed symbolically: its ops run in order, loops with
// constant bounds run all their iterations, and each op appends to the stream.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CONFIG_SEQUENCE_H
#define AIEFORGE_LIB_CONFIG_SEQUENCE_H

#include "DesignQueries.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Formats/Transaction.h"

#include <map>

namespace aieforge {

/// One DMA channel of the array.
struct ChannelKey {
  unsigned Column, Row;
  hw::Direction Dir;
  unsigned Channel;

  friend auto operator<=>(const ChannelKey &, const ChannelKey &) = default;
};

/// A place, direction and channel that an op names.
struct ChannelPlace {
  Place At;
  hw::Direction Dir;
  unsigned Channel;
  std::optional<BdDescription::Packet> Header; ///< Of the allocation.

  ChannelKey key() const { return {At.Column, At.Row, Dir, Channel}; }
};

/// Where in host memory a value points: a sequence argument plus bytes.
struct HostAddress {
  unsigned Argument;
  uint64_t Offset;
};

/// A configured DMA task.
struct DmaTask {
  ChannelPlace Where;
  llvm::SmallVector<unsigned, 4> Bds;
  unsigned FirstBd = 0;
  unsigned Repeat = 0;
  bool Token = false;
  bool Live = true;
  mlir::Operation *Op = nullptr;
};

/// AxCache of the shim BDs that instruction streams write.
constexpr uint64_t RunTimeAxCache = 2;
/// So many of a kernel's buffers get their addresses translated by firmware.
constexpr unsigned TranslatedArguments = 5;

/// Dimensions and length of a run-time BD from sizes and strides in elements,
/// outermost first.
mlir::LogicalResult setRunTimeDims(BdDescription &Desc,
                                   llvm::ArrayRef<int64_t> Sizes,
                                   llvm::ArrayRef<int64_t> Strides,
                                   unsigned Bits, mlir::Operation *O);

class Sequence {
public:
  Sequence(aie::RuntimeSequenceOp Op, aie::DeviceOp Device, const hw::Device &D)
      : Op(Op), Device(Device), D(D), T(D) {}

  mlir::FailureOr<txn::Transaction> run();

private:
  // Sequence.cpp: one op after the other.
  mlir::LogicalResult runBlock(mlir::Block &B);
  mlir::LogicalResult runOp(mlir::Operation *O);
  void reserveBds();
  mlir::FailureOr<uint32_t> addressOf(mlir::Operation *O, mlir::Value Address,
                                      uint32_t Literal,
                                      std::optional<llvm::StringRef> Buffer,
                                      std::optional<int32_t> Column,
                                      std::optional<int32_t> Row);
  mlir::FailureOr<Place> placeAt(mlir::Operation *O, int64_t Column,
                                 int64_t Row);
  mlir::LogicalResult write32(aiex::NpuWrite32Op O);
  mlir::LogicalResult maskWrite32(aiex::NpuMaskWrite32Op O);
  mlir::LogicalResult blockWrite(aiex::NpuBlockWriteOp O);
  mlir::LogicalResult sync(aiex::NpuSyncOp O);
  mlir::LogicalResult addressPatch(aiex::NpuAddressPatchOp O);
  mlir::LogicalResult writeBd(aiex::NpuWriteBdOp O);
  mlir::LogicalResult writeRtp(aiex::NpuWriteRTPOp O);
  mlir::LogicalResult loadPdi(aiex::NpuLoadPdiOp O);
  mlir::LogicalResult updateFromScratchpad(aiex::NpuUpdateFromScratchpadOp O);
  mlir::LogicalResult setLock(aiex::SetLockOp O);
  mlir::LogicalResult resetChannel(aiex::DMAChannelResetOp O);
  mlir::LogicalResult resetCore(aiex::CoreResetOp O);

  // SequenceValues.cpp: numbers, loops, host addresses.
  std::optional<int64_t> evaluate(mlir::Value V);
  std::optional<int64_t> evaluate(mlir::OpFoldResult V);
  /// evaluate(), or a diagnostic at \p O that names \p What.
  mlir::FailureOr<int64_t> constant(mlir::Operation *O, mlir::Value V,
                                    llvm::StringRef What);
  mlir::FailureOr<llvm::SmallVector<int64_t>>
  constants(mlir::Operation *O, llvm::ArrayRef<mlir::OpFoldResult> Values,
            llvm::StringRef What);
  mlir::FailureOr<HostAddress> hostAddress(mlir::Operation *O, mlir::Value V);
  /// Runs scf.for and scf.if; nothing for other ops.
  std::optional<mlir::LogicalResult> runControlFlow(mlir::Operation *O);
  /// True for ops that only compute values.
  static bool onlyComputes(mlir::Operation *O);
  void bind(mlir::Value To, mlir::Value From);

  // SequenceTransfers.cpp: shim transfers, queues, tokens.
  mlir::FailureOr<ChannelPlace> allocation(mlir::Operation *O,
                                           mlir::SymbolRefAttr Name);
  mlir::LogicalResult memcpyNd(aiex::NpuDmaMemcpyNdOp O);
  mlir::LogicalResult dmaWait(aiex::NpuDmaWaitOp O);
  mlir::LogicalResult pushQueue(aiex::NpuPushQueueOp O);
  mlir::LogicalResult push(mlir::Operation *O, const ChannelPlace &Where,
                           unsigned Bd, uint64_t Repeat, bool Token);
  mlir::LogicalResult wait(mlir::Operation *O, const ChannelPlace &Where);
  mlir::LogicalResult emitBd(mlir::Operation *O, const Place &At, unsigned Bd,
                             const BdDescription &Desc);
  static txn::Op hostPatch(uint32_t Register, unsigned Argument,
                           uint64_t Offset);
  void emitPatch(const Place &At, unsigned Bd, const HostAddress &Host);
  txn::Op controllerId(const ChannelPlace &Where);
  void insertTokens();

  // SequenceTasks.cpp
  mlir::LogicalResult configure(mlir::Operation *O, mlir::Region &Body,
                                ChannelPlace Where, uint64_t Repeat,
                                bool Token);
  mlir::LogicalResult configureTask(aiex::DMAConfigureTaskOp O);
  mlir::LogicalResult configureTaskFor(aiex::DMAConfigureTaskForOp O);
  mlir::LogicalResult taskBd(aie::DMABDOp Bd, const DmaTask &Task, unsigned Id,
                             std::optional<unsigned> Next);
  mlir::LogicalResult taskDims(aie::DMABDOp Bd, BdDescription &Desc);
  mlir::FailureOr<unsigned> allocateBd(mlir::Operation *O,
                                       const ChannelPlace &Where);
  DmaTask *taskOf(mlir::Operation *O, mlir::Value V);
  mlir::LogicalResult startTask(aiex::DMAStartTaskOp O);
  mlir::LogicalResult awaitTask(aiex::DMAAwaitTaskOp O);
  mlir::LogicalResult freeTask(aiex::DMAFreeTaskOp O);
  void release(DmaTask &Task);

  /// A push whose task sends no token yet.
  struct QuietPush {
    size_t Index; ///< Of the queue's WRITE in the stream.
    mlir::Operation *Op;
  };
  struct ChannelState {
    std::vector<QuietPush> Quiet;
    unsigned Tokens = 0; ///< Outstanding.
    unsigned Queued = 0; ///< Tasks pushed since the last wait.
    bool Warned = false;
  };

  aie::RuntimeSequenceOp Op;
  aie::DeviceOp Device;
  const hw::Device &D;
  txn::Transaction T;
  std::map<ChannelKey, ChannelState> Channels;
  /// Operations to put in front of others, by their index.
  std::vector<std::pair<size_t, txn::Op>> Insertions;
  llvm::DenseMap<mlir::Value, int64_t> Numbers;
  llvm::DenseMap<mlir::Value, unsigned> TaskValues;
  std::vector<DmaTask> Tasks;
  /// BDs in use by tasks, and those that other ops name.
  std::map<hw::TileId, std::vector<bool>> LiveBds, ReservedBds;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_CONFIG_SEQUENCE_H
