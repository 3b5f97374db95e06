//===- Bcf.cpp - a core's memory for AMD's bridge linker ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreMemory.h"
#include "aieforge/Driver/Outputs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace mlir;

/// Bytes of a core's data address space.
static constexpr uint32_t AddressSpace = 0x10'0000;

static std::string hex(uint32_t Value) { return "0x" + llvm::utohexstr(Value); }

static void writeBuffer(PlacedBuffer &B, const MemoryWindow &W, bool Own,
                        llvm::raw_ostream &OS) {
  StringRef Name = B.Op.name();
  std::string Address = hex(W.Address + B.Address);
  if (B.Op.getInitialValue() && !Own)
    OS << "// skip initialization of " << Name
       << " which is initialized in the neighboring tile\n";
  else if (B.Op.getInitialValue())
    OS << "_overlay " << Name << " " << Address << " // " << B.Bytes
       << " bytes\n";
  else
    OS << "_symbol " << Name << " " << Address << " " << B.Bytes << "\n"
       << "_extern " << Name << "\n"
       << "_reserved DMb " << Address << " " << B.Bytes << "\n";
  OS << "\n";
}

static LogicalResult writeWindow(aie::DeviceOp Device, const MemoryWindow &W,
                                 hw::TileId At, llvm::raw_ostream &OS) {
  if (!W.Tile) {
    OS << "_reserved DMb " << hex(W.Address) << " " << hex(W.Bytes)
       << "  // No tile with memory exists to the " << W.Side << ".\n";
    return success();
  }
  bool Own = *W.Tile == At;
  OS << "// " << W.Side
     << " -------------------------------------------------\n";
  if (!Own)
    OS << "_reserved DMb " << hex(W.Address) << " " << hex(W.Bytes)
       << "  // Don't allocate variables in " << W.Side << " neighbor\n\n";
  auto Buffers = buffersIn(Device, *W.Tile);
  if (failed(Buffers))
    return failure();
  for (PlacedBuffer &B : *Buffers)
    writeBuffer(B, W, Own, OS);
  return success();
}

LogicalResult aieforge::writeBcf(aie::DeviceOp Device, hw::TileId At,
                                 llvm::raw_ostream &OS) {
  aie::TileOp Tile = Device.findTile(At.Column, At.Row);
  aie::CoreOp Core = Tile ? Tile.getCoreOp() : aie::CoreOp();
  if (!Core)
    return Device.emitError()
           << "there is no core on tile (" << At.Column << ", " << At.Row
           << "); choose one with --tilecol and --tilerow";
  auto Windows = memoryWindows(*Device.getTargetModel(), At);
  std::string Main = llvm::formatv("core_{0}_{1}", At.Column, At.Row);
  OS << "_entry_point _main_init\n_symbol " << Main << " _after _main_init\n"
     << "_symbol _main_init 0\n_reserved DMb 0x00000 "
     << hex(Windows.front().Address) << " // Don't put data in code memory\n"
     << "_stack DM_stack " << hex(Windows.back().Address) << " "
     << hex(Core.getEffectiveStackSize()) << " // stack for core\n"
     << "\n// mapping neighbors tile memory\n";
  for (const MemoryWindow &W : Windows)
    if (failed(writeWindow(Device, W, At, OS)))
      return failure();
  OS << "// end mapping neighbors tile memory\n\n";
  uint32_t End = Windows.back().Address + Windows.back().Bytes;
  OS << "_reserved DMb " << hex(End) << " " << hex(AddressSpace - End)
     << " // And everything else the core can't see\n";
  for (StringRef File : linkFilesOf(Core))
    OS << "_include _file " << File << "\n";
  OS << "_resolve _main " << Main << "\n";
  return success();
}
