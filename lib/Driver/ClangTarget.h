//===- ClangTarget.h - what clang must know of the AIE2 core ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang has no AIE2 target of its own, so the kernel compiler hands it this
// one: type sizes and alignments, layout string and predefined macros of the
// core's C ABI (docs/kernels.md).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_CLANGTARGET_H
#define AIEFORGE_LIB_DRIVER_CLANGTARGET_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"

namespace clang {
class TargetInfo;
class TargetOptions;
} // namespace clang

namespace aieforge {

/// The target for \p Options, which must outlive it.
clang::TargetInfo *createClangTarget(clang::TargetOptions &Options);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_CLANGTARGET_H
