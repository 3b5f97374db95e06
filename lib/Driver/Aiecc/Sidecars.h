//===- Sidecars.h - JSON that xclbinutil takes ------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// This project packs xclbins itself. Scripts that call XRT's xclbinutil find
// its input in aiecc's work folder.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_AIECC_SIDECARS_H
#define AIEFORGE_LIB_DRIVER_AIECC_SIDECARS_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Bytes.h"

namespace aieforge {

/// Width and start columns of the partition (section AIE_PARTITION).
Bytes partitionJson(const hw::Device &Model);

/// The kernel and its arguments (section EMBEDDED_METADATA).
Bytes kernelsJson(llvm::StringRef Name, llvm::StringRef Instance, unsigned Id,
                  unsigned HostBuffers);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_SIDECARS_H
