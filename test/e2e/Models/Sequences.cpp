//===- Sequences.cpp - models of the runtime sequence designs -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

using namespace aieforge::e2e;

namespace {

/// Copies \p Count elements from a nest of four dimensions of buffer \p In.
struct Walk {
  unsigned Start;
  unsigned Sizes[4];
  unsigned Strides[4];
};

template <typename T = int32_t>
std::function<void(Buffers &)> gather(Walk W, unsigned In = 0,
                                      unsigned Out = 1) {
  return [=](Buffers &B) {
    unsigned At = 0;
    for (unsigned A = 0; A < W.Sizes[0]; ++A)
      for (unsigned C = 0; C < W.Sizes[1]; ++C)
        for (unsigned D = 0; D < W.Sizes[2]; ++D)
          for (unsigned E = 0; E < W.Sizes[3]; ++E)
            B.as<T>(Out)[At++] =
                B.as<T>(In)[W.Start + A * W.Strides[0] + C * W.Strides[1] +
                            D * W.Strides[2] + E * W.Strides[3]];
  };
}

void copy(Buffers &B, unsigned From, unsigned FromAt, unsigned To,
          unsigned ToAt, unsigned Words) {
  for (unsigned I = 0; I < Words; ++I)
    B.words(To)[ToAt + I] = B.words(From)[FromAt + I];
}

void transposed(Buffers &B) {
  for (unsigned Column = 0; Column < 8; ++Column)
    for (unsigned Row = 0; Row < 16; ++Row)
      B.words(1)[32 * Column + Row] = B.words(0)[8 * Row + Column];
}

void manyTransfers(Buffers &B) {
  for (unsigned K = 0; K < 4; ++K)
    for (unsigned J = 0; J < 4; ++J)
      copy(B, 0, 40 * K + 10 * (3 * J % 4), 1, 40 * K + 10 * J, 10);
}

void chainOfThree(Buffers &B) {
  for (unsigned Run = 0; Run < 2; ++Run) {
    copy(B, 0, 48, 1, 48 * Run, 16);
    copy(B, 0, 16, 1, 48 * Run + 16, 24);
    copy(B, 0, 0, 1, 48 * Run + 40, 8);
  }
}

void registers(Buffers &B) {
  // The third word: 22 by write32, then bits 15:8 of it replaced by 0x33.
  const int32_t Words[] = {11, 1, 22 | 0x3300, 1, 51, 52, 53, 54};
  for (unsigned I = 0; I < 8; ++I)
    B.words(0)[I] = Words[I];
}

} // namespace

std::vector<Design> aieforge::e2e::sequenceDesigns() {
  auto linear = [](unsigned Words) {
    return Walk{0, {1, 1, 1, Words}, {0, 0, 0, 1}};
  };
  auto parameters = [](Buffers &B) {
    for (unsigned I = 0; I < 64; ++I)
      B.words(1)[I] = uint32_t(B.words(0)[I]) * 5 - 7;
  };
  auto byHand = gather({16, {1, 1, 4, 8}, {0, 0, 1, 4}});
  return {
      {"memcpy_tile", {1536, 256}, gather({104, {1, 1, 8, 8}, {0, 0, 24, 1}})},
      {"memcpy_three_dims",
       {1800, 192},
       gather({123, {1, 4, 3, 4}, {0, 100, 10, 1}})},
      {"memcpy_offsets_2024",
       {1536, 128},
       gather({76, {1, 1, 4, 8}, {0, 0, 48, 1}})},
      {"memcpy_repeat", {128, 320}, gather({16, {5, 1, 1, 16}, {0, 0, 0, 1}})},
      {"memcpy_iterate",
       {1536, 384},
       gather({4, {6, 1, 4, 4}, {64, 0, 16, 1}})},
      {"memcpy_transpose", {512, 1024}, transposed},
      {"memcpy_shorts",
       {256, 120},
       gather<int16_t>({18, {1, 1, 6, 10}, {0, 0, 16, 1}})},
      {"memcpy_bytes",
       {140, 60},
       gather<int8_t>({44, {1, 1, 5, 12}, {0, 0, 20, 1}})},
      {"memcpy_long_row", {16384, 16384}, gather(linear(4096))},
      {"memcpy_long_rows",
       {49152, 24576},
       gather({0, {1, 1, 3, 2048}, {0, 0, 4096, 1}})},
      {"memcpy_six_arguments",
       {64, 64, 64, 64, 64, 256, 64},
       [](Buffers &B) {
         const unsigned From[] = {0, 3, 4, 6};
         for (unsigned K = 0; K < 4; ++K)
           copy(B, From[K], 0, 5, 16 * K, 16);
       }},
      {"memcpy_many", {640, 640}, manyTransfers},
      {"memcpy_loop",
       {256, 256},
       [](Buffers &B) {
         for (unsigned K = 0; K < 4; ++K)
           copy(B, 0, 16 * K, 1, 48 - 16 * K, 16);
       }},
      {"memcpy_subview",
       {512, 256},
       [](Buffers &B) { copy(B, 0, 48, 1, 16, 32); }},
      {"task_for",
       {256, 256},
       [](Buffers &B) {
         for (unsigned I = 0; I < 64; ++I)
           B.words(1)[I / 16 + I % 16 * 4] = B.words(0)[I];
       }},
      {"task_chain", {256, 384}, chainOfThree},
      {"task_sixteen",
       {640, 640},
       [](Buffers &B) {
         for (unsigned K = 0; K < 20; ++K)
           copy(B, 0, 8 * (7 * K % 20), 1, 8 * K, 8);
       }},
      {"task_bd_chain",
       {128, 128, 256},
       [](Buffers &B) {
         for (unsigned K = 0; K < 2; ++K) {
           copy(B, K, 16, 2, 32 * K, 16);
           copy(B, K, 0, 2, 32 * K + 16, 16);
         }
       }},
      {"task_mem_tile",
       {160},
       [](Buffers &B) {
         for (unsigned I = 0; I < 32; ++I)
           B.words(0)[I] = I / 8 + I % 8 * 4;
         for (unsigned I = 0; I < 8; ++I)
           B.words(0)[32 + I] = 24 + I;
       }},
      {"rtp_2025", {256, 256}, parameters},
      {"rtp_2026",
       {256, 256},
       [](Buffers &B) {
         for (unsigned I = 0; I < 64; ++I)
           B.words(1)[I] = uint32_t(B.words(0)[I]) * (I < 32 ? 5 : 9) - 7;
       }},
      {"register_writes_2025", {32}, registers},
      {"register_writes_2026", {32}, registers},
      {"bds_by_hand_2025", {256, 128}, byHand},
      {"bds_by_hand_2026", {256, 128}, byHand},
      {"two_sequences",
       {256, 256, 64},
       [](Buffers &B) {
         for (unsigned I = 0; I < 64; ++I)
           B.words(1)[I] = B.words(0)[I] ^ B.words(2)[I % 16];
       },
       {},
       {"load", "apply"}},
      {"set_lock", {192, 192}, eachWord([](uint32_t V) { return 1000 - V; })},
      {"four_shims", std::vector<unsigned>(8, 256),
       [](Buffers &B) {
         for (unsigned C = 0; C < 4; ++C)
           copy(B, C, 0, 4 + C, 0, 64);
       }},
      {"core_reset", {256, 256}, eachWord([](uint32_t V) { return V + 40; })},
      {"channel_reset",
       {96},
       [](Buffers &B) {
         for (unsigned I = 0; I < 24; ++I)
           B.words(0)[I] = I < 16 ? 1 : 2;
       }},
      {"preempt_points", {128, 128}, gather(linear(32))},
  };
}
