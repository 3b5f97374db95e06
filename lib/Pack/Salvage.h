//===- Salvage.h - what is whole in a damaged xclbin ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_PACK_SALVAGE_H
#define AIEFORGE_LIB_PACK_SALVAGE_H

#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Pack/Kernels.h"

namespace aieforge::pack {

struct Salvaged {
  xclbin::File F; ///< With the sections that are whole.
  std::vector<std::string> Done;
  std::vector<Bytes> Images;
  /// A kernel for each image: name, number and buffers as far as the file
  /// tells them.
  std::vector<xclbin::NpuKernel> Kernels;
  unsigned ColumnWidth = 0; ///< Of AIE_PARTITION; 0 if unknown.
};

/// Takes what it can from \p Data, an xclbin or a bare PDI. Fails if that is
/// neither or if there is no device image.
Expected<Salvaged> salvage(BytesRef Data, const KernelRequest &Hints);

} // namespace aieforge::pack

#endif // AIEFORGE_LIB_PACK_SALVAGE_H
