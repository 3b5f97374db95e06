//===- TraceFlows.h - traces on their way to the host -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What aie-insert-trace-flows does in the runtime sequence, apart from what it
// does in the device.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEFLOWS_H
#define AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEFLOWS_H

#include "../Sequence/RegisterOps.h"
#include "TraceUnit.h"

#include <set>

namespace aieforge::aie {

/// One aie.trace with what it must hold.
struct Trace {
  TraceOp Op;
  TraceUnit Unit;
  TraceStartEventOp Start;
  TraceStopEventOp Stop;

  /// The trace port of the tile's stream switch: a core tile's second is its
  /// memory's.
  unsigned port() const { return Unit.Type == TracePacketType::Mem; }
};

/// Where the packets leave the array, and with which means.
struct Egress {
  unsigned Column = 0;
  llvm::SmallVector<unsigned, 2> Channels;
  unsigned FirstBd =
      0; ///< Of the first channel; the second has the one before.
  unsigned BurstBytes = 0;

  Place place() const { return {Column, 0, hw::TileKind::ShimNoC}; }
};

/// Receives, starts and stops traces in a sequence.
class TraceSequence {
public:
  TraceSequence(RuntimeSequenceOp Sequence, TraceHostConfigOp Config,
                llvm::ArrayRef<Trace> Traces, const Egress &Out)
      : Sequence(Sequence), Config(Config), Traces(Traces), Out(Out),
        Device(Sequence->getParentOfType<DeviceOp>()) {}

  /// The argument that the traces go to, which may be a new one; or a
  /// diagnostic, before anything has changed.
  mlir::LogicalResult findBuffer();

  /// Writes what belongs in the sequence and erases its host_config. \p Shim
  /// is the egress, with its controller_id.
  mlir::LogicalResult write(TileOp Shim);

private:
  void raiseAtShim(TileOp Shim);
  void resetTimers(RegisterOps &Ops);
  mlir::LogicalResult receive(RegisterOps &Ops, TileOp Shim);
  void raise(RegisterOps &Ops, llvm::StringRef Event,
             const std::set<unsigned> &Broadcasts);

  RuntimeSequenceOp Sequence;
  TraceHostConfigOp Config;
  llvm::ArrayRef<Trace> Traces;
  const Egress &Out;
  DeviceOp Device;
  HostAddress Buffer = {0, 0};
};

} // namespace aieforge::aie

#endif // AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEFLOWS_H
