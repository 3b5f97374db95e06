//===- CorePrograms.h - the linked program of every core --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_COREPROGRAMS_H
#define AIEFORGE_LIB_DRIVER_COREPROGRAMS_H

#include "KernelObjects.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Target/AIE2/Linker.h"

namespace aieforge {

struct CompileOptions;

/// What a core's program was between the steps, for people who look or go on
/// with other tools.
struct CoreSteps {
  std::string IR;        ///< LLVM IR of the body.
  std::string Merged;    ///< The same with link_merge_files in it; or empty.
  std::string Optimized; ///< What the code generator got.
  Bytes Object;
  /// Options of `aieforge ld` that place the program as it was placed here.
  std::vector<std::string> LinkOptions;
  /// Files that it was linked with besides the object, in order.
  std::vector<std::string> LinkedFiles;
};

struct CoreProgram {
  aie::CoreOp Core;
  aie2::LinkedCore Image;
  /// Only if CompileOptions::KeepCoreSteps is set and the core was compiled.
  std::optional<CoreSteps> Steps;
};

/// Compiles and links every core of the physical design \p Device against the
/// kernels and the runtime (start-up code, support library). A kernel that some
/// core names in link_files goes to the cores that name it, or call what it
/// defines; any other goes to all. A core with an
/// `elf_file` takes that program, looked up from \p DesignDir. Problems of the
/// design go to the context's diagnostics; the error then only says so.
Expected<std::vector<CoreProgram>>
buildCorePrograms(aie::DeviceOp Device, const KernelObjects &Kernels,
                  const KernelObjects &Runtime, llvm::StringRef DesignDir,
                  const CompileOptions &Options);

/// The files that `link_with` and `link_files` of the cores name and that
/// \p Given (the command line) does not already stand for: "k.o" is covered by
/// a given k.o, k.cc, k.c …. Looked up in the working folder, then in
/// \p DesignDir; one that exists nowhere is a diagnostic at its core.
mlir::FailureOr<std::vector<std::string>>
findLinkFiles(aie::DeviceOp Device, const std::vector<std::string> &Given,
              llvm::StringRef DesignDir);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_COREPROGRAMS_H
