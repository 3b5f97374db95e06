//===- XclbinTables.h - banks, units and connections ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MEM_TOPOLOGY and ASK_GROUP_TOPOLOGY, CONNECTIVITY and ASK_GROUP_CONNECTIVITY,
// IP_LAYOUT: a count and records of fixed size. Layout: XRT's xclbin.h.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBINTABLES_H
#define AIEFORGE_FORMATS_XCLBINTABLES_H

#include "aieforge/Formats/Xclbin.h"

namespace aieforge::xclbin {

/// How many records a table claims and how many its bytes hold.
struct TableExtent {
  int64_t Declared = 0;
  uint32_t Fitting = 0; ///< Whole records that are there, at most Declared.
  bool Exact = false;   ///< The size is just what the count demands.
};

enum class MemoryType : uint8_t { DRAM = 2, Host = 10 };

/// "MEM_DRAM", …, or "memory type 99".
std::string memoryTypeName(uint8_t Type);

/// One memory bank. Its number in the table is the group that buffers name.
struct Bank {
  uint8_t Type = static_cast<uint8_t>(MemoryType::DRAM);
  uint8_t Used = 1;
  std::array<uint8_t, 6> Padding{};
  uint64_t SizeKiB = 0;
  uint64_t BaseAddress = 0;
  FixedText<16> Tag;
  friend bool operator==(const Bank &, const Bank &) = default;
};

struct MemTopology {
  std::array<uint8_t, 4> Padding{};
  std::vector<Bank> Banks;
  friend bool operator==(const MemTopology &, const MemTopology &) = default;
};

TableExtent memTopologyExtent(BytesRef Payload);
/// Record \p I, which must be below TableExtent::Fitting.
Bank bankAt(BytesRef Payload, uint32_t I);
Expected<MemTopology> parseMemTopology(BytesRef Payload);
Bytes serialize(const MemTopology &T);

/// Argument \c Argument of the kernel that unit \c Unit belongs to uses bank
/// \c Bank. Signed: loaders use negative numbers as they are.
struct Connection {
  int32_t Argument = 0; ///< Position in the kernel, from 0.
  int32_t Unit = 0;     ///< Entry of IP_LAYOUT.
  int32_t Bank = 0;     ///< Entry of MEM_TOPOLOGY.
  friend auto operator<=>(const Connection &, const Connection &) = default;
};

struct Connectivity {
  std::vector<Connection> Connections;
  friend bool operator==(const Connectivity &, const Connectivity &) = default;
};

TableExtent connectivityExtent(BytesRef Payload);
Connection connectionAt(BytesRef Payload, uint32_t I);
Expected<Connectivity> parseConnectivity(BytesRef Payload);
Bytes serialize(const Connectivity &T);

enum class UnitType : uint32_t { Kernel = 1, PsKernel = 7 };

/// "IP_PS_KERNEL", …, or "unit type 99".
std::string unitTypeName(uint32_t Type);

/// One compute unit.
struct Unit {
  static constexpr uint64_t NoBaseAddress = ~uint64_t(0);
  static constexpr uint32_t DpuSubtype = 1;

  uint32_t Type = static_cast<uint32_t>(UnitType::PsKernel);
  uint32_t Properties = 0;
  uint64_t BaseAddress = NoBaseAddress;
  FixedText<64> Name; ///< "kernel:instance"

  // Properties of a PsKernel.
  uint32_t subtype() const { return Properties & 3; }
  uint32_t functional() const { return Properties >> 4 & 3; }
  uint32_t kernelId() const { return Properties >> 16 & 0xFFF; }
  /// XRT reads these bits as control protocol whatever the type.
  uint32_t controlProtocol() const { return Properties >> 8 & 0xFF; }
  /// The properties of an NPU unit; only 12 bits of the id find room.
  static uint32_t dpuProperties(uint32_t KernelId, uint32_t Functional) {
    return (KernelId & 0xFFF) << 16 | (Functional & 3) << 4 | DpuSubtype;
  }
  /// The part of the name before the colon, or all of it.
  llvm::StringRef kernelName() const { return Name.str().split(':').first; }
  friend bool operator==(const Unit &, const Unit &) = default;
};

struct IpLayout {
  std::array<uint8_t, 4> Padding{};
  std::vector<Unit> Units;
  friend bool operator==(const IpLayout &, const IpLayout &) = default;
};

TableExtent ipLayoutExtent(BytesRef Payload);
Unit unitAt(BytesRef Payload, uint32_t I);
Expected<IpLayout> parseIpLayout(BytesRef Payload);
Bytes serialize(const IpLayout &T);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINTABLES_H
