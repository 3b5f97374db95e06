//===- Unpack.cpp - aieforge unpack ---------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the parts of an artefact into a folder: docs/pack.md.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Pack/Package.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {

class UnpackCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  std::string File, Folder, Device = "npu1";
  bool Force = false;
};

} // namespace

void UnpackCommand::declare(CLI::App &App) {
  App.add_option("FILE", File,
                 "an xclbin, PDI, CDO, instruction stream, control packet "
                 "buffer or instruction ELF file")
      ->required();
  App.add_option("-o,--output", Folder,
                 "the folder to write; by default FILE without its suffix and "
                 "with .parts");
  App.add_option("--device", Device,
                 "the device whose register names scripts show: " +
                     hw::deviceNames());
  App.add_flag("--force", Force, "replace files of a folder that exists");
}

int UnpackCommand::run() {
  if (Folder.empty())
    Folder = (sys::path::parent_path(File).empty()
                  ? ""
                  : sys::path::parent_path(File).str() + "/") +
             sys::path::stem(File).str() + ".parts";
  const hw::Device *D = hw::findDevice(Device);
  if (!D) {
    reportWarning("there is no device " + Device + "; known are " +
                  hw::deviceNames());
    return 2;
  }
  if (sys::fs::exists(Folder) && !Force)
    return reportError(makeError("{0} exists; name another folder with -o, or "
                                 "say --force",
                                 Folder));
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
  if (!Buffer)
    return reportError(Buffer.takeError());
  Expected<std::vector<pack::PackageFile>> Files =
      pack::unpack(bytesOf(**Buffer), *D);
  if (!Files)
    return reportError(prefixError(File, Files.takeError()));
  if (Error E = pack::writeFolder(Folder, *Files))
    return reportError(std::move(E));
  outs() << Folder << ":";
  for (const pack::PackageFile &Each : *Files)
    outs() << " " << Each.Name;
  outs() << "\n";
  return 0;
}

std::unique_ptr<Command> aieforge::createUnpackCommand() {
  return std::make_unique<UnpackCommand>();
}
