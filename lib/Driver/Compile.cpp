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
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Hardware/Device.h"

using namespace aieforge;
using namespace llvm;

/// Passes over the whole module; afterwards everything has its place.
static Error lowerDesign(DesignSession &Session) {
  PhysicalPipelineOptions Physical;
  Physical.ControlPacketOverlay = Session.sendsControlPackets();
  if (Error E = Session.place(Physical))
    return E;
  if (Error E = Session.lowerToAddresses(Physical))
    return E;
  return Session.route();
}

/// The control packets of the chosen sequence, which then becomes one that
/// sends them from its last argument.
static Expected<Bytes> takeControlPackets(DesignSession &Session,
                                          const CompileOptions &Options) {
  if (!Session.sendsControlPackets())
    return Bytes();
  if (Error E = Session.runPipeline(Session.module(),
                                    "aie.device(aie-legalize-ctrl-packet)"))
    return std::move(E);
  Expected<aie::DeviceOp> Device = Session.device(Options.DeviceName);
  if (!Device)
    return Device.takeError();
  Expected<aie::RuntimeSequenceOp> Sequence =
      Session.sequence(*Device, Options.SequenceName);
  if (!Sequence)
    return Sequence.takeError();
  Bytes Packets;
  if (*Sequence) {
    mlir::FailureOr<Bytes> Written = controlPacketBytes(*Sequence);
    if (mlir::failed(Written))
      return Session.failure("the control packets cannot be written");
    Packets = std::move(*Written);
  }
  if (Error E = Session.runPipeline(Session.module(),
                                    "aie.device(aie-ctrl-packet-to-dma)"))
    return std::move(E);
  return std::move(Packets);
}

/// The images of the devices that \p Stream loads.
static Error buildLoadedImages(DesignSession &Session,
                               const txn::Transaction &Stream,
                               const std::vector<std::string> &Inputs,
                               const CompileOptions &Options,
                               std::vector<LoadedImage> &Images) {
  SmallVector<aie::DeviceOp> Devices = Session.devices();
  for (const txn::Op &Op : Stream.Ops) {
    const auto *Load = std::get_if<txn::LoadPdi>(&Op);
    if (!Load || Load->Id == 0 || Load->Id > Devices.size() ||
        any_of(Images, [&](const auto &I) { return I.Id == Load->Id; }))
      continue;
    aie::DeviceOp Device = Devices[Load->Id - 1];
    Expected<DevicePrograms> Programs =
        Session.programs(Device, Inputs, Options);
    if (!Programs)
      return Programs.takeError();
    Expected<ConfigProgram> Config = Session.configuration(Device, *Programs);
    if (!Config)
      return Config.takeError();
    Images.push_back({Load->Id, pdi::serialize(toPdi(*Config))});
  }
  return Error::success();
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
  Result.Config = std::move(*Config);

  Expected<aie::RuntimeSequenceOp> Sequence =
      Session.sequence(Device, Options.SequenceName);
  if (!Sequence)
    return Sequence.takeError();
  if (*Sequence) {
    Expected<txn::Transaction> Stream = Session.instructions(*Sequence);
    if (!Stream)
      return Stream.takeError();
    Result.Instructions = txn::serialize(*Stream);
    Result.Arguments = Sequence->getBody().getNumArguments();
    if (Error E =
            buildLoadedImages(Session, *Stream, Inputs, Options, Result.Images))
      return std::move(E);
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
  Expected<Bytes> Packets = takeControlPackets(Session, Options);
  if (!Packets)
    return Packets.takeError();
  if (Error E = Session.lowerSequences())
    return std::move(E);
  Expected<aie::DeviceOp> Device = Session.device(Options.DeviceName);
  if (!Device)
    return Device.takeError();
  Expected<CompileResult> Result =
      compileDevice(Session, *Device, Inputs, Options);
  if (Result)
    Result->ControlPackets = std::move(*Packets);
  return Result;
}
