//===- Designs.h - the designs of the end-to-end tests ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TEST_E2E_DESIGNS_H
#define AIEFORGE_TEST_E2E_DESIGNS_H

#include <iosfwd>
#include <string>

namespace aieforge::e2e {

/// Sizes of a design that moves Elements FIFO elements in and out.
struct Shape {
  unsigned Words = 256;  ///< 32-bit words of a FIFO element.
  unsigned Elements = 4; ///< Elements of one run.
  unsigned Depth = 2;    ///< Of each FIFO.
  std::string Device = "npu1_1col";

  unsigned transferWords() const { return Words * Elements; }
};

/// GoogleTest shows \p S by this; by itself it would print the bytes, pointers
/// included.
void PrintTo(const Shape &S, std::ostream *OS);

/// Shim -> core (0,2) -> shim; the core calls
/// `passthrough_kernel(in, out, size)` for every element.
std::string passthrough(const Shape &S);

/// The same in the text of 2024: npu1_4col, aiex.runtime_sequence, coordinates
/// and three strides in dma_memcpy_nd, a wait without issue_token.
std::string passthrough2024(const Shape &S);

/// The kernel of both.
std::string passthroughKernel();

/// Shim -> mem tile -> shim, no core.
std::string passthroughDma(const Shape &S);

/// Shim -> core (0,2) -> shim; the core adds \p Addend in MLIR.
std::string vectorScalarAdd(const Shape &S, int Addend);

/// Shim -> core -> shim written below object FIFOs, in the text of 2024:
/// buffers, locks with integer values, positional aie.dma_bd, flows, and a
/// shim_dma_allocation with a column number.
std::string handWritten2024(const Shape &S);

} // namespace aieforge::e2e

#endif // AIEFORGE_TEST_E2E_DESIGNS_H
