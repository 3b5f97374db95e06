//===- Outputs.h - a design as other tools want to read it ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that mlir-aie's tools make of a physical design, byte for byte in
// their form, since scripts and other linkers read them. One file an output in
// lib/Driver/Outputs. Problems are diagnostics at the op concerned.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DRIVER_OUTPUTS_H
#define AIEFORGE_DRIVER_OUTPUTS_H

#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Device.h"
#include "llvm/Support/LogicalResult.h"

namespace llvm {
class raw_ostream;
} // namespace llvm
namespace mlir {
class ModuleOp;
} // namespace mlir

namespace aieforge {

namespace aie {
class DeviceOp;
class RuntimeSequenceOp;
} // namespace aie

/// The device called \p Name; "main", or the only one, if \p Name is empty. A
/// diagnostic at the module and null if there is none.
aie::DeviceOp findDevice(mlir::ModuleOp Module, llvm::StringRef Name);

/// The runtime sequence called \p Name; the first one if \p Name is empty. A
/// diagnostic at the device and null if there is none.
aie::RuntimeSequenceOp findSequence(aie::DeviceOp Device, llvm::StringRef Name);

/// Which buffers each tile's core sees, and at which byte address.
llvm::LogicalResult writeMemoryMap(aie::DeviceOp Device, llvm::raw_ostream &OS);

/// A GNU linker script for the core on \p Core: its stack, the buffers it
/// sees, and the largest free gap of its own memory for data.
llvm::LogicalResult writeLinkerScript(aie::DeviceOp Device, hw::TileId Core,
                                      llvm::raw_ostream &OS);

/// The same facts for AMD's bridge linker (BCF file).
llvm::LogicalResult writeBcf(aie::DeviceOp Device, hw::TileId Core,
                             llvm::raw_ostream &OS);

/// Load of every switchbox and the tiles that each routed flow passes. The
/// device must hold both switchboxes and flows.
llvm::LogicalResult writeFlowsJson(aie::DeviceOp Device, llvm::raw_ostream &OS);

/// Column, channel and direction of every shim DMA allocation.
llvm::LogicalResult writeShimAllocationsJson(aie::DeviceOp Device,
                                             llvm::raw_ostream &OS);

/// A Python list of (column, row, ELF file or None).
llvm::LogicalResult writeCoreList(aie::DeviceOp Device, llvm::raw_ostream &OS);

/// "AIE2" or "AIE2p".
llvm::LogicalResult writeTargetArch(aie::DeviceOp Device,
                                    llvm::raw_ostream &OS);

/// Control code (aiex.cert ops) for its assembler; each section as a file of
/// its own in \p Folder.
llvm::LogicalResult writeCertAssembly(aie::DeviceOp Device,
                                      llvm::StringRef Folder,
                                      llvm::raw_ostream &OS);

/// The configuration as C functions that call AMD's AIE driver. \p Dir holds
/// the files that cores name as elf_file.
llvm::LogicalResult writeXaieSource(aie::DeviceOp Device, llvm::StringRef Dir,
                                    llvm::raw_ostream &OS);

/// The control packets of \p Sequence as the buffer that carries them.
llvm::FailureOr<Bytes> controlPacketBytes(aie::RuntimeSequenceOp Sequence);

/// Which op of the lowered \p Sequence each operation of \p Stream comes from,
/// as JSON. \p BinaryName is the file that holds the stream.
llvm::LogicalResult writeLocationMap(aie::RuntimeSequenceOp Sequence,
                                     const txn::Transaction &Stream,
                                     llvm::StringRef BinaryName,
                                     llvm::raw_ostream &OS);

/// Takes back what lowering adds to the offsets of host buffers that firmware
/// does not translate: runtimes of ELF files translate all of them.
void unfoldHostOffsets(txn::Transaction &Stream);

/// What to write besides the files.
struct CdoFileOptions {
  bool Unified = false;             ///< One file, not three.
  bool EnableCores = true;          ///< Also the file that starts the cores.
  llvm::raw_ostream *Log = nullptr; ///< Where to list every write.
};

/// Writes the CDO files of \p Device to \p Dir: DEVICE_aie_cdo_elfs.bin, _init
/// and _enable. Core programs are read from the cores' elf_file, relative to
/// \p Dir; a core without one stays empty.
llvm::LogicalResult writeCdoFiles(aie::DeviceOp Device, llvm::StringRef Dir,
                                  const CdoFileOptions &Options);

} // namespace aieforge

#endif // AIEFORGE_DRIVER_OUTPUTS_H
