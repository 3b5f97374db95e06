//===- LinkerScript.cpp - a core's memory for a GNU-style linker ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// This project's own linker needs no script; Peano's ld.lld does. The text is
// the one that mlir-aie gives it.
//
//===----------------------------------------------------------------------===//

#include "CoreMemory.h"
#include "aieforge/Driver/Outputs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace mlir;

namespace {
struct Gap {
  uint32_t Begin = 0, Bytes = 0;
};

std::string hex(uint32_t Value) { return "0x" + llvm::utohexstr(Value); }
} // namespace

/// The largest part of [0, Bytes) that neither the stack nor a buffer takes;
/// the first of equal ones.
static Gap largestGap(uint32_t Bytes, uint32_t Stack,
                      ArrayRef<PlacedBuffer> Buffers) {
  SmallVector<std::pair<uint32_t, uint32_t>> Used = {{0, Stack}};
  for (const PlacedBuffer &B : Buffers)
    Used.push_back({B.Address, B.Address + B.Bytes});
  llvm::sort(Used);
  Used.push_back({Bytes, Bytes});
  Gap Best;
  uint32_t Cursor = 0;
  for (auto [Begin, End] : Used) {
    if (Begin > Cursor && Begin - Cursor > Best.Bytes)
      Best = {Cursor, Begin - Cursor};
    Cursor = std::max(Cursor, End);
  }
  return Best;
}

static void writeSections(llvm::raw_ostream &OS, const Gap &Data,
                          uint32_t Base) {
  OS << "\nMEMORY\n{\n   program (RX) : ORIGIN = 0, LENGTH = 0x0020000\n"
     << "   data (!RX) : ORIGIN = " << hex(Base + Data.Begin)
     << ", LENGTH = " << hex(Data.Bytes) << "\n}\n"
     << R"(ENTRY(__start)
SECTIONS
{
  . = 0x0;
  .text : {
     /* the __start symbol has to come at address zero. */
     *crt0.o(.text*)
     _ctors_start = .;
     _init_array_start = .;
     KEEP(SORT(*.init_array))
     _ctors_end = .;
     _init_array_end = .;
     _dtors_start = .;
     _dtors_end = .;
     *(.text*)
  } > program
  .data : {
     *(.data*)
     *(.rodata*)
  } > data
)";
  for (StringRef Section :
       {".comment : {\n     *(.comment*)", ".symtab : {\n     *(.symtab)",
        ".shstrtab : {\n     *(.shstrtab)", ".strtab : {\n     *(.strtab)",
        ".stack_sizes : {\n     *(.stack_sizes)"})
    OS << "  " << Section << "\n  }\n";
  OS << "\n";
}

LogicalResult aieforge::writeLinkerScript(aie::DeviceOp Device, hw::TileId At,
                                          llvm::raw_ostream &OS) {
  aie::TileOp Tile = Device.findTile(At.Column, At.Row);
  aie::CoreOp Core = Tile ? Tile.getCoreOp() : aie::CoreOp();
  if (!Core)
    return Device.emitError()
           << "there is no core on tile (" << At.Column << ", " << At.Row
           << "); choose one with --tilecol and --tilerow";
  auto Own = buffersIn(Device, At);
  if (failed(Own))
    return failure();
  auto Windows = memoryWindows(*Device.getTargetModel(), At);
  uint32_t Base = Windows.back().Address;
  uint32_t Stack = Core.getEffectiveStackSize();
  writeSections(OS, largestGap(Windows.back().Bytes, Stack, *Own), Base);
  OS << ". = " << hex(Base)
     << ";\n_sp_start_value_DM_stack = .;\n. += " << hex(Stack)
     << "; /* stack */\n";
  for (const MemoryWindow &W : Windows) {
    if (!W.Tile) {
      OS << "/* No tile with memory exists to the " << W.Side
         << ". */\n. = " << hex(W.Address) << ";\n. += " << hex(W.Bytes)
         << ";\n";
      continue;
    }
    auto Buffers = buffersIn(Device, *W.Tile);
    if (failed(Buffers))
      return failure();
    for (PlacedBuffer &B : *Buffers)
      OS << ". = " << hex(W.Address + B.Address) << ";\n"
         << B.Op.name() << " = .;\n. += " << hex(B.Bytes) << ";\n";
  }
  OS << "  .bss : { *(.bss*) } > data\n}\n";
  for (StringRef File : linkFilesOf(Core))
    OS << "INPUT(" << File << ")\n";
  OS << llvm::formatv("PROVIDE(main = core_{0}_{1});\n", At.Column, At.Row);
  return success();
}
