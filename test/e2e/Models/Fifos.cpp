//===- Fifos.cpp - models of the object FIFO designs ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

using namespace aieforge::e2e;

namespace {

using Word = std::function<uint32_t(uint32_t)>;

Word plus(uint32_t K) {
  return [=](uint32_t V) { return V + K; };
}
Word times(uint32_t K) {
  return [=](uint32_t V) { return V * K; };
}
uint32_t same(uint32_t V) { return V; }

/// In and out of Words words each, through \p F.
Design stream(std::string Name, unsigned Words, Word F) {
  return {std::move(Name), {4 * Words, 4 * Words}, eachWord(std::move(F))};
}

/// Objects of Part words; word I of the output is F(input word) of the object
/// that From names for output object N.
Design gather(std::string Name, unsigned In, unsigned Out,
              std::function<unsigned(unsigned)> From, Word F) {
  return {std::move(Name), {4 * In, 4 * Out}, [=](Buffers &B) {
            for (unsigned I = 0; I < Out; ++I)
              B.words(1)[I] = F(B.words(0)[From(I)]);
          }};
}

/// Word I within its block of \p Block words goes through Parts[k], the k-th
/// of consecutive parts.
Design parts(std::string Name, unsigned Words, unsigned Block,
             std::vector<std::pair<unsigned, Word>> Parts) {
  return {std::move(Name), {4 * Words, 4 * Words}, [=](Buffers &B) {
            for (unsigned I = 0; I < Words; ++I) {
              unsigned At = I % Block, K = 0;
              while (At >= Parts[K].first)
                At -= Parts[K++].first;
              B.words(1)[I] = Parts[K].second(B.words(0)[I]);
            }
          }};
}

void add(Buffers &B) {
  for (size_t I = 0; I < B.words(2).size(); ++I)
    B.words(2)[I] = uint32_t(B.words(0)[I]) + uint32_t(B.words(1)[I]);
}

void bytes(Buffers &B) {
  for (size_t I = 0; I < B.Data[1].size(); ++I)
    B.Data[1][I] = 2 * B.Data[0][I];
}

void shorts(Buffers &B) {
  for (size_t I = 0; I < B.as<uint16_t>(1).size(); ++I)
    B.as<uint16_t>(1)[I] = 3 * B.as<uint16_t>(0)[I];
}

/// out[n] = sum of in[First .. First + Count) of objects of 16 words.
void sumObjects(Buffers &B, unsigned N, unsigned First, unsigned Count) {
  for (unsigned I = 0; I < 16; ++I) {
    uint32_t Sum = 0;
    for (unsigned K = 0; K < Count; ++K)
      Sum += B.words(0)[16 * (First + K) + I];
    B.words(1)[16 * N + I] = Sum;
  }
}

void slide(Buffers &B) {
  for (unsigned N = 0; N < 8; ++N)
    sumObjects(B, N, N, 3);
}

void padded(Buffers &B) {
  for (unsigned M = 0; M < 2; ++M)
    for (int Row = -1; Row < 6; ++Row)
      for (int Column = -2; Column < 6; ++Column) {
        bool Inside = Row >= 0 && Row < 4 && Column >= 0 && Column < 4;
        B.words(1)[56 * M + 8 * (Row + 1) + Column + 2] =
            1 + (Inside ? B.words(0)[16 * M + 4 * Row + Column] : 0);
      }
}

void pairsOfColumns(Buffers &B) {
  auto In = B.as<uint16_t>(0), Out = B.as<uint16_t>(1);
  unsigned At = 0;
  for (unsigned M = 0; M < 2; ++M)
    for (unsigned Pair = 0; Pair < 4; ++Pair)
      for (unsigned Row = 0; Row < 8; ++Row)
        for (unsigned C = 0; C < 2; ++C)
          Out[At++] = In[64 * M + 8 * Row + 2 * Pair + C] + 3;
}

void initialObjects(Buffers &B) {
  for (int I = 0; I < 8; ++I) {
    B.words(1)[I] = I + 1;
    B.words(1)[8 + I] = -1;
  }
  for (unsigned I = 0; I < 32; ++I)
    B.words(1)[16 + I] = uint32_t(B.words(0)[I]) + 50;
}

void sixteen(Buffers &B) {
  for (unsigned Column = 0; Column < 4; ++Column)
    for (unsigned I = 0; I < 128; ++I)
      B.words(4 + Column)[I] =
          uint32_t(B.words(Column)[I]) + 100 * Column + 2 + I % 64 / 16;
}

/// Buffer 0 through each function to buffers 1, 2, …
Design fan(std::string Name, unsigned Words, std::vector<Word> Functions) {
  std::vector<unsigned> Sizes(Functions.size() + 1, 4 * Words);
  return {std::move(Name), Sizes, [=](Buffers &B) {
            for (size_t K = 0; K < Functions.size(); ++K)
              eachWord(Functions[K], 0, K + 1)(B);
          }};
}

} // namespace

std::vector<Design> aieforge::e2e::fifoDesigns() {
  auto chain = [](uint32_t V) { return (V + 1) * 10; };
  return {
      stream("fifo_add_2024", 256, plus(7)),
      stream("fifo_add_2025", 256, plus(7)),
      stream("fifo_add_2026", 256, plus(7)),
      {"fifo_two_inputs", {512, 512, 512}, add},
      stream("fifo_depth_one", 320, times(3)),
      stream("fifo_depth_five", 112, plus(-1)),
      {"fifo_bytes", {256, 256}, bytes},
      {"fifo_shorts", {256, 256}, shorts},
      fan("fifo_broadcast", 128, {plus(2), plus(3), plus(4)}),
      fan("fifo_depth_list", 160, {plus(100), times(5)}),
      stream("fifo_shared_north", 128, chain),
      stream("fifo_shared_south", 128, chain),
      stream("fifo_shared_east", 128, chain),
      stream("fifo_shared_west", 128, chain),
      stream("fifo_via_dma", 128, chain),
      stream("fifo_far", 128, chain),
      stream("fifo_allocate", 128, chain),
      stream("fifo_unsynchronised", 96,
             [](uint32_t V) { return V * (V + 1000); }),
      stream("link_through_mem_tile", 256, plus(5)),
      stream("link_mem_only", 120, same),
      stream("link_two_columns", 256, same),
      stream("link_core_relay", 128, same),
      parts("distribute_two", 256, 64, {{32, plus(2)}, {32, plus(3)}}),
      parts("distribute_uneven", 192, 64,
            {{8, plus(200)}, {16, plus(300)}, {40, plus(400)}}),
      parts("distribute_four_cores", 256, 64,
            {{16, times(2)}, {16, times(3)}, {16, times(4)}, {16, times(5)}}),
      {"join_only",
       {256, 256, 512},
       [](Buffers &B) {
         for (unsigned I = 0; I < 64; ++I) {
           unsigned At = I / 16 * 32 + I % 16;
           B.words(2)[At] = uint32_t(B.words(0)[I]) + 1;
           B.words(2)[At + 16] = uint32_t(B.words(1)[I]) + 2;
         }
       }},
      gather(
          "repeat_mem_tile", 64, 192,
          [](unsigned I) { return I / 48 * 16 + I % 16; }, plus(9)),
      gather(
          "repeat_core", 64, 128,
          [](unsigned I) { return I / 32 * 16 + I % 16; }, plus(9)),
      {"repeat_distribute",
       {256, 512, 512},
       [](Buffers &B) {
         for (unsigned I = 0; I < 128; ++I) {
           unsigned From = I / 64 * 32 + I % 16;
           B.words(1)[I] = uint32_t(B.words(0)[From]) + 2;
           B.words(2)[I] = uint32_t(B.words(0)[From + 16]) + 3;
         }
       }},
      {"init_core", {128, 192}, initialObjects},
      {"init_mem_tile",
       {160, 160},
       [](Buffers &B) {
         for (unsigned I = 0; I < 40; ++I)
           B.words(1)[I] = uint32_t(B.words(0)[I]) + 10 * (I % 8 + 1);
       }},
      gather(
          "dims_to_stream", 128, 128,
          [](unsigned I) { return I / 64 * 64 + I % 8 * 8 + I % 64 / 8; },
          plus(1)),
      gather(
          "dims_from_stream", 128, 128,
          [](unsigned I) { return I / 64 * 64 + I % 4 * 16 + I % 64 / 4; },
          plus(1)),
      stream("dims_both", 256, times(3)),
      {"dims_core_to_stream", {256, 256}, pairsOfColumns},
      {"pad_mem_tile", {128, 448}, padded},
      {"slide_window", {640, 512}, slide},
      {"slide_window_dynamic", {640, 512}, slide},
      {"cyclostatic",
       {768, 384},
       [](Buffers &B) {
         for (unsigned G = 0; G < 2; ++G) {
           sumObjects(B, 3 * G, 6 * G, 1);
           sumObjects(B, 3 * G + 1, 6 * G + 1, 3);
           sumObjects(B, 3 * G + 2, 6 * G + 4, 2);
         }
       }},
      {"reduce",
       {1024, 128},
       [](Buffers &B) {
         sumObjects(B, 0, 0, 8);
         sumObjects(B, 1, 8, 8);
       }},
      stream("stream_port_out", 64, times(16)),
      stream("stream_port_in", 64, [](uint32_t V) { return V ^ 11; }),
      stream("consumer_smaller", 256, plus(2)),
      stream("pinned_channels", 128, plus(6)),
      stream("logical_tiles", 128, plus(6)),
      fan("three_columns", 128,
          {[](uint32_t V) { return 2 * (V + 1) + 3; }, plus(1)}),
      {"sixteen_cores", std::vector<unsigned>(8, 512), sixteen},
      gather(
          "npu2_mem_tile", 256, 256,
          [](unsigned I) { return I / 64 * 64 + I % 8 * 8 + I % 64 / 8; },
          same),
      stream("npu2_eight_columns", 512, same),
  };
}
