//===- Check.cpp - would it load, would it run ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "ArrayRules.h"
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
    if (const Npu *Device = C.Opts.Device)
      checkPdi(Data, Device->Gen, Device->Columns, "PDI", R);
    else
      checkPdi(Data, std::nullopt, 0, "PDI", R);
    break;
  case FileKind::Instructions:
    checkInstructions(Data, C, R);
    break;
  case FileKind::InstructionElf:
    checkInstructionElf(Data, C, R);
    break;
  case FileKind::ControlPackets:
    checkControlPackets(Data, R);
    break;
  case FileKind::Other:
    R.add("X03", "offset 0x0",
          "The file is no xclbin, PDI, instruction stream, instruction ELF or "
          "control packets; it looks like this: " +
              describeKind(Name, Data));
    break;
  }
  return R.take();
}

std::vector<Finding> check::checkFile(StringRef Name, BytesRef Data,
                                      const Options &O) {
  return checkOne(Name, Data, {O, nullptr});
}

/// U02 about xclbins that replace each other in a program that registers all of
/// them.
static void checkUuids(ArrayRef<const InputFile *> Xclbins,
                       ArrayRef<InputFile> Files,
                       std::vector<std::vector<Finding>> &All) {
  for (auto [I, Later] : enumerate(Xclbins))
    for (const InputFile *Earlier : Xclbins.take_front(I)) {
      Expected<xclbin::Header> A = xclbin::readHeader(Earlier->Data),
                               B = xclbin::readHeader(Later->Data);
      bool Same = A && B && A->FileUuid == B->FileUuid &&
                  A->FileUuid != Uuid{} && Earlier->Data != Later->Data;
      std::string Id = A ? toString(A->FileUuid) : "";
      for (auto *E : {&A, &B})
        if (!*E)
          consumeError(E->takeError()); // X02
      if (!Same)
        continue;
      Reporter R(Later->Name);
      R.add("U02", "offset 0x1a0",
            text("{0} has the UUID {1}, too, but other contents", Earlier->Name,
                 Id));
      append_range(All[Later - Files.data()], R.take());
      break;
    }
}

std::vector<std::vector<Finding>> check::checkFiles(ArrayRef<InputFile> Files,
                                                    const Options &O) {
  std::vector<const InputFile *> Xclbins;
  bool Streams = false;
  for (const InputFile &F : Files) {
    FileKind K = recognise(F.Name, F.Data);
    if (K == FileKind::Xclbin)
      Xclbins.push_back(&F);
    Streams |= K == FileKind::Instructions || K == FileKind::InstructionElf;
  }
  StreamContext C{O};
  std::optional<XclbinModel> Model;
  DeviceImages Images;
  if (Xclbins.size() == 1 && Streams) {
    Model.emplace(Xclbins[0]->Data, O);
    if (Model->HeadersFit) {
      Images = deviceImages(*Model);
      C.Xclbin = &*Model;
      C.Images = &Images;
    }
  }
  std::vector<std::vector<Finding>> All;
  for (const InputFile &F : Files)
    All.push_back(checkOne(F.Name, F.Data, C));
  checkUuids(Xclbins, Files, All);
  return All;
}

Finding check::unreadableFile(StringRef Name, StringRef Problem) {
  Reporter R(Name);
  R.add("X01", "", Problem);
  return R.take().front();
}

std::vector<StringRef> check::checkedRules() {
  std::vector<StringRef> Ids = {"X01", "U02"};
  for (ArrayRef<RuleCheck> Checks :
       {openingChecks(), containerChecks(), sectionChecks(), partitionChecks(),
        imageChecks(), metadataChecks(), unitChecks(), connectionChecks(),
        adviceChecks()})
    for (const RuleCheck &C : Checks)
      Ids.push_back(C.Id);
  for (ArrayRef<StringLiteral> More :
       {pdiRules(), arrayRules(), instructionRules(), instructionElfRules()})
    Ids.insert(Ids.end(), More.begin(), More.end());
  llvm::sort(Ids);
  Ids.erase(llvm::unique(Ids), Ids.end());
  return Ids;
}
