//===- XclbinTables.cpp - banks, units and connections of an xclbin -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;
using support::endian::read32le;
using support::endian::read64le;

namespace {
/// Sizes of a table: the part with the count, and one record.
struct Shape {
  uint64_t Head;
  uint64_t Record;
};
constexpr Shape MemShape{8, 40};
constexpr Shape ConnectivityShape{4, 12};
constexpr Shape IpShape{8, 80};
} // namespace

static TableExtent extentOf(BytesRef Payload, Shape S) {
  TableExtent E;
  if (Payload.size() < S.Head)
    return E;
  E.Declared = static_cast<int32_t>(read32le(Payload.data()));
  uint64_t Room = (Payload.size() - S.Head) / S.Record;
  if (E.Declared >= 0) {
    E.Fitting = std::min<uint64_t>(E.Declared, Room);
    E.Exact = S.Head + S.Record * E.Declared == Payload.size();
  }
  return E;
}

/// The exact extent, or the error that says what does not fit.
static Expected<TableExtent> exactExtent(BytesRef Payload, Shape S,
                                         StringRef What) {
  if (Payload.size() < S.Head)
    return makeError("{0}: {1} bytes are too few; the count alone takes {2}",
                     What, Payload.size(), S.Head);
  TableExtent E = extentOf(Payload, S);
  if (!E.Exact)
    return makeError("{0}: the count is {1}, which needs {2} + {3} bytes a "
                     "record, but the section has {4} bytes",
                     What, E.Declared, S.Head, S.Record, Payload.size());
  return E;
}

template <size_t N> static FixedText<N> textAt(const uint8_t *P) {
  FixedText<N> T;
  std::copy_n(P, N, T.Raw.begin());
  return T;
}

template <size_t N>
static void writeText(ByteWriter &W, const FixedText<N> &T) {
  W.bytes(arrayRefFromStringRef(StringRef(T.Raw.data(), N)));
}

std::string xclbin::memoryTypeName(uint8_t Type) {
  static constexpr StringLiteral Names[] = {"MEM_DDR3",
                                            "MEM_DDR4",
                                            "MEM_DRAM",
                                            "MEM_STREAMING",
                                            "MEM_PREALLOCATED_GLOB",
                                            "MEM_ARE",
                                            "MEM_HBM",
                                            "MEM_BRAM",
                                            "MEM_URAM",
                                            "MEM_STREAMING_CONNECTION",
                                            "MEM_HOST",
                                            "MEM_PS_KERNEL"};
  if (Type < std::size(Names))
    return Names[Type].str();
  return formatv("memory type {0}", Type).str();
}

std::string xclbin::unitTypeName(uint32_t Type) {
  static constexpr StringLiteral Names[] = {
      "IP_MB",       "IP_KERNEL",  "IP_DNASC",       "IP_DDR4_CONTROLLER",
      "IP_MEM_DDR4", "IP_MEM_HBM", "IP_MEM_HBM_ECC", "IP_PS_KERNEL"};
  if (Type < std::size(Names))
    return Names[Type].str();
  return formatv("unit type {0}", Type).str();
}

TableExtent xclbin::memTopologyExtent(BytesRef Payload) {
  return extentOf(Payload, MemShape);
}

Bank xclbin::bankAt(BytesRef Payload, uint32_t I) {
  const uint8_t *P = Payload.data() + MemShape.Head + MemShape.Record * I;
  Bank B;
  B.Type = P[0];
  B.Used = P[1];
  std::copy_n(P + 2, B.Padding.size(), B.Padding.begin());
  B.SizeKiB = read64le(P + 8);
  B.BaseAddress = read64le(P + 16);
  B.Tag = textAt<16>(P + 24);
  return B;
}

Expected<MemTopology> xclbin::parseMemTopology(BytesRef Payload) {
  Expected<TableExtent> E = exactExtent(Payload, MemShape, "MEM_TOPOLOGY");
  if (!E)
    return E.takeError();
  MemTopology T;
  std::copy_n(Payload.data() + 4, T.Padding.size(), T.Padding.begin());
  for (uint32_t I = 0; I < E->Fitting; ++I)
    T.Banks.push_back(bankAt(Payload, I));
  return T;
}

Bytes xclbin::serialize(const MemTopology &T) {
  ByteWriter W;
  W.u32(T.Banks.size());
  W.bytes(T.Padding);
  for (const Bank &B : T.Banks) {
    W.u8(B.Type);
    W.u8(B.Used);
    W.bytes(B.Padding);
    W.u64(B.SizeKiB);
    W.u64(B.BaseAddress);
    writeText(W, B.Tag);
  }
  return W.take();
}

TableExtent xclbin::connectivityExtent(BytesRef Payload) {
  return extentOf(Payload, ConnectivityShape);
}

Connection xclbin::connectionAt(BytesRef Payload, uint32_t I) {
  const uint8_t *P =
      Payload.data() + ConnectivityShape.Head + ConnectivityShape.Record * I;
  return {static_cast<int32_t>(read32le(P)),
          static_cast<int32_t>(read32le(P + 4)),
          static_cast<int32_t>(read32le(P + 8))};
}

Expected<Connectivity> xclbin::parseConnectivity(BytesRef Payload) {
  Expected<TableExtent> E =
      exactExtent(Payload, ConnectivityShape, "CONNECTIVITY");
  if (!E)
    return E.takeError();
  Connectivity T;
  for (uint32_t I = 0; I < E->Fitting; ++I)
    T.Connections.push_back(connectionAt(Payload, I));
  return T;
}

Bytes xclbin::serialize(const Connectivity &T) {
  ByteWriter W;
  W.u32(T.Connections.size());
  for (const Connection &C : T.Connections) {
    W.u32(static_cast<uint32_t>(C.Argument));
    W.u32(static_cast<uint32_t>(C.Unit));
    W.u32(static_cast<uint32_t>(C.Bank));
  }
  return W.take();
}

TableExtent xclbin::ipLayoutExtent(BytesRef Payload) {
  return extentOf(Payload, IpShape);
}

Unit xclbin::unitAt(BytesRef Payload, uint32_t I) {
  const uint8_t *P = Payload.data() + IpShape.Head + IpShape.Record * I;
  Unit U;
  U.Type = read32le(P);
  U.Properties = read32le(P + 4);
  U.BaseAddress = read64le(P + 8);
  U.Name = textAt<64>(P + 16);
  return U;
}

Expected<IpLayout> xclbin::parseIpLayout(BytesRef Payload) {
  Expected<TableExtent> E = exactExtent(Payload, IpShape, "IP_LAYOUT");
  if (!E)
    return E.takeError();
  IpLayout T;
  std::copy_n(Payload.data() + 4, T.Padding.size(), T.Padding.begin());
  for (uint32_t I = 0; I < E->Fitting; ++I)
    T.Units.push_back(unitAt(Payload, I));
  return T;
}

Bytes xclbin::serialize(const IpLayout &T) {
  ByteWriter W;
  W.u32(T.Units.size());
  W.bytes(T.Padding);
  for (const Unit &U : T.Units) {
    W.u32(U.Type);
    W.u32(U.Properties);
    W.u64(U.BaseAddress);
    writeText(W, U.Name);
  }
  return W.take();
}
