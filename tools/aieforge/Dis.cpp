//===- Dis.cpp - aieforge dis: programs of cores as text ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Disassembler.h"

using namespace aieforge;

namespace {
class DisCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("file", Input,
                   "ELF object or linked image of a core; with --raw the bytes "
                   "of program memory")
        ->required();
    App.add_flag("--raw", Raw, "the file holds nothing but code");
    App.add_option("--address", Address,
                   "with --raw: address of the first byte")
        ->default_val(0);
  }

  int run() override {
    auto File = readFile(Input);
    if (!File)
      return reportError(File.takeError());
    BytesRef Data = bytesOf(**File);
    Expected<unsigned> Bad = 0u;
    if (Raw) {
      aie2::CodeListing L;
      L.Code = Data;
      L.Address = Address;
      Bad = aie2::printListing(llvm::outs(), L);
    } else {
      Bad = aie2::disassembleElf(llvm::outs(), Data);
    }
    if (!Bad)
      return reportError(prefixError(Input, Bad.takeError()));
    if (*Bad == 0)
      return 0;
    return reportError(makeError("{0}: {1} half-words are no code of an AIE2 "
                                 "core",
                                 Input, *Bad));
  }

private:
  std::string Input;
  bool Raw = false;
  uint32_t Address = 0;
};
} // namespace

std::unique_ptr<Command> aieforge::createDisCommand() {
  return std::make_unique<DisCommand>();
}
