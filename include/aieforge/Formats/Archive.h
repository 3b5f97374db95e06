//===- Archive.h - ar archives of objects -----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_ARCHIVE_H
#define AIEFORGE_FORMATS_ARCHIVE_H

#include "aieforge/Support/Bytes.h"

#include <string>

namespace aieforge {

struct ArchiveMember {
  std::string Name;
  BytesRef Data; ///< part of the archive's bytes
};

/// Whether \p Data starts like an archive, thin ones included.
bool isArchive(BytesRef Data);

/// The members in file order, symbol tables and name tables left out. Reads
/// the System V/GNU and the BSD spelling of long names; thin archives, whose
/// members are other files, are refused.
Expected<std::vector<ArchiveMember>> parseArchive(BytesRef Data);

} // namespace aieforge

#endif // AIEFORGE_FORMATS_ARCHIVE_H
