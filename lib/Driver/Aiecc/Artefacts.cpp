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
  Steps.push_back({nameFor("elfs_{0}", D.Name), [this, &D]() -> Error {
                     Expected<aie::DeviceOp> Device = deviceOf(D);
                     if (!Device)
                       return Device.takeError();
                     Expected<DevicePrograms> Programs =
                         Session.programs(*Device, {}, Options.Compile);
                     if (!Programs)
                       return Programs.takeError();
                     D.Programs = std::move(*Programs);
                     Warnings += D.Programs.Warnings;
                     for (CoreProgram &P : D.Programs.Cores) {
                       std::string Name =
                           formatv("elfs_{0}_core_{1}_{2}", D.Name,
                                   P.Core.colIndex(), P.Core.rowIndex());
                       if (Error E = addIntermediate(Name + "/" + Name + ".elf",
                                                     P.Image.Elf))
                         return E;
                       if (Options.Outputs.CoreElfs)
                         if (Error E = addOutput(Name + ".elf", P.Image.Elf))
                           return E;
                     }
                     return Error::success();
                   }});
}

void AieccBuild::addConfiguration(DeviceBuild &D) {
  const AieccOutputs &O = Options.Outputs;
  if (!O.Cdo && !O.Pdi && !O.Xclbin && !O.FullElf && !O.Transaction)
    return;
  Steps.push_back(
      {nameFor("cdo_{0}", D.Name), [this, &D, &O]() -> Error {
         Expected<aie::DeviceOp> Device = deviceOf(D);
         if (!Device)
           return Device.takeError();
         Expected<ConfigProgram> Config =
             Session.configuration(*Device, D.Programs);
         if (!Config)
           return Config.takeError();
         D.Config = std::move(*Config);
         if (!O.Cdo)
           return Error::success();
         auto Parts = toCdoFiles(*D.Config);
         static constexpr StringLiteral Names[] = {"elfs", "init", "enable"};
         for (auto [Part, Name] : zip(Parts, Names))
           if (Error E = addOutput(
                   formatv("cdo_{0}/{0}_aie_cdo_{1}.bin", D.Name, Name).str(),
                   cdo::serialize(Part)))
             return E;
         return Error::success();
       }});
  if (!O.Pdi && !O.Xclbin && !O.FullElf)
    return;
  Steps.push_back({nameFor(O.PdiName, D.Name), [this, &D, &O]() -> Error {
                     D.Pdi = pdi::serialize(toPdi(*D.Config));
                     return O.Pdi ? addOutput(nameFor(O.PdiName, D.Name), D.Pdi)
                                  : Error::success();
                   }});
}

void AieccBuild::addXclbin(DeviceBuild &D) {
  Steps.push_back(
      {nameFor("partition_{0}.json", D.Name), [this, &D]() -> Error {
         Expected<aie::DeviceOp> Device = deviceOf(D);
         if (!Device)
           return Device.takeError();
         const hw::Device &Model = *Device->getTargetModel();
         if (Error E = addIntermediate(nameFor("partition_{0}.json", D.Name),
                                       partitionJson(Model)))
           return E;
         return addIntermediate(nameFor("kernels_{0}.json", D.Name),
                                kernelsJson(Options.Compile.KernelName,
                                            Options.Compile.InstanceName,
                                            Options.Compile.KernelId,
                                            D.HostBuffers));
       }});
  Steps.push_back({nameFor(Options.Outputs.XclbinName, D.Name),
                   [this, &D] { return buildXclbin(D); }});
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

void AieccBuild::addSequences() {
  Steps.push_back({"npu_lowered.mlir", [this]() -> Error {
                     if (Error E = Session.lowerSequences())
                       return E;
                     if (!Options.KeepIntermediates)
                       return Error::success();
                     std::string Text = Session.text();
                     return addIntermediate("npu_lowered.mlir",
                                            Bytes(Text.begin(), Text.end()));
                   }});
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

void AieccBuild::addInstructions(DeviceBuild &D, const std::string &Name) {
  const AieccOutputs &O = Options.Outputs;
  Steps.push_back(
      {nameFor("npu_program_{0}.bin", D.Name, Name),
       [this, &D, &O, Name]() -> Error {
         Expected<aie::DeviceOp> Device = deviceOf(D);
         if (!Device)
           return Device.takeError();
         auto Sequence = Session.sequence(*Device, Name);
         if (!Sequence)
           return Sequence.takeError();
         Expected<txn::Transaction> Stream = Session.instructions(*Sequence);
         if (!Stream)
           return Stream.takeError();
         if (O.FullElf)
           if (Error E = addFullElfProgram(
                   D, Name, (*Sequence).getBody().getNumArguments(), *Stream))
             return E;
         if (O.LocMap)
           if (Error E = writeLocMap(D, *Sequence, *Stream))
             return E;
         if (O.Instructions)
           if (Error E = writeInstructions(D, Name, *Stream))
             return E;
         D.Streams[Name] = std::move(*Stream);
         return Error::success();
       }});
  if (O.InstructionElf)
    Steps.push_back(
        {nameFor(O.InstructionElfName, D.Name, Name), [this, &D, Name] {
           return buildPartialElf(D, Name, D.Streams[Name]);
         }});
}
