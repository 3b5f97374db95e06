//===- RandomTest.cpp - random designs against their models ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 50 designs; `make torture` sets AIEFORGE_RANDOM_DESIGNS and runs more. A
// design that fails is made smaller and kept as a file.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "RandomDesign.h"
#include "aieforge/Support/Files.h"
#include "gtest/gtest.h"

#include <cstdlib>

using namespace aieforge;
using namespace aieforge::e2e;

namespace {

unsigned fromEnvironment(const char *Name, unsigned Otherwise) {
  const char *Text = std::getenv(Name);
  return Text ? std::strtoul(Text, nullptr, 10) : Otherwise;
}

std::string problemsOf(const RandomDesign &D) {
  return problems(D.What, D.Text, ".");
}

/// Fails with the smallest design of \p Seed that fails.
void report(unsigned Seed, const std::string &Problem) {
  RandomDesign Smallest = randomDesign(Seed);
  std::string What = Problem;
  bool Found = false;
  for (unsigned Pipelines = 1; Pipelines <= 4 && !Found; ++Pipelines)
    for (unsigned Stages = 0; Stages <= 3 && !Found; ++Stages) {
      RandomDesign D = randomDesign(Seed, {Pipelines, Stages});
      std::string P = problemsOf(D);
      if (P.empty())
        continue;
      Smallest = std::move(D);
      What = std::move(P);
      Found = true;
    }
  std::string Name = Smallest.What.Name + ".mlir";
  llvm::consumeError(writeFile(
      Name, BytesRef(reinterpret_cast<const uint8_t *>(Smallest.Text.data()),
                     Smallest.Text.size())));
  ADD_FAILURE() << "seed " << Seed << " (kept as " << Name << "): " << What;
}

TEST(Random, DesignsMeanWhatTheirModelsSay) {
  unsigned First = fromEnvironment("AIEFORGE_RANDOM_FIRST", 1);
  unsigned Count = fromEnvironment("AIEFORGE_RANDOM_DESIGNS", 50);
  for (unsigned Seed = First; Seed < First + Count; ++Seed)
    if (std::string P = problemsOf(randomDesign(Seed)); !P.empty())
      report(Seed, P);
}

TEST(Random, SameSeedSameDesign) {
  EXPECT_EQ(randomDesign(7).Text, randomDesign(7).Text);
  EXPECT_NE(randomDesign(7).Text, randomDesign(8).Text);
}

} // namespace
