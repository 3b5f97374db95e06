//===- ConfigForms.h - one configuration in three forms ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configuration as device image, as transaction and as control packets must
// bring the array into the same state. Each form is written to bytes, read back
// and executed by an emulated array of its own.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TEST_E2E_CONFIGFORMS_H
#define AIEFORGE_TEST_E2E_CONFIGFORMS_H

#include "Design.h"
#include "aieforge/Config/ConfigProgram.h"
#include "aieforge/Emulator/Array.h"

namespace aieforge::e2e {

/// Executes a form of \p P on a fresh array \p A. The problems in words; empty:
/// none.
std::string loadAsImage(const ConfigProgram &P, emu::Array &A);
std::string loadAsTransaction(const ConfigProgram &P, emu::Array &A);
/// Packets go straight to the tiles' control ports, since the routes to them
/// are part of few designs.
std::string loadAsControlPackets(const ConfigProgram &P, emu::Array &A);

/// What differs first between two arrays of one device in which nothing moves:
/// a register, memory, core register or count of work done. Empty: nothing.
std::string stateDifference(emu::Array &Got, emu::Array &Wanted);

/// A compiled design as far as the forms matter.
struct CompiledForms {
  ConfigProgram Config;
  const hw::Device *Device = nullptr;
  std::vector<Bytes> Streams; ///< To run one after the other.
  Buffers Before{{}};         ///< What the host's buffers hold at first.
  std::vector<uint32_t> Scratchpad;
  std::function<void(Buffers &)> Simplify; ///< As in Design.
};

/// Loads the configuration in each form, then runs the streams on each. What
/// the forms leave differently, in words; empty: nothing.
std::string formDifferences(const CompiledForms &F);

} // namespace aieforge::e2e

#endif // AIEFORGE_TEST_E2E_CONFIGFORMS_H
