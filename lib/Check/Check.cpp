//===- Check.cpp - would it load, would it run ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "RuleChecks.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

static void runAll(ArrayRef<RuleCheck> Checks, const XclbinModel &M,
                   Reporter &R) {
  for (const RuleCheck &C : Checks)
    C.Run(M, R);
}

/// The rules about an xclbin, in the order in which they matter: XRT opens the
/// container, the shim reads partition and kernels, the firmware the image.
static void checkXclbin(const XclbinModel &M, Reporter &R) {
  runAll(openingChecks(), M, R);
  if (!M.HeadFits)
    return;
  runAll(containerChecks(), M, R);
  if (!M.HeadersFit)
    return;
  runAll(sectionChecks(), M, R);
  if (M.Partition.Present) {
    // Without a whole header only the first rule makes sense.
    ArrayRef<RuleCheck> Checks = partitionChecks();
    runAll(M.Partition.HeaderFits ? Checks : Checks.take_front(), M, R);
  }
  runAll(imageChecks(), M, R);
  runAll(metadataChecks(), M, R);
  runAll(unitChecks(), M, R);
  runAll(connectionChecks(), M, R);
  runAll(adviceChecks(), M, R);
}

static std::vector<Finding> checkOne(StringRef Name, BytesRef Data,
                                     const StreamContext &C) {
  Reporter R(Name);
  if (Data.empty()) {
    R.add("X01", "", "The file is empty");
    return R.take();
  }
  switch (recognise(Name, Data)) {
  case FileKind::Xclbin:
    checkXclbin(XclbinModel(Data, C.Opts), R);
    break;
  case FileKind::Pdi:
    checkPdi(Data, C.Opts.Device ? C.Opts.Device->Columns : 0, "PDI", R);
    break;
  case FileKind::Instructions:
    checkInstructions(Data, C, R);
    break;
  case FileKind::Other:
    R.add("X03", "offset 0x0",
          "The file is no xclbin, PDI or instruction stream; it looks like "
          "this: " +
              describeKind(Name, Data));
    break;
  }
  return R.take();
}

std::vector<Finding> check::checkFile(StringRef Name, BytesRef Data,
                                      const Options &O) {
  return checkOne(Name, Data, {O, nullptr});
}

std::vector<std::vector<Finding>> check::checkFiles(ArrayRef<InputFile> Files,
                                                    const Options &O) {
  const InputFile *Xclbin = nullptr;
  bool Several = false;
  for (const InputFile &F : Files) {
    if (recognise(F.Name, F.Data) != FileKind::Xclbin)
      continue;
    Several |= Xclbin != nullptr;
    Xclbin = &F;
  }
  std::optional<XclbinModel> Model;
  if (Xclbin && !Several)
    Model.emplace(Xclbin->Data, O);
  std::vector<std::vector<Finding>> All;
  for (const InputFile &F : Files)
    All.push_back(checkOne(
        F.Name, F.Data, {O, Model && Model->HeadersFit ? &*Model : nullptr}));
  return All;
}

Finding check::unreadableFile(StringRef Name, StringRef Problem) {
  Reporter R(Name);
  R.add("X01", "", Problem);
  return R.take().front();
}

std::vector<StringRef> check::checkedRules() {
  std::vector<StringRef> Ids = {"X01"};
  for (ArrayRef<RuleCheck> Checks :
       {openingChecks(), containerChecks(), sectionChecks(), partitionChecks(),
        imageChecks(), metadataChecks(), unitChecks(), connectionChecks(),
        adviceChecks()})
    for (const RuleCheck &C : Checks)
      Ids.push_back(C.Id);
  for (ArrayRef<StringLiteral> More : {pdiRules(), instructionRules()})
    Ids.insert(Ids.end(), More.begin(), More.end());
  llvm::sort(Ids);
  Ids.erase(llvm::unique(Ids), Ids.end());
  return Ids;
}
