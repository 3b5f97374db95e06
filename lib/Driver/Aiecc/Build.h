//===- Build.h - one run of aiecc -------------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A run is a list of steps. The first ones take the whole design from stage to
// stage; the others make one artefact each. All artefacts are kept in memory
// until the last step is done.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_AIECC_BUILD_H
#define AIEFORGE_LIB_DRIVER_AIECC_BUILD_H

#include "../DesignSession.h"
#include "aieforge/Driver/Aiecc.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Formats/InstructionElf.h"

#include <functional>
#include <map>
#include <set>

namespace aieforge {

class AieccBuild {
public:
  AieccBuild(const AieccOptions &Options, llvm::raw_ostream &Log);

  Error run();

private:
  struct Step {
    std::string Name;
    /// The name with {0} for the device: what --cut calls the step.
    std::string Template;
    std::function<Error()> Run;
  };
  /// What is known of one device.
  struct DeviceBuild {
    std::string Name;
    std::vector<std::string> Sequences;
    DevicePrograms Programs;
    std::optional<ConfigProgram> Config;
    Bytes Pdi;
    std::map<std::string, txn::Transaction> Streams; ///< By sequence.
    /// Of each sequence that a full ELF holds.
    std::map<std::string, unsigned> Arguments;
    /// Control packets of sequences, and the number of their buffer.
    std::map<std::string, std::pair<Bytes, unsigned>> Packets;
    uint32_t ImageId = 0; ///< As LOADPDI names it.
    /// Arguments of the sequence that has most.
    unsigned HostBuffers = 0;
  };
  struct File {
    std::string Path;
    Bytes Data;
    bool Intermediate;
  };

  // Build.cpp: the steps and their order.
  Error runSteps();
  void addStages();
  void addDeviceSteps();
  void addPasses(llvm::StringRef Stage, std::function<Error()> Run);
  Error chooseDevices();
  std::unique_ptr<DeviceBuild> describe(aie::DeviceOp Device);
  unsigned borrowedHostBuffers(llvm::StringRef Name);
  void addStep(llvm::StringRef Template, llvm::StringRef Device,
               std::function<Error()> Run);
  Error reproduce(const Step &Failed, Error Problem);
  Expected<size_t> lastStep() const;
  Error keepCheckpoint();
  Error writeFiles();

  // Artefacts.cpp: what is made of the physical design.
  void addPrograms(DeviceBuild &D);
  void addConfiguration(DeviceBuild &D);
  Error configure(DeviceBuild &D);
  Error buildPdi(DeviceBuild &D);
  void addXclbin(DeviceBuild &D);
  void addSequences();
  void addInstructions(DeviceBuild &D, const std::string &Sequence);
  Error keepSequence(DeviceBuild &D, llvm::StringRef Sequence);
  Error buildInstructions(DeviceBuild &D, const std::string &Sequence);
  Error buildXclbin(DeviceBuild &D);
  Error extendXclbin(DeviceBuild &D);
  Error writeInstructions(DeviceBuild &D, llvm::StringRef Sequence,
                          txn::Transaction Stream);

  Error writeLocMap(DeviceBuild &D, aie::RuntimeSequenceOp Sequence,
                    const txn::Transaction &Stream);

  // Overlay.cpp
  Error addOverlayDevice();
  Error takeControlPackets();

  // CoreSteps.cpp
  Error keepSteps(DeviceBuild &D, CoreProgram &P);
  void printCommand(llvm::StringRef Command);

  // Elfs.cpp
  Error addPartialElf(const txn::Transaction &Stream,
                      std::optional<insts::ControlData> Packets,
                      std::string Name);
  Error addFullElfProgram(DeviceBuild &D, llvm::StringRef Sequence,
                          unsigned Arguments, txn::Transaction Stream);
  void addFullElf();
  Error writeFullElfConfig();

  // Configurations.cpp
  std::string programPath(const DeviceBuild &D, CoreProgram &P);
  Error placePrograms(mlir::ModuleOp Module, llvm::StringRef Dir);
  Expected<mlir::OwningOpRef<mlir::ModuleOp>>
  configurationModule(DeviceBuild &D, llvm::StringRef MorePasses);
  void addTransaction(DeviceBuild &D);
  void addControlPackets(DeviceBuild &D);
  Error buildControlPackets(DeviceBuild &D);
  void addExpansion();
  Error configureNewDevices();
  void addScratchpadParameters();

  /// An output in OutputDir, or an intermediate in WorkDir. Two outputs with
  /// one name are an error.
  Error addOutput(llvm::StringRef Name, Bytes Data);
  Error addIntermediate(llvm::StringRef Name, Bytes Data);
  Expected<aie::DeviceOp> deviceOf(const DeviceBuild &D) {
    return Session.device(D.Name);
  }

  const AieccOptions &Options;
  llvm::raw_ostream &Log;
  DesignSession Session;
  std::string WorkDir;
  std::vector<Step> Steps;
  std::vector<std::unique_ptr<DeviceBuild>> Devices;
  std::vector<File> Files;
  insts::InstructionElf FullElf;
  /// The design as it was read, if scratchpad parameters are asked for.
  mlir::OwningOpRef<mlir::ModuleOp> Parsed;
  std::set<std::string> OutputPaths;
  /// Names of the devices that the user wrote.
  std::set<std::string> DesignDevices;
  /// The last stage that was reached, and the design then.
  std::string Stage, StageText;
  std::string Warnings;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_BUILD_H
