//===- Xclbin.h - documents of xclbins --------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_INSPECT_XCLBIN_H
#define AIEFORGE_LIB_INSPECT_XCLBIN_H

#include "Nodes.h"
#include "aieforge/Formats/Xclbin.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"

namespace aieforge::inspect {

/// What is read of an xclbin before anything is said about it.
struct XclbinView {
  BytesRef Data;
  xclbin::File File;
  std::vector<uint64_t> Offsets; ///< Of the payloads, in the file.
  std::optional<xclbin::AiePartition> Partition;
  std::optional<xclbin::EmbeddedMetadata> Metadata;
  DeviceChoice Device;
};

/// Adds what the section holds, of device images their names only. \p V must
/// outlive the node (XclbinSections.cpp).
Error addSectionContents(Node &To, const XclbinView &V,
                         const xclbin::Section &S);

/// "dpu kernel MLIR_AIE, id 0x901" and its arguments.
Node kernelNode(const XclbinView &V, const xclbin::Kernel &K);

/// "5a0f… at 0x2e8": PDI number, id and size as members.
void addPdiHead(Node &To, const XclbinView &V, unsigned Index);

} // namespace aieforge::inspect

#endif // AIEFORGE_LIB_INSPECT_XCLBIN_H
