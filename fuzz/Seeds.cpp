//===- Seeds.cpp - good files to begin with -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/ElfBuilder.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Script.h"
#include "aieforge/Formats/Sequence.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace llvm;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

static Bytes bytesOfText(StringRef Text) {
  return Bytes(Text.begin(), Text.end());
}

static cdo::Cdo everyCommand() {
  using cdo::Command;
  cdo::Cdo C;
  C.Commands = {Command::nop(),
                Command::write(0x21F000, 1),
                Command::maskWrite(0x232000, 3, 1),
                Command::dmaWrite(0x220000, {1, 2, 3, 4, 5}),
                Command::write64(0x1D204, 2),
                Command::maskWrite64(0x1DE00, 1, 0),
                Command::nop(2)};
  return C;
}

static cdo::Cdo longCommand() {
  cdo::Cdo C;
  C.Commands = {cdo::Command::dmaWrite(0x200000, std::vector<uint32_t>(260))};
  return C;
}

std::vector<Bytes> fuzz::cdoSeeds() {
  cdo::Cdo Polls;
  Polls.Commands.emplace_back(cdo::CommandId::MaskPoll64,
                              std::vector<uint32_t>{0, 4, 1, 1, 500});
  Polls.Commands.emplace_back(cdo::CommandId::Set,
                              std::vector<uint32_t>{0, 0x400, 16, 0});
  return {cdo::serialize(everyCommand()), cdo::serialize(longCommand()),
          cdo::serialize(Polls)};
}

static Bytes image(bool Transformed = false) {
  pdi::Pdi P;
  P.Cdo = everyCommand();
  P.Transformed = Transformed;
  return pdi::serialize(P);
}

std::vector<Bytes> fuzz::pdiSeeds() { return {image(), image(true)}; }

static txn::Transaction everyOperation(txn::Encoding E) {
  using namespace txn;
  Transaction T(npu1());
  T.Enc = E;
  bool Short = E == Encoding::V1_0;
  T.Ops = {BlockWrite{0x1D000, {64, 0, 0, 0, 0, 0, 0, 0x2000000}},
           DdrPatch{0x1D004, 1, 16},
           Write{0x1D204, 0x80000000},
           MaskWrite{0x1D200, 0xF00, 0x1F00},
           MaskPoll{0x1D228, 0, 0x78003C, true},
           Noop{},
           Preempt{2},
           LoadPdi{1, 0, 0},
           LoadPmStart{1, 3},
           CreateScratchpad{0, 64, 0},
           UpdateReg{1, 1, 4, 0x1D004},
           Tct{},
           ReadRegs{{0x32004, 0x1D220}},
           RecordTimer{5},
           MergeSync{4, 4, 0x1100, uint8_t(Short ? 12 : 16)}};
  return T;
}

std::vector<Bytes> fuzz::streamSeeds() {
  return {txn::serialize(everyOperation(txn::Encoding::V0_1)),
          txn::serialize(everyOperation(txn::Encoding::V1_0))};
}

static ctrlpkt::Packets somePackets() {
  using ctrlpkt::Packet;
  ctrlpkt::Packets P = {Packet::write(27, 0x1D000, {1, 2, 3, 4}),
                        Packet::write(15, 0x1D204, uint32_t(7)),
                        Packet::read(26, 0xA0000, 2, 5)};
  P[0].PaddingWords = 2;
  return P;
}

std::vector<Bytes> fuzz::packetSeeds() { return {serialize(somePackets())}; }

std::vector<Bytes> fuzz::sequenceSeeds() {
  seq::Sequence S;
  S.Header = {3, 0x01000405, 0x01000100};
  S.Ops = {{{0x02000500, 0x5408, 2}},
           {{0x06000111, 0, 64, 0, 0, 0, 0x80000000, 0, 0, 0x02000000}},
           {{0x03000000, 0x00010100}}};
  return {seq::serialize(S)};
}

static xclbin::File someXclbin() {
  xclbin::NpuXclbinDescription D = xclbin::describeXclbinFor(npu1());
  for (unsigned I = 0; I < 2; ++I) {
    xclbin::NpuKernel &K = D.Kernels.emplace_back();
    K.Name = "K" + std::to_string(I);
    K.Id += I;
    K.Pdi = image();
  }
  return cantFail(xclbin::buildNpuXclbin(D));
}

std::vector<Bytes> fuzz::xclbinSeeds() {
  xclbin::File Full = someXclbin(), Odd = Full;
  using enum xclbin::SectionKind;
  // The copies and the trailer of AMD's packager.
  Full.Sections.emplace_back(GroupTopology, "",
                             Bytes(Full.find(MemTopology)->Payload));
  Full.Sections.emplace_back(GroupConnectivity, "",
                             Bytes(Full.find(Connectivity)->Payload));
  Full.Tail = bytesOfText("XCLBIN_MIRROR_DATA_START\n{}\n"
                          "XCLBIN_MIRROR_DATA_END");
  Odd.Sections.resize(1);
  Odd.Sections.emplace_back(Bitstream, "bitstream", image());
  return {xclbin::serialize(someXclbin()), xclbin::serialize(Full),
          xclbin::serialize(Odd)};
}

std::vector<Bytes> fuzz::elfSeeds() {
  elf::CoreElf C;
  C.Segments = {{".text", 0, ELF::PF_R | ELF::PF_X, Bytes(32, 1), 32, 16},
                {".data", 0x70400, ELF::PF_R | ELF::PF_W, Bytes(8, 2), 16, 4}};
  C.Symbols = {{"local", 4, 0, ELF::STT_NOTYPE, ELF::STB_LOCAL, 0},
               {"main", 0, 16, ELF::STT_FUNC, ELF::STB_GLOBAL, 0}};
  elf::Builder B(ELF::ET_REL);
  elf::Section Text;
  Text.Name = ".text";
  Text.Type = ELF::SHT_PROGBITS;
  Text.Contents = Bytes(32, 3);
  Text.Size = 32;
  unsigned Section = B.addSection(Text);
  elf::Symbol S;
  S.Name = "callee";
  S.Binding = ELF::STB_GLOBAL;
  B.addRelocation(Section, {4, B.addSymbol(S), 1, 8});
  return {elf::serialize(C), elf::serialize(B.build())};
}

std::vector<Bytes> fuzz::instructionElfSeeds() {
  insts::InstructionElf E;
  E.Columns = 4;
  E.Images = {{1, image()}};
  for (std::string Number : {"0", "1"}) {
    insts::Program &P = E.Programs.emplace_back();
    P.Kernel = "kernel" + Number;
    P.Sequence = "sequence" + Number;
    P.Arguments = 2;
    P.Parts = {cantFail(
        insts::relocatedText(everyOperation(txn::Encoding::V0_1), {}))};
    P.Parts[0].Name += "." + Number;
  }
  Bytes Group = cantFail(insts::serialize(E));
  E.Images.clear();
  E.Programs.resize(1);
  E.Programs[0].Parts[0].Name = ".ctrltext";
  E.Programs[0].Parts.push_back({".ctrldata", serialize(somePackets()), {}});
  E.Gen = insts::Generation::Partial;
  Bytes Partial = cantFail(insts::serialize(E));
  E.Gen = insts::Generation::PartialOld;
  return {Group, Partial, cantFail(insts::serialize(E))};
}

std::vector<Bytes> fuzz::archiveSeeds() {
  auto Member = [](StringRef Name, StringRef Contents) {
    std::string Header = Name.str();
    Header.resize(48, ' ');
    Header += std::to_string(Contents.size());
    Header.resize(58, ' ');
    Header += "`\n";
    return Header + Contents.str() + (Contents.size() % 2 ? "\n" : "");
  };
  std::string Gnu = "!<arch>\n" + Member("//", "a_long_name_of_a_file.o/\n") +
                    Member("/0", "abc") + Member("short.o/", "defg");
  std::string Bsd = "!<arch>\n" + Member("#1/8", StringRef("name.o\0\0xy", 10));
  return {bytesOfText(Gnu), bytesOfText(Bsd)};
}

std::vector<Bytes> fuzz::bifSeeds() {
  return {bytesOfText("all:\n{\n  id_code = 0x14ca8093\n"
                      "  extended_id_code = 0x01 // a comment\n"
                      "  image\n  {\n    name=aie_image, id=0x1c000000\n"
                      "    { type=cdo file=a.bin file=b.bin }\n  }\n}\n")};
}

std::vector<Bytes> fuzz::scriptSeeds() {
  return {
      bytesOfText(script::print(everyCommand(), npu1())),
      bytesOfText(script::print(everyOperation(txn::Encoding::V0_1), npu1())),
      bytesOfText(script::print(somePackets(), npu1())),
      bytesOfText("cdo device=npu1\nwrite (0,2)Core_Control 1\n"
                  "dma_write (0,2)program+0x10 { 1 2\n3 }\n")};
}

std::vector<Bytes> fuzz::hexSeeds() {
  std::vector<Bytes> Out;
  for (const Bytes &Stream : streamSeeds())
    Out.push_back(bytesOfText(txn::toHexText(Stream)));
  return Out;
}

std::vector<Bytes> fuzz::kernelSeeds() {
  return {someXclbin().find(xclbin::SectionKind::EmbeddedMetadata)->Payload};
}
