//===- Names.h - file names of outputs --------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_AIECC_NAMES_H
#define AIEFORGE_LIB_DRIVER_AIECC_NAMES_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace aieforge {

/// \p Template with {0} replaced by \p Device.
std::string nameFor(llvm::StringRef Template, llvm::StringRef Device);

/// \p Template with {0} and {1} replaced by device and sequence; without {1},
/// {0} stands for DEVICE_SEQUENCE.
std::string nameFor(llvm::StringRef Template, llvm::StringRef Device,
                    llvm::StringRef Sequence);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_NAMES_H
