//===- TxnEncoding.h - instruction streams made at run time -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For host programs: the functions that the C++ text of a runtime sequence
// (aie-translate --aie-npu-to-cpp) calls to append operations of encoding 0.1
// to a stream. Needs the standard library only. Layout:
// docs/formats/transaction.md.
//
//===----------------------------------------------------------------------===//

#ifndef AIE_RUNTIME_TXNENCODING_H
#define AIE_RUNTIME_TXNENCODING_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace aie_runtime {

using TxnStream = std::vector<uint32_t>;

enum TxnOpcode : uint32_t {
  TXN_OPC_WRITE = 0,
  TXN_OPC_BLOCKWRITE = 1,
  TXN_OPC_MASKWRITE = 3,
  TXN_OPC_PREEMPT = 6,
  TXN_OPC_LOADPDI = 8,
  TXN_OPC_TCT = 128,
  TXN_OPC_DDR_PATCH = 129,
};

/// What the header says about the device.
struct TxnDeviceInfo {
  uint8_t major = 0;
  uint8_t minor = 1;
  uint8_t devGen = 3; ///< 3: npu1, 4: npu2.
  uint8_t numRows = 6;
  uint8_t numCols = 5;
  uint8_t numMemTileRows = 1;
};

/// A word of four bytes, the least significant first.
constexpr uint32_t txn_bytes(uint32_t B0, uint32_t B1, uint32_t B2,
                             uint32_t B3) {
  return (B0 & 0xFF) | (B1 & 0xFF) << 8 | (B2 & 0xFF) << 16 | (B3 & 0xFF) << 24;
}

/// Leaves room for the header.
inline void txn_init(TxnStream &txn) { txn.assign(4, 0); }

/// Fills in the header, once all operations are there.
inline void txn_prepend_header(TxnStream &txn, uint32_t opCount,
                               TxnDeviceInfo Info = {}) {
  if (txn.size() < 4)
    txn.resize(4);
  txn[0] = txn_bytes(Info.major, Info.minor, Info.devGen, Info.numRows);
  txn[1] = txn_bytes(Info.numCols, Info.numMemTileRows, 0, 0);
  txn[2] = opCount;
  txn[3] = uint32_t(txn.size() * 4);
}

inline void txn_append_write32(TxnStream &txn, uint32_t Address,
                               uint32_t Value) {
  txn.insert(txn.end(), {TXN_OPC_WRITE, 0, Address, 0, Value, 6 * 4});
}

inline void txn_append_maskwrite32(TxnStream &txn, uint32_t Address,
                                   uint32_t Value, uint32_t Mask) {
  txn.insert(txn.end(), {TXN_OPC_MASKWRITE, 0, Address, 0, Value, Mask, 7 * 4});
}

/// Column and row are a hint and may be left out.
inline void txn_append_blockwrite(TxnStream &txn, uint32_t Address,
                                  const uint32_t *Data, size_t Count,
                                  uint32_t Column = 0, uint32_t Row = 0) {
  txn.insert(txn.end(), {TXN_OPC_BLOCKWRITE, txn_bytes(Column, Row, 0, 0),
                         Address, uint32_t(4 * (4 + Count))});
  txn.insert(txn.end(), Data, Data + Count);
}

/// Waits for a token of a channel of each tile in a rectangle.
inline void txn_append_sync(TxnStream &txn, uint32_t Column, uint32_t Row,
                            uint32_t Direction, uint32_t Channel,
                            uint32_t Columns, uint32_t Rows) {
  txn.insert(txn.end(),
             {TXN_OPC_TCT, 4 * 4, txn_bytes(Direction, Row, Column, 0),
              txn_bytes(0, Rows, Columns, Channel)});
}

/// Puts the address of host buffer number Argument, plus an offset in bytes,
/// into the address words of a BD.
inline void txn_append_address_patch(TxnStream &txn, uint32_t Register,
                                     int32_t Argument, uint32_t Offset) {
  txn.insert(txn.end(), {TXN_OPC_DDR_PATCH, 12 * 4, 0, 0, 0, 0, Register, 0,
                         uint32_t(Argument), 0, Offset, 0});
}

inline void txn_append_loadpdi(TxnStream &txn, uint32_t Id, uint32_t Size,
                               uint64_t Address) {
  txn.insert(txn.end(), {TXN_OPC_LOADPDI | Id << 16, Size, uint32_t(Address),
                         uint32_t(Address >> 32)});
}

inline void txn_append_preempt(TxnStream &txn, uint32_t Level) {
  txn.push_back(txn_bytes(TXN_OPC_PREEMPT, Level, 0, 0));
}

//===----------------------------------------------------------------------===//
// Numbers of buffer descriptors
//===----------------------------------------------------------------------===//

/// The numbers of a tile's buffer descriptors that no task holds.
struct BdPool {
  std::vector<uint32_t> free;
};

/// Numbers 0 to Count - 1; the first to be taken is 0.
inline BdPool bd_pool_init(uint32_t Count) {
  BdPool Pool;
  while (Count != 0)
    Pool.free.push_back(--Count);
  return Pool;
}

/// False if every number is held.
inline bool bd_pool_pop(BdPool &Pool, uint32_t &Number) {
  if (Pool.free.empty())
    return false;
  Number = Pool.free.back();
  Pool.free.pop_back();
  return true;
}

/// The number taken last is given back last and taken first again.
inline void bd_pool_push(BdPool &Pool, uint32_t Number) {
  Pool.free.push_back(Number);
}

} // namespace aie_runtime

#endif // AIE_RUNTIME_TXNENCODING_H
