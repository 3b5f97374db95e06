//===- XclbinBuilder.h - an xclbin from device images -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Packs device images (PDIs) and the description of their kernels into the
// smallest xclbin that XRT and the NPU driver load: AIE_PARTITION,
// EMBEDDED_METADATA, IP_LAYOUT, MEM_TOPOLOGY and CONNECTIVITY.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBINBUILDER_H
#define AIEFORGE_FORMATS_XCLBINBUILDER_H

#include "aieforge/Formats/Xclbin.h"

namespace aieforge::hw {
struct Device;
}

namespace aieforge::xclbin {

/// Host buffers that every kernel declares at least (the firmware's command
/// chains are said to break with fewer), and the most that anybody has tried.
constexpr unsigned MinimumHostBuffers = 5;
constexpr unsigned MaximumHostBuffers = 16;

/// One kernel and the device image that it runs on.
struct NpuKernel {
  std::string Name = "MLIR_AIE"; ///< Letters, digits and underscores.
  std::string Instance = "MLIRAIE";
  uint32_t Id = 0x901; ///< 1 to 0xFFF, another one for each kernel.
  /// Arguments of the runtime sequence; raised to MinimumHostBuffers.
  unsigned HostBuffers = MinimumHostBuffers;
  Bytes Pdi;
  std::optional<Uuid> PdiId; ///< Default: from the image.
};

struct NpuXclbinDescription {
  std::vector<NpuKernel> Kernels;
  unsigned ColumnWidth = 1;
  std::vector<uint16_t> StartColumns;
  uint32_t OperationsPerCycle = 2048;
  uint64_t TimeStamp = 0;     ///< Seconds since 1970; 0 for reproducible files.
  std::optional<Uuid> FileId; ///< Default: from the contents.
};

/// An empty description with the column width and start columns of \p Device.
NpuXclbinDescription describeXclbinFor(const hw::Device &Device);

/// The container, ready for serialize(). Fails on names, ids and counts that
/// would not load.
Expected<File> buildNpuXclbin(const NpuXclbinDescription &Description);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINBUILDER_H
