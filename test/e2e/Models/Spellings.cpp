//===- Spellings.cpp - models of designs in old text ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

using namespace aieforge::e2e;

static Design stream(std::string Name, unsigned Words,
                     std::function<uint32_t(uint32_t)> F) {
  return {std::move(Name), {4 * Words, 4 * Words}, eachWord(std::move(F))};
}

/// Each block of Rows x Columns words by columns.
static Design byColumns(std::string Name, unsigned Words, unsigned Rows,
                        unsigned Columns) {
  return {std::move(Name), {4 * Words, 4 * Words}, [=](Buffers &B) {
            unsigned Block = Rows * Columns;
            for (unsigned I = 0; I < Words; ++I)
              B.words(1)[I] = B.words(
                  0)[I / Block * Block + I % Rows * Columns + I % Block / Rows];
          }};
}

/// Objects of 32 words, sent twice: their second halves minus their first ones
/// read by columns.
static void linksOf2024(Buffers &B) {
  for (unsigned I = 0; I < 64; ++I) {
    unsigned Object = I / 32 * 32, At = I % 16;
    B.words(1)[I] = uint32_t(B.words(0)[Object + 16 + At]) -
                    uint32_t(B.words(0)[Object + At % 4 * 4 + At / 4]);
  }
}

std::vector<Design> aieforge::e2e::spellingDesigns() {
  return {
      stream("spelling_2023_autumn", 64, [](uint32_t V) { return V + 23; }),
      stream("spelling_2023_locks", 48, [](uint32_t V) { return V; }),
      stream("spelling_2024_winter", 64, [](uint32_t V) { return V - 24; }),
      stream("spelling_2024_spring", 64, [](uint32_t V) { return V + 77; }),
      {"spelling_2024_links", {256, 256}, linksOf2024},
      byColumns("spelling_2025_lowered", 64, 4, 4),
      byColumns("spelling_fork", 64, 4, 8),
  };
}
