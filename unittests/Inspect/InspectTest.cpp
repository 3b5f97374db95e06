//===- InspectTest.cpp - documents of every kind of file ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Inspect.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/ElfBuilder.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Sequence.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/JSON.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <random>
#include <set>

using namespace aieforge;
using namespace aieforge::inspect;
using llvm::cantFail;
using llvm::FailedWithMessage;
using testing::HasSubstr;
using testing::Not;

namespace {

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// One core at (0,2): a program, a lock, a BD, a channel; a circuit to the
/// shim; a packet rule.
cdo::Cdo oneCore() {
  using cdo::Command;
  cdo::Cdo C;
  C.Commands = {
      Command::nop(), Command::maskWrite(0x232000, 1, 0),
      Command::dmaWrite(0x220000, {0, 0x22222222, 0x33333333, 0x44444444, 5}),
      Command::write(0x21F010, 1), Command::dmaWrite(0x200400, {0, 0}),
      Command::nop(2),
      // BD 3 from its first word, then BD 4 but for its last word.
      Command::dmaWrite(0x21D060, {0x04000040, 0, 0, 0, 0, 0x020C0FE1 | 1 << 12,
                                   0, 0, 0x100}),
      Command::write64(0x21DE14, 0x80010003),
      Command::maskWrite(0x21DE10, 0, 1),
      Command::write(0x23F014, 0x80000001), // South0 from DMA0
      Command::write(0x23F104, 0x80000000),
      Command::write(0x1B001C, 0x8000000D), // South0 from North0
      Command::write(0x1B0134, 0x80000000),
      Command::write(0x03F010, 0x8000000E), // South2 from North0
      Command::write(0x03F138, 0x80000000),
      Command::maskWrite(0x01F004, 0x30, 0x10),
      Command::write(0x03F250, 0x031F0112), Command::write(0x232034, 0x2E),
      Command::maskWrite(0x232000, 3, 1),
      Command::write(0x239000, 7), // No register.
  };
  return C;
}

Bytes onePdi() {
  pdi::Pdi P;
  P.Cdo = oneCore();
  return pdi::serialize(P);
}

Bytes oneXclbin() {
  xclbin::NpuXclbinDescription D =
      xclbin::describeXclbinFor(*hw::findDevice("npu1_1col"));
  for (unsigned I = 0; I < 2; ++I) {
    xclbin::NpuKernel &K = D.Kernels.emplace_back();
    K.Name = "K" + std::to_string(I);
    K.Id = 0x901 + I;
    K.Pdi = onePdi();
  }
  xclbin::File F = cantFail(xclbin::buildNpuXclbin(D));
  std::string Json = R"({"aie_metadata":{"driver_config":{"hw_gen":"3"}}})";
  F.Sections.push_back(xclbin::Section(xclbin::SectionKind::AieMetadata, "",
                                       Bytes(Json.begin(), Json.end())));
  F.Sections.push_back(
      xclbin::Section(xclbin::SectionKind::Bitstream, "raw", {1, 2, 3}));
  return xclbin::serialize(F);
}

txn::Transaction oneStream(txn::Encoding E = txn::Encoding::V0_1) {
  txn::Transaction T(*hw::findDevice("npu1_1col"));
  T.Enc = E;
  T.Ops = {
      txn::BlockWrite{0x1D020,
                      {0x100, 0, 0, 0, 0x80000000, 0x02000000, 0, 0x02000000}},
      txn::DdrPatch{0x1D024, 3, 0x40},
      txn::MaskWrite{0x1D200, 0xF00, 0x1F00},
      txn::Write{0x1D204, 0x80000001},
      txn::MaskPoll{0x1D220, 0, 0x3},
      txn::Noop{},
      txn::Tct{hw::Direction::S2MM, 0, 0, 0, 1, 1}};
  return T;
}

Bytes oneCoreElf() {
  elf::CoreElf E;
  elf::CoreSegment Text;
  Text.Name = ".text";
  Text.Flags = llvm::ELF::PF_R | llvm::ELF::PF_X;
  Text.Data = Bytes(32);
  Text.MemorySize = 32;
  Text.Alignment = 16;
  elf::CoreSegment Data = Text;
  Data.Name = ".bss";
  Data.Address = 0x70400;
  Data.Data.clear();
  Data.MemorySize = 64;
  E.Segments = {Text, Data};
  E.Symbols.push_back(
      {"main", 0, 32, llvm::ELF::STT_FUNC, llvm::ELF::STB_GLOBAL, 0});
  return elf::serialize(E);
}

Bytes oneObject() {
  elf::Builder B(llvm::ELF::ET_REL);
  elf::Section Text;
  Text.Name = ".text";
  Text.Type = llvm::ELF::SHT_PROGBITS;
  Text.Flags = llvm::ELF::SHF_ALLOC | llvm::ELF::SHF_EXECINSTR;
  Text.Contents = Bytes(16);
  Text.Size = 16;
  unsigned Index = B.addSection(Text);
  elf::Symbol Kernel;
  Kernel.Name = "kernel";
  Kernel.Binding = llvm::ELF::STB_GLOBAL;
  Kernel.Type = llvm::ELF::STT_FUNC;
  Kernel.Section = Index;
  B.addSymbol(Kernel);
  elf::Symbol Helper;
  Helper.Name = "helper";
  Helper.Binding = llvm::ELF::STB_GLOBAL;
  unsigned Number = B.addSymbol(Helper);
  elf::Relocation R;
  R.Offset = 4;
  R.Symbol = Number;
  R.Type = 1;
  B.addRelocation(Index, R);
  return elf::serialize(B.build());
}

Bytes onePacketBuffer() {
  ctrlpkt::Packets P = {ctrlpkt::Packet::write(15, 0x1D000, {1, 2}),
                        ctrlpkt::Packet::read(26, 0xC0000, 1, 3)};
  return ctrlpkt::serialize(P);
}

Bytes oneInstructionElf() {
  insts::InstructionElf E;
  E.Columns = 1;
  E.Images = {{1, onePdi()}};
  insts::Program P;
  P.Kernel = "dev";
  P.Sequence = "seq";
  P.Arguments = 4;
  P.Parts = {cantFail(insts::relocatedText(oneStream(), {}))};
  E.Programs = {P};
  return cantFail(insts::serialize(E));
}

/// A write and a wait, as a file of the old kind.
Bytes oneSequence() {
  seq::Sequence S;
  S.Ops = {{{0x02000000, 0x1D204, 0x80000001}}, {{0x03000000, 0x00010100}}};
  return seq::serialize(S);
}

std::vector<std::pair<std::string, Bytes>> allFiles() {
  return {{"a.xclbin", oneXclbin()},
          {"a.pdi", onePdi()},
          {"a.cdo", cdo::serialize(oneCore())},
          {"a.bin", txn::serialize(oneStream())},
          {"b.bin", txn::serialize(oneStream(txn::Encoding::V1_0))},
          {"a.seq", oneSequence()},
          {"insts.elf", oneInstructionElf()},
          {"ctrl.bin", onePacketBuffer()},
          {"core.elf", oneCoreElf()},
          {"k.o", oneObject()}};
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

std::string print(const Node &Root, Form F) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (F == Form::Json)
    printJson(OS, Root);
  else
    printText(OS, Root);
  return Text;
}

std::string show(BytesRef Data, Options O = {}) {
  Expected<Node> Root = inspectFile("file", Data, O);
  if (!Root)
    return "error: " + toString(Root.takeError());
  return print(*Root, O.Output);
}

Options all(Form F = Form::Text) {
  Options O;
  O.All = true;
  O.Output = F;
  return O;
}

} // namespace

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

TEST(Inspect, PdiSummary) {
  std::string Text = show(onePdi());
  EXPECT_EQ(Text.substr(Text.find("summary")),
            "summary\n"
            "  form           plain\n"
            "  device         npu1_1col (AIE2; assumed: images do not tell)\n"
            "  CDO version    0x200\n"
            "  commands       20\n"
            "  words written  31\n"
            "  unresolved     3\n"
            "  tiles\n"
            "    shim(0,0): registers only\n"
            "    mem(0,1): registers only\n"
            "    core(0,2): enabled, program 20 bytes, data 8 bytes, buffers "
            "256 bytes, 1 lock, 1 BD, 1 task\n"
            "  routes\n"
            "    core(0,2) DMA MM2S 0 -> shim(0,0) DMA S2MM 0\n");
}

TEST(Inspect, PdiWrites) {
  std::string Text = show(onePdi(), all());
  size_t At = Text.find("  writes\n");
  ASSERT_NE(At, std::string::npos);
  // A core's BD has six words; behind them the table has a hole of two.
  EXPECT_EQ(
      Text.substr(At, Text.find("  unresolved writes\n") - At),
      "  writes\n"
      "    0x0164  NOP\n"
      "    0x0168  core(0,2) Core_Control: Enable=0\n"
      "    0x0178  core(0,2) program memory 0x0: 5 words 00000000 22222222 "
      "33333333 44444444 ...\n"
      "    0x0198  core(0,2) Lock1_value: Lock_value=1\n"
      "    0x01a4  core(0,2) data memory 0x400: 2 words, zeros\n"
      "    0x01b8  NOP of 2 words\n"
      "    0x01c4  core(0,2) DMA_BD3: base=0x4000 len=64 acquire lock 1 >= 1 "
      "release lock 0 + 3\n"
      "    0x01c4  (0,2) 0x1d078 (no such register): 0x0\n"
      "    0x01c4  (0,2) 0x1d07c (no such register): 0x0\n"
      "    0x01c4  core(0,2) DMA_BD4_0: Buffer_Length=256\n"
      "    0x01f4  core(0,2) DMA MM2S 0 starts BD 3 x 2 with token\n"
      "    0x0204  core(0,2) DMA_MM2S_0_Ctrl: nothing (mask 0)\n"
      "    0x0214  core(0,2) master South0 <- DMA0\n"
      "    0x0220  core(0,2) slave DMA0 enabled\n"
      "    0x022c  mem(0,1) master South0 <- North0\n"
      "    0x0238  mem(0,1) slave North0 enabled\n"
      "    0x0244  shim(0,0) master South2 <- North0\n"
      "    0x0250  shim(0,0) slave North0 enabled\n"
      "    0x025c  shim(0,0) Demux_Config: South2=1\n"
      "    0x026c  shim(0,0) South3 slot 0: id 3 mask 0x1f -> arbiter 2 msel "
      "1\n"
      "    0x0278  core(0,2) Error_Halt_Event: Error_Halt_Core_Event=46 "
      "(GROUP_ERRORS_0)\n"
      "    0x0284  core(0,2) Core_Control: Enable=1\n"
      "    0x0294  (0,2) 0x39000 (no such register): 0x7\n");
}

TEST(Inspect, PdiState) {
  std::string Text = show(onePdi(), all());
  EXPECT_THAT(Text, HasSubstr("  unresolved writes\n"
                              "    (0,2) 0x1d078 (no such register) and 1 word "
                              "behind it\n"
                              "    (0,2) 0x39000 (no such register)\n"));
  EXPECT_THAT(Text, HasSubstr("      demux: South2 -> DMA S2MM 0\n"));
  EXPECT_THAT(Text, HasSubstr("      South3 slot 0: id 3 mask 0x1f -> arbiter "
                              "2 msel 1 (that port takes no packets)\n"));
  EXPECT_THAT(Text,
              HasSubstr("    core(0,2)\n"
                        "      core: enabled, cascade from north to south\n"
                        "      locks  1=1\n"
                        "      BDs\n"
                        "        DMA_BD3: base=0x4000 len=64 acquire lock 1 >= "
                        "1 release lock 0 + 3\n"));
  EXPECT_THAT(Text, HasSubstr("        DMA MM2S 0: starts BD 3 x 2 with "
                              "token\n"));
  EXPECT_THAT(Text, HasSubstr("        Error_Halt_Event: "));
  EXPECT_THAT(Text, HasSubstr("        0x400 to 0x407: 8 bytes, zeros\n"));
  EXPECT_THAT(Text, HasSubstr("      listing\n        00000  "));
}

TEST(Inspect, XclbinSummaryAndSections) {
  Bytes File = oneXclbin();
  std::string Text = show(File);
  EXPECT_THAT(Text, HasSubstr("device         npu1_1col (AIE2; "
                              "AIE_METADATA)\n"));
  EXPECT_THAT(Text, HasSubstr("    kernel K1\n"));
  EXPECT_THAT(Text, HasSubstr("on PDI         1\n"));
  EXPECT_THAT(Text, HasSubstr("        0 opcode: uint64_t at 0x00\n"));
  EXPECT_THAT(Text, HasSubstr("    PDI 1\n"));
  EXPECT_THAT(Text, Not(HasSubstr("details")));

  Options O;
  O.Section = "mem_topology";
  Text = show(File, O);
  EXPECT_THAT(Text, HasSubstr("    MEM_TOPOLOGY \"mem_topology\" at 0x"));
  EXPECT_THAT(Text, HasSubstr("MEM_DRAM"));
  EXPECT_THAT(Text, Not(HasSubstr("summary")));
  EXPECT_THAT(Text, Not(HasSubstr("IP_LAYOUT")));
  O.Section = "BITSTREAM";
  EXPECT_THAT(show(File, O), HasSubstr("000000  01 02 03 "));
  O.Section = "OVERLAY";
  EXPECT_THAT(show(File, O),
              HasSubstr("error: there is no section OVERLAY; there are "));
  O = {};
  O.Pdi = 2;
  EXPECT_EQ(show(File, O), "error: there is no PDI 2; the file has 2");
  O.Pdi = 1;
  O.Tile = hw::TileId{0, 1};
  Text = show(File, O);
  EXPECT_THAT(Text, HasSubstr("    PDI 1\n"));
  EXPECT_THAT(Text, Not(HasSubstr("    PDI 0\n")));
  EXPECT_THAT(Text, HasSubstr("mem(0,1)\n"));
  EXPECT_THAT(Text, Not(HasSubstr("core(0,2)\n")));
  O.Tile = hw::TileId{3, 3};
  EXPECT_EQ(show(File, O), "error: no PDI configures tile (3,3)");
}

TEST(Inspect, Streams) {
  for (txn::Encoding E : {txn::Encoding::V0_1, txn::Encoding::V1_0}) {
    std::string Text = show(txn::serialize(oneStream(E)), all());
    EXPECT_THAT(Text, HasSubstr("device            npu1_1col (AIE2; header)"));
    EXPECT_THAT(Text, HasSubstr("host buffers      3\n"));
    EXPECT_THAT(Text, HasSubstr("  shim(0,0) DMA_BD1: base=0x0 len=256 "
                                "burst=256 AxCache=2\n"));
    EXPECT_THAT(Text, HasSubstr("  DDR_PATCH (0,0) DMA_BD1_1 <- host buffer 3 "
                                "+ 0x40\n"));
    EXPECT_THAT(Text, HasSubstr("  shim(0,0) DMA_S2MM_0_Ctrl: "
                                "Controller_ID=15\n"));
    EXPECT_THAT(Text, HasSubstr("  shim(0,0) DMA S2MM 0 starts BD 1 with "
                                "token\n"));
    EXPECT_THAT(Text, HasSubstr("waits for a token of shim(0,0) DMA S2MM 0\n"));
    // The state has the patch.
    EXPECT_THAT(Text, HasSubstr("    DMA_BD1: host=arg3+0x40 len=256"));
  }
  // As lines of hex digits.
  std::string Hex = txn::toHexText(txn::serialize(oneStream()));
  EXPECT_THAT(
      show(BytesRef(reinterpret_cast<const uint8_t *>(Hex.data()), Hex.size())),
      HasSubstr("form              hex digits\n"));
}

TEST(Inspect, OtherStreams) {
  std::string Text = show(oneSequence(), all());
  EXPECT_THAT(Text, HasSubstr("instruction sequence"));
  EXPECT_THAT(Text, HasSubstr("shim(0,0) DMA S2MM 0 starts BD 1 with token"));
  Text = show(onePacketBuffer(), all());
  EXPECT_THAT(Text, HasSubstr("control packets"));
  EXPECT_THAT(Text, HasSubstr("0x0000  id 15  shim(0,0) DMA_BD0_0: "
                              "Buffer_Length=1\n"));
  EXPECT_THAT(Text, HasSubstr("id 26  read of 1 words at offset 0xc0000\n"));
  Text = show(oneInstructionElf(), all());
  EXPECT_THAT(Text, HasSubstr("dev:seq"));
  EXPECT_THAT(Text, HasSubstr("image 1"));
  EXPECT_THAT(Text, HasSubstr("shim_dma48"));
}

TEST(Inspect, Programs) {
  std::string Text = show(oneCoreElf(), all());
  EXPECT_THAT(Text, HasSubstr("core program"));
  EXPECT_THAT(Text, HasSubstr("program bytes  32\n"));
  EXPECT_THAT(Text, HasSubstr(".text: 32 bytes at 0x0 (program memory)\n"));
  EXPECT_THAT(Text, HasSubstr(".bss: 64 bytes at 0x70400 (own data memory), "
                              "zeros\n"));
  EXPECT_THAT(Text, HasSubstr("0x0 global function main, 32 bytes, .text\n"));
  EXPECT_THAT(Text, HasSubstr("main:\n"));
  Text = show(oneObject(), all());
  EXPECT_THAT(Text, HasSubstr("  defines     kernel\n"));
  EXPECT_THAT(Text, HasSubstr("  needs       helper\n"));
  EXPECT_THAT(Text, HasSubstr(".rela.text 0x4 type 1 helper + 0\n"));
}

TEST(Inspect, Errors) {
  llvm::StringRef Module = "module {\n  aie.device(npu1) {\n";
  EXPECT_EQ(show(BytesRef(Module.bytes_begin(), Module.size())),
            "error: this is no artefact of an NPU, but: text");
  EXPECT_EQ(show({}), "error: this is no artefact of an NPU, but: empty file");
  Options O;
  O.Section = ".text";
  EXPECT_THAT(show(onePdi(), O), HasSubstr("only xclbins and ELF files have"));
  O = {};
  O.Pdi = 0;
  EXPECT_THAT(show(oneCoreElf(), O), HasSubstr("only xclbins hold several"));
  O = {};
  O.Tile = hw::TileId{1, 2};
  EXPECT_EQ(show(onePdi(), O), "error: tile (1,2) is not configured");
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

/// Member names anywhere in \p V, but for those that the file gives.
static void collectKeys(const llvm::json::Value &V, std::set<std::string> &To) {
  if (const llvm::json::Array *A = V.getAsArray())
    for (const llvm::json::Value &M : *A)
      collectKeys(M, To);
  const llvm::json::Object *O = V.getAsObject();
  if (!O)
    return;
  for (const auto &[Key, M] : *O) {
    To.insert(Key.str());
    if (Key != "fields" && Key != "operation_counts")
      collectKeys(M, To);
  }
}

TEST(InspectJson, IsValidAndDocumented) {
  auto Page = cantFail(readFile(AIEFORGE_SOURCE_DIR "/docs/inspect.md"));
  llvm::StringRef Documented = Page->getBuffer();
  Documented = Documented.substr(Documented.find("## JSON"));
  std::set<std::string> Keys;
  for (const auto &[Name, Data] : allFiles()) {
    SCOPED_TRACE(Name);
    std::string Text = show(Data, all(Form::Json));
    Expected<llvm::json::Value> V = llvm::json::parse(Text);
    ASSERT_THAT_EXPECTED(V, llvm::Succeeded());
    EXPECT_EQ(V->getAsObject()->getInteger("schema"), SchemaVersion);
    collectKeys(*V, Keys);
  }
  std::string Missing;
  for (const std::string &Key : Keys)
    if (!Documented.contains("\"" + Key + "\"") &&
        !Documented.contains("`" + Key + "`"))
      Missing += Key + "\n";
  EXPECT_EQ(Missing, "") << "docs/inspect.md does not mention these members";
}

TEST(InspectJson, Values) {
  Expected<llvm::json::Value> V =
      llvm::json::parse(show(onePdi(), all(Form::Json)));
  ASSERT_THAT_EXPECTED(V, llvm::Succeeded());
  const llvm::json::Object &Root = *V->getAsObject();
  const llvm::json::Object &Summary = *Root.getObject("summary");
  EXPECT_EQ(Summary.getInteger("words"), 31);
  EXPECT_EQ(Summary.getInteger("unresolved"), 3);
  const llvm::json::Object &Details = *Root.getObject("details");
  EXPECT_EQ(Details.getArray("writes")->size(), 23u);
  const llvm::json::Object &Core =
      *Details.getArray("tiles")->back().getAsObject();
  EXPECT_EQ(Core.getInteger("row"), 2);
  const llvm::json::Object &Bd = *Core.getArray("bds")->front().getAsObject();
  EXPECT_EQ(Bd.getInteger("bd"), 3);
  EXPECT_EQ(Bd.getInteger("address"), 0x4000);
  EXPECT_EQ(Bd.getObject("acquire")->getInteger("value"), -1);
  EXPECT_EQ(Bd.getObject("release")->getInteger("value"), 3);
}

//===----------------------------------------------------------------------===//
// Damage
//===----------------------------------------------------------------------===//

TEST(InspectDamage, TruncationAtEveryByte) {
  for (const auto &[Name, Data] : allFiles()) {
    SCOPED_TRACE(Name);
    size_t Refused = 0;
    for (size_t Size = 0; Size < Data.size(); ++Size) {
      Expected<Node> Root =
          inspectFile(Name, BytesRef(Data).take_front(Size), all());
      if (Root) {
        print(*Root, Form::Text);
        continue;
      }
      ++Refused;
      EXPECT_THAT(toString(Root.takeError()), Not(HasSubstr("\n")));
    }
    EXPECT_GT(Refused, Data.size() / 2);
  }
}

TEST(InspectDamage, RandomBitFlips) {
  std::mt19937 Random(3);
  for (const auto &[Name, Good] : allFiles()) {
    for (unsigned Round = 0; Round < 300; ++Round) {
      Bytes Bad = Good;
      for (unsigned Flip = 0; Flip <= Round % 5; ++Flip)
        Bad[Random() % Bad.size()] ^= 1u << Random() % 8;
      Form F = Round % 2 ? Form::Json : Form::Text;
      show(Bad, all(F));
    }
  }
}
