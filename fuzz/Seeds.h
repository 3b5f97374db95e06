//===- Seeds.h - good files to begin with -----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FUZZ_SEEDS_H
#define AIEFORGE_FUZZ_SEEDS_H

#include "aieforge/Support/Bytes.h"

namespace aieforge::fuzz {

// Small files with every construct of their format, made by the writers.
std::vector<Bytes> cdoSeeds();
std::vector<Bytes> pdiSeeds();
std::vector<Bytes> streamSeeds();
std::vector<Bytes> packetSeeds();
std::vector<Bytes> sequenceSeeds();
std::vector<Bytes> xclbinSeeds();
std::vector<Bytes> elfSeeds();
std::vector<Bytes> instructionElfSeeds();
std::vector<Bytes> archiveSeeds();
std::vector<Bytes> bifSeeds();
std::vector<Bytes> scriptSeeds();
std::vector<Bytes> hexSeeds();
std::vector<Bytes> kernelSeeds();

} // namespace aieforge::fuzz

#endif // AIEFORGE_FUZZ_SEEDS_H
