//===- KernelObjects.h - what kernels are linked from -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernel files of every kind become ELF objects and archives in memory, and an
// index says which of them defines which function.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_KERNELOBJECTS_H
#define AIEFORGE_LIB_DRIVER_KERNELOBJECTS_H

#include "aieforge/Driver/KernelCompiler.h"
#include "aieforge/Support/Bytes.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace aieforge {

class KernelObjects {
public:
  /// Reads and compiles \p Paths with up to \p Jobs threads. Objects keep the
  /// order of \p Paths, whatever the threads do.
  static Expected<KernelObjects> build(const std::vector<std::string> &Paths,
                                       const KernelOptions &Options,
                                       unsigned Jobs, bool Verify);

  /// ELF objects and archives, named after the files they came from.
  std::vector<llvm::MemoryBufferRef> buffers() const;

  /// The first file that defines the function \p Name, or an empty string.
  llvm::StringRef definedIn(llvm::StringRef Name) const;
  /// Whether one of \p Some does.
  bool isDefinedIn(llvm::StringRef Name,
                   const std::set<llvm::StringRef> &Some) const;

  /// A defined C++ function whose unmangled name is \p Name: what a kernel
  /// without extern "C" looks like. Empty if there is none.
  llvm::StringRef mangledVariantOf(llvm::StringRef Name) const;

  bool empty() const { return Files.empty(); }
  llvm::StringRef warnings() const { return Warnings; }

  /// Files by the symbols that they define.
  using SymbolIndex = std::multimap<std::string, std::string, std::less<>>;

private:
  Error indexSymbols();

  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Files;
  SymbolIndex DefinedIn;
  std::string Warnings;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_KERNELOBJECTS_H
