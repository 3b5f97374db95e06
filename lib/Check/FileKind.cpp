//===- FileKind.cpp - what of a file the rules are about ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Artefact.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

FileKind check::recognise(StringRef Name, BytesRef Data) {
  switch (recogniseArtefact(Name, Data)) {
  case ArtefactKind::Xclbin:
    return FileKind::Xclbin;
  case ArtefactKind::Pdi:
    return FileKind::Pdi;
  case ArtefactKind::Transaction:
    return FileKind::Instructions;
  default:
    return FileKind::Other;
  }
}

std::string check::describeKind(StringRef Name, BytesRef Data) {
  return describeFile(Name, Data);
}
