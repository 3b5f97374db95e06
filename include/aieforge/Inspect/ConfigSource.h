//===- ConfigSource.h - the configurations in a file ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The register writes of an xclbin's images, of a PDI, a CDO or an instruction
// stream, whatever the container, and the device that they are for.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_INSPECT_CONFIGSOURCE_H
#define AIEFORGE_INSPECT_CONFIGSOURCE_H

#include "aieforge/Formats/RegisterOp.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Formats/XclbinPartition.h"

namespace aieforge::inspect {

/// One configuration.
struct ConfigPart {
  std::string Name;   ///< "PDI 2" in an xclbin of several, else the kind.
  unsigned Index = 0; ///< Of the PDI in its xclbin.
  std::vector<RegisterOp> Ops;
  /// Operations of a stream that write nothing: waits, loads, patches.
  std::vector<txn::Op> Others;
};

struct ConfigSource {
  std::vector<ConfigPart> Parts;
  /// What the file says about its device, if anything.
  std::optional<hw::Generation> Generation;
  unsigned Columns = 0;
};

/// The writes in \p Data; of an xclbin those of image \p Pdi, or of all.
Expected<ConfigSource> readConfigurations(BytesRef Data,
                                          std::optional<unsigned> Pdi);

/// The writes of a PDI.
Expected<std::vector<RegisterOp>> pdiOps(BytesRef Pdi);

/// The generation that a stream's header names.
std::optional<hw::Generation> generationOf(const txn::Transaction &T);
/// Only the larger array has room for some partitions.
std::optional<hw::Generation> generationOf(const xclbin::AiePartition &P);
/// The generation whose registers all writes lead to; AIE2 if both are alike.
hw::Generation
guessGeneration(llvm::ArrayRef<const std::vector<RegisterOp> *> Ops);
inline hw::Generation guessGeneration(const std::vector<RegisterOp> &Ops) {
  return guessGeneration({&Ops});
}
/// The largest device of a generation.
const hw::Device &wholeDevice(hw::Generation G);

} // namespace aieforge::inspect

#endif // AIEFORGE_INSPECT_CONFIGSOURCE_H
