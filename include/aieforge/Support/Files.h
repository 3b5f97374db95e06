//===- Files.h - whole files in, whole files out ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_FILES_H
#define AIEFORGE_SUPPORT_FILES_H

#include "aieforge/Support/Bytes.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace aieforge {

/// The contents of \p Path. The error names the path and the reason.
Expected<std::unique_ptr<llvm::MemoryBuffer>> readFile(llvm::StringRef Path);

/// Writes \p Data to \p Path: first to a file beside it, then renamed over it,
/// so that no reader ever sees half a file and a failure leaves the old one.
Error writeFile(llvm::StringRef Path, BytesRef Data);

/// The bytes of a memory buffer.
BytesRef bytesOf(const llvm::MemoryBuffer &Buffer);

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_FILES_H
