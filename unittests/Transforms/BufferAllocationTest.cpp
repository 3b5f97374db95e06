//===- BufferAllocationTest.cpp - tests of the buffer allocator -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/BufferAllocation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <random>

using namespace aieforge::alloc;
using testing::HasSubstr;

namespace {

const TileMemory CoreTile{65536, 4, 32, 1024};
const TileMemory MemTile{524288, 8, 4, 0};

std::vector<uint64_t> addresses(const std::vector<TileBuffer> &Buffers) {
  std::vector<uint64_t> Result;
  for (const TileBuffer &B : Buffers)
    Result.push_back(B.Address.value_or(~0ull));
  return Result;
}

std::vector<TileBuffer> mixedExample() {
  return {
      {"a", 64},        {"unnamed", 3}, {"c", 4096}, {"d", 32, std::nullopt, 1},
      {"e", 32, 49184}, {"f", 64},      {"g", 10}};
}

std::vector<TileBuffer> sized(std::initializer_list<uint64_t> Sizes) {
  std::vector<TileBuffer> Result;
  for (uint64_t Size : Sizes)
    Result.push_back({"b" + std::to_string(Result.size()), Size});
  return Result;
}

/// Stack, alignment, bounds and overlaps, checked pair by pair.
void expectLegal(const TileMemory &M, const std::vector<TileBuffer> &Buffers) {
  for (size_t I = 0; I != Buffers.size(); ++I) {
    ASSERT_TRUE(Buffers[I].Address) << Buffers[I].Name;
    EXPECT_GE(*Buffers[I].Address, M.StackBytes);
    EXPECT_LE(*Buffers[I].Address + Buffers[I].Size, M.Bytes);
    if (Buffers[I].Aligned) {
      EXPECT_EQ(*Buffers[I].Address % M.Alignment, 0u);
    }
    for (size_t J = 0; J != I; ++J)
      EXPECT_TRUE(*Buffers[I].Address + Buffers[I].Size <=
                      *Buffers[J].Address ||
                  *Buffers[J].Address + Buffers[J].Size <= *Buffers[I].Address)
          << Buffers[I].Name << " and " << Buffers[J].Name;
  }
}

TEST(BufferAllocation, BankAwareMixesGivenAndFree) {
  std::vector<TileBuffer> B = mixedExample();
  Outcome O = allocateBuffers(CoreTile, Scheme::Default, B);
  EXPECT_FALSE(O.Failure);
  EXPECT_FALSE(O.FallbackReason);
  EXPECT_EQ(addresses(B), (std::vector<uint64_t>{16416, 5120, 1024, 16384,
                                                 49184, 32768, 49216}));
  EXPECT_EQ(B[4].Bank, 3);
  EXPECT_EQ(B[1].Bank, 0);
}

TEST(BufferAllocation, BasicSequentialSkipsGiven) {
  std::vector<TileBuffer> B = mixedExample();
  EXPECT_FALSE(allocateBuffers(CoreTile, Scheme::BasicSequential, B).Failure);
  EXPECT_EQ(addresses(B),
            (std::vector<uint64_t>{5120, 5312, 1024, 5248, 49184, 5184, 5280}));
}

TEST(BufferAllocation, BanksTakeTurns) {
  std::vector<TileBuffer> B = sized({16384, 15360, 15360, 100});
  EXPECT_FALSE(allocateBuffers(CoreTile, Scheme::BankAware, B).Failure);
  EXPECT_EQ(B[0].Bank, 1);
  EXPECT_EQ(B[1].Bank, 2);
  EXPECT_EQ(B[2].Bank, 3);
  EXPECT_EQ(B[3].Bank, 0);
}

TEST(BufferAllocation, MemTileHasNoStack) {
  std::vector<TileBuffer> B = sized({10, 20});
  EXPECT_FALSE(allocateBuffers(MemTile, Scheme::Default, B).Failure);
  EXPECT_EQ(addresses(B), (std::vector<uint64_t>{65536, 0}));
}

TEST(BufferAllocation, MoreThanSixteenEqualSizesFollowUpstream) {
  std::vector<TileBuffer> B(20, TileBuffer{"b", 64});
  TileMemory OneBank{65536, 1, 32, 1024};
  EXPECT_FALSE(allocateBuffers(OneBank, Scheme::BasicSequential, B).Failure);
  std::vector<size_t> Order = {10, 19, 18, 17, 16, 15, 14, 13, 12, 11,
                               0,  9,  8,  7,  6,  5,  4,  3,  2,  1};
  for (size_t I = 0; I != Order.size(); ++I)
    EXPECT_EQ(*B[Order[I]].Address, 1024 + 64 * I);
}

TEST(BufferAllocation, FallsBackWhenABankIsTooSmall) {
  std::vector<TileBuffer> B = sized({20000, 40000});
  Outcome O = allocateBuffers(CoreTile, Scheme::Default, B);
  EXPECT_FALSE(O.Failure);
  ASSERT_TRUE(O.FallbackReason);
  EXPECT_THAT(O.FallbackReason->Text, HasSubstr("'b1' (40000 bytes)"));
  EXPECT_EQ(addresses(B), (std::vector<uint64_t>{41024, 1024}));
  EXPECT_FALSE(B[0].Bank);
}

TEST(BufferAllocation, TooMuchNamesTheBufferAndTheMap) {
  std::vector<TileBuffer> B = sized({32768, 32768});
  Outcome O = allocateBuffers(CoreTile, Scheme::Default, B);
  ASSERT_TRUE(O.Failure);
  EXPECT_THAT(O.Failure->Text, HasSubstr("65536 bytes of buffers"));
  EXPECT_THAT(O.Failure->Map,
              testing::ElementsAre("(stack): 0x0-0x3FF (1024 bytes)",
                                   "b0: 0x400-0x83FF (32768 bytes)",
                                   "b1: 0x8400-0x103FF (32768 bytes)"));
  EXPECT_FALSE(B[0].Address);
}

TEST(BufferAllocation, StackLargerThanABank) {
  std::vector<TileBuffer> B = sized({64, 64});
  TileMemory M = CoreTile;
  M.StackBytes = 20000;
  EXPECT_FALSE(allocateBuffers(M, Scheme::Default, B).Failure);
  EXPECT_EQ(addresses(B), (std::vector<uint64_t>{20000, 32768}));
  expectLegal(M, B);
}

TEST(BufferAllocation, GivenBuffersAreChecked) {
  auto failure = [](TileBuffer B, Scheme How) {
    std::vector<TileBuffer> All = {{"first", 64, 2048}, std::move(B)};
    Outcome O = allocateBuffers(CoreTile, How, All);
    return O.Failure ? O.Failure->Text : std::string("none");
  };
  for (Scheme How :
       {Scheme::BankAware, Scheme::BasicSequential, Scheme::Default}) {
    EXPECT_THAT(failure({"x", 64, 65504}, How), HasSubstr("does not lie in"));
    EXPECT_THAT(failure({"x", 64, 1040}, How), HasSubstr("multiple of 32"));
    EXPECT_THAT(failure({"x", 64, 512}, How), HasSubstr("stack"));
    EXPECT_THAT(failure({"x", 64, 2080}, How), HasSubstr("overlaps"));
    EXPECT_EQ(failure({"x", 64, 1040, std::nullopt, false}, How), "none");
  }
  EXPECT_THAT(failure({"x", 64, 4096, 2}, Scheme::BankAware),
              HasSubstr("inconsistent with"));
  EXPECT_THAT(failure({"x", 64, std::nullopt, 4}, Scheme::BankAware),
              HasSubstr("out of range"));
  EXPECT_THAT(failure({"x", 16000, std::nullopt, 0}, Scheme::BankAware),
              HasSubstr("does not fit into its mem_bank 0"));
}

TEST(BufferAllocation, GivenBufferBelowTheCursorDoesNotPullItBack) {
  std::vector<TileBuffer> B = {{"low", 8, 100, std::nullopt, false},
                               {"free", 64}};
  Outcome O = allocateBuffers(CoreTile, Scheme::BasicSequential, B);
  ASSERT_TRUE(O.Failure);
  EXPECT_THAT(O.Failure->Text, HasSubstr("'low'"));
}

TEST(BufferAllocation, RandomSetsAreLegal) {
  std::mt19937 Random(1);
  for (int Round = 0; Round != 2000; ++Round) {
    const TileMemory &M = Round % 2 ? CoreTile : MemTile;
    std::vector<TileBuffer> B(1 + Random() % 24);
    for (size_t I = 0; I != B.size(); ++I) {
      B[I].Name = "b" + std::to_string(I);
      B[I].Size = 1 + Random() % (M.Bytes / 12);
      B[I].Aligned = Random() % 8 != 0;
      if (Random() % 10 == 0)
        B[I].Bank = Random() % M.Banks;
      else if (Random() % 10 == 0)
        B[I].Address = Random() % M.Bytes / M.Alignment * M.Alignment;
    }
    std::vector<TileBuffer> Before = B;
    Scheme How = static_cast<Scheme>(Random() % 3);
    Outcome O = allocateBuffers(M, How, B);
    if (O.Failure)
      continue;
    expectLegal(M, B);
    for (size_t I = 0; I != B.size(); ++I) {
      if (Before[I].Address) {
        EXPECT_EQ(Before[I].Address, B[I].Address);
      }
      if (How == Scheme::BankAware && Before[I].Bank) {
        EXPECT_EQ(Before[I].Bank, B[I].Bank);
      }
    }
  }
}

} // namespace
