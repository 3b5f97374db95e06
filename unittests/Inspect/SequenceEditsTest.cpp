//===- SequenceEditsTest.cpp - edit scripts against a plain model ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../../lib/Inspect/SequenceEdits.h"
#include "gtest/gtest.h"

#include <random>
#include <string>

using namespace aieforge::diff;

namespace {

/// Longest common subsequence by the table of all prefixes.
size_t commonLength(const std::string &A, const std::string &B) {
  std::vector<std::vector<size_t>> L(A.size() + 1,
                                     std::vector<size_t>(B.size() + 1, 0));
  for (size_t I = 1; I <= A.size(); ++I)
    for (size_t J = 1; J <= B.size(); ++J)
      L[I][J] = A[I - 1] == B[J - 1] ? L[I - 1][J - 1] + 1
                                     : std::max(L[I - 1][J], L[I][J - 1]);
  return L[A.size()][B.size()];
}

std::vector<Hunk> hunks(const std::string &A, const std::string &B,
                        size_t Max = 1000) {
  return findHunks(
      A.size(), B.size(), [&](size_t I, size_t J) { return A[I] == B[J]; },
      Max);
}

/// \p A with the hunks applied.
std::string patched(const std::string &A, const std::string &B,
                    const std::vector<Hunk> &Hunks) {
  std::string Out;
  size_t At = 0;
  for (const Hunk &H : Hunks) {
    EXPECT_GE(H.A, At);
    Out += A.substr(At, H.A - At);
    EXPECT_EQ(Out.size(), H.B);
    Out += B.substr(H.B, H.BCount);
    At = H.A + H.ACount;
  }
  return Out + A.substr(At);
}

} // namespace

TEST(SequenceEdits, RandomTextsBecomeEachOtherByFewestEdits) {
  std::mt19937 Random(1);
  for (int Round = 0; Round < 2000; ++Round) {
    std::string A, B;
    for (unsigned N = Random() % 20; N; --N)
      A += char('a' + Random() % 3);
    for (unsigned N = Random() % 20; N; --N)
      B += char('a' + Random() % 3);
    std::vector<Hunk> Found = hunks(A, B);
    EXPECT_EQ(patched(A, B, Found), B) << A << " " << B;
    size_t Removed = 0;
    for (const Hunk &H : Found)
      Removed += H.ACount;
    EXPECT_EQ(A.size() - Removed, commonLength(A, B)) << A << " " << B;
  }
}

TEST(SequenceEdits, FarApartIsOneHunk) {
  std::vector<Hunk> Found = hunks("xxabcdefyy", "xxghijkyy", 2);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].A, 2u);
  EXPECT_EQ(Found[0].ACount, 6u);
  EXPECT_EQ(Found[0].BCount, 5u);
}
