//===- SysrootHeaders.cpp - the kernel headers inside the program ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SysrootHeaders.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace {
struct Header {
  const char *Name;
  StringRef Text;
};

// SysrootHeaders.inc, written by CMake, holds for every header
//   static constexpr char Header_<n>[] = { #embed "path" , 0};
// and the list of them.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "SysrootHeaders.inc"
#pragma clang diagnostic pop
} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> aieforge::sysrootFileSystem() {
  auto Memory = makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const Header &H : Headers)
    Memory->addFile(Twine(SysrootIncludeDir) + "/" + H.Name, 0,
                    MemoryBuffer::getMemBuffer(H.Text, H.Name));
  auto Overlay =
      makeIntrusiveRefCnt<vfs::OverlayFileSystem>(vfs::getRealFileSystem());
  Overlay->pushOverlay(Memory);
  return Overlay;
}
