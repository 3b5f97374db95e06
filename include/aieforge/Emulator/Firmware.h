//===- Firmware.h - what the NPU's firmware does with a program -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads device images (PDI with a CDO) into an array and executes instruction
// streams (transactions) on it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_FIRMWARE_H
#define AIEFORGE_EMULATOR_FIRMWARE_H

#include "aieforge/Emulator/Array.h"
#include "aieforge/Formats/Cdo.h"
#include "aieforge/Formats/Transaction.h"

#include <functional>

namespace aieforge::emu {

enum class RunStatus {
  Completed,  ///< The instruction stream ran to its end.
  Hung,       ///< It waits for something that cannot happen any more.
  Faulted,    ///< The program did something that hardware does not allow.
  CycleLimit, ///< More cycles than the caller allowed.
};
llvm::StringRef toString(RunStatus S);

struct StreamResult {
  RunStatus Status = RunStatus::Completed;
  uint64_t Operations = 0; ///< Executed.
  uint64_t Cycles = 0;     ///< From the first operation to the end.
  /// Hung: what the stream waits for, then every blocked agent.
  std::vector<std::string> HangReport;
};

class Firmware {
public:
  /// Cycles that one operation of a stream takes. Silicon needs some hundred,
  /// depending on clocks; programs must not depend on it.
  static constexpr uint64_t CyclesPerOperation = 100;

  explicit Firmware(Array &A) : A(A) {}

  /// Gives the image that LOADPDI names by number.
  using ImageSource = std::function<Expected<Bytes>(unsigned Id)>;
  void setImageSource(ImageSource S) { Images = std::move(S); }

  /// The host's table of 32-bit values that streams copy and add up; entries
  /// beyond \p Values are zero.
  static constexpr unsigned ScratchpadEntries = 32;
  void setScratchpad(llvm::ArrayRef<uint32_t> Values) {
    HostScratchpad.assign(Values.begin(), Values.end());
  }

  /// Performs the commands of a CDO.
  Error apply(const cdo::Cdo &C);
  /// Loads a PDI; \p Identity tells images apart. The image that is loaded
  /// already is not loaded again; another one starts from a reset array.
  Error loadImage(BytesRef Pdi, unsigned Identity);

  /// Runs a stream. Host buffers must be in the array's host memory. An error
  /// means that an operation could not be executed at all.
  Expected<StreamResult> run(const txn::Transaction &T,
                             uint64_t MaxCycles = ~0ull);

private:
  struct Execution;

  Array &A;
  ImageSource Images;
  std::optional<unsigned> LoadedImage;
  std::vector<uint32_t> HostScratchpad;
};

/// What a stream does with a host buffer, found without running it: BD words,
/// address patches and queue pushes are followed.
struct ArgumentUse {
  uint64_t Bytes = 0;   ///< Highest byte touched, plus one.
  bool Read = false;    ///< By MM2S channels.
  bool Written = false; ///< By S2MM channels.
};
std::map<unsigned, ArgumentUse> argumentUse(const txn::Transaction &T);

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_FIRMWARE_H
