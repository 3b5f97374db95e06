//===- Build.cpp - one run of aiecc ---------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Build.h"
#include "Checkpoint.h"
#include "Names.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"

#include <chrono>

using namespace aieforge;
using namespace llvm;

/// The stages that the whole design passes through, in order. It can be stopped
/// in each, changed, and continued.
static constexpr StringLiteral ParsedStage = "input.mlir",
                               PlacedStage = "placed.mlir",
                               AddressedStage = "input_with_addresses.mlir",
                               PhysicalStage = "input_physical.mlir";
static constexpr StringLiteral StageNames[] = {ParsedStage, PlacedStage,
                                               AddressedStage, PhysicalStage};
/// mlir-aie's name for the design in front of the compilation of cores.
static constexpr StringLiteral CoresStage = "perCore_{0}.mlir";
/// A later cut keeps the physical design; from linked programs on the programs
/// too. Objects are made together with the programs.
static constexpr StringLiteral ObjectsStep = "objects_{0}.o",
                               ProgramsStep = "elfs_{0}.elf",
                               PdiStep = "{0}.pdi";
static constexpr StringLiteral LaterCuts[] = {CoresStage, ObjectsStep,
                                              ProgramsStep, PdiStep};

AieccBuild::AieccBuild(const AieccOptions &Options, raw_ostream &Log)
    : Options(Options), Log(Log) {
  WorkDir =
      Options.WorkDir.empty() ? defaultWorkDir(Options.Input) : Options.WorkDir;
}

std::string aieforge::defaultWorkDir(StringRef Input) {
  return (sys::path::filename(Input) + ".prj").str();
}

std::string aieforge::designDir(StringRef Input) {
  return sys::path::parent_path(Input).str();
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

/// Adds a step that takes the design to \p Name, unless a resumed checkpoint
/// is already there.
void AieccBuild::addPasses(StringRef Name, std::function<Error()> Run) {
  auto Position = [](StringRef S) { return find(StageNames, S); };
  if (!Options.ResumedStage.empty() &&
      (is_contained(LaterCuts, Options.ResumedStage) ||
       Position(Name) <= Position(Options.ResumedStage)))
    return;
  addStep(Name, "", [this, Name, Run]() -> Error {
    if (Error E = Run())
      return E;
    Stage = Name.str();
    StageText = Session.text();
    bool Wanted =
        is_contained(Options.Outputs.Stages, Name) ||
        (Name == AddressedStage && Options.Outputs.InputWithAddresses);
    Bytes Data(StageText.begin(), StageText.end());
    if (Wanted)
      if (Error E = addOutput(Name, Data))
        return E;
    if (!Options.KeepIntermediates)
      return Error::success();
    return addIntermediate(Name, std::move(Data));
  });
}

void AieccBuild::addStep(StringRef Template, StringRef Device,
                         std::function<Error()> Run) {
  Steps.push_back({nameFor(Template, Device), Template.str(), std::move(Run)});
}

void AieccBuild::addStages() {
  addPasses(PlacedStage, [this] { return Session.place(Options.Physical); });
  addPasses(AddressedStage, [this]() -> Error {
    PhysicalPipelineOptions Physical = Options.Physical;
    if (Options.LoadPdiToControlPackets) {
      Physical.ControlPacketOverlay = true;
      if (Error E = addOverlayDevice())
        return E;
    }
    return Session.lowerToAddresses(Physical);
  });
  addPasses(PhysicalStage, [this] { return Session.route(); });
}

/// A device without a sequence of its own is started by the sequence of
/// another one: if only one other has sequences, its buffers count, and one
/// more for control packets if the device takes any.
unsigned AieccBuild::borrowedHostBuffers(StringRef Name) {
  std::optional<unsigned> Count;
  unsigned ControlPackets = 0;
  for (aie::DeviceOp Device : Session.devices()) {
    if (Device.getSymName() == Name) {
      for (auto Allocation : Device.getOps<aie::ShimDMAAllocationOp>())
        if (Allocation.getSymName().starts_with("ctrlpkt"))
          ControlPackets = 1;
      continue;
    }
    for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>()) {
      if (Count)
        return 0;
      Count = Sequence.getBody().getNumArguments();
      break;
    }
  }
  return Count ? *Count + ControlPackets : 0;
}

std::unique_ptr<AieccBuild::DeviceBuild>
AieccBuild::describe(aie::DeviceOp Device) {
  auto D = std::make_unique<DeviceBuild>();
  D->Name = Device.getSymName().str();
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>()) {
    if (!Options.Compile.SequenceName.empty() &&
        Sequence.getSymName() != Options.Compile.SequenceName)
      continue;
    D->Sequences.push_back(Sequence.getSymName().str());
    D->HostBuffers =
        std::max(D->HostBuffers, Sequence.getBody().getNumArguments());
  }
  return D;
}

Error AieccBuild::chooseDevices() {
  for (auto [Number, Device] : enumerate(Session.devices())) {
    DesignDevices.insert(Device.getSymName().str());
    if (!Options.Compile.DeviceName.empty() &&
        Device.getSymName() != Options.Compile.DeviceName)
      continue;
    Devices.push_back(describe(Device));
    Devices.back()->ImageId = Number + 1;
  }
  for (auto &D : Devices)
    if (D->Sequences.empty())
      D->HostBuffers = borrowedHostBuffers(D->Name);
  if (Devices.empty())
    return Session.device(Options.Compile.DeviceName).takeError();
  if (!Options.Compile.SequenceName.empty() &&
      none_of(Devices, [](const auto &D) { return !D->Sequences.empty(); }))
    return makeError("{0}: the design holds no runtime sequence '{1}'",
                     Options.Input, Options.Compile.SequenceName);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

/// Writes a checkpoint of the last stage that was reached, and says how to
/// continue from it.
Error AieccBuild::reproduce(const Step &Failed, Error Problem) {
  if (!Options.Reproducer || StageText.empty())
    return Problem;
  std::string Dir = Options.ReproducerDir;
  if (Dir.empty()) {
    SmallString<256> Path(WorkDir);
    sys::path::append(Path, "repeater");
    Dir = Path.str().str();
  }
  std::vector<std::string> Arguments = Options.Arguments;
  // A stage fails by itself: the other outputs are not needed to see it.
  if (is_contained(StageNames, Failed.Name))
    Arguments.insert(Arguments.begin() + !Arguments.empty(),
                     "--get=" + Failed.Name);
  Expected<std::string> Manifest =
      writeCheckpoint(Dir, {Stage, Stage, StageText}, Arguments);
  if (!Manifest)
    return joinErrors(std::move(Problem), Manifest.takeError());
  return makeError("{0}\naiecc: wrote checkpoint to {1}\n"
                   "To reproduce, run: aiecc --resume={2}",
                   StringRef(toString(std::move(Problem))).rtrim(), Dir,
                   *Manifest);
}

/// Where --cut stops: after the last step of that name. Objects are by-products
/// of the programs' step.
Expected<size_t> AieccBuild::lastStep() const {
  if (Options.Cut.empty())
    return Steps.size();
  StringRef Wanted = Options.Cut == ObjectsStep  ? StringRef(ProgramsStep)
                     : Options.Cut == CoresStage ? StringRef(PhysicalStage)
                                                 : StringRef(Options.Cut);
  for (size_t I = Steps.size(); I > 0; --I)
    if (Steps[I - 1].Template == Wanted)
      return I;
  if (is_contained(LaterCuts, Options.Cut))
    return makeError("--cut={0}: none of the outputs asked for needs that step",
                     Options.Cut);
  return makeError("--cut={0}: a design can be stopped at {1}, {2}",
                   Options.Cut, join(ArrayRef(StageNames).drop_front(), ", "),
                   join(ArrayRef(LaterCuts), ", "));
}

/// The design at the last stage, for --resume. Programs that were linked go
/// with it, so that they are not made again.
Error AieccBuild::keepCheckpoint() {
  if (Options.CheckpointDir.empty())
    return Error::success();
  CheckpointContents C;
  C.Stage = Options.Cut.empty() ? Stage : Options.Cut;
  C.File = Options.Cut == CoresStage ? "module.mlir" : Stage;
  if (Options.Cut == ProgramsStep || Options.Cut == PdiStep) {
    std::string Folder = checkpointFolder(Options.CheckpointDir, C.Stage);
    if (Error E = placePrograms(Session.module(), Folder))
      return E;
    StageText = Session.text();
  }
  C.Text = StageText;
  return writeCheckpoint(Options.CheckpointDir, C, Options.Arguments)
      .takeError();
}

Error AieccBuild::runSteps() {
  Expected<size_t> Last = lastStep();
  if (!Last)
    return Last.takeError();
  for (size_t I = 0; I < *Last; ++I) {
    if (Options.Verbose)
      Log << "(" << I + 2 << "/" << Steps.size() + 1 << ") " << Steps[I].Name
          << "\n";
    auto Start = std::chrono::steady_clock::now();
    if (Error E = Steps[I].Run())
      return reproduce(Steps[I], std::move(E));
    if (Options.Profile) {
      std::chrono::duration<double, std::milli> Time =
          std::chrono::steady_clock::now() - Start;
      Log << format("%8.1f ms  ", Time.count()) << Steps[I].Name << "\n";
    }
  }
  return Error::success();
}

/// Nothing is written before everything exists.
Error AieccBuild::writeFiles() {
  for (const File &F : Files) {
    if (Options.DryRun && !F.Intermediate)
      continue;
    StringRef Dir = sys::path::parent_path(F.Path);
    if (!Dir.empty())
      if (std::error_code EC = sys::fs::create_directories(Dir))
        return makeError("{0}: cannot be created: {1}", Dir, EC.message());
    if (Error E = writeFile(F.Path, F.Data))
      return E;
    if (Options.Verbose && !F.Intermediate)
      Log << "aiecc: wrote edge '" << F.Path << "'\n";
  }
  return Error::success();
}

/// What is made of each device once it is physical.
void AieccBuild::addDeviceSteps() {
  const AieccOutputs &O = Options.Outputs;
  bool Expand = Options.ExpandLoadPdis || Options.LoadPdiToControlPackets;
  if (O.ScratchpadParameters)
    addScratchpadParameters();
  for (auto &D : Devices)
    if (O.needsPrograms() || Expand)
      addPrograms(*D);
  for (auto &D : Devices) {
    addConfiguration(*D);
    if (O.Xclbin)
      addXclbin(*D);
    if (O.Transaction)
      addTransaction(*D);
    // A full ELF brings the packets along.
    if (O.ControlPackets && !(O.FullElf && Options.LoadPdiToControlPackets))
      addControlPackets(*D);
  }
  if (Expand)
    addExpansion();
}

Error AieccBuild::run() {
  if (!Options.Materialize)
    return makeError("--no-materialize: sequences are written with what they "
                     "run; leave it out");
  auto Buffer = readFile(Options.Input);
  if (!Buffer)
    return Buffer.takeError();
  if (Error E = Session.parse(std::move(*Buffer)))
    return E;
  if (!Options.DesignDir.empty())
    Session.setDesignDir(Options.DesignDir);
  Stage =
      Options.ResumedStage.empty() ? ParsedStage.str() : Options.ResumedStage;
  StageText = Session.text();
  if (Options.Outputs.ScratchpadParameters)
    Parsed = Session.module().clone();
  if (Error E = chooseDevices())
    return E;
  addStages();
  addDeviceSteps();
  if (Options.Outputs.needsInstructions()) {
    addSequences();
    for (auto &D : Devices)
      for (const std::string &Sequence : D->Sequences)
        addInstructions(*D, Sequence);
    if (Options.Outputs.FullElf)
      addFullElf();
  }
  if (Options.Verbose)
    Log << "(1/" << Steps.size() + 1 << ") " << ParsedStage << "\n";
  if (Error E = runSteps())
    return E;
  Log << Session.takeDiagnostics() << Warnings;
  if (Error E = keepCheckpoint())
    return E;
  return writeFiles();
}

Error aieforge::runAiecc(const AieccOptions &Options, raw_ostream &Log) {
  return AieccBuild(Options, Log).run();
}
