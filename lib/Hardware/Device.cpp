//===- Device.cpp - devices, tiles and their addresses --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Device.h"
#include "llvm/ADT/STLExtras.h"

#include <utility>

using namespace aieforge::hw;
using llvm::ArrayRef;
using llvm::StringLiteral;
using llvm::StringRef;

#include "aieforge/Hardware/Devices.inc"

static constexpr StringLiteral BundleNames[] = {
    "Core", "DMA",  "FIFO", "South", "West",       "North",
    "East", "PLIO", "NOC",  "Trace", "TileControl"};

StringRef aieforge::hw::toString(Generation G) {
  return G == Generation::AIE2 ? "AIE2" : "AIE2P";
}

StringRef aieforge::hw::toString(TileKind K) {
  static constexpr StringLiteral Names[] = {"Core", "Mem", "ShimNoC", "ShimPL"};
  return Names[unsigned(K)];
}

StringRef aieforge::hw::toString(Direction D) {
  return D == Direction::S2MM ? "S2MM" : "MM2S";
}

StringRef aieforge::hw::toString(Bundle B) { return BundleNames[unsigned(B)]; }

std::optional<Bundle> aieforge::hw::findBundle(StringRef Name) {
  for (auto [I, N] : llvm::enumerate(BundleNames))
    if (N == Name)
      return Bundle(I);
  return std::nullopt;
}

static constexpr uint32_t lowBits(unsigned Width) { return (1u << Width) - 1; }

uint32_t aieforge::hw::tileAddress(unsigned Column, unsigned Row,
                                   uint32_t Offset) {
  return (Column & lowBits(ColumnWidth)) << ColumnLsb |
         (Row & lowBits(RowWidth)) << RowLsb | (Offset & lowBits(RowLsb));
}

uint32_t TileAddress::encode() const {
  return tileAddress(Column, Row, Offset);
}

TileAddress TileAddress::decode(uint32_t Address) {
  return {Address >> ColumnLsb & lowBits(ColumnWidth),
          Address >> RowLsb & lowBits(RowWidth), Address & lowBits(RowLsb)};
}

const Device *aieforge::hw::findDevice(StringRef Name) {
  for (const auto &[Alias, Newest] : DeviceAliases)
    if (Alias == Name)
      Name = Newest;
  const Device *It =
      llvm::find_if(Devices, [&](const Device &D) { return D.Name == Name; });
  return It == std::end(Devices) ? nullptr : It;
}

ArrayRef<Device> aieforge::hw::allDevices() { return Devices; }

std::string aieforge::hw::deviceNames() {
  std::string Text;
  for (const Device &D : Devices) {
    if (!Text.empty())
      Text += ", ";
    Text += D.Name;
  }
  return Text;
}

const TileInfo &aieforge::hw::tileInfo(TileKind K) {
  return TileInfos[unsigned(K)];
}

bool aieforge::hw::bdReachable(TileKind K, unsigned Channel, unsigned Bd) {
  unsigned Count = tileInfo(K).Bds;
  if (Bd >= Count)
    return false;
  if (K != TileKind::Mem)
    return true;
  return (Bd >= Count / 2) == (Channel % 2 == 1);
}

ArrayRef<uint16_t> aieforge::hw::shimBurstBytes(Generation G) {
  if (G == Generation::AIE2)
    return ShimBurst_aie2;
  return ShimBurst_aie2p;
}

std::optional<unsigned> aieforge::hw::shimBurstCode(Generation G,
                                                    unsigned Bytes) {
  ArrayRef<uint16_t> Sizes = shimBurstBytes(G);
  if (Bytes == 0)
    return Sizes.size() - 1;
  for (auto [Code, Size] : llvm::enumerate(Sizes))
    if (Size == Bytes)
      return Code;
  return std::nullopt;
}

ArrayRef<ReachWindow> aieforge::hw::coreWindows() { return CoreWindows; }

const ReachWindow *aieforge::hw::coreWindowAt(uint32_t Address) {
  for (const ReachWindow &W : CoreWindows)
    if (Address >= W.Address && Address - W.Address < W.Bytes)
      return &W;
  return nullptr;
}

ArrayRef<ReachWindow> aieforge::hw::dmaWindows(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return DmaWindows_core;
  case TileKind::Mem:
    return DmaWindows_mem;
  case TileKind::ShimNoC:
  case TileKind::ShimPL:
    return {};
  }
  return {};
}

const ReachWindow &aieforge::hw::ownDmaWindow(TileKind K) {
  for (const ReachWindow &W : dmaWindows(K))
    if (W.Name == "own")
      return W;
  return DmaWindows_core[0];
}

unsigned aieforge::hw::defaultControllerId(unsigned Row) {
  return Row < std::size(ControllerIds) ? ControllerIds[Row] : 0;
}

uint64_t aieforge::hw::hostAddressOffset() { return HostAddressOffset; }
uint32_t aieforge::hw::pdiIdCode() { return PdiIdCode; }
uint32_t aieforge::hw::pdiExtendedIdCode() { return PdiExtendedIdCode; }
