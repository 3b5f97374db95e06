//===- Sysroot.cpp - where start-up code and support library lie ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In the build tree and installed alike: <prefix>/bin/aieforge and
// <prefix>/share/aieforge/lib.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/Compile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

std::string aieforge::defaultSysrootLibDir() {
  // The address makes it work where /proc is missing.
  static int Anchor;
  SmallString<256> Dir(sys::fs::getMainExecutable(nullptr, &Anchor));
  sys::path::remove_filename(Dir);
  sys::path::append(Dir, "..", "share", "aieforge", "lib");
  sys::path::remove_dots(Dir, /*remove_dot_dot=*/true);
  return Dir.str().str();
}
