//===- Diff.cpp - two artefacts compared by what they mean ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files are decides how they are compared: containers and streams
// with their like, anything else by the configuration that it holds.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Diff.h"
#include "DiffParts.h"
#include "Nodes.h"
#include "aieforge/Formats/Artefact.h"
#include "aieforge/Inspect/ConfigSource.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Differences
//===----------------------------------------------------------------------===//

StringRef diff::toString(Subject S) {
  switch (S) {
  case Subject::Core:
    return "core";
  case Subject::Program:
    return "program";
  case Subject::Memory:
    return "memory";
  case Subject::Lock:
    return "lock";
  case Subject::Bd:
    return "bd";
  case Subject::Channel:
    return "channel";
  case Subject::Route:
    return "route";
  case Subject::Switch:
    return "switch";
  case Subject::Register:
    return "register";
  case Subject::Write:
    return "write";
  case Subject::Instruction:
    return "instruction";
  case Subject::Symbol:
    return "symbol";
  case Subject::Kernel:
    return "kernel";
  case Subject::Argument:
    return "argument";
  case Subject::Partition:
    return "partition";
  case Subject::Section:
    return "section";
  case Subject::Header:
    return "header";
  case Subject::Uuid:
    return "uuid";
  case Subject::Time:
    return "time";
  case Subject::Form:
    return "form";
  }
  return "";
}

bool diff::changesMeaning(Subject S) {
  return S != Subject::Symbol && S != Subject::Uuid && S != Subject::Time &&
         S != Subject::Form;
}

Verdict Comparison::verdict() const {
  if (SameBytes)
    return Verdict::SameBytes;
  return any_of(Differences,
                [](const Difference &D) { return changesMeaning(D.About); })
             ? Verdict::Different
             : Verdict::SameMeaning;
}

bool Report::meaningChangedSince(size_t Mark) const {
  return any_of(drop_begin(Out, Mark),
                [](const Difference &D) { return changesMeaning(D.About); });
}

std::string Report::joined(std::string Part) const {
  if (Place.empty() || Part.empty())
    return Place + Part;
  return Place + ", " + Part;
}

std::string diff::tileName(hw::TileId T) {
  return formatv("({0},{1})", T.Column, T.Row);
}

std::string diff::hex(uint64_t Value) { return formatv("{0:x}", Value); }

//===----------------------------------------------------------------------===//
// Configurations
//===----------------------------------------------------------------------===//

Expected<Configuration> diff::configure(const hw::Device &D,
                                        std::vector<RegisterOp> Ops) {
  Configuration C(D);
  C.Ops = std::move(Ops);
  for (const RegisterOp &Op : C.Ops)
    if (Error E = C.Image.apply(Op))
      return std::move(E);
  return std::move(C);
}

const hw::Device &
diff::deviceFor(std::optional<hw::Generation> Known,
                ArrayRef<const std::vector<RegisterOp> *> Ops) {
  return inspect::wholeDevice(Known ? *Known : inspect::guessGeneration(Ops));
}

namespace {

/// One word that a configuration writes.
struct WordWrite {
  uint32_t Address, Mask, Value;
  friend auto operator<=>(const WordWrite &, const WordWrite &) = default;
};

} // namespace

static std::vector<WordWrite> wordsOf(ArrayRef<RegisterOp> Ops) {
  std::vector<WordWrite> Words;
  for (const RegisterOp &Op : Ops)
    for (auto [I, Value] : enumerate(Op.Data))
      Words.push_back({uint32_t(Op.Address + 4 * I),
                       Op.What == RegisterOp::MaskWrite ? Op.Mask : ~0u,
                       Value});
  return Words;
}

void diff::compareConfigurations(const Configuration &A, const Configuration &B,
                                 Report &R) {
  size_t Mark = R.size();
  compareImages(A.Image, B.Image, R);
  const hw::Device &D = A.Image.device();
  compareActingWrites(D, A.Ops, B.Ops, R);
  for (size_t I = 0; I < std::max(A.Others.size(), B.Others.size()); ++I)
    R.compare(
        Subject::Instruction, "operation " + Twine(I) + " beside writes", "",
        I < A.Others.size() ? inspect::operationText(A.Others[I], D) : "",
        I < B.Others.size() ? inspect::operationText(B.Others[I], D) : "");
  if (R.meaningChangedSince(Mark))
    return;
  std::vector<WordWrite> WordsA = wordsOf(A.Ops), WordsB = wordsOf(B.Ops);
  std::string CountA = utostr(WordsA.size()) + " words",
              CountB = utostr(WordsB.size()) + " words";
  if (WordsA == WordsB) {
    R.add(Subject::Form, "", "the same writes in other commands", CountA,
          CountB);
    return;
  }
  llvm::sort(WordsA);
  llvm::sort(WordsB);
  R.add(Subject::Form, "",
        WordsA == WordsB ? "the same writes in another order"
                         : "the same state by other writes",
        CountA, CountB);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// The only configuration in a file.
static Expected<inspect::ConfigSource>
readOne(BytesRef Data, std::optional<unsigned> Pdi, StringRef Which) {
  Expected<inspect::ConfigSource> S = inspect::readConfigurations(Data, Pdi);
  if (!S)
    return prefixError(Which, S.takeError());
  if (S->Parts.size() != 1)
    return makeError("{0} holds {1} PDIs; choose one with --pdi", Which,
                     S->Parts.size());
  return S;
}

static Error compareByConfiguration(BytesRef A, BytesRef B, const Options &O,
                                    Report &R) {
  Expected<inspect::ConfigSource> SA = readOne(A, O.Pdi, "the first file");
  if (!SA)
    return SA.takeError();
  Expected<inspect::ConfigSource> SB = readOne(B, O.Pdi, "the second file");
  if (!SB)
    return SB.takeError();
  inspect::ConfigPart &PA = SA->Parts.front(), &PB = SB->Parts.front();
  std::optional<hw::Generation> Known =
      SA->Generation ? SA->Generation : SB->Generation;
  const hw::Device &D =
      O.Device ? *O.Device : deviceFor(Known, {&PA.Ops, &PB.Ops});
  Expected<Configuration> CA = configure(D, std::move(PA.Ops));
  if (!CA)
    return CA.takeError();
  Expected<Configuration> CB = configure(D, std::move(PB.Ops));
  if (!CB)
    return CB.takeError();
  CA->Others = std::move(PA.Others);
  CB->Others = std::move(PB.Others);
  compareConfigurations(*CA, *CB, R);
  return Error::success();
}

static Expected<txn::Transaction> readStream(BytesRef Data, StringRef Which) {
  Expected<Bytes> Raw = txn::readInstructionFile(Data);
  if (!Raw)
    return prefixError(Which, Raw.takeError());
  Expected<txn::Transaction> T = txn::parse(*Raw);
  if (!T)
    return prefixError(Which, T.takeError());
  return T;
}

static Error compareStreamFiles(BytesRef A, BytesRef B, const Options &O,
                                Report &R) {
  Expected<txn::Transaction> TA = readStream(A, "the first file");
  if (!TA)
    return TA.takeError();
  Expected<txn::Transaction> TB = readStream(B, "the second file");
  if (!TB)
    return TB.takeError();
  std::optional<hw::Generation> G = inspect::generationOf(*TA);
  const hw::Device &D =
      O.Device ? *O.Device
               : inspect::wholeDevice(G.value_or(hw::Generation::AIE2P));
  compareStreams(*TA, *TB, D, R);
  return Error::success();
}

static Error compareByKind(BytesRef A, BytesRef B, const Options &O,
                           Report &R) {
  ArtefactKind KA = recogniseArtefact("", A), KB = recogniseArtefact("", B);
  auto IsElf = [](ArtefactKind K) {
    return K == ArtefactKind::CoreElf || K == ArtefactKind::CoreObject;
  };
  if (IsElf(KA) && IsElf(KB))
    return compareElfs(A, B, R);
  if (KA == ArtefactKind::Xclbin && KB == ArtefactKind::Xclbin && !O.Pdi)
    return compareXclbins(A, B, O, R);
  if (KA == ArtefactKind::Transaction && KB == ArtefactKind::Transaction)
    return compareStreamFiles(A, B, O, R);
  return compareByConfiguration(A, B, O, R);
}

Expected<Comparison> diff::compareFiles(BytesRef A, BytesRef B,
                                        const Options &O) {
  Comparison C;
  C.KindA = describeFile("", A);
  C.KindB = describeFile("", B);
  C.SameBytes = A == B;
  if (C.SameBytes)
    return C;
  std::vector<Difference> Found;
  Report R(Found);
  if (Error E = compareByKind(A, B, O, R))
    return std::move(E);
  // What matters first; the order of the files otherwise.
  for (bool Matters : {true, false})
    for (Difference &D : Found)
      if (changesMeaning(D.About) == Matters)
        C.Differences.push_back(std::move(D));
  return C;
}
