//===- XclbinPartition.h - the AIE_PARTITION section ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The section that an NPU loads: how many columns, and per device image (PDI)
// the kernels that run on it. A header of 184 bytes and a heap; all offsets
// count from the start of the section. Layout: XRT's xclbin.h.
//
// The raw records serve whoever must look at damaged sections; AiePartition is
// the checked value.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBINPARTITION_H
#define AIEFORGE_FORMATS_XCLBINPARTITION_H

#include "aieforge/Formats/Xclbin.h"

namespace aieforge::xclbin {

constexpr uint64_t PartitionHeaderSize = 184;
constexpr uint64_t PdiRecordSize = 96;
constexpr uint64_t CdoGroupRecordSize = 96;
/// Loaders refuse larger device images.
constexpr uint64_t MaximumPdiSize = 134217728;

/// A count (or a number of bytes) and where the things stand.
struct ArrayRecord {
  uint32_t Count = 0;
  uint32_t Offset = 0;
  /// True if \p ElementSize * Count bytes at Offset lie inside \p Size bytes.
  bool inside(uint64_t Size, uint64_t ElementSize) const {
    return Offset <= Size && Count * ElementSize <= Size - Offset;
  }
};

struct RawPartition {
  uint8_t SchemaVersion = 0;
  uint32_t NameOffset = 0;
  uint32_t OperationsPerCycle = 0;
  uint64_t InferenceFingerprint = 0;
  uint64_t PrePostFingerprint = 0;
  uint16_t ColumnWidth = 0;
  ArrayRecord StartColumns; ///< u16 each
  ArrayRecord Pdis;         ///< PdiRecordSize each
  uint32_t CommitIdOffset = 0;
};

struct RawPdi {
  Uuid Id{};
  ArrayRecord Image;     ///< Bytes.
  ArrayRecord CdoGroups; ///< CdoGroupRecordSize each
};

struct RawCdoGroup {
  uint32_t NameOffset = 0;
  uint8_t Type = 0;
  uint64_t PdiId = 0;
  ArrayRecord KernelIds;    ///< u64 each
  ArrayRecord PreCdoGroups; ///< u64 each
};

/// The records at \p Offset of \p Section, which must hold them whole.
RawPartition rawPartitionOf(BytesRef Section);
RawPdi rawPdiAt(BytesRef Section, uint64_t Offset);
RawCdoGroup rawCdoGroupAt(BytesRef Section, uint64_t Offset);
/// The text at \p Offset up to its NUL; nothing if there is no NUL inside.
std::optional<llvm::StringRef> stringAt(BytesRef Section, uint64_t Offset);

enum class CdoType : uint8_t {
  Unknown = 0,
  Primary = 1,
  Lite = 2,
  PrePost = 3
};

/// "PRIMARY", "LITE", "PRE_POST", or "type 7".
std::string cdoTypeName(uint8_t Type);

struct CdoGroup {
  std::string Name = "DPU";
  uint8_t Type = static_cast<uint8_t>(CdoType::Primary);
  uint64_t PdiId = 1;
  std::vector<uint64_t> KernelIds;
  std::vector<uint64_t> PreCdoGroups = {0xC1};
  friend bool operator==(const CdoGroup &, const CdoGroup &) = default;
};

struct PartitionPdi {
  Uuid Id{};
  Bytes Image;
  std::vector<CdoGroup> CdoGroups;
  friend bool operator==(const PartitionPdi &, const PartitionPdi &) = default;
};

/// The defaults are the numbers that all mlir-aie files hold.
struct AiePartition {
  uint8_t SchemaVersion = 0;
  std::string Name;
  uint32_t OperationsPerCycle = 2048;
  uint64_t InferenceFingerprint = 23423;
  uint64_t PrePostFingerprint = 12345;
  uint16_t ColumnWidth = 1;
  std::vector<uint16_t> StartColumns;
  std::vector<PartitionPdi> Pdis;
  /// Files of packagers before 2024 have none.
  std::optional<std::string> CommitId = "";
  friend bool operator==(const AiePartition &, const AiePartition &) = default;
};

/// Reads the section. Refuses offsets outside it and images or arrays whose
/// sizes add up to more than the section, so that memory stays bounded.
Expected<AiePartition> parseAiePartition(BytesRef Section);

/// Writes the section with its heap in the order of XRT's packager, so that
/// serialize(parse(x)) == x for sections in that order.
Bytes serialize(const AiePartition &P);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINPARTITION_H
