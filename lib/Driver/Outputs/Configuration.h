//===- Configuration.h - the configuration with its programs ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_OUTPUTS_CONFIGURATION_H
#define AIEFORGE_LIB_DRIVER_OUTPUTS_CONFIGURATION_H

#include "aieforge/Config/Lowering.h"

namespace aieforge {

/// The configuration of \p Device with the files that its cores name as
/// elf_file, relative to \p Dir; or a diagnostic.
mlir::FailureOr<ConfigProgram> configurationOf(aie::DeviceOp Device,
                                               llvm::StringRef Dir);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_OUTPUTS_CONFIGURATION_H
