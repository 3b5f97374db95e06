//===- Compile.h - from a design to an xclbin -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compile pipeline as a library: design text and kernel sources in, the
// bytes of every artefact out. Nothing is written to disk here.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DRIVER_COMPILE_H
#define AIEFORGE_DRIVER_COMPILE_H

#include "aieforge/Config/ConfigProgram.h"
#include "aieforge/Driver/KernelCompiler.h"
#include "aieforge/Support/Bytes.h"
#include "llvm/Support/MemoryBuffer.h"

#include <string>
#include <vector>

namespace aieforge {

struct CompileOptions {
  std::string DeviceName;   ///< Symbol of the aie.device; empty: the only one.
  std::string SequenceName; ///< Runtime sequence; empty: the only one.
  std::string KernelName = "MLIR_AIE";  ///< What the host opens.
  std::string InstanceName = "MLIRAIE"; ///< Its compute unit.
  unsigned KernelId = 0x901;            ///< At most 12 bits.
  KernelOptions Kernels;                ///< How kernel sources are compiled.
  /// Folder of crt0.o and libaie.a; empty: beside the program.
  std::string SysrootLibDir;
  unsigned Jobs = 0;   ///< Threads for kernels and cores; 0: one a host core.
  bool Verify = false; ///< Run the machine code verifier.
  /// Also keep what core programs are between the steps of their compilation.
  bool KeepCoreSteps = false;
};

/// What one tile of the compiled design takes.
struct TileReport {
  unsigned Column = 0, Row = 0;
  std::string Kind;        ///< "core", "memory", "shim".
  uint32_t MemoryUsed = 0; ///< Bytes: buffers, stack and linked data.
  uint32_t MemorySize = 0;
  unsigned BdsUsed = 0, BdCount = 0;
  unsigned LocksUsed = 0, LockCount = 0;
  bool HasProgram = false;
  uint32_t ProgramBytes = 0, ProgramSize = 0;
};

/// A resource as a run's report names it, and what the design calls it.
struct NamedPart {
  std::string Part;  ///< "lock 3 of (0,2)".
  std::string Where; ///< "'in_cons_lock_0', design.mlir:5:7".
};

/// A device image that the instruction stream loads.
struct LoadedImage {
  unsigned Id = 0; ///< As LOADPDI names it: the device's number in the module.
  Bytes Pdi;
};

/// A linked core program.
struct CoreImage {
  unsigned Column = 0, Row = 0;
  Bytes Elf;
};

struct CompileResult {
  Bytes Xclbin;
  Bytes Instructions; ///< The transaction; empty without a sequence.
  Bytes Pdi;
  ConfigProgram Config;            ///< What the device image holds.
  std::vector<LoadedImage> Images; ///< Of other devices of the module.
  unsigned Arguments = 0;          ///< Host buffers of the sequence.
  /// Contents of the last one, if the sequence sends control packets.
  Bytes ControlPackets;
  std::vector<CoreImage> Cores;
  std::vector<TileReport> Tiles; ///< Used tiles, by column, then row.
  std::vector<NamedPart> Parts;  ///< Cores, locks, static BDs.
  std::string DeviceTarget;      ///< "npu1_1col".
  std::string PhysicalDesign;    ///< MLIR text after all passes.
  std::string Warnings;          ///< Text for the user; may be empty.
};

/// Compiles the design in \p Design (its identifier is the file name shown in
/// messages) with kernels \p Inputs: sources, objects (.o), archives (.a),
/// LLVM IR (.ll, .bc), assembly (.s). The error's text holds every diagnostic
/// with its location.
Expected<CompileResult>
compileDesign(std::unique_ptr<llvm::MemoryBuffer> Design,
              const std::vector<std::string> &Inputs,
              const CompileOptions &Options);

/// The folder of crt0.o and libaie.a for the running program.
std::string defaultSysrootLibDir();

} // namespace aieforge

#endif // AIEFORGE_DRIVER_COMPILE_H
