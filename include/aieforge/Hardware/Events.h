//===- Events.h - names and numbers of hardware events ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_EVENTS_H
#define AIEFORGE_HARDWARE_EVENTS_H

#include "aieforge/Hardware/Registers.h"

namespace aieforge::hw {

/// Name of event \p Number of a module, empty if unassigned. Module NoC has no
/// events; the shim's belong to PL.
llvm::StringRef eventName(Generation G, Module M, unsigned Number);

/// Number of the event called \p Name ("LOCK_STALL").
std::optional<unsigned> eventNumber(Generation G, Module M,
                                    llvm::StringRef Name);

/// Number of event numbers of a module.
unsigned eventCount(Module M);

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_EVENTS_H
