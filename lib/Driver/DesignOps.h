//===- DesignOps.h - all ops of a kind in a device --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_DESIGNOPS_H
#define AIEFORGE_LIB_DRIVER_DESIGNOPS_H

#include "aieforge/Dialect/AIE/AIEDialect.h"

namespace aieforge {

/// Buffers and locks may also stand inside the core or DMA program that uses
/// them.
template <typename OpT> llvm::SmallVector<OpT> opsIn(aie::DeviceOp Device) {
  llvm::SmallVector<OpT> Found;
  Device.walk([&](OpT Op) { Found.push_back(Op); });
  return Found;
}

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_DESIGNOPS_H
