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

#include <map>
#include <string>
#include <vector>

namespace aieforge {

/// Width and start columns of the partition (section AIE_PARTITION).
Bytes partitionJson(const hw::Device &Model);

/// The kernel and its arguments (section EMBEDDED_METADATA).
Bytes kernelsJson(llvm::StringRef Name, llvm::StringRef Instance, unsigned Id,
                  unsigned HostBuffers);

/// One device's sequences in a full ELF: their names and files.
struct FullElfKernel {
  std::string Name;
  unsigned Arguments = 0;
  std::vector<std::pair<std::string, std::string>> Streams;
};

/// The description of a full ELF for AMD's assembler (aiebu-asm -t
/// aie2_config). \p Images are files by the number that LOADPDI names.
Bytes fullElfConfigJson(llvm::ArrayRef<FullElfKernel> Kernels,
                        const std::map<uint32_t, std::string> &Images);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_SIDECARS_H
