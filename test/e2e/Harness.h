//===- Harness.h - compile, check, run for tests ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The way of a user's design in one process.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TEST_E2E_HARNESS_H
#define AIEFORGE_TEST_E2E_HARNESS_H

#include "Design.h"
#include "aieforge/Driver/Compile.h"
#include "aieforge/Emulator/Machine.h"

namespace aieforge::e2e {

/// Options of all end-to-end compiles.
CompileOptions compileOptions();

/// Compiles \p Text; an empty result after a failure.
CompileResult compile(const std::string &Text,
                      const std::vector<std::string> &Kernels = {},
                      const CompileOptions &Options = compileOptions(),
                      const std::string &Name = "design.mlir");

/// What the checks find in what \p R holds; empty: nothing.
std::string findings(const CompileResult &R);
/// Fails for every finding.
void expectNoFindings(const CompileResult &R);

/// What is lost when the image and the instructions of \p R are raised to a
/// design and that is compiled; empty: nothing.
std::string raiseLosses(const CompileResult &R);

/// Runs \p Instructions on \p M with \p B, and puts the buffers' new contents
/// there. The problems of the run in words; empty: it completed.
std::string run(emu::Machine &M, const Bytes &Instructions, Buffers &B);

/// Buffers of these sizes with pseudo-random contents.
Buffers randomBuffers(const std::vector<unsigned> &Sizes, unsigned Seed);

/// The first difference of each buffer in words; empty: equal.
std::string difference(const Buffers &Got, const Buffers &Wanted);

/// Compiles, checks and runs \p D, whose text is \p Text and whose kernels lie
/// in \p Folder. Everything that went wrong, and every difference from the
/// model, in words; empty: all is well.
std::string problems(const Design &D, const std::string &Text,
                     const std::string &Folder);

} // namespace aieforge::e2e

#endif // AIEFORGE_TEST_E2E_HARNESS_H
