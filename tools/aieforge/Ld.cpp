//===- Ld.cpp - aieforge ld: objects to the program of a core -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Linker.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using llvm::StringRef;

namespace {
class LdCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("files", Inputs, "objects and archives; crt0.o first")
        ->required();
    App.add_option("-o,--output", Output, "linked image to write")->required();
    App.add_option("--main", Request.MainSymbol,
                   "function that start-up code calls as main");
    App.add_option("--symbol", Symbols, "NAME=ADDRESS, such as a buffer");
    App.add_option("--data", Regions,
                   "BEGIN:END, free data memory; default 0x70400:0x80000");
    App.add_option("--stack", Request.StackBase, "initial stack pointer");
    App.add_flag("--map", Map, "print addresses and sizes of all symbols");
  }

  int run() override {
    if (Error E = link())
      return reportError(std::move(E));
    return 0;
  }

private:
  Error link();

  std::vector<std::string> Inputs, Symbols, Regions;
  std::string Output;
  bool Map = false;
  aie2::LinkRequest Request;
};
} // namespace

Error LdCommand::link() {
  for (StringRef Text : Symbols) {
    auto [Name, Value] = Text.split('=');
    uint32_t Address;
    if (Name.empty() || Value.getAsInteger(0, Address))
      return makeError("--symbol {0}: expected NAME=ADDRESS", Text);
    Request.AbsoluteSymbols[Name.str()] = Address;
  }
  if (Regions.empty())
    Regions = {"0x70400:0x80000"};
  for (StringRef Text : Regions) {
    auto [First, Last] = Text.split(':');
    std::pair<uint32_t, uint32_t> Region;
    if (First.getAsInteger(0, Region.first) ||
        Last.getAsInteger(0, Region.second))
      return makeError("--data {0}: expected BEGIN:END", Text);
    Request.DataRegions.push_back(Region);
  }
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Buffers;
  for (const std::string &Path : Inputs) {
    auto File = readFile(Path);
    if (!File)
      return File.takeError();
    Request.Inputs.push_back((*File)->getMemBufferRef());
    Buffers.push_back(std::move(*File));
  }
  Expected<aie2::LinkedCore> Core = aie2::linkCore(Request);
  if (!Core)
    return Core.takeError();
  if (Map)
    for (const aie2::LinkedSymbol &S : Core->Symbols)
      llvm::outs() << llvm::formatv("{0:x8} {1,6} {2}\n", S.Address, S.Size,
                                    S.Name);
  return writeFile(Output, Core->Elf);
}

std::unique_ptr<Command> aieforge::createLdCommand() {
  return std::make_unique<LdCommand>();
}
