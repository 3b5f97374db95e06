//===- CoreMemory.cpp - what a core sees of data memory -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreMemory.h"
#include "../DesignOps.h"
#include "aieforge/Driver/Outputs.h"
#include "mlir/IR/BuiltinOps.h"

using namespace aieforge;
using namespace mlir;

aie::DeviceOp aieforge::findDevice(ModuleOp Module, StringRef Name) {
  auto Devices = llvm::to_vector(Module.getOps<aie::DeviceOp>());
  StringRef Wanted = Name.empty() ? aie::DeviceOp::getDefaultName() : Name;
  for (aie::DeviceOp Device : Devices)
    if (Device.getSymName() == Wanted)
      return Device;
  if (Name.empty() && Devices.size() == 1)
    return Devices.front();
  if (Devices.empty()) {
    Module.emitError("expected AIE.device operation at toplevel");
    return {};
  }
  InFlightDiagnostic Diag = Name.empty()
                                ? Module.emitError("No 'main' device in module")
                                : Module.emitError("No such device: ") << Name;
  for (aie::DeviceOp Device : Devices)
    Diag.attachNote(Device.getLoc())
        << "device '" << Device.getSymName() << "' can be chosen by its name";
  return {};
}

aie::RuntimeSequenceOp aieforge::findSequence(aie::DeviceOp Device,
                                              StringRef Name) {
  auto Sequences = Device.getOps<aie::RuntimeSequenceOp>();
  for (aie::RuntimeSequenceOp Sequence : Sequences)
    if (Name.empty() || Sequence.getSymName() == Name)
      return Sequence;
  if (Name.empty())
    Device.emitError("the device has no runtime sequence");
  else
    Device.emitError("No such runtime sequence: ") << Name;
  return {};
}

SmallVector<MemoryWindow, 4> aieforge::memoryWindows(const hw::Device &Model,
                                                     hw::TileId At) {
  SmallVector<MemoryWindow, 4> Windows;
  for (const hw::ReachWindow &W : hw::coreWindows()) {
    int Column = int(At.Column) + W.ColumnStep;
    int Row = int(At.Row) + W.RowStep;
    std::optional<hw::TileId> Tile;
    if (Model.isCore(Column, Row))
      Tile = hw::TileId{unsigned(Column), unsigned(Row)};
    Windows.push_back(
        {W.Name == "own" ? "east" : W.Name, W.Address, W.Bytes, Tile});
  }
  llvm::sort(Windows, [](const MemoryWindow &A, const MemoryWindow &B) {
    return A.Address < B.Address;
  });
  return Windows;
}

FailureOr<SmallVector<PlacedBuffer>> aieforge::buffersIn(aie::DeviceOp Device,
                                                         hw::TileId At) {
  SmallVector<PlacedBuffer> Found;
  for (auto Buffer : opsIn<aie::BufferOp>(Device)) {
    aie::TileOp Tile = Buffer.getTileOp();
    if (!Tile || Tile.colIndex() != int(At.Column) ||
        Tile.rowIndex() != int(At.Row))
      continue;
    if (!Buffer.getAddress())
      return Buffer.emitOpError("has no address; run "
                                "--aie-assign-buffer-addresses first");
    Found.push_back({Buffer, uint32_t(*Buffer.getAddress()),
                     uint32_t(Buffer.getAllocationSize())});
  }
  return Found;
}

SmallVector<StringRef> aieforge::linkFilesOf(aie::CoreOp Core) {
  SmallVector<StringRef> Files;
  if (Core.getLinkFiles())
    for (auto File : Core.getLinkFiles()->getAsRange<StringAttr>())
      Files.push_back(File.getValue());
  else if (Core.getLinkWith())
    Files.push_back(*Core.getLinkWith());
  return Files;
}
