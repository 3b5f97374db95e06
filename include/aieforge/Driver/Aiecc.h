//===- Aiecc.h - compiling the way mlir-aie's driver does -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `aiecc` does with one design: every device and runtime sequence in it,
// each output under the name that its template gives. docs/front-ends.md has
// the options.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DRIVER_AIECC_H
#define AIEFORGE_DRIVER_AIECC_H

#include "aieforge/Driver/Compile.h"
#include "aieforge/Transforms/Pipeline.h"

namespace aieforge {

/// What to write. Every name is a template: {0} stands for the device, or in
/// names of instruction streams for DEVICE_SEQUENCE; if such a name also has
/// {1}, {0} is the device and {1} the sequence.
struct AieccOutputs {
  bool Instructions = false, Xclbin = false, Pdi = false, Cdo = false,
       Transaction = false, ControlPackets = false, InstructionElf = false,
       FullElf = false, CoreElfs = false, InputWithAddresses = false,
       ScratchpadParameters = false, LocMap = false;
  /// Stages of the design by name: "placed.mlir", "input_physical.mlir".
  std::vector<std::string> Stages;

  std::string InstructionsName = "insts_{0}.bin";
  std::string XclbinName = "aie.xclbin";
  std::string PdiName = "{0}.pdi";
  std::string TransactionName = "{0}_transaction.mlir";
  std::string ControlPacketsName = "{0}_ctrlpkt.bin";
  std::string ControlPacketsDmaName = "{0}_ctrlpkt_dma_seq.bin";
  std::string ControlPacketsElfName = "{0}_ctrlpkt.elf";
  std::string InstructionElfName = "design.elf";
  std::string FullElfName = "aie.elf";

  bool needsPrograms() const {
    return Xclbin || Pdi || Cdo || Transaction || ControlPackets || FullElf ||
           CoreElfs || !any();
  }
  bool needsInstructions() const {
    return Instructions || InstructionElf || FullElf || LocMap;
  }
  bool any() const {
    return Instructions || Xclbin || Pdi || Cdo || Transaction ||
           ControlPackets || InstructionElf || FullElf || CoreElfs ||
           InputWithAddresses || ScratchpadParameters || LocMap ||
           !Stages.empty();
  }
};

struct AieccOptions {
  std::string Input;
  std::string OutputDir = "."; ///< Where relative output names start.
  std::string WorkDir;         ///< Empty: INPUT.prj in the working folder.
  bool Verbose = false;
  bool KeepIntermediates = false; ///< Write every stage to WorkDir.
  bool DryRun = false;            ///< Do all, write no outputs.
  bool Profile = false;           ///< Print the time of each step.
  AieccOutputs Outputs;
  PhysicalPipelineOptions Physical;
  /// DeviceName and SequenceName restrict what is compiled; empty: all.
  CompileOptions Compile;
  std::string XclbinInput; ///< An xclbin that the kernel is added to.
  bool Materialize = true;
  bool ExpandLoadPdis = false;
  bool LoadPdiToControlPackets = false;
  bool FoldHostOffset = true;

  /// The stage to stop at ("input_physical.mlir"), and the folder for it.
  std::string Cut, CheckpointDir;
  /// On failure, write the stage before the failing step to a folder that
  /// --resume reads; empty: WorkDir/repeater.
  bool Reproducer = true;
  std::string ReproducerDir;
  /// Arguments as given, for the manifest of a checkpoint.
  std::vector<std::string> Arguments;
  /// Set when a checkpoint is resumed: the stage that Input holds, and where
  /// the design that it was made of lies.
  std::string ResumedStage, DesignDir;
};

/// A checkpoint read back: arguments of its run, the stage and its file.
struct Checkpoint {
  std::vector<std::string> Arguments;
  std::string Stage, File;
};

/// Reads the manifest of a checkpoint.
Expected<Checkpoint> readCheckpoint(llvm::StringRef Manifest);

/// The folder of intermediate files for a design, if none is given.
std::string defaultWorkDir(llvm::StringRef Input);

/// The folder that a design's relative file names start from.
std::string designDir(llvm::StringRef Input);

/// Compiles and writes. Progress goes to \p Log if Verbose is set, warnings
/// always. The error's text is ready to be printed; no output exists then.
Error runAiecc(const AieccOptions &Options, llvm::raw_ostream &Log);

} // namespace aieforge

#endif // AIEFORGE_DRIVER_AIECC_H
