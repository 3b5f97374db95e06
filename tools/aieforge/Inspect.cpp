//===- Inspect.cpp - aieforge inspect -------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints what a file holds: docs/inspect.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Inspect.h"
#include "Command.h"
#include "aieforge/Support/Files.h"

#include <cstdlib>

using namespace aieforge;
using namespace llvm;

namespace {
class InspectCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  Error readOptions(inspect::Options &O) const;

  std::string Input;
  std::string Device, Section, Core;
  int Pdi = -1;
  bool All = false;
  bool Json = false;
};
} // namespace

void InspectCommand::declare(CLI::App &App) {
  App.add_option("FILE", Input,
                 "xclbin, PDI, CDO, instruction stream, core program, object "
                 "or archive; - for standard input")
      ->required();
  App.add_flag("--all", All, "every structure: sections, writes, listings");
  App.add_flag("--json", Json, "print JSON");
  App.add_option("--section", Section, "only that section of an xclbin or ELF");
  App.add_option("--pdi", Pdi, "only that device image of an xclbin")
      ->check(CLI::NonNegativeNumber);
  App.add_option("--core", Core, "only that tile: COLUMN,ROW");
  App.add_option("--device", Device,
                 "name registers as this device has them: " +
                     hw::deviceNames());
}

Error InspectCommand::readOptions(inspect::Options &O) const {
  O.All = All;
  O.Output = Json ? inspect::Form::Json : inspect::Form::Text;
  if (!Section.empty())
    O.Section = Section;
  if (Pdi >= 0)
    O.Pdi = Pdi;
  if (!Core.empty()) {
    auto [Column, Row] = StringRef(Core).split(',');
    hw::TileId T;
    if (Column.trim().getAsInteger(10, T.Column) ||
        Row.trim().getAsInteger(10, T.Row))
      return makeError("--core {0}: write a column and a row, such as 0,2",
                       Core);
    O.Tile = T;
  }
  if (!Device.empty()) {
    O.Device = hw::findDevice(Device);
    if (!O.Device)
      return makeError("there is no device called {0}; known are {1}", Device,
                       hw::deviceNames());
  }
  return Error::success();
}

static Expected<std::unique_ptr<MemoryBuffer>> readInput(StringRef Path) {
  if (Path != "-")
    return readFile(Path);
  auto Buffer = MemoryBuffer::getSTDIN();
  if (!Buffer)
    return makeError("standard input: cannot be read: {0}",
                     Buffer.getError().message());
  return std::move(*Buffer);
}

/// Colours for a terminal, unless NO_COLOR (no-color.org) forbids them.
static bool wantsColours() {
  const char *NoColour = std::getenv("NO_COLOR");
  return (!NoColour || !*NoColour) && outs().has_colors();
}

/// "design.xclbin: xclbin, 2992 bytes" and the rest.
static void printDocument(const inspect::Node &Root) {
  std::string Name, Kind;
  int64_t Bytes = 0;
  for (const inspect::Node &N : Root.Members) {
    if (N.Key == "file")
      Name = N.Text;
    else if (N.Key == "kind")
      Kind = N.Text;
    else if (N.Key == "bytes")
      Bytes = N.Value;
  }
  if (outs().colors_enabled())
    outs().changeColor(raw_ostream::CYAN, /*Bold=*/true);
  outs() << inspect::printable(Name);
  if (outs().colors_enabled())
    outs().resetColor();
  outs() << ": " << Kind << ", " << Bytes << " bytes\n";
  for (const inspect::Node &N : Root.Members)
    if (!N.isScalar())
      inspect::printText(outs(), N, 2);
}

int InspectCommand::run() {
  inspect::Options O;
  if (Error E = readOptions(O)) {
    reportError(std::move(E));
    return 2;
  }
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readInput(Input);
  if (!Buffer)
    return reportError(Buffer.takeError());
  outs().enable_colors(wantsColours());
  Expected<inspect::Node> Root =
      inspect::inspectFile(Input, bytesOf(**Buffer), O);
  if (!Root)
    return reportError(prefixError(Input, Root.takeError()));
  outs().SetBufferSize(1 << 16);
  if (Json)
    inspect::printJson(outs(), *Root);
  else
    printDocument(*Root);
  return 0;
}

std::unique_ptr<Command> aieforge::createInspectCommand() {
  return std::make_unique<InspectCommand>();
}
