//===- RealFilesTest.cpp - files that other tools made --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// AIEFORGE_REAL_FILES names a folder with xclbins, PDIs, CDOs, instruction
// streams and ELF files, which are not part of the project. Each must be read
// and come back byte for byte, through its value and through its text form.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Archive.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Script.h"
#include "aieforge/Formats/Sequence.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Support/Residue.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

#include <cstdlib>
#include <iostream>
#include <map>

using namespace aieforge;
using llvm::StringRef;

namespace {

class Examiner {
public:
  void file(StringRef Path);
  void report() const {
    for (const auto &[What, Count] : Counts)
      std::cout << "  " << What << ": " << Count << "\n";
  }

private:
  void one(BytesRef Data);
  void xclbin(BytesRef Data);
  void partition(BytesRef Data);
  void pdi(BytesRef Data);
  void cdo(BytesRef Data);
  void text(const cdo::Cdo &C);
  void stream(BytesRef Data);
  void packets(BytesRef Data);
  void elf(BytesRef Data);
  void instructions(BytesRef Data);

  template <typename T> bool good(Expected<T> &V, StringRef What) {
    ++Counts[What.str()];
    if (V)
      return true;
    ADD_FAILURE() << Where << ": " << What.str() << ": "
                  << llvm::toString(V.takeError());
    return false;
  }
  template <typename T>
  void exact(const T &Value, BytesRef Data, StringRef What) {
    Exact<T> Whole(Value, Data);
    Expected<Bytes> Back = Whole.bytes();
    EXPECT_TRUE(bool(Back) && BytesRef(*Back) == Data) << Where;
    Counts[(What + ", identical without residue").str()] += Whole.Kept.empty();
  }
  template <typename T>
  void section(BytesRef Data, Expected<T> Value, StringRef What) {
    if (!good(Value, What))
      return;
    bool Same = BytesRef(serialize(*Value)) == Data;
    Counts[(What + ", identical").str()] += Same;
  }

  std::string Where;
  std::map<std::string, unsigned> Counts;
  const hw::Device &D = *hw::findDevice("npu2");
};

} // namespace

void Examiner::partition(BytesRef Data) {
  Expected<xclbin::AiePartition> P = xclbin::parseAiePartition(Data);
  if (!good(P, "AIE_PARTITION"))
    return;
  exact(*P, Data, "AIE_PARTITION");
  for (const xclbin::PartitionPdi &Image : P->Pdis)
    pdi(Image.Image);
}

void Examiner::xclbin(BytesRef Data) {
  Expected<xclbin::File> F = xclbin::parse(Data);
  if (!good(F, "xclbin"))
    return;
  EXPECT_EQ(BytesRef(xclbin::serialize(*F)), Data) << Where;
  using enum xclbin::SectionKind;
  for (const xclbin::Section &S : F->Sections) {
    ++Counts["sections"];
    BytesRef P = S.Payload;
    if (S.is(AiePartition))
      partition(P);
    else if (S.is(MemTopology) || S.is(GroupTopology))
      section(P, xclbin::parseMemTopology(P), "MEM_TOPOLOGY");
    else if (S.is(Connectivity) || S.is(GroupConnectivity))
      section(P, xclbin::parseConnectivity(P), "CONNECTIVITY");
    else if (S.is(IpLayout))
      section(P, xclbin::parseIpLayout(P), "IP_LAYOUT");
    else if (S.is(EmbeddedMetadata))
      section(P, xclbin::parseEmbeddedMetadata(P), "EMBEDDED_METADATA");
  }
}

void Examiner::text(const cdo::Cdo &C) {
  Expected<cdo::Cdo> Back = script::parseCdo(script::print(C, D), D);
  if (good(Back, "text form of a CDO"))
    EXPECT_TRUE(*Back == C) << Where;
}

void Examiner::pdi(BytesRef Data) {
  Expected<pdi::Pdi> P = pdi::parse(Data);
  if (!good(P, "PDI"))
    return;
  Counts["PDI, transformed"] += P->Transformed;
  exact(*P, Data, P->Transformed ? "PDI, transformed" : "PDI, plain");
  text(P->Cdo);
}

void Examiner::cdo(BytesRef Data) {
  Expected<cdo::Cdo> C = cdo::parse(Data);
  if (!good(C, "CDO"))
    return;
  exact(*C, Data, "CDO");
  text(*C);
}

void Examiner::stream(BytesRef Data) {
  Expected<txn::Transaction> T = txn::parse(Data);
  if (!good(T, "instruction stream"))
    return;
  Counts["instruction stream, operations"] += T->Ops.size();
  exact(*T, Data, "instruction stream");
  Expected<txn::Transaction> Back =
      script::parseTransaction(script::print(*T, D), D);
  if (good(Back, "text form of a stream"))
    EXPECT_TRUE(*Back == *T) << Where;
}

void Examiner::packets(BytesRef Data) {
  std::vector<std::string> Warnings;
  Expected<ctrlpkt::Packets> P = ctrlpkt::parse(Data, &Warnings);
  if (!good(P, "control packets"))
    return;
  EXPECT_TRUE(Warnings.empty()) << Where << ": " << Warnings.front();
  EXPECT_EQ(BytesRef(serialize(*P)), Data) << Where;
  Counts["control packets, packets"] += P->size();
  Expected<ctrlpkt::Packets> Back =
      script::parsePackets(script::print(*P, D), D);
  if (good(Back, "text form of packets"))
    EXPECT_TRUE(*Back == *P) << Where;
}

void Examiner::instructions(BytesRef Data) {
  Expected<insts::InstructionElf> E = insts::parse(Data);
  if (!good(E, "instruction ELF " + describe(insts::Generation(Data[8]))))
    return;
  Expected<Bytes> Again = insts::serialize(*E);
  if (Again)
    Counts["instruction ELF, written identically"] += BytesRef(*Again) == Data;
  else
    llvm::consumeError(Again.takeError());
  if (E->Uid.size() == 16)
    EXPECT_EQ(E->Uid, insts::contentUid(*E)) << Where;
  for (const insts::Image &I : E->Images)
    pdi(I.Pdi);
  for (const insts::Program &P : E->Programs)
    for (const insts::Part &Part : P.Parts) {
      if (StringRef(Part.Name).starts_with(".ctrldata")) {
        packets(Part.Contents);
        continue;
      }
      stream(Part.Contents);
      Expected<txn::Transaction> T = txn::parse(Part.Contents);
      if (!T) {
        llvm::consumeError(T.takeError());
        continue;
      }
      Expected<insts::Part> Made = insts::relocatedText(*T, {});
      if (!good(Made, "relocations of a part"))
        continue;
      Counts["relocations"] += Part.Patches.size();
      ASSERT_EQ(Made->Patches.size(), Part.Patches.size()) << Where;
      for (auto [A, B] : llvm::zip_equal(Made->Patches, Part.Patches))
        Counts["relocations, equal but for the name"] +=
            A.Offset == B.Offset && A.Kind == B.Kind && A.Addend == B.Addend;
    }
}

void Examiner::elf(BytesRef Data) {
  if (insts::looksLikeInstructionElf(Data)) {
    instructions(Data);
    return;
  }
  Expected<elf::File> F = elf::parse(Data);
  if (!good(F, "ELF"))
    return;
  EXPECT_EQ(BytesRef(elf::serialize(*F)), Data) << Where;
  if (F->Machine == elf::MachineAIE && !F->isAIE2())
    ++Counts["ELF of AIE2P"];
  if (!F->isAIE2())
    return;
  if (F->Type == llvm::ELF::ET_EXEC) {
    Expected<elf::CoreElf> C = elf::parseCore(Data);
    good(C, "core program");
  } else {
    Expected<std::vector<elf::Symbol>> S = elf::symbols(*F);
    good(S, "core object");
  }
}

void Examiner::one(BytesRef Data) {
  if (StringRef(llvm::toStringRef(Data)).starts_with("xclbin2"))
    return xclbin(Data);
  if (pdi::looksLikePdi(Data))
    return pdi(Data);
  if (elf::isElf(Data))
    return elf(Data);
  Expected<Bytes> Words = txn::readInstructionFile(Data);
  if (!good(Words, "words of a file"))
    return;
  if (Words->size() >= 8 &&
      llvm::support::endian::read32le(Words->data() + 4) == 0x004F4443)
    return cdo(*Words);
  if (seq::looksLikeSequence(*Words)) {
    Expected<seq::Sequence> S = seq::parse(*Words);
    if (good(S, "sequence"))
      EXPECT_EQ(seq::serialize(*S), *Words) << Where;
    Expected<txn::Transaction> T = seq::toTransaction(*S, D);
    good(T, "sequence as a transaction");
    return;
  }
  if (ctrlpkt::looksLikeControlPackets(*Words))
    return packets(*Words);
  stream(*Words);
}

void Examiner::file(StringRef Path) {
  auto Buffer = readFile(Path);
  ASSERT_TRUE(bool(Buffer));
  Where = Path.str();
  one(bytesOf(**Buffer));
}

TEST(RealFiles, ComeBackByteForByte) {
  const char *Folder = std::getenv("AIEFORGE_REAL_FILES");
  if (!Folder)
    GTEST_SKIP() << "AIEFORGE_REAL_FILES is not set";
  Examiner E;
  std::vector<std::string> Paths;
  std::error_code Code;
  for (llvm::sys::fs::recursive_directory_iterator It(Folder, Code), End;
       It != End && !Code; It.increment(Code))
    if (!llvm::sys::fs::is_directory(It->path()))
      Paths.push_back(It->path());
  llvm::sort(Paths);
  for (const std::string &Path : Paths)
    E.file(Path);
  E.report();
}
