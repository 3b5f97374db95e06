//===- Package.h - a file taken apart, and put together again ---*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A package is a folder with the parts of one artefact and a description,
// package.json, from which the same bytes are made. Parts that people edit are
// text: tables in the description, commands as scripts (Formats/Script.h).
// docs/pack.md describes the description.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_PACK_PACKAGE_H
#define AIEFORGE_PACK_PACKAGE_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Bytes.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace aieforge::pack {

/// Name of the description in the folder.
constexpr llvm::StringLiteral DescriptionName = "package.json";

/// One file of a package; names are plain, without folders.
struct PackageFile {
  std::string Name;
  Bytes Data;
};

/// Takes \p File apart: an xclbin, PDI, CDO, instruction stream, control packet
/// buffer or instruction ELF, recognised by its content. The description comes
/// first. Register names in scripts are those of \p D.
Expected<std::vector<PackageFile>> unpack(BytesRef File, const hw::Device &D);

/// Writes the files into \p Folder, which is made if it does not exist. Each
/// is written whole or not at all, the description last: a folder without one
/// is no package.
Error writeFolder(llvm::StringRef Folder, llvm::ArrayRef<PackageFile> Files);
/// Makes the file of the package in \p Folder.
Expected<Bytes> packFolder(llvm::StringRef Folder, const hw::Device &D);

/// Returns the contents of the file \p Name of a package.
using FileReader = llvm::function_ref<Expected<Bytes>(llvm::StringRef Name)>;

/// Whether \p Data is the description of a package.
bool looksLikePackage(BytesRef Data);

/// Makes the file that \p Description describes.
Expected<Bytes> pack(llvm::StringRef Description, FileReader Read,
                     const hw::Device &D);

} // namespace aieforge::pack

#endif // AIEFORGE_PACK_PACKAGE_H
