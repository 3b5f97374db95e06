//===- InstructionRules.cpp - rules T: instruction streams ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "StreamRun.h"
#include "aieforge/Formats/Transaction.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

namespace {
class StreamCheck {
public:
  StreamCheck(BytesRef Stream, const StreamContext &C, Reporter &R)
      : Stream(Stream), C(C), R(R) {}
  void run();

private:
  bool checkHeader();
  void checkDevice(const txn::Transaction &T);
  void checkTiles(const txn::Transaction &T);
  void checkArguments(const txn::Transaction &T);
  void checkSteps(const txn::Transaction &T);
  /// Columns that the stream may use.
  unsigned columns(const txn::Transaction &T) const;

  BytesRef Stream;
  const StreamContext &C;
  Reporter &R;
};
} // namespace

/// Version and size; false if the operations cannot be walked.
bool StreamCheck::checkHeader() {
  if (Stream.size() < txn::HeaderBytes) {
    R.add("T02", "",
          text("The stream has {0} bytes; its header takes {1}", Stream.size(),
               txn::HeaderBytes));
    return false;
  }
  unsigned Major = Stream[0], Minor = Stream[1];
  if (!(Major == 0 && Minor == 1) && !(Major == 1 && Minor == 0)) {
    R.add("T01", "offset 0x0", text("The version is {0}.{1}", Major, Minor));
    return false;
  }
  uint32_t Size = support::endian::read32le(Stream.data() + 12);
  if (Size > Stream.size() || Size < txn::HeaderBytes) {
    R.add("T02", "offset 0xc",
          text("The header says {0} bytes, the file has {1}", Size,
               Stream.size()));
    return false;
  }
  // Tools may round the file up to whole words.
  if (Stream.size() - Size >= 4)
    R.add("T02", "offset 0xc",
          text("The header says {0} bytes, the file has {1}", Size,
               Stream.size()),
          "longer");
  Stream = Stream.take_front(Size);
  return true;
}

unsigned StreamCheck::columns(const txn::Transaction &T) const {
  if (C.Xclbin && C.Xclbin->Partition.Raw.ColumnWidth > 0)
    return C.Xclbin->Partition.Raw.ColumnWidth;
  return C.Columns ? C.Columns : T.Columns;
}

std::optional<hw::Generation>
check::namedGeneration(const txn::Transaction &T) {
  for (const hw::Device &D : hw::allDevices())
    if (D.TxnGeneration == T.DeviceGeneration)
      return D.Gen;
  return std::nullopt;
}

void StreamCheck::checkDevice(const txn::Transaction &T) {
  std::optional<hw::Generation> Named = namedGeneration(T), Wanted;
  if (C.Opts.Device)
    Wanted = C.Opts.Device->Gen;
  else if (C.Xclbin)
    Wanted = C.Xclbin->MetadataGeneration;
  if (Named && Wanted && *Named != *Wanted)
    R.add("T04", "offset 0x2",
          text("The stream is for {0}, the device has {1}",
               hw::toString(*Named), hw::toString(*Wanted)));
  if (C.Opts.Device && T.Columns > C.Opts.Device->Columns)
    R.add("T04", "offset 0x4",
          text("The stream is for {0} columns, {1} has {2}", T.Columns,
               C.Opts.Device->Name, C.Opts.Device->Columns));
}

/// The register address of \p O, if it has one.
static std::optional<uint32_t> addressOf(const txn::Op &O) {
  if (auto *W = std::get_if<txn::Write>(&O))
    return W->Address;
  if (auto *B = std::get_if<txn::BlockWrite>(&O))
    return B->Address;
  if (auto *M = std::get_if<txn::MaskWrite>(&O))
    return M->Address;
  if (auto *P = std::get_if<txn::MaskPoll>(&O))
    return P->Address;
  if (auto *D = std::get_if<txn::DdrPatch>(&O))
    return D->Register;
  return std::nullopt;
}

void StreamCheck::checkTiles(const txn::Transaction &T) {
  constexpr unsigned Rows = 6;
  unsigned Columns = columns(T);
  for (size_t I = 0; I < T.Ops.size(); ++I) {
    std::string Where =
        text("operation {0} ({1})", I, txn::opcodeName(txn::opcode(T.Ops[I])));
    unsigned Column = 0, Row = 0;
    if (std::optional<uint32_t> Address = addressOf(T.Ops[I])) {
      hw::TileAddress Tile = hw::TileAddress::decode(*Address);
      Column = Tile.Column;
      Row = Tile.Row;
    } else if (auto *Wait = std::get_if<txn::Tct>(&T.Ops[I])) {
      Column = Wait->Column + std::max<unsigned>(Wait->Columns, 1) - 1;
      Row = Wait->Row + std::max<unsigned>(Wait->Rows, 1) - 1;
    }
    if (Row >= Rows)
      R.add("T05", Where, text("Row {0} does not exist", Row));
    else if (Column >= Columns)
      R.add("T05", Where,
            text("Column {0} is used; {1} has {2} columns", Column,
                 C.Xclbin ? "the partition" : "the stream's device", Columns));
  }
}

void StreamCheck::checkArguments(const txn::Transaction &T) {
  if (!C.Xclbin)
    return;
  uint64_t Needed = 0;
  for (const txn::Op &O : T.Ops)
    if (auto *Patch = std::get_if<txn::DdrPatch>(&O))
      Needed = std::max(Needed, Patch->Argument + 1);
  // Which kernel the stream is for is not written anywhere: one must do.
  unsigned Declared = 0;
  for (const KernelView &K : C.Xclbin->Metadata.Kernels)
    if (K.ForNpu)
      Declared = std::max(Declared, hostBuffers(*K.Xml));
  if (Needed > Declared)
    R.add("M12", "",
          text("The stream uses host buffer {0}; the xclbin's kernels declare "
               "buffers 0 to {1}",
               Needed - 1, Declared == 0 ? 0 : Declared - 1));
}

void StreamCheck::checkSteps(const txn::Transaction &T) {
  std::optional<hw::Generation> Gen;
  if (C.Xclbin)
    Gen = generationOf(*C.Xclbin);
  else if (C.Opts.Device)
    Gen = C.Opts.Device->Gen;
  ArrayState Empty(Gen ? Gen : namedGeneration(T), columns(T));
  StreamRun(T, Empty, C.Images, R).run();
}

void StreamCheck::run() {
  if (!checkHeader())
    return;
  Expected<txn::Transaction> T = txn::parse(Stream);
  if (!T) {
    R.add("T03", "", toString(T.takeError()));
    return;
  }
  checkArguments(*T);
  checkDevice(*T);
  checkTiles(*T);
  checkSteps(*T);
}

void check::checkInstructions(BytesRef File, const StreamContext &C,
                              Reporter &R) {
  Expected<Bytes> Stream = txn::readInstructionFile(File);
  if (!Stream) {
    R.add("T03", "", toString(Stream.takeError()));
    return;
  }
  StreamCheck(*Stream, C, R).run();
}

ArrayRef<StringLiteral> check::instructionRules() {
  static constexpr StringLiteral Ids[] = {
      "M12", "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09",
      "T10", "T11", "T12", "T13", "T14", "T15", "J01", "J02", "J03", "J04"};
  return Ids;
}
