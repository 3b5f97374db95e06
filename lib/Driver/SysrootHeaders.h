//===- SysrootHeaders.h - the kernel headers inside the program -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The headers of sysroot/include are part of the program, so that compiling a
// kernel reads no file but the kernel and finds no stale copy.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_SYSROOTHEADERS_H
#define AIEFORGE_LIB_DRIVER_SYSROOTHEADERS_H

#include "llvm/Support/VirtualFileSystem.h"

namespace aieforge {

/// The folder under which the headers appear in sysrootFileSystem().
inline constexpr const char SysrootIncludeDir[] = "/aieforge-sysroot/include";

/// The machine's files plus the embedded headers below SysrootIncludeDir.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> sysrootFileSystem();

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_SYSROOTHEADERS_H
