//===- DesignSession.h - one design on its way to artefacts -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps that every compiling command takes, in order: parse, lower to
// addresses, route, build core programs, write configurations and streams. A
// session owns the MLIR context and what was said about the design.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_DESIGNSESSION_H
#define AIEFORGE_LIB_DRIVER_DESIGNSESSION_H

#include "CorePrograms.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Driver/Compile.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/SourceMgr.h"

namespace mlir {
class OpPassManager;
class ScopedDiagnosticHandler;
class SourceMgrDiagnosticHandler;
} // namespace mlir

namespace aieforge {

/// The programs of one device's cores, and what kernels' compiler said.
struct DevicePrograms {
  std::vector<CoreProgram> Cores;
  std::string Warnings;
};

class DesignSession {
public:
  DesignSession();
  ~DesignSession();

  /// Reads the design in any spelling.
  Error parse(std::unique_ptr<llvm::MemoryBuffer> Design);

  /// Tiles for logical tiles.
  Error place(const PhysicalPipelineOptions &Options);
  /// Object FIFOs, numbers, addresses.
  Error lowerToAddresses(const PhysicalPipelineOptions &Options);
  /// Routes; afterwards the design is physical.
  Error route();
  /// Brings runtime sequences into the form that instructions() takes.
  Error lowerSequences();

  /// Whether a runtime sequence holds aiex.control_packet.
  bool sendsControlPackets();

  llvm::SmallVector<aie::DeviceOp> devices();
  /// The device called \p Name, or the only one if \p Name is empty.
  Expected<aie::DeviceOp> device(llvm::StringRef Name);
  /// The sequence called \p Name, or the only one if \p Name is empty; null if
  /// there is none and none was asked for.
  Expected<aie::RuntimeSequenceOp> sequence(aie::DeviceOp Device,
                                            llvm::StringRef Name);

  /// Compiles the kernels \p Inputs and links every core of \p Device.
  Expected<DevicePrograms> programs(aie::DeviceOp Device,
                                    const std::vector<std::string> &Inputs,
                                    const CompileOptions &Options);
  Expected<ConfigProgram> configuration(aie::DeviceOp Device,
                                        const DevicePrograms &Programs);
  Expected<txn::Transaction> instructions(aie::RuntimeSequenceOp Sequence);

  /// Runs passes given as text on \p Module, which may be a copy of the
  /// session's. One that this program does not have is an error.
  Error runPipeline(mlir::ModuleOp Module, llvm::StringRef Pipeline);

  mlir::ModuleOp module() { return *Module; }
  std::string text();
  llvm::StringRef designName() const { return DesignName; }
  /// Where files that the design names are looked up, if not beside it.
  void setDesignDir(llvm::StringRef Dir) { DesignDir = Dir.str(); }

  /// The diagnostics so far, errors first, and no longer kept here.
  std::string takeDiagnostics();
  /// The collected diagnostics as an error; \p Otherwise if no error is among
  /// them.
  Error failure(const llvm::Twine &Otherwise);
  Error failure(Error Otherwise) {
    return failure(toString(std::move(Otherwise)));
  }

private:
  Error runPasses(llvm::function_ref<void(mlir::OpPassManager &)> Build);

  std::string DesignName, DesignDir;
  /// Puts Text where it belongs.
  void sortOut();

  std::string Text; ///< What the diagnostic handler printed last.
  std::string Errors, Warnings;
  bool LastIsWarning = false; ///< Text is a warning with its notes.
  llvm::raw_string_ostream TextStream{Text};
  llvm::SourceMgr Sources;
  std::unique_ptr<mlir::MLIRContext> Context;
  std::unique_ptr<mlir::SourceMgrDiagnosticHandler> Handler;
  std::unique_ptr<mlir::ScopedDiagnosticHandler> Sorter;
  mlir::OwningOpRef<mlir::ModuleOp> Module;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_DESIGNSESSION_H
