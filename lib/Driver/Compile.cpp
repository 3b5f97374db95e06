//===- Compile.cpp - from a design to an xclbin ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pipeline: parse, lower to a physical design, build core programs, write
// configuration, instruction stream and container.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/Compile.h"
#include "DesignSession.h"
#include "Report.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Hardware/Device.h"

using namespace aieforge;
using namespace llvm;

/// Passes over the whole module; afterwards everything has its place.
static Error lowerDesign(DesignSession &Session) {
  if (Error E = Session.place({}))
    return E;
  if (Error E = Session.lowerToAddresses({}))
    return E;
  if (Error E = Session.route())
    return E;
  return Session.lowerSequences();
}

static Expected<Bytes> buildXclbin(aie::DeviceOp Device,
                                   aie::RuntimeSequenceOp Sequence, Bytes Pdi,
                                   const CompileOptions &Options) {
  xclbin::NpuXclbinDescription Description =
      xclbin::describeXclbinFor(*Device.getTargetModel());
  xclbin::NpuKernel Kernel;
  Kernel.Name = Options.KernelName;
  Kernel.Instance = Options.InstanceName;
  Kernel.Id = Options.KernelId;
  Kernel.Pdi = std::move(Pdi);
  if (Sequence)
    Kernel.HostBuffers = Sequence.getBody().getNumArguments();
  Description.Kernels.push_back(std::move(Kernel));
  Expected<xclbin::File> File = xclbin::buildNpuXclbin(Description);
  if (!File)
    return File.takeError();
  return xclbin::serialize(*File);
}

/// Everything that is made of the one device.
static Expected<CompileResult>
compileDevice(DesignSession &Session, aie::DeviceOp Device,
              const std::vector<std::string> &Inputs,
              const CompileOptions &Options) {
  CompileResult Result;
  Expected<DevicePrograms> Programs = Session.programs(Device, Inputs, Options);
  if (!Programs)
    return Programs.takeError();
  Expected<ConfigProgram> Config = Session.configuration(Device, *Programs);
  if (!Config)
    return Config.takeError();
  Result.Pdi = pdi::serialize(toPdi(*Config));

  Expected<aie::RuntimeSequenceOp> Sequence =
      Session.sequence(Device, Options.SequenceName);
  if (!Sequence)
    return Sequence.takeError();
  if (*Sequence) {
    Expected<txn::Transaction> Stream = Session.instructions(*Sequence);
    if (!Stream)
      return Stream.takeError();
    Result.Instructions = txn::serialize(*Stream);
  }
  Expected<Bytes> Xclbin = buildXclbin(Device, *Sequence, Result.Pdi, Options);
  if (!Xclbin)
    return Xclbin.takeError();
  Result.Xclbin = std::move(*Xclbin);

  Result.Tiles = reportTiles(Device, Programs->Cores);
  Result.Parts = nameParts(Device);
  for (CoreProgram &P : Programs->Cores)
    Result.Cores.push_back({unsigned(P.Core.colIndex()),
                            unsigned(P.Core.rowIndex()),
                            std::move(P.Image.Elf)});
  Result.DeviceTarget = Device.getTargetModel()->Name.str();
  Result.PhysicalDesign = Session.text();
  Result.Warnings = Session.takeDiagnostics() + Programs->Warnings;
  return std::move(Result);
}

Expected<CompileResult>
aieforge::compileDesign(std::unique_ptr<MemoryBuffer> Design,
                        const std::vector<std::string> &Inputs,
                        const CompileOptions &Options) {
  DesignSession Session;
  if (Error E = Session.parse(std::move(Design)))
    return std::move(E);
  // Ask before the work is done; passes may replace the op, so ask again.
  if (auto Device = Session.device(Options.DeviceName); !Device)
    return Device.takeError();
  if (Error E = lowerDesign(Session))
    return std::move(E);
  Expected<aie::DeviceOp> Device = Session.device(Options.DeviceName);
  if (!Device)
    return Device.takeError();
  return compileDevice(Session, *Device, Inputs, Options);
}
