//===- BufferSpec.h - host buffers named on the command line ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "N=FILE", "N=iota", "N=zeros", "N=random:SEED", each with ":BYTES" where a
// size is wanted: what `aieforge run` takes for --in, --out and --expect.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TOOLS_BUFFERSPEC_H
#define AIEFORGE_TOOLS_BUFFERSPEC_H

#include "aieforge/Support/Bytes.h"
#include "aieforge/Support/Error.h"

#include <optional>

namespace aieforge {

struct BufferSpec {
  enum Kind { File, Iota, Zeros, Random } What = File;
  unsigned Index = 0;
  std::string Path; ///< File.
  uint64_t Seed = 0;
  std::optional<uint64_t> Size; ///< Bytes.

  /// "argument 1 (--in 1=a.bin)".
  std::string Text;

  /// True if the bytes can only be made once a size is known.
  bool needsSize() const { return What != File && !Size; }
  /// The bytes: the file, or generated ones; \p DefaultSize where the text
  /// names none.
  Expected<Bytes> contents(uint64_t DefaultSize) const;
};

/// Reads what stands behind --in or --expect.
Expected<BufferSpec> parseInputSpec(llvm::StringRef Option,
                                    llvm::StringRef Text);
/// Reads what stands behind --out: "N", "N=FILE", "N=FILE:BYTES", "N=:BYTES".
Expected<BufferSpec> parseOutputSpec(llvm::StringRef Text);

} // namespace aieforge

#endif // AIEFORGE_TOOLS_BUFFERSPEC_H
