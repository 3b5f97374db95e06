//===- CdoFiles.cpp - the CDO files of a device ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Three files, as AMD's AIE driver writes them for bootgen, and its listing of
// every command.
//
//===----------------------------------------------------------------------===//

#include "../PathIn.h"
#include "Configuration.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace mlir;

/// One line a command, and one a word of a block.
static void list(const cdo::Cdo &File, llvm::raw_ostream &OS) {
  using cdo::CommandId;
  for (const cdo::Command &C : File.Commands) {
    if (C.Id == CommandId::Nop) {
      OS << "(NOP Command): Payload Length: " << C.Payload.size() << "\n";
      continue;
    }
    if (!C.isWrite())
      continue;
    auto Data = C.data();
    uint64_t Address = C.address();
    if (C.Id == CommandId::DmaWrite) {
      OS << llvm::format("(BlockWrite-DMAWriteCmd): Start Address: 0x%016llX  "
                         "Size: %zu\n",
                         (unsigned long long)Address, Data.size());
      for (auto [I, Word] : llvm::enumerate(Data))
        OS << llvm::format("    Address: 0x%016llX  Data@ 0x%zx is: 0x%08X \n",
                           (unsigned long long)(Address + 4 * I), I * 4, Word);
    } else if (C.Id == CommandId::MaskWrite || C.Id == CommandId::MaskWrite64) {
      OS << llvm::format("(MaskWrite64): Address: 0x%016llX  Mask: 0x%08X  "
                         "Data: 0x%08X \n",
                         (unsigned long long)Address, C.mask(), Data.front());
    } else {
      OS << llvm::format("(Write64): Address:  0x%016llX Data:  0x%08X  \n",
                         (unsigned long long)Address, Data.front());
    }
  }
}

FailureOr<ConfigProgram> aieforge::configurationOf(aie::DeviceOp Device,
                                                   StringRef Dir) {
  std::map<Operation *, std::unique_ptr<llvm::MemoryBuffer>> Programs;
  for (auto Core : Device.getOps<aie::CoreOp>()) {
    if (!Core.getElfFile())
      continue;
    StringRef Name = *Core.getElfFile();
    auto File = readFile(
        llvm::sys::path::is_absolute(Name) ? Name.str() : pathIn(Dir, Name));
    if (!File)
      return Core.emitError() << "elf_file: " << toString(File.takeError());
    Programs[Core] = std::move(*File);
  }
  return buildConfigProgram(
      Device, [&](aie::CoreOp Core) -> std::optional<BytesRef> {
        auto It = Programs.find(Core);
        return It == Programs.end() ? std::nullopt
                                    : std::optional(bytesOf(*It->second));
      });
}

LogicalResult aieforge::writeCdoFiles(aie::DeviceOp Device, StringRef Dir,
                                      const CdoFileOptions &Options) {
  FailureOr<ConfigProgram> Config = configurationOf(Device, Dir);
  if (failed(Config))
    return failure();
  auto Parts = toCdoFiles(*Config);
  SmallVector<std::pair<std::string, cdo::Cdo>> Files;
  std::string Prefix = (Device.getSymName() + "_aie_cdo").str();
  if (!Options.EnableCores)
    Parts[2].Commands.clear();
  if (Options.Unified) {
    Files.emplace_back(Prefix + ".bin", cdo::merge(Parts));
  } else {
    Files.emplace_back(Prefix + "_elfs.bin", std::move(Parts[0]));
    Files.emplace_back(Prefix + "_init.bin", std::move(Parts[1]));
    if (Options.EnableCores)
      Files.emplace_back(Prefix + "_enable.bin", std::move(Parts[2]));
  }
  for (auto &[Name, File] : Files) {
    if (Options.Log)
      list(File, *Options.Log);
    if (Error E = writeFile(pathIn(Dir, Name), cdo::serialize(File)))
      return Device.emitError() << toString(std::move(E));
  }
  return success();
}
