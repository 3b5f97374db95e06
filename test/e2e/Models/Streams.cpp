//===- Streams.cpp - models of designs below object FIFOs -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

#include <bit>
#include <map>

using namespace aieforge::e2e;

namespace {

/// Output element I of buffer \p Out is element \p From(I) of buffer 0.
template <typename T = int32_t>
std::function<void(Buffers &)> reorder(std::function<unsigned(unsigned)> From,
                                       unsigned Out = 1) {
  return [=](Buffers &B) {
    for (unsigned I = 0; I < B.as<T>(Out).size(); ++I)
      B.as<T>(Out)[I] = B.as<T>(0)[From(I)];
  };
}

uint32_t same(uint32_t V) { return V; }

std::function<uint32_t(uint32_t)> plus(uint32_t K) {
  return [=](uint32_t V) { return V + K; };
}

Design stream(std::string Name, unsigned Words,
              std::function<uint32_t(uint32_t)> F) {
  return {std::move(Name), {4 * Words, 4 * Words}, eachWord(std::move(F))};
}

void differences(Buffers &B) {
  for (unsigned I = 0; I < 64; ++I) {
    unsigned At = I / 16 * 32 + I % 16;
    B.words(1)[I] = uint32_t(B.words(0)[At]) - uint32_t(B.words(0)[At + 16]);
  }
}

void weighted(Buffers &B) {
  const uint32_t W[] = {1, -2u, 3, -4u, 5, -6u, 7, 2147483647};
  for (unsigned I = 0; I < 64; ++I)
    B.words(1)[I] = B.words(0)[I] * W[I % 8] + 100;
}

void neighbours(Buffers &B) {
  for (unsigned I = 0; I < 64; ++I)
    B.words(2)[I] = uint32_t(B.words(0)[I]) - uint32_t(B.words(1)[I]) * 3;
}

/// Rows of 16 bytes at a distance of 32; their first halves, then the others.
void rowHalves(Buffers &B) {
  for (unsigned I = 0; I < 192; ++I) {
    unsigned Half = I % 64 / 32, Row = I % 32 / 8;
    B.Data[1][I] = B.Data[0][I / 64 * 64 + 16 * Row + 8 * Half + I % 8];
  }
}

/// Two inputs of 16 words, one output: the first + 20, the second + 30.
void oneAfterTheOther(Buffers &B) {
  for (unsigned I = 0; I < 16; ++I) {
    B.words(2)[I] = uint32_t(B.words(0)[I]) + 20;
    B.words(2)[16 + I] = uint32_t(B.words(1)[I]) + 30;
  }
}

/// Blocks of 16 words in turn to cores that add 20 and 30.
void twoCores(Buffers &B) {
  for (unsigned I = 0; I < 64; ++I)
    B.words(1 + I / 16 % 2)[I / 32 * 16 + I % 16] =
        uint32_t(B.words(0)[I]) + (I / 16 % 2 ? 30 : 20);
}

void keptHeader(Buffers &B) {
  uint32_t Header = 5 | 3 << 12 | 2 << 16; // id, type, row 2, column 0
  if (std::popcount(Header) % 2 == 0)
    Header |= 1u << 31;
  B.words(1)[0] = Header;
  for (unsigned I = 0; I < 16; ++I)
    B.words(1)[1 + I] = B.words(0)[I];
}

/// A matrix of Rows x Columns words in each block, sent by columns.
std::function<unsigned(unsigned)> byColumns(unsigned Rows, unsigned Columns) {
  return [=](unsigned I) {
    unsigned Block = Rows * Columns, At = I % Block;
    return I / Block * Block + At % Rows * Columns + At / Rows;
  };
}

} // namespace

std::vector<Design> aieforge::e2e::streamDesigns() {
  auto fourCopies = [](Buffers &B) {
    reorder<>([](unsigned I) { return I; }, 1)(B);
    reorder<>(byColumns(8, 2), 2)(B);
    reorder<>(byColumns(4, 4), 3)(B);
    reorder<>(byColumns(2, 8), 4)(B);
  };
  auto both = [](Buffers &B) {
    eachWord(same, 0, 1)(B);
    eachWord(same, 0, 2)(B);
  };
  auto oneEach = [](Buffers &B) {
    for (unsigned I = 0; I < 16; ++I) {
      B.words(1)[I] = B.words(0)[I];
      B.words(2)[I] = B.words(0)[16 + I];
    }
  };
  return {
      stream("locks_by_hand_2024", 128, plus(3)),
      stream("locks_by_hand_2025", 128, plus(3)),
      stream("locks_by_hand_2026", 128, plus(3)),
      {"lock_counts", {512, 256}, differences},
      stream("given_places", 128, [](uint32_t V) { return 5 * V + 1; }),
      {"weights", {256, 256}, weighted},
      {"core_three_dims", {512, 512}, reorder<>([](unsigned I) {
         return I / 64 * 64 + I % 64 / 16 + I % 16 / 4 * 4 + I % 4 * 16;
       })},
      {"mem_four_dims", {1024, 1024}, reorder<>([](unsigned I) {
         unsigned A = I % 128;
         return I / 128 * 128 + A / 32 + A % 32 / 8 * 4 + A % 8 / 2 * 16 +
                A % 2 * 64;
       })},
      {"mem_shorts_transposed", {512, 512}, reorder<int16_t>([](unsigned I) {
         unsigned A = I % 128;
         return I / 128 * 128 + A / 16 * 2 + A % 16 / 2 * 16 + A % 2;
       })},
      {"mem_bytes_to_rows", {192, 192}, rowHalves},
      {"mem_chain_offsets", {576, 576}, reorder<>([](unsigned I) {
         const unsigned Third[] = {2, 0, 1};
         return I / 48 * 48 + Third[I % 48 / 16] * 16 + I % 16;
       })},
      {"mem_repeat_start",
       {256},
       [](Buffers &B) {
         for (unsigned I = 0; I < 64; ++I)
           B.words(0)[I] = I % 16 + 1;
       }},
      {"mem_bd_iteration", {512, 512}, reorder<>([](unsigned I) {
         unsigned A = I % 64;
         return I / 64 * 64 + A / 8 * 4 + A % 8 / 4 * 32 + A % 4;
       })},
      {"mem_neighbours", {512, 512}, reorder<>([](unsigned I) {
         return I / 32 % 2 ? byColumns(8, 4)(I) : I;
       })},
      {"mem_two_masters",
       {384, 384, 384},
       [](Buffers &B) {
         eachWord(same, 0, 1)(B);
         reorder<>(byColumns(4, 8), 2)(B);
       }},
      {"dma_regions", {512, 512}, reorder<>(byColumns(4, 8))},
      {"neighbour_memory", {256, 256, 256}, neighbours},
      {"packets_to_two_cores_2024", {256, 128, 128}, twoCores},
      {"packets_to_two_cores_2026", {256, 128, 128}, twoCores},
      {"packets_merge", {64, 64, 128}, oneAfterTheOther},
      {"packets_one_channel", {64, 64, 128}, oneAfterTheOther},
      {"packets_keep_header", {64, 68}, keptHeader},
      {"packets_broadcast",
       {128, 128, 128},
       [](Buffers &B) {
         eachWord(plus(20), 0, 1)(B);
         eachWord(plus(30), 0, 2)(B);
       }},
      stream("packet_bd_op", 64, same),
      stream("cascade_east", 96, same),
      stream("cascade_south", 96, same),
      stream("cascade_by_hand", 96, same),
      {"flow_broadcast", {128, 128, 128, 128, 128}, fourCopies},
      {"multicast_op", {128, 128, 128}, both},
      {"broadcast_packet_op", {128, 64, 64}, oneEach},
      {"routed_by_hand", {256, 256}, reorder<>(byColumns(4, 4))},
      {"packets_by_hand",
       {96, 64, 32},
       [](Buffers &B) {
         for (unsigned I = 0; I < 8; ++I) {
           B.words(1)[I] = B.words(0)[I];
           B.words(1)[8 + I] = B.words(0)[16 + I];
           B.words(2)[I] = B.words(0)[8 + I];
         }
       }},
      {"merge_schedule",
       {128, 64, 192},
       [](Buffers &B) {
         for (unsigned I = 0; I < 48; ++I) {
           unsigned Round = I / 24, At = I % 24;
           B.words(2)[I] = At < 8 ? B.words(1)[8 * Round + At]
                                  : B.words(0)[16 * Round + At - 8];
         }
       }},
      stream("core_streams", 64, [](uint32_t V) { return 2 * V; }),
      stream("equal_locks", 32, [](uint32_t V) { return 7 * V; }),
  };
}
