//===- RuleChecks.h - the check functions of the rules ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rule has one function; a list of them per subject, in the order in
// which loaders look.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_RULECHECKS_H
#define AIEFORGE_LIB_CHECK_RULECHECKS_H

#include "ArrayState.h"
#include "Reporter.h"
#include "XclbinModel.h"

namespace aieforge::check {

struct RuleCheck {
  llvm::StringLiteral Id;
  void (*Run)(const XclbinModel &M, Reporter &R);
};

/// X02, X03: is it an xclbin at all? The others need that it is.
llvm::ArrayRef<RuleCheck> openingChecks();
/// X04 to X16.
llvm::ArrayRef<RuleCheck> containerChecks();
// The rest needs readable section headers.
llvm::ArrayRef<RuleCheck> sectionChecks();
llvm::ArrayRef<RuleCheck> partitionChecks();
/// D01 to D06 and C about every image (they share one walk), and D07.
llvm::ArrayRef<RuleCheck> imageChecks();
llvm::ArrayRef<RuleCheck> metadataChecks();
llvm::ArrayRef<RuleCheck> unitChecks();
llvm::ArrayRef<RuleCheck> connectionChecks();
/// U01: advice that follows from what is missing.
llvm::ArrayRef<RuleCheck> adviceChecks();

/// D01 to D06 and C about one device image. \p Gen and \p Columns, the width of
/// its partition, as in arrayOf. \p Where names the image.
void checkPdi(BytesRef Image, std::optional<hw::Generation> Gen,
              unsigned Columns, const llvm::Twine &Where, Reporter &R);
llvm::ArrayRef<llvm::StringLiteral> pdiRules();
/// The array that a device image leaves; null if it cannot be read.
std::unique_ptr<ArrayState>
arrayAfter(BytesRef Image, std::optional<hw::Generation> Gen, unsigned Columns);

/// The generation that a file is for, so far as \p O or the file say.
std::optional<hw::Generation> generationOf(const XclbinModel &M);

/// The array that a device image of an xclbin leaves.
struct DeviceImage {
  std::unique_ptr<ArrayState> Array; ///< Null if the image cannot be read.
  std::vector<uint64_t> PdiIds;      ///< Of its CDO groups.
};
/// The images by their number.
using DeviceImages = std::vector<DeviceImage>;
DeviceImages deviceImages(const XclbinModel &M);

/// What the instruction rules need to know of the xclbin beside the stream.
struct StreamContext {
  const Options &Opts;
  const XclbinModel *Xclbin = nullptr;
  const DeviceImages *Images = nullptr; ///< Of the xclbin.
  /// Columns that the stream may use where no xclbin says it; 0: those of its
  /// own header.
  unsigned Columns = 0;
};
/// T, J and C, and M12 with the xclbin.
void checkInstructions(BytesRef File, const StreamContext &C, Reporter &R);
llvm::ArrayRef<llvm::StringLiteral> instructionRules();
/// The generation in the header; streams of aie-rt have numbers of their own.
std::optional<hw::Generation> namedGeneration(const txn::Transaction &T);

/// E, and the rules about the streams, images and control packets inside.
void checkInstructionElf(BytesRef File, const StreamContext &C, Reporter &R);
/// K.
void checkControlPackets(BytesRef Data, Reporter &R);
llvm::ArrayRef<llvm::StringLiteral> instructionElfRules(); ///< E and K.

/// How a kernel's arguments are laid out, so far as the firmware cares.
struct ArgumentForm {
  bool Known = false;
  /// The form in use today, which begins with an opcode.
  bool HasOpcode = false;
  unsigned Instructions = 0; ///< Number of the instruction buffer's argument.
};
ArgumentForm argumentForm(const xclbin::Kernel &K);
/// Buffers of the host: all buffer arguments but the instructions.
unsigned hostBuffers(const xclbin::Kernel &K);

/// "kernel 2 (name)"
std::string kernelPlace(const XclbinModel &M, size_t Index);

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_RULECHECKS_H
