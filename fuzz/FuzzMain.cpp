//===- FuzzMain.cpp - the fuzzer ------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   aieforge-fuzz TARGET FOLDER [libFuzzer's arguments]
//
// runs libFuzzer on one target. The target's seeds are written into FOLDER
// first, which is the corpus unless the arguments name another one before it.
//
//===----------------------------------------------------------------------===//

#include "Targets.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

#include <cstdio>
#include <cstdlib>

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

static const Target *Chosen;

static void usage() {
  std::fprintf(stderr, "usage: aieforge-fuzz TARGET FOLDER [libFuzzer's "
                       "arguments]\ntargets:");
  for (const Target &T : targets())
    std::fprintf(stderr, " %s", T.Name.data());
  std::fprintf(stderr, "\n");
  std::exit(2);
}

static void writeSeeds(StringRef Folder) {
  if (sys::fs::create_directories(Folder))
    usage();
  for (auto [I, Seed] : enumerate(Chosen->Seeds())) {
    std::string Path = (Folder + "/seed" + Twine(I)).str();
    if (Error E = writeFile(Path, Seed)) {
      std::fprintf(stderr, "%s\n", toString(std::move(E)).c_str());
      std::exit(2);
    }
  }
}

extern "C" int LLVMFuzzerInitialize(int *Count, char ***Arguments) {
  if (*Count < 3 || !(Chosen = findTarget((*Arguments)[1])))
    usage();
  writeSeeds((*Arguments)[2]);
  // libFuzzer sees neither the target nor the folder at its old place, but the
  // folder behind all others.
  char *Folder = (*Arguments)[2];
  for (int I = 3; I < *Count; ++I)
    (*Arguments)[I - 2] = (*Arguments)[I];
  (*Arguments)[*Count - 2] = Folder;
  --*Count;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  Chosen->Examine(BytesRef(Data, Size));
  return 0;
}
