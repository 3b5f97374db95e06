//===- FilesTest.cpp ------------------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace aieforge;

TEST(Files, WritesReadsAndReplaces) {
  llvm::SmallString<128> Dir;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("aieforge-files", Dir));
  llvm::SmallString<128> Path = Dir;
  llvm::sys::path::append(Path, "a.bin");
  llvm::cantFail(writeFile(Path, Bytes{1, 2, 3}));
  llvm::cantFail(writeFile(Path, Bytes{4}));
  auto Buffer = llvm::cantFail(readFile(Path));
  EXPECT_EQ(bytesOf(*Buffer), BytesRef(Bytes{4}));
  llvm::sys::fs::remove_directories(Dir);
}

TEST(Files, SaysWhatIsMissing) {
  EXPECT_EQ(llvm::toString(readFile("no/such/file").takeError()),
            "no/such/file: cannot be read: No such file or directory");
  EXPECT_EQ(llvm::toString(readFile("/").takeError()),
            "/: is a folder, not a file");
  EXPECT_EQ(llvm::toString(readFile("/dev/zero").takeError()),
            "/dev/zero: is a device, not a file");
  EXPECT_NE(llvm::toString(writeFile("no/such/dir/x", Bytes{1}))
                .find("no/such/dir/x: cannot be written: "),
            std::string::npos);
}

TEST(Files, ReportsAFullDisk) {
  EXPECT_EQ(llvm::toString(writeFile("/dev/full", Bytes(1 << 20))),
            "/dev/full: cannot be written: No space left on device");
  EXPECT_FALSE(static_cast<bool>(writeFile("/dev/null", Bytes(1 << 20))));
}
