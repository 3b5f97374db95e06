//===- Raise.cpp - aieforge raise -----------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An xclbin, PDI, CDO or configuring stream back to a design: docs/raise.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Raise/Raise.h"
#include "Command.h"
#include "aieforge/Inspect/ConfigSource.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {

/// Exit status: the design is exact, it is not quite, there is none.
enum Status { Exact = 0, Inexact = 1, Trouble = 2 };

class RaiseCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  Error readStream();
  Expected<const hw::Device *> chooseDevice(const inspect::ConfigSource &C,
                                            ArrayRef<RegisterOp> Ops) const;
  Error raiseAll(const inspect::ConfigSource &C);
  Error write();

  std::string File, Insts, Output, DeviceName;
  int Pdi = -1;
  std::optional<txn::Transaction> Stream;
  std::vector<std::string> Texts;
  std::vector<raise::CoreFile> Cores;
  std::vector<std::string> Losses;
  size_t PlainWrites = 0;
};

} // namespace

void RaiseCommand::declare(CLI::App &App) {
  App.add_option("F", File,
                 "an xclbin, PDI, CDO, or instruction stream that configures")
      ->required();
  App.add_option("--insts", Insts,
                 "the instruction stream that becomes the runtime sequence");
  App.add_option("-o,--output", Output,
                 "the design (default: F with .mlir); programs of cores are "
                 "written beside it");
  App.add_option("--pdi", Pdi,
                 "raise only this image of an xclbin (default: all, a device "
                 "each)")
      ->check(CLI::NonNegativeNumber);
  App.add_option("--device", DeviceName,
                 "the device of the design (default: the smallest one that "
                 "has all tiles, of the generation that the files name): " +
                     hw::deviceNames());
  App.footer("Exit status: 0 the design compiles to the same configuration and "
             "stream, 1 it does not quite (what differs is printed), 2 there "
             "is no design.");
}

Error RaiseCommand::readStream() {
  if (Insts.empty())
    return Error::success();
  auto Buffer = readFile(Insts);
  if (!Buffer)
    return Buffer.takeError();
  Expected<Bytes> Data = txn::readInstructionFile(bytesOf(**Buffer));
  if (!Data)
    return prefixError(Insts, Data.takeError());
  Expected<txn::Transaction> T = txn::parse(*Data);
  if (!T)
    return prefixError(Insts, T.takeError());
  Stream = std::move(*T);
  return Error::success();
}

Expected<const hw::Device *>
RaiseCommand::chooseDevice(const inspect::ConfigSource &C,
                           ArrayRef<RegisterOp> Ops) const {
  if (!DeviceName.empty()) {
    if (const hw::Device *D = hw::findDevice(DeviceName))
      return D;
    return makeError("there is no device called {0}; known are {1}", DeviceName,
                     hw::deviceNames());
  }
  std::optional<hw::Generation> G = C.Generation;
  unsigned Columns = C.Columns;
  if (Stream) {
    if (!G)
      G = inspect::generationOf(*Stream);
    Columns = std::max<unsigned>(Columns, Stream->Columns);
  }
  if (!G)
    G = inspect::guessGeneration(Ops);
  if (const hw::Device *D = raise::smallestDevice(*G, Columns, Ops))
    return D;
  return makeError("no device of generation {0} has the columns that {1} "
                   "writes to; give one with --device",
                   hw::toString(*G), File);
}

Error RaiseCommand::raiseAll(const inspect::ConfigSource &C) {
  for (const inspect::ConfigPart &N : C.Parts) {
    Expected<const hw::Device *> D = chooseDevice(C, N.Ops);
    if (!D)
      return D.takeError();
    raise::Source S;
    S.Device = *D;
    S.Ops = N.Ops;
    // A stream goes with the image that the kernel opens: the first one.
    if (Stream && &N == &C.Parts.front())
      S.Stream = &*Stream;
    raise::Options O;
    O.ElfPrefix = sys::path::stem(Output).str() + ".";
    if (C.Parts.size() > 1) {
      O.DeviceName = "pdi_" + std::to_string(N.Index);
      O.ElfPrefix += O.DeviceName + ".";
    }
    Expected<raise::Design> Design = raise::raise(S, O);
    if (!Design)
      return prefixError(N.Name, Design.takeError());
    Texts.push_back(std::move(Design->Text));
    for (raise::CoreFile &Core : Design->Cores)
      Cores.push_back(std::move(Core));
    for (const std::string &Loss : Design->Losses)
      Losses.push_back(C.Parts.size() > 1 ? N.Name + ": " + Loss : Loss);
    PlainWrites += Design->PlainWrites.size();
  }
  return Error::success();
}

Error RaiseCommand::write() {
  std::string Text = raise::moduleText(Texts);
  StringRef Folder = sys::path::parent_path(Output);
  for (const raise::CoreFile &Core : Cores) {
    SmallString<128> Path(Folder);
    sys::path::append(Path, Core.Name);
    if (Error E = writeFile(Path, Core.Elf))
      return E;
  }
  return writeFile(
      Output,
      BytesRef(reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
}

int RaiseCommand::run() {
  auto Fail = [](Error E) {
    reportError(std::move(E));
    return int(Trouble);
  };
  if (Output.empty()) {
    SmallString<128> Path(sys::path::filename(File));
    sys::path::replace_extension(Path, ".mlir");
    Output = Path.str().str();
  }
  auto Buffer = readFile(File);
  if (!Buffer)
    return Fail(Buffer.takeError());
  std::optional<unsigned> Index;
  if (Pdi >= 0)
    Index = unsigned(Pdi);
  Expected<inspect::ConfigSource> C =
      inspect::readConfigurations(bytesOf(**Buffer), Index);
  if (!C)
    return Fail(prefixError(File, C.takeError()));
  if (Error E = readStream())
    return Fail(std::move(E));
  if (Error E = raiseAll(*C))
    return Fail(prefixError(File, std::move(E)));
  if (Error E = write())
    return Fail(std::move(E));
  outs() << Output << ": " << Texts.size()
         << (Texts.size() == 1 ? " device, " : " devices, ") << Cores.size()
         << (Cores.size() == 1 ? " core program" : " core programs");
  if (PlainWrites)
    outs() << ", " << PlainWrites
           << " plain writes for what no op of the dialect says";
  outs() << "\n";
  for (const std::string &Loss : Losses)
    reportWarning("lost: " + Loss);
  return Losses.empty() ? Exact : Inexact;
}

std::unique_ptr<Command> aieforge::createRaiseCommand() {
  return std::make_unique<RaiseCommand>();
}
