//===- PackageTest.cpp - files taken apart and put together again ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Package.h"
#include "Check/GoodFile.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <cstdlib>
#include <iostream>

using namespace aieforge;
using namespace aieforge::pack;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

using PackageFiles = std::vector<PackageFile>;

static Expected<Bytes> packed(const PackageFiles &Files) {
  auto Read = [&](llvm::StringRef Name) -> Expected<Bytes> {
    for (const PackageFile &F : Files)
      if (F.Name == Name)
        return F.Data;
    return makeError("no file {0}", Name);
  };
  return pack::pack(llvm::toStringRef(Files.front().Data), Read, npu1());
}

/// Takes \p File apart, puts it together and returns the names of the parts.
static std::vector<std::string> roundTrip(BytesRef File) {
  Expected<PackageFiles> Files = unpack(File, npu1());
  if (!Files) {
    ADD_FAILURE() << llvm::toString(Files.takeError());
    return {};
  }
  EXPECT_EQ(Files->front().Name, DescriptionName);
  EXPECT_TRUE(looksLikePackage(Files->front().Data));
  EXPECT_THAT_EXPECTED(packed(*Files), HasValue(File.vec()));
  std::vector<std::string> Names;
  for (const PackageFile &F : llvm::drop_begin(*Files))
    Names.push_back(F.Name);
  return Names;
}

TEST(Package, Xclbin) {
  EXPECT_THAT(
      roundTrip(serialize(goodFile(2))),
      ElementsAre("image0.pdi", "image1.pdi", "2_embedded_metadata.xml"));
}

TEST(Package, OddXclbins) {
  using namespace xclbin;
  File F = goodFile();
  F.Head.TimeStamp = 1700000000;
  F.Head.KeyBlock[3] = 7;
  F.Head.PlatformVbnv = llvm::StringRef("xilinx_v1_ipu_0_0");
  F.Tail = {1, 2, 3};
  F.Sections[0].Name.Raw = {'\xFF', 'a', 0, 'b'};
  F.Sections[1].Padding = {1, 2, 3, 4};
  F.Sections.emplace_back(SectionKind::Bitstream, "dummy", Bytes());
  F.Sections.emplace_back(SectionKind::Pdi, "p", goodPdi());
  F.Sections.emplace_back(SectionKind::BuildMetadata, "b", Bytes{'{', '}'});
  F.Sections.emplace_back().Kind = 4711;
  // A table with a byte too many is no table.
  F.find(SectionKind::IpLayout)->Payload.push_back(0);
  std::vector<std::string> Names = roundTrip(serialize(F));
  EXPECT_THAT(Names, Contains("tail.bin"));
  EXPECT_THAT(Names, Contains("3_ip_layout.bin"));
  EXPECT_THAT(Names, Contains("6_pdi.pdi"));
  EXPECT_THAT(Names, Contains("7_build_metadata.json"));
  // Payloads at other places, with something between them.
  F.Sections.resize(2);
  F.Sections[0].Offset = 2048;
  F.Sections[1].Offset = 600;
  F.Gaps = {{580, {9, 9}}};
  roundTrip(serialize(F));
}

TEST(Package, ImagesAndCdos) {
  EXPECT_THAT(roundTrip(goodPdi(2)), ElementsAre("cdo.txt"));
  Bytes Odd = goodPdi(2);
  Odd[0x14] = 9; // a number of images … that is an error
  Odd[0x14] = 1;
  Odd[0x70] = 0x55;    // a reserved word of the image header table
  Odd.push_back(0x77); // and something behind the end
  EXPECT_THAT(roundTrip(Odd), ElementsAre("cdo.txt"));
  pdi::Pdi P = llvm::cantFail(pdi::parse(goodPdi(1)));
  EXPECT_THAT(roundTrip(cdo::serialize(P.Cdo)), ElementsAre("cdo.txt"));
  P.Transformed = true;
  Bytes Transformed = pdi::serialize(P);
  Transformed.resize(Transformed.size() - 20); // as older tools cut them
  EXPECT_THAT(roundTrip(Transformed), ElementsAre("cdo.txt"));
}

static txn::Transaction stream() {
  txn::Transaction T(npu1());
  T.Ops = {txn::BlockWrite{0x1D000, {64, 0, 0, 0, 0, 0, 0, 0x2000000}},
           txn::DdrPatch{0x1D004, 0}, txn::Write{0x1D214, 0},
           txn::Tct{hw::Direction::S2MM, 0, 0, 0, 1, 1}};
  return T;
}

TEST(Package, InstructionStreams) {
  Bytes Stream = txn::serialize(stream());
  EXPECT_THAT(roundTrip(Stream), ElementsAre("instructions.txt"));
  Bytes Garbage = Stream;
  Garbage[0x15] = 0xA5; // padding of the first operation
  Garbage[0x13] = 0x5A;
  roundTrip(Garbage);
  std::string Hex = txn::toHexText(Stream);
  roundTrip(llvm::arrayRefFromStringRef(Hex));
  Hex += "\n\n";
  for (char &C : Hex)
    C = llvm::toUpper(C);
  roundTrip(llvm::arrayRefFromStringRef(Hex));
}

TEST(Package, ControlPackets) {
  ctrlpkt::Packets P = {ctrlpkt::Packet::write(27, 0x1D000, {1, 2, 3, 4}),
                        ctrlpkt::Packet::write(27, 0x1D010, {5, 6})};
  P[0].PaddingWords = 2;
  EXPECT_THAT(roundTrip(serialize(P)), ElementsAre("packets.txt"));
}

TEST(Package, InstructionElfs) {
  insts::InstructionElf E;
  E.Columns = 4;
  E.Images = {{1, goodPdi()}};
  for (const char *Kernel : {"a", "b"}) {
    insts::Program &P = E.Programs.emplace_back();
    P.Kernel = P.Sequence = Kernel;
    P.Arguments = 2;
    insts::Part Text = llvm::cantFail(insts::relocatedText(stream(), {}));
    Text.Name += Kernel[0] == 'a' ? ".0" : ".1";
    P.Parts = {
        Text,
        {".ctrldata." + std::to_string(Kernel[0] - 'a'), Bytes(8, 3), {}}};
  }
  Bytes File = llvm::cantFail(insts::serialize(E));
  EXPECT_THAT(roundTrip(File),
              ElementsAre("image1.pdi", "0_ctrltext.0.txt", "0_ctrldata.0.bin",
                          "1_ctrltext.1.txt", "1_ctrldata.1.bin"));
  File.back() ^= 0x40; // the name table's header is not ours any more
  roundTrip(File);
}

TEST(Package, NamesThatAreNoText) {
  // The description is JSON and cannot hold these bytes; the residue does.
  insts::InstructionElf E;
  E.Columns = 1;
  insts::Program &P = E.Programs.emplace_back();
  P.Kernel = "kern\xff";
  P.Sequence = "seq\xfe\x0b";
  P.Arguments = 3;
  P.Parts = {llvm::cantFail(insts::relocatedText(stream(), {}))};
  P.Parts[0].Name += ".0";
  EXPECT_THAT(roundTrip(llvm::cantFail(insts::serialize(E))),
              ElementsAre("ctrltext.0.txt"));
}

TEST(Package, WrongDescriptions) {
  auto Fails = [](const char *Text, const char *Message) {
    PackageFile F{"package.json", Bytes(Text, Text + strlen(Text))};
    EXPECT_THAT_EXPECTED(packed({F}), FailedWithMessage(HasSubstr(Message)));
  };
  Fails("", "the description of the package");
  Fails("[]", "has no \"aieforge_package\": 1");
  Fails("{\"aieforge_package\": 2}", "has no \"aieforge_package\": 1");
  Fails("{\"aieforge_package\": 1, \"kind\": \"zip\"}",
        "no packages of kind \"zip\"");
  Fails("{\"aieforge_package\": 1, \"kind\": \"pdi\", \"script\": \"a\"}",
        "no file a");
  Fails("{\"aieforge_package\": 1, \"kind\": \"xclbin\", \"sections\": 1}",
        "sections: this is no list");
  Fails("{\"aieforge_package\": 1, \"kind\": \"xclbin\", \"sections\": "
        "[{\"kind\": \"MEM_TOPOLOGY\", \"table\": {\"banks\": [{\"type\": "
        "256}]}}]}",
        "sections[0].table.banks[0].type: this is no number of 8 bits");
  Fails("{\"aieforge_package\": 1, \"kind\": \"xclbin\", \"sections\": "
        "[{\"kind\": \"MEM_TOPOLOGY\", \"table\": {}, \"offset\": "
        "1152921504606846976}]}",
        "sections[0].offset");
}

TEST(Package, FilesOfOtherTools) {
  const char *Folder = std::getenv("AIEFORGE_REAL_FILES");
  if (!Folder)
    GTEST_SKIP() << "AIEFORGE_REAL_FILES is not set";
  unsigned Same = 0, Refused = 0;
  std::error_code Code;
  for (llvm::sys::fs::recursive_directory_iterator It(Folder, Code), End;
       It != End && !Code; It.increment(Code)) {
    if (llvm::sys::fs::is_directory(It->path()))
      continue;
    auto Buffer = llvm::cantFail(readFile(It->path()));
    BytesRef Data = bytesOf(*Buffer);
    Expected<PackageFiles> Files = unpack(Data, npu1());
    if (!Files) {
      llvm::consumeError(Files.takeError());
      ++Refused;
      continue;
    }
    Expected<Bytes> Back = packed(*Files);
    EXPECT_TRUE(bool(Back) && BytesRef(*Back) == Data) << It->path();
    ++Same;
  }
  std::cout << "  taken apart and made again: " << Same
            << "\n  not to be taken apart: " << Refused << "\n";
}
