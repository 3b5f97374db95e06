//===- Lower.h - a raised design back to its writes -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_RAISE_LOWER_H
#define AIEFORGE_LIB_RAISE_LOWER_H

#include "Model.h"

namespace aieforge::raise {

struct Lowered {
  std::vector<RegisterOp> Ops;
  std::optional<txn::Transaction> Stream;
};

/// What `aieforge compile` makes of the design \p Text, which has one
/// device.
Expected<Lowered> lower(llvm::StringRef Text,
                        const std::map<hw::TileId, Bytes> &Elfs);

} // namespace aieforge::raise

#endif // AIEFORGE_LIB_RAISE_LOWER_H
