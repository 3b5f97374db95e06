//===- SequenceText.cpp - an instruction stream as MLIR text --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transfers of the usual shape (BD, host address, task) become
// aiex.npu.dma_memcpy_nd; everything else becomes one op an operation, in the
// low-level forms, with comments that say which registers they touch.
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

/// Stands around an argument's number where its type belongs.
static constexpr char TypeMark = '\1';

static std::string allocationName(const ShimChannel &C) {
  return formatv("shim_{0}_{1}_{2}", C.Column, hw::toString(C.Dir), C.Channel);
}

namespace {

class SequencePrinter {
public:
  SequencePrinter(const txn::Transaction &T, const hw::Device &D,
                  const std::vector<Transfer> &Transfers)
      : T(T), D(D), Transfers(Transfers), Ops(OpText) {}

  SequenceParts run();

  void operator()(const txn::Write &O);
  void operator()(const txn::BlockWrite &O);
  void operator()(const txn::MaskWrite &O);
  void operator()(const txn::MaskPoll &O);
  void operator()(const txn::Noop &) { lose("an empty operation"); }
  void operator()(const txn::Preempt &O);
  void operator()(const txn::LoadPdi &O);
  void operator()(const txn::LoadPmStart &O);
  void operator()(const txn::CreateScratchpad &O);
  void operator()(const txn::UpdateReg &O);
  void operator()(const txn::Tct &O);
  void operator()(const txn::DdrPatch &O);
  void operator()(const txn::ReadRegs &) { lose("READ_REGS"); }
  void operator()(const txn::RecordTimer &) { lose("RECORD_TIMER"); }
  void operator()(const txn::MergeSync &) { lose("MERGE_SYNC"); }

private:
  /// Says that the current operation, or \p What of it, has no op.
  void lose(const Twine &What);
  void header();
  /// The name of a constant.
  std::string constant(uint32_t Value) {
    Constants.insert(Value);
    return formatv("%x{0:x-}", Value);
  }
  std::string comment(uint32_t Address) const {
    return "  // " + hw::describeAddress(D, Address) + "\n";
  }

  void transfer(const Transfer &X);
  /// True if the wait is for a transfer's token.
  bool waitFor(const txn::Tct &O);
  void needWords(uint64_t Argument, uint64_t Words) {
    uint64_t &Most = Arguments[Argument];
    Most = std::max(Most, Words);
  }
  /// The shim_dma_allocation of a channel.
  std::string allocation(const ShimChannel &C) {
    Allocations.insert(C);
    return allocationName(C);
  }

  const txn::Transaction &T;
  const hw::Device &D;
  const std::vector<Transfer> &Transfers;
  std::vector<std::string> Losses;
  std::set<ShimChannel> Allocations;
  size_t Index = 0; ///< Of the current operation.
  std::string OpText;
  raw_string_ostream Ops;
  std::set<uint32_t> Constants;
  std::map<std::vector<uint32_t>, unsigned> Blocks; ///< Number of the global.
  /// Words that transfers and patches say the host buffers have at least.
  std::map<uint64_t, uint64_t> Arguments;
};

} // namespace

void SequencePrinter::lose(const Twine &What) {
  std::string Text =
      formatv("operation {0}: {1} has no op in the dialect", Index, What.str());
  Ops << "      // " << Text << "\n";
  Losses.push_back("instruction stream, " + Text);
}

//===----------------------------------------------------------------------===//
// Writes
//===----------------------------------------------------------------------===//

void SequencePrinter::operator()(const txn::Write &O) {
  Ops << formatv("      aiex.npu.write32({0}, {1}) : i32, i32",
                 constant(O.Address), constant(O.Value))
      << comment(O.Address);
}

void SequencePrinter::operator()(const txn::MaskWrite &O) {
  if (O.SizeField != txn::MaskWrite().SizeField)
    lose("size field " + Twine(unsigned(O.SizeField)) + " of a masked write");
  Ops << formatv("      aiex.npu.maskwrite32({0}, {1}, {2}) : i32, i32, i32",
                 constant(O.Address), constant(O.Value), constant(O.Mask))
      << comment(O.Address);
}

void SequencePrinter::operator()(const txn::BlockWrite &O) {
  if (O.Data.empty()) {
    lose("a block write without data");
    return;
  }
  unsigned Number = Blocks.try_emplace(O.Data, Blocks.size()).first->second;
  hw::TileAddress A = hw::TileAddress::decode(O.Address);
  std::string Type = formatv("memref<{0}xi32>", O.Data.size());
  Ops << formatv("      %block{0} = memref.get_global @words_{1} : {2}\n",
                 Index, Number, Type)
      << formatv("      aiex.npu.blockwrite(%block{0}) {{", Index);
  // With a tile, the op's lowering gives the tile as a hint.
  if (O.TileHint && O.TileHint == (A.Column | A.Row << 8)) {
    Ops << formatv("address = {0} : ui32, column = {1} : i32, row = {2} : i32",
                   A.Offset, A.Column, A.Row);
  } else {
    if (O.TileHint)
      lose("tile hint " + Twine(O.TileHint) + " of a block write");
    Ops << formatv("address = {0} : ui32", O.Address);
  }
  Ops << formatv("} : {0}", Type) << comment(O.Address);
}

void SequencePrinter::operator()(const txn::DdrPatch &O) {
  uint64_t Plus = hostOffset(O);
  if (Plus > 0xFFFFFFFFu || O.Argument > 0x7FFFFFFFu || O.Action || O.Type ||
      O.Size) {
    lose(formatv("an address patch with argument {0}, offset {1:x}, action "
                 "{2}, type {3}, size {4}",
                 O.Argument, O.Offset, O.Action, O.Type, O.Size)
             .str());
    return;
  }
  needWords(O.Argument, Plus / 4 + 1);
  Ops << formatv("      aiex.npu.address_patch({0} : i32) {{addr = {1} : ui32, "
                 "arg_idx = {2} : i32}",
                 constant(uint32_t(Plus)), O.Register, O.Argument)
      << comment(O.Register);
}

//===----------------------------------------------------------------------===//
// Others
//===----------------------------------------------------------------------===//

bool SequencePrinter::waitFor(const txn::Tct &O) {
  if (O.Row || O.Columns != 1 || O.Rows != 1)
    return false;
  ShimChannel C{O.Column, O.Dir, O.Channel};
  if (!Allocations.count(C))
    return false;
  Ops << formatv("      aiex.npu.dma_wait {{symbol = @{0}}\n",
                 allocationName(C));
  return true;
}

void SequencePrinter::operator()(const txn::Tct &O) {
  if (waitFor(O))
    return;
  Ops << formatv("      aiex.npu.sync({0}, {1}, {2}, {3}, {4}, {5}) : i32, "
                 "i32, i32, i32, i32, i32  // ({6},{7}) {8} {9}\n",
                 constant(O.Column), constant(O.Row), constant(unsigned(O.Dir)),
                 constant(O.Channel), constant(O.Columns), constant(O.Rows),
                 unsigned(O.Column), unsigned(O.Row), hw::toString(O.Dir),
                 unsigned(O.Channel));
}

void SequencePrinter::operator()(const txn::MaskPoll &O) {
  lose("a wait for bits " + Twine::utohexstr(O.Mask) + " = " +
       Twine::utohexstr(O.Value) + " of " + hw::describeAddress(D, O.Address));
}

void SequencePrinter::operator()(const txn::Preempt &O) {
  Ops << formatv("      aiex.npu.preempt {{level = {0} : ui8}\n",
                 unsigned(O.Level));
}

void SequencePrinter::operator()(const txn::LoadPdi &O) {
  Ops << formatv("      aiex.npu.load_pdi {{id = {0} : i32, size = {1} : i32, "
                 "address = {2} : ui64}\n",
                 O.Id, int32_t(O.Size), O.Address);
}

void SequencePrinter::operator()(const txn::LoadPmStart &O) {
  lose(formatv("LOAD_PM_START of {0} operations", O.Count).str());
}

void SequencePrinter::operator()(const txn::CreateScratchpad &O) {
  if (O.Address)
    lose("the address of a scratchpad");
  Ops << formatv("      aiex.npu.create_scratchpad {{size = {0} : ui32, "
                 "usage_type = {1} : ui8}\n",
                 O.Size, unsigned(O.Usage));
}

void SequencePrinter::operator()(const txn::UpdateReg &O) {
  static constexpr StringLiteral Functions[] = {"mul", "incr", "decr"};
  if (O.Function >= std::size(Functions)) {
    lose("scratchpad function " + Twine(unsigned(O.Function)));
    return;
  }
  Ops << formatv("      aiex.npu.update_from_scratchpad<{0}> "
                 "{{state_table_idx = {1} : ui8, func_arg = {2} : ui32, "
                 "address = {3} : ui32}",
                 Functions[O.Function], unsigned(O.StateIndex), O.Argument,
                 O.Address)
      << comment(O.Address);
}

//===----------------------------------------------------------------------===//
// The sequence
//===----------------------------------------------------------------------===//

/// What the compile pipeline puts into the header for the device.
void SequencePrinter::header() {
  txn::Transaction Own(D);
  if (T.DeviceGeneration != Own.DeviceGeneration || T.Rows != Own.Rows ||
      T.Columns != Own.Columns || T.MemRows != Own.MemRows)
    Losses.push_back(formatv(
        "instruction stream, header: generation {0}, {1} columns, {2} "
        "rows, {3} memory rows; a stream for {4} has generation {5}, "
        "{6}, {7}, {8}",
        unsigned(T.DeviceGeneration), unsigned(T.Columns), unsigned(T.Rows),
        unsigned(T.MemRows), D.Name, unsigned(Own.DeviceGeneration),
        unsigned(Own.Columns), unsigned(Own.Rows), unsigned(Own.MemRows)));
}

void SequencePrinter::transfer(const Transfer &X) {
  needWords(X.Argument, X.Offset + X.Words);
  Ops << formatv("      aiex.npu.dma_memcpy_nd(%arg{0}[0, 0, 0, {1}]",
                 X.Argument, X.Offset);
  for (const auto &List : {X.Sizes, X.Strides})
    Ops << formatv("[{0}, {1}, {2}, {3}]", List[0], List[1], List[2], List[3]);
  if (X.Packet)
    Ops << formatv(", packet = <pkt_type = {0}, pkt_id = {1}>", X.Packet->Type,
                   X.Packet->Id);
  Ops << formatv(") {{id = {0} : i64, metadata = @{1}", X.Bd,
                 allocation(X.Channel));
  if (X.IssueToken)
    Ops << ", issue_token = true";
  if (X.Burst)
    Ops << formatv(", burst_length = {0} : i64", X.Burst);
  // The size of the buffer is only known at the end.
  Ops << formatv("} : {0}{1}{0}\n", TypeMark, X.Argument);
}

SequenceParts SequencePrinter::run() {
  header();
  auto Next = Transfers.begin();
  while (Index < T.Ops.size()) {
    if (Next != Transfers.end() && Next->First == Index) {
      transfer(*Next);
      Index += Next->Count;
      ++Next;
      continue;
    }
    std::visit(*this, T.Ops[Index]);
    ++Index;
  }
  SequenceParts Parts;
  Parts.Losses = std::move(Losses);
  for (const ShimChannel &C : Allocations)
    Parts.Tiles.insert({C.Column, 0});
  raw_string_ostream OS(Parts.Text);
  for (const ShimChannel &C : Allocations)
    OS << formatv("    aie.shim_dma_allocation @{0}({1}, {2}, {3})\n",
                  allocationName(C), tileValue({C.Column, 0}),
                  hw::toString(C.Dir), C.Channel);
  std::vector<const std::vector<uint32_t> *> Ordered(Blocks.size());
  for (const auto &[Words, Number] : Blocks)
    Ordered[Number] = &Words;
  for (auto [Number, Words] : enumerate(Ordered)) {
    OS << formatv("    memref.global \"private\" constant @words_{0} : "
                  "memref<{1}xi32> = dense<[",
                  Number, Words->size());
    ListSeparator Comma;
    for (uint32_t Word : *Words)
      OS << Comma << formatv("{0:x}", Word);
    OS << "]>\n";
  }
  auto TypeOf = [&](uint64_t Argument) -> std::string {
    auto It = Arguments.find(Argument);
    return formatv("memref<{0}xi32>", It == Arguments.end() ? 1 : It->second);
  };
  OS << "    aie.runtime_sequence @sequence(";
  uint64_t Count = Arguments.empty() ? 0 : Arguments.rbegin()->first + 1;
  ListSeparator Comma;
  for (uint64_t I = 0; I < Count; ++I)
    OS << Comma << formatv("%arg{0}: {1}", I, TypeOf(I));
  OS << ") {\n";
  for (uint32_t Value : Constants)
    OS << formatv("      %x{0:x-} = arith.constant {0:x} : i32\n", Value);
  for (StringRef Rest = OpText; !Rest.empty();) {
    auto [Before, Behind] = Rest.split(TypeMark);
    OS << Before;
    uint64_t Argument;
    StringRef Number;
    std::tie(Number, Rest) = Behind.split(TypeMark);
    if (!Number.getAsInteger(10, Argument))
      OS << TypeOf(Argument);
  }
  OS << "    }\n";
  return Parts;
}

SequenceParts raise::sequenceText(const txn::Transaction &T,
                                  const hw::Device &D,
                                  const std::vector<Transfer> &Transfers) {
  return SequencePrinter(T, D, Transfers).run();
}
