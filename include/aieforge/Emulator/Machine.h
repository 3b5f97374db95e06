//===- Machine.h - an NPU that runs shipped programs ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the bytes of an xclbin and of an instruction stream to the contents of
// the host buffers afterwards, as a host program sees it through XRT.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_MACHINE_H
#define AIEFORGE_EMULATOR_MACHINE_H

#include "aieforge/Emulator/Firmware.h"

#include <memory>

namespace aieforge::emu {

struct MachineOptions {
  std::string Kernel; ///< Empty: the only kernel of the xclbin.
  ArrayOptions Array;
  uint64_t MaxCycles = 2'000'000'000;
  /// Device images that streams load by number, besides those of the xclbin.
  std::map<unsigned, Bytes> Images;
  /// Words that the host puts into the scratchpad; empty: it has none.
  std::vector<uint32_t> Scratchpad;
};

/// A host buffer: argument \c Index of the runtime sequence.
struct HostArgument {
  unsigned Index = 0;
  Bytes Data;
};

struct BufferResult {
  unsigned Index = 0;
  Bytes Data;
  bool Read = false, Written = false; ///< By the device.
  /// Byte ranges [begin, end) that the device did not write.
  std::vector<std::pair<uint64_t, uint64_t>> Unwritten;
};

struct MachineResult {
  RunStatus Status = RunStatus::Completed;
  uint64_t Operations = 0; ///< Of the instruction stream.
  uint64_t Cycles = 0;     ///< Until the stream ended.
  std::vector<BufferResult> Buffers;
  std::vector<Problem> Problems;
  std::vector<std::string> HangReport;
  std::vector<CoreReport> Cores;
  std::vector<ChannelReport> Channels;
  /// Registers that the program wrote without any effect in this emulator.
  std::map<std::string, uint64_t> WithoutEffect;
};

class Machine {
public:
  /// Reads the container and chooses the kernel. Nothing runs yet.
  static Expected<std::unique_ptr<Machine>> create(BytesRef Xclbin,
                                                   MachineOptions Options = {});
  ~Machine();

  const std::string &kernel() const { return Kernel; }

  /// Runs one instruction stream (bytes, or lines of hex digits). The first run
  /// loads the device image; later ones find the array as the one before left
  /// it, as the runs of one hardware context do. An error means that a file
  /// could not be read or an operation not be executed; hangs and faults are
  /// results.
  Expected<MachineResult> run(BytesRef Instructions,
                              std::vector<HostArgument> Buffers);

  /// The array; null before the first run.
  Array *array() { return TheArray.get(); }

private:
  Machine() = default;

  Error prepare(const txn::Transaction &T);

  MachineOptions Options;
  std::string Kernel;
  unsigned ColumnWidth = 0;
  std::vector<Bytes> Images;
  unsigned FirstImage = 0;
  std::unique_ptr<Array> TheArray;
  std::unique_ptr<Firmware> TheFirmware;
};

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_MACHINE_H
