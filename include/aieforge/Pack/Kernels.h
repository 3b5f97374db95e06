//===- Kernels.h - xclbins from device images -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a new xclbin from a PDI, or adds a PDI as a further kernel to an
// existing one, with every number chosen so that the file loads.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_PACK_KERNELS_H
#define AIEFORGE_PACK_KERNELS_H

#include "aieforge/Formats/Xclbin.h"
#include "aieforge/Hardware/Device.h"

namespace aieforge::pack {

/// What the user says about a kernel. Everything else is chosen.
struct KernelRequest {
  Bytes Pdi;
  std::string Name;     ///< Empty: MLIR_AIE, or that with a free number.
  std::string Instance; ///< Empty: MLIRAIE.
  uint32_t Id = 0;      ///< 0: the first free one from 0x901 on.
  unsigned Buffers = 0; ///< Of the host; at least five are declared.
  /// Columns of the partition; 0: as many as the image configures.
  unsigned Columns = 0;
};

/// Columns that the writes of an image reach: the highest one plus 1. Fails if
/// it is no device image.
Expected<unsigned> columnsOf(BytesRef Pdi);

/// The device of \p D's generation with \p Columns columns, or \p D itself
/// where \p Columns is 0. Fails if there is none.
Expected<const hw::Device *> partitionDevice(const hw::Device &D,
                                             unsigned Columns);

/// A new xclbin with one kernel for the NPU of \p D's generation.
Expected<xclbin::File> makeXclbin(const KernelRequest &K, const hw::Device &D);

/// \p F with one kernel more. Fails if the name or the number is taken, or if
/// the partition of \p F is too narrow. The copies that AMD's tools keep of
/// some sections are made anew; a mirror trailer, which would be out of date,
/// goes.
Expected<xclbin::File> addKernel(xclbin::File F, const KernelRequest &K);

} // namespace aieforge::pack

#endif // AIEFORGE_PACK_KERNELS_H
