//===- Pack.cpp - aieforge pack -------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes artefacts from their parts, and mends xclbins: docs/pack.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Pack.h"
#include "Command.h"
#include "aieforge/Check/Check.h"
#include "aieforge/Pack/Repair.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {

class PackCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  int repair(const hw::Device &D);
  int packInputs(const hw::Device &D);
  /// Prints what aieforge check says about \p Data.
  void printFindings(ArrayRef<Finding> Findings) const;

  std::vector<std::string> Inputs;
  std::string Output, Device = "npu1", KernelId;
  pack::KernelRequest Kernel;
  std::string ControlArgument;
  std::vector<std::string> PacketAddresses;
  pack::ControlRequest Control;
  bool Repair = false;

  bool readControl();
};

} // namespace

void PackCommand::declare(CLI::App &App) {
  App.add_option("INPUT", Inputs,
                 "what to put together: scripts, CDOs, a BIF, PDIs, an xclbin "
                 "to add kernels to, an instruction stream, control packets, "
                 "or a folder of aieforge unpack")
      ->required();
  App.add_option("-o,--output", Output,
                 "the file to write; .pdi, .xclbin and .elf say what to make")
      ->required();
  App.add_flag("--repair", Repair,
               "make anew what is missing or wrong in an xclbin");
  App.add_option("--device", Device,
                 "the device of the NPU that the file is for: " +
                     hw::deviceNames());
  App.add_option("--kernel", Kernel.Name, "name of the kernel (MLIR_AIE)");
  App.add_option("--instance", Kernel.Instance,
                 "name of its instance (MLIRAIE)");
  App.add_option("--kernel-id", KernelId,
                 "its number, 0x1 to 0xfff (the first free one from 0x901)");
  App.add_option("--buffers", Kernel.Buffers,
                 "host buffers that it takes (5, which is the fewest)");
  App.add_option("--columns", Kernel.Columns,
                 "columns of the partition (as many as the image uses)");
  App.add_option("--control-buffer", ControlArgument,
                 "number of the host buffer that holds the control packets of "
                 "an instruction ELF (the last of the stream)");
  App.add_option("--packet-address", PacketAddresses,
                 "OFFSET=BUFFER: among the control packets, the lower word of "
                 "the address of that host buffer; may be repeated");
}

void PackCommand::printFindings(ArrayRef<Finding> Findings) const {
  for (const Finding &F : Findings)
    outs() << "  " << check::severityName(F.Level) << " [" << F.Rule << "] "
           << F.What << "\n";
}

int PackCommand::repair(const hw::Device &D) {
  if (Inputs.size() != 1) {
    reportWarning("--repair takes one file");
    return 2;
  }
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(Inputs.front());
  if (!Buffer)
    return reportError(Buffer.takeError());
  Expected<pack::Repaired> R = pack::repairXclbin(bytesOf(**Buffer), Kernel, D);
  if (!R)
    return reportError(prefixError(Inputs.front(), R.takeError()));
  if (Error E = writeFile(Output, R->Data))
    return reportError(std::move(E));
  for (const std::string &What : R->Done)
    outs() << What << "\n";
  if (R->Done.empty())
    outs() << "nothing to repair\n";
  if (R->Left.empty()) {
    outs() << Output << ": aieforge check has no findings\n";
    return 0;
  }
  outs() << Output << ": aieforge check still finds:\n";
  printFindings(R->Left);
  return any_of(R->Left, check::isFatal);
}

bool PackCommand::readControl() {
  uint64_t Argument;
  if (!ControlArgument.empty()) {
    if (StringRef(ControlArgument).getAsInteger(0, Argument)) {
      reportWarning("--control-buffer " + ControlArgument + " is no number");
      return false;
    }
    Control.Argument = Argument;
  }
  for (StringRef Text : PacketAddresses) {
    auto [Offset, Buffer] = Text.split('=');
    insts::PacketAddress &A = Control.Addresses.emplace_back();
    if (Offset.getAsInteger(0, A.Offset) ||
        Buffer.getAsInteger(0, A.Argument)) {
      reportWarning(("--packet-address " + Text +
                     ": write an offset and the number of a host buffer, such "
                     "as 0x10=1")
                        .str());
      return false;
    }
  }
  return true;
}

int PackCommand::packInputs(const hw::Device &D) {
  pack::Product Wanted = pack::productOf(Output);
  std::vector<std::string> Notes;
  Expected<Bytes> Data =
      pack::packFiles(Inputs, Wanted, Kernel, D, Notes, Control);
  for (const std::string &Note : Notes)
    reportWarning(Note);
  if (!Data)
    return reportError(Data.takeError());
  if (Error E = writeFile(Output, *Data))
    return reportError(std::move(E));
  if (Wanted == pack::Product::Parts)
    return 0;
  // A file that would not load is no success, but of use for finding out why.
  std::vector<Finding> Findings = check::checkFile(Output, *Data);
  printFindings(Findings);
  return any_of(Findings, check::isFatal);
}

int PackCommand::run() {
  const hw::Device *D = hw::findDevice(Device);
  if (!D) {
    reportWarning("there is no device " + Device + "; known are " +
                  hw::deviceNames());
    return 2;
  }
  if (!KernelId.empty() &&
      (StringRef(KernelId).getAsInteger(0, Kernel.Id) || Kernel.Id == 0)) {
    reportWarning("--kernel-id " + KernelId + " is no number above 0");
    return 2;
  }
  if (!readControl())
    return 2;
  return Repair ? repair(*D) : packInputs(*D);
}

std::unique_ptr<Command> aieforge::createPackCommand() {
  return std::make_unique<PackCommand>();
}
