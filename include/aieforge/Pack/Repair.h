//===- Repair.h - mends an xclbin around its device images ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What aieforge check objects to is made anew, everything else stays. Only
// device images cannot be made: one must be somewhere in the file.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_PACK_REPAIR_H
#define AIEFORGE_PACK_REPAIR_H

#include "aieforge/Formats/Xclbin.h"
#include "aieforge/Pack/Kernels.h"
#include "aieforge/Support/Finding.h"

namespace aieforge::pack {

struct Repaired {
  Bytes Data;
  /// What was done and why, a sentence each; empty for a good file.
  std::vector<std::string> Done;
  /// What aieforge check still finds.
  std::vector<Finding> Left;
};

/// Mends \p Data, an xclbin or a bare PDI. \p Hints names the kernel where the
/// file does not; its Pdi is not used. Fails if there is no device image.
Expected<Repaired> repairXclbin(BytesRef Data, const KernelRequest &Hints,
                                const hw::Device &D);

/// The complete device images inside \p Data, in order.
std::vector<Bytes> findImages(BytesRef Data);

} // namespace aieforge::pack

#endif // AIEFORGE_PACK_REPAIR_H
