//===- Artefacts.cpp - what aiecc makes of a physical design --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../PathIn.h"
#include "Build.h"
#include "Names.h"
#include "Sidecars.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Pack/Kernels.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace llvm;

Error AieccBuild::addOutput(StringRef Name, Bytes Data) {
  std::string Path = sys::path::is_absolute(Name) || Options.OutputDir == "."
                         ? Name.str()
                         : pathIn(Options.OutputDir, Name);
  if (!OutputPaths.insert(Path).second)
    return makeError("two outputs would be written to {0}: put {{0} into the "
                     "name, or choose with --device-name and --sequence-name",
                     Path);
  Files.push_back({std::move(Path), std::move(Data), false});
  return Error::success();
}

Error AieccBuild::addIntermediate(StringRef Name, Bytes Data) {
  Files.push_back({pathIn(WorkDir, Name), std::move(Data), true});
  return Error::success();
}

void AieccBuild::addPrograms(DeviceBuild &D) {
  addStep("elfs_{0}.elf", D.Name, [this, &D]() -> Error {
    Expected<aie::DeviceOp> Device = deviceOf(D);
    if (!Device)
      return Device.takeError();
    CompileOptions Compile = Options.Compile;
    Compile.KeepCoreSteps = true;
    Expected<DevicePrograms> Programs = Session.programs(*Device, {}, Compile);
    if (!Programs)
      return Programs.takeError();
    D.Programs = std::move(*Programs);
    Warnings += D.Programs.Warnings;
    for (CoreProgram &P : D.Programs.Cores) {
      std::string Path = programPath(D, P);
      if (Error E = addIntermediate(Path, P.Image.Elf))
        return E;
      if (Options.Outputs.CoreElfs)
        if (Error E = addOutput(sys::path::filename(Path), P.Image.Elf))
          return E;
      if (Error E = keepSteps(D, P))
        return E;
    }
    return Error::success();
  });
}

void AieccBuild::addConfiguration(DeviceBuild &D) {
  const AieccOutputs &O = Options.Outputs;
  if (!O.Cdo && !O.Pdi && !O.Xclbin && !O.FullElf && !O.Transaction)
    return;
  addStep("cdo_{0}", D.Name, [this, &D] { return configure(D); });
  if (O.Pdi || O.Xclbin || O.FullElf)
    addStep("{0}.pdi", D.Name, [this, &D] { return buildPdi(D); });
}

Error AieccBuild::configure(DeviceBuild &D) {
  Expected<aie::DeviceOp> Device = deviceOf(D);
  if (!Device)
    return Device.takeError();
  Expected<ConfigProgram> Config = Session.configuration(*Device, D.Programs);
  if (!Config)
    return Config.takeError();
  D.Config = std::move(*Config);
  auto Parts = toCdoFiles(*D.Config);
  static constexpr StringLiteral Names[] = {"elfs", "init", "enable"};
  for (auto [Part, Name] : zip(Parts, Names)) {
    std::string Path =
        formatv("cdo_{0}/{0}_aie_cdo_{1}.bin", D.Name, Name).str();
    Bytes Data = cdo::serialize(Part);
    if (Options.Outputs.Cdo)
      if (Error E = addOutput(Path, Data))
        return E;
    if (Error E = addIntermediate(Path, std::move(Data)))
      return E;
  }
  return Error::success();
}

Error AieccBuild::buildPdi(DeviceBuild &D) {
  D.Pdi = pdi::serialize(toPdi(*D.Config));
  if (Options.Outputs.Pdi)
    if (Error E = addOutput(nameFor(Options.Outputs.PdiName, D.Name), D.Pdi))
      return E;
  return addIntermediate(nameFor("{0}.pdi", D.Name), D.Pdi);
}

void AieccBuild::addXclbin(DeviceBuild &D) {
  addStep("partition_{0}.json", D.Name, [this, &D]() -> Error {
    Expected<aie::DeviceOp> Device = deviceOf(D);
    if (!Device)
      return Device.takeError();
    const hw::Device &Model = *Device->getTargetModel();
    if (Error E = addIntermediate(nameFor("partition_{0}.json", D.Name),
                                  partitionJson(Model)))
      return E;
    return addIntermediate(
        nameFor("kernels_{0}.json", D.Name),
        kernelsJson(Options.Compile.KernelName, Options.Compile.InstanceName,
                    Options.Compile.KernelId, D.HostBuffers));
  });
  addStep(Options.Outputs.XclbinName, D.Name,
          [this, &D] { return buildXclbin(D); });
}

Error AieccBuild::buildXclbin(DeviceBuild &D) {
  Expected<aie::DeviceOp> Device = deviceOf(D);
  if (!Device)
    return Device.takeError();
  if (D.HostBuffers > xclbin::MaximumHostBuffers)
    return makeError(
        "error: device '{0}' has {1} host buffer arguments, which exceeds the "
        "maximum supported and verified count of {2}: put several into one "
        "buffer and tell them apart by offsets",
        D.Name, D.HostBuffers, xclbin::MaximumHostBuffers);
  if (!Options.XclbinInput.empty())
    return extendXclbin(D);
  xclbin::NpuXclbinDescription Description =
      xclbin::describeXclbinFor(*Device->getTargetModel());
  xclbin::NpuKernel Kernel;
  Kernel.Name = Options.Compile.KernelName;
  Kernel.Instance = Options.Compile.InstanceName;
  Kernel.Id = Options.Compile.KernelId;
  Kernel.HostBuffers = D.HostBuffers;
  Kernel.Pdi = D.Pdi;
  Description.Kernels.push_back(std::move(Kernel));
  Expected<xclbin::File> File = xclbin::buildNpuXclbin(Description);
  if (!File)
    return File.takeError();
  return addOutput(nameFor(Options.Outputs.XclbinName, D.Name),
                   xclbin::serialize(*File));
}

/// The kernel goes into a copy of another xclbin.
Error AieccBuild::extendXclbin(DeviceBuild &D) {
  auto Buffer = readFile(Options.XclbinInput);
  if (!Buffer)
    return prefixError("--xclbin-input", Buffer.takeError());
  Expected<xclbin::File> Input = xclbin::parse(bytesOf(**Buffer));
  if (!Input)
    return prefixError(Options.XclbinInput, Input.takeError());
  pack::KernelRequest Kernel;
  Kernel.Name = Options.Compile.KernelName;
  Kernel.Instance = Options.Compile.InstanceName;
  Kernel.Id = Options.Compile.KernelId;
  Kernel.Buffers = D.HostBuffers;
  Kernel.Pdi = D.Pdi;
  Expected<xclbin::File> File = pack::addKernel(std::move(*Input), Kernel);
  if (!File)
    return prefixError(Options.XclbinInput, File.takeError());
  return addOutput(nameFor(Options.Outputs.XclbinName, D.Name),
                   xclbin::serialize(*File));
}

void AieccBuild::addSequences() {
  addStep("npu_lowered.mlir", "", [this]() -> Error {
    if (Error E = Session.lowerSequences())
      return E;
    if (!Options.KeepIntermediates)
      return Error::success();
    std::string Text = Session.text();
    return addIntermediate("npu_lowered.mlir", Bytes(Text.begin(), Text.end()));
  });
}

Error AieccBuild::writeInstructions(DeviceBuild &D, StringRef Name,
                                    txn::Transaction Stream) {
  if (!Options.FoldHostOffset)
    unfoldHostOffsets(Stream);
  Bytes Data = txn::serialize(Stream);
  std::string Path = nameFor(Options.Outputs.InstructionsName, D.Name, Name);
  if (StringRef(Path).ends_with(".txt")) {
    // Host programs read text by this name.
    std::string Text = StringRef(txn::toHexText(Data)).upper();
    Data.assign(Text.begin(), Text.end());
  }
  return addOutput(Path, std::move(Data));
}

Error AieccBuild::writeLocMap(DeviceBuild &D, aie::RuntimeSequenceOp Sequence,
                              const txn::Transaction &Stream) {
  std::string Name =
      nameFor(Options.Outputs.InstructionsName, D.Name, Sequence.getSymName());
  std::string Text;
  raw_string_ostream OS(Text);
  if (mlir::failed(
          writeLocationMap(Sequence, Stream, sys::path::filename(Name), OS)))
    return Session.failure("the sequence cannot be mapped to its stream");
  return addOutput(Name + ".locmap.json", Bytes(Text.begin(), Text.end()));
}

/// One sequence by itself, for people who look.
Error AieccBuild::keepSequence(DeviceBuild &D, StringRef Name) {
  if (!Options.KeepIntermediates)
    return Error::success();
  Expected<aie::DeviceOp> Device = deviceOf(D);
  if (!Device)
    return Device.takeError();
  auto Sequence = Session.sequence(*Device, Name);
  if (!Sequence)
    return Sequence.takeError();
  std::string Text;
  raw_string_ostream(Text) << **Sequence << "\n";
  return addIntermediate(nameFor("npu_seq_{0}.mlir", D.Name, Name),
                         Bytes(Text.begin(), Text.end()));
}

void AieccBuild::addInstructions(DeviceBuild &D, const std::string &Name) {
  const AieccOutputs &O = Options.Outputs;
  Steps.push_back({nameFor("npu_seq_{0}.mlir", D.Name, Name),
                   "npu_seq_{0}.mlir",
                   [this, &D, Name] { return keepSequence(D, Name); }});
  Steps.push_back({nameFor("npu_program_{0}.bin", D.Name, Name),
                   "npu_program_{0}.bin",
                   [this, &D, Name] { return buildInstructions(D, Name); }});
  if (O.InstructionElf && !O.ControlPackets)
    Steps.push_back(
        {nameFor(O.InstructionElfName, D.Name, Name), O.InstructionElfName,
         [this, &D, Name] {
           return addPartialElf(
               D.Streams[Name], std::nullopt,
               nameFor(Options.Outputs.InstructionElfName, D.Name, Name));
         }});
}

Error AieccBuild::buildInstructions(DeviceBuild &D, const std::string &Name) {
  const AieccOutputs &O = Options.Outputs;
  Expected<aie::DeviceOp> Device = deviceOf(D);
  if (!Device)
    return Device.takeError();
  auto Sequence = Session.sequence(*Device, Name);
  if (!Sequence)
    return Sequence.takeError();
  Expected<txn::Transaction> Stream = Session.instructions(*Sequence);
  if (!Stream)
    return Stream.takeError();
  D.Arguments[Name] = (*Sequence).getBody().getNumArguments();
  if (O.FullElf)
    if (Error E = addFullElfProgram(D, Name, D.Arguments[Name], *Stream))
      return E;
  if (O.LocMap)
    if (Error E = writeLocMap(D, *Sequence, *Stream))
      return E;
  if (O.Instructions)
    if (Error E = writeInstructions(D, Name, *Stream))
      return E;
  D.Streams[Name] = std::move(*Stream);
  return Error::success();
}
