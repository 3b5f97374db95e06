//===- Design.h - a design and what it means --------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each design of designs/ has a model: plain C++ that does to the host buffers
// what the design does, written from its meaning and sharing nothing with the
// compiler or the emulator.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TEST_E2E_DESIGN_H
#define AIEFORGE_TEST_E2E_DESIGN_H

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace aieforge::e2e {

/// The host's buffers, by argument number of the runtime sequence.
class Buffers {
public:
  explicit Buffers(std::vector<std::vector<uint8_t>> Data)
      : Data(std::move(Data)) {}

  /// Buffer \p Index as elements of type T.
  template <typename T> std::span<T> as(unsigned Index) {
    return {reinterpret_cast<T *>(Data.at(Index).data()),
            Data.at(Index).size() / sizeof(T)};
  }
  std::span<int32_t> words(unsigned Index) { return as<int32_t>(Index); }

  std::vector<std::vector<uint8_t>> Data;
};

struct Design {
  std::string Name;           ///< designs/NAME.mlir.
  std::vector<unsigned> Args; ///< Bytes of each host buffer.
  std::function<void(Buffers &)> Model;
  /// Files of designs/ that the design is compiled with.
  std::vector<std::string> Kernels = {};
  /// Runtime sequences to run one after the other; empty: the only one.
  std::vector<std::string> Sequences = {};
  /// Changes the random contents that all buffers start with.
  std::function<void(Buffers &)> Prepare = {};
  /// The device whose sequence runs; empty: the only one.
  std::string Device = {};
  /// The host's table of values for the launch.
  std::vector<uint32_t> Scratchpad = {};
  /// Takes out of what a run leaves what the model cannot know, such as times.
  std::function<void(Buffers &)> Simplify = {};
};

void PrintTo(const Design &D, std::ostream *OS);

/// \p F applied to every word of buffer \p In gives buffer \p Out.
std::function<void(Buffers &)> eachWord(std::function<uint32_t(uint32_t)> F,
                                        unsigned In = 0, unsigned Out = 1);

// The designs by topic, each list in a file of Models/.
std::vector<Design> fifoDesigns();
std::vector<Design> streamDesigns();
std::vector<Design> sequenceDesigns();
std::vector<Design> coreDesigns();
std::vector<Design> kernelDesigns();
std::vector<Design> spellingDesigns();
std::vector<Design> reconfigurationDesigns();

} // namespace aieforge::e2e

#endif // AIEFORGE_TEST_E2E_DESIGN_H
