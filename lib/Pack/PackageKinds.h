//===- PackageKinds.h - one artefact kind of a package ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_PACK_PACKAGEKINDS_H
#define AIEFORGE_LIB_PACK_PACKAGEKINDS_H

#include "Fields.h"
#include "aieforge/Pack/Package.h"

namespace aieforge::pack {

/// Files of a package under construction, and its description.
struct Parts {
  llvm::json::Object Description;
  std::vector<PackageFile> Files;

  /// Adds a file and returns its name.
  std::string add(std::string Name, BytesRef Data);
  std::string add(std::string Name, llvm::StringRef Text);
};

/// What a description is made into: reads files, knows the device.
struct Sources {
  FileReader Read;
  const hw::Device &D;

  Expected<std::string> text(llvm::StringRef Name) const;
};

// Pairs of functions for each kind. The readers of descriptions return what is
// wrong with a part of it in the Fields; the caller looks there.

Error unpackXclbin(BytesRef File, Parts &Out);
Expected<Bytes> packXclbin(Fields &F, const Sources &S);

Error unpackPdi(BytesRef File, const hw::Device &D, Parts &Out);
Expected<Bytes> packPdi(Fields &F, const Sources &S);

Error unpackCdo(BytesRef File, const hw::Device &D, Parts &Out);
Expected<Bytes> packCdo(Fields &F, const Sources &S);

Error unpackInstructions(BytesRef File, const hw::Device &D, Parts &Out);
Expected<Bytes> packInstructions(Fields &F, const Sources &S);

Error unpackPackets(BytesRef File, const hw::Device &D, Parts &Out);
Expected<Bytes> packPackets(Fields &F, const Sources &S);

Error unpackElf(BytesRef File, const hw::Device &D, Parts &Out);
Expected<Bytes> packElf(Fields &F, const Sources &S);

} // namespace aieforge::pack

#endif // AIEFORGE_LIB_PACK_PACKAGEKINDS_H
