//===- PdiRules.cpp - rules D: device images ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayRules.h"
#include "RuleChecks.h"
#include "aieforge/Formats/PdiLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;
using support::endian::read32le;

namespace {
/// One device image under the rules D01 to D06, then C.
class PdiCheck {
public:
  PdiCheck(BytesRef Image, std::optional<hw::Generation> Gen, unsigned Columns,
           const Twine &Where, Reporter &R)
      : Image(Image), Gen(Gen), Columns(Columns), Where(Where.str()), R(R) {}
  void run();

private:
  uint32_t word(uint64_t Offset) const {
    return read32le(Image.data() + Offset);
  }
  /// Word \p Index of the partition header.
  uint32_t partitionWord(unsigned Index) const {
    return word(pdi::PartitionHeaderOffset + 4 * Index);
  }
  void add(StringRef Rule, uint64_t Offset, const Twine &What) {
    R.add(Rule, Where + text(", image offset {0:x}", Offset), What);
  }
  bool checkStructure();
  void checkTransform();
  void checkSum(uint64_t Offset, unsigned Words, StringRef Name);
  void checkLengths();
  void checkCommands();
  void checkRange(const cdo::Command &C);

  BytesRef Image;
  std::optional<hw::Generation> Gen;
  unsigned Columns;
  std::string Where;
  Reporter &R;
  bool Transformed = false;
};
} // namespace

/// The constants that make it an NPU PDI. Without them, nothing else can be
/// looked at.
bool PdiCheck::checkStructure() {
  uint64_t Least = pdi::CdoOffset + 4 * cdo::HeaderWords;
  if (Image.size() < Least) {
    add("D01", 0,
        text("The image has {0} bytes; the headers alone take {1}",
             Image.size(), Least));
    return false;
  }
  if (!pdi::looksLikePdi(Image)) {
    add("D01", 0,
        text("The image begins with {0:x} {1:x}, not like a PDI", word(0),
             word(4)));
    return false;
  }
  constexpr StringLiteral Names[] = {"number of images", "number of partitions",
                                     "id code", "identification"};
  constexpr unsigned Words[] = {1, 3, 6, 10};
  pdi::ImageHeaderTable Usual = pdi::imageHeaderTable();
  for (auto [Name, Word] : zip(Names, Words)) {
    uint64_t Offset = pdi::ImageHeaderTableOffset + 4 * Word;
    if (word(Offset) == Usual[Word])
      continue;
    add("D01", Offset,
        text("The {0} is {1:x}, not {2:x}", Name, word(Offset), Usual[Word]));
    return false;
  }
  pdi::PartitionHeader Partition = pdi::partitionHeader(0);
  constexpr unsigned DataWord = 8, AttributeWord = 9;
  if (partitionWord(DataWord) != Partition[DataWord] ||
      partitionWord(AttributeWord) != Partition[AttributeWord]) {
    add("D01", pdi::PartitionHeaderOffset + 4 * DataWord,
        text("The partition holds no CDO at word {0:x}: data at {1:x}, "
             "attributes {2:x}",
             Partition[DataWord], partitionWord(DataWord),
             partitionWord(AttributeWord)));
    return false;
  }
  return true;
}

void PdiCheck::checkTransform() {
  uint32_t Type = partitionWord(pdi::TransformTypeWord);
  if (Type == 0)
    return;
  uint32_t Mark = partitionWord(pdi::TransformMarkWord);
  uint32_t Right =
      pdi::transformMark(Type, partitionWord(pdi::TransformCommandBytesWord));
  Transformed = Mark == Right;
  if (!Transformed)
    add("D02", pdi::PartitionHeaderOffset + 4 * pdi::TransformMarkWord,
        text("The mark is {0:x}; type {1} and length demand {2:x}", Mark, Type,
             Right));
}

void PdiCheck::checkSum(uint64_t Offset, unsigned Words, StringRef Name) {
  SmallVector<uint32_t, 32> Summed;
  for (unsigned I = 0; I + 1 < Words; ++I)
    Summed.push_back(word(Offset + 4 * I));
  uint64_t At = Offset + 4 * (Words - 1);
  uint32_t Right = cdo::headerChecksum(Summed);
  if (word(At) != Right)
    add("D03", At,
        text("The checksum of the {0} is {1:x}; its words demand {2:x}", Name,
             word(At), Right));
}

/// Lengths of a plain image; in a transformed one they describe the image
/// before the transformation.
void PdiCheck::checkLengths() {
  uint32_t CdoWords = word(pdi::CdoOffset + 12) + cdo::HeaderWords;
  pdi::PartitionHeader Right = pdi::partitionHeader(CdoWords);
  for (unsigned Word : {0, 1, 2})
    if (partitionWord(Word) != Right[Word])
      add("D04", pdi::PartitionHeaderOffset + 4 * Word,
          text("The partition header says {0} words; the CDO of {1} words "
               "demands {2}",
               partitionWord(Word), CdoWords, Right[Word]));
  uint64_t Size = pdi::CdoOffset + 4ull * Right[2];
  if (Image.size() != Size)
    add("D04", Image.size(),
        text("The image has {0} bytes; its CDO of {1} words demands {2}",
             Image.size(), CdoWords, Size));
}

void PdiCheck::checkRange(const cdo::Command &C) {
  constexpr unsigned Rows = 6;
  uint64_t Address = C.address();
  hw::TileAddress Tile =
      hw::TileAddress::decode(static_cast<uint32_t>(Address));
  if (Address > UINT32_MAX || Tile.Row >= Rows) {
    add("D06", pdi::CdoOffset,
        text("{0} to address {1:x} is in row {2}", cdo::commandName(C.Id),
             Address, Tile.Row));
    return;
  }
  if (Columns > 0 && Tile.Column >= Columns)
    add("D05", pdi::CdoOffset,
        text("{0} to address {1:x} is in column {2}; the partition has {3}",
             cdo::commandName(C.Id), Address, Tile.Column, Columns));
}

static bool hasMask(const cdo::Command &C) {
  return C.Id == cdo::CommandId::MaskWrite ||
         C.Id == cdo::CommandId::MaskWrite64;
}

void PdiCheck::checkCommands() {
  Expected<pdi::Pdi> P = pdi::parse(Image);
  if (!P) {
    std::string Problem = toString(P.takeError());
    // The lengths were reported with their numbers.
    if (!R.has("D04"))
      add("D04", pdi::CdoOffset, Problem);
    return;
  }
  ArrayState Array(Gen, Columns);
  PortWatch Ports(Array.Image, R);
  for (const cdo::Command &C : P->Cdo.Commands) {
    if (!cdo::isFirmwareCommand(C.Id) || C.Module != cdo::Command().Module ||
        C.Reserved != 0)
      add("D06", pdi::CdoOffset,
          text("Command {0:x} of module {1} ({2}) is not known to the firmware",
               static_cast<unsigned>(C.Id), C.Module,
               cdo::commandName(C.Id).empty() ? "no name"
                                              : cdo::commandName(C.Id)));
    else if (C.isWrite()) {
      checkRange(C);
      if (!hasMask(C))
        Ports.before(static_cast<uint32_t>(C.address()), C.data(), Where);
      consumeError(Array.Image.apply(C)); // D06
    }
  }
  checkArray(Array, Where, R);
}

void PdiCheck::run() {
  if (!checkStructure())
    return;
  checkTransform();
  checkSum(pdi::ImageHeaderTableOffset,
           std::tuple_size_v<pdi::ImageHeaderTable>, "image header table");
  checkSum(pdi::ImageHeaderOffset, std::tuple_size_v<pdi::ImageHeader>,
           "image header");
  if (!Transformed)
    checkSum(pdi::PartitionHeaderOffset,
             std::tuple_size_v<pdi::PartitionHeader>, "partition header");
  checkSum(pdi::CdoOffset, cdo::HeaderWords, "CDO header");
  bool Plain = partitionWord(pdi::TransformTypeWord) == 0;
  if (Plain)
    checkLengths();
  if (Plain || Transformed)
    checkCommands();
}

void check::checkPdi(BytesRef Image, std::optional<hw::Generation> Gen,
                     unsigned Columns, const Twine &Where, Reporter &R) {
  PdiCheck(Image, Gen, Columns, Where, R).run();
}

std::unique_ptr<ArrayState> check::arrayAfter(BytesRef Image,
                                              std::optional<hw::Generation> Gen,
                                              unsigned Columns) {
  Expected<pdi::Pdi> P = pdi::parse(Image);
  if (!P) {
    consumeError(P.takeError());
    return nullptr;
  }
  auto Array = std::make_unique<ArrayState>(Gen, Columns);
  for (const cdo::Command &C : P->Cdo.Commands)
    if (cdo::isFirmwareCommand(C.Id))
      consumeError(Array->Image.apply(C)); // D06
  return Array;
}

std::optional<hw::Generation> check::generationOf(const XclbinModel &M) {
  return M.Opts.Device ? M.Opts.Device->Gen : M.MetadataGeneration;
}

ArrayRef<StringLiteral> check::pdiRules() {
  static constexpr StringLiteral Ids[] = {"D01", "D02", "D03",
                                          "D04", "D05", "D06"};
  return Ids;
}

/// Calls \p F(number, image) for the images, but not again and again for bytes
/// that images share (P18).
template <typename Function>
static void forEachImage(const XclbinModel &M, Function F) {
  uint64_t Budget = 2 * M.Partition.Bytes.size();
  for (auto [I, P] : enumerate(M.Partition.Pdis)) {
    if (P.Image.empty() || P.Image.size() > Budget)
      continue;
    Budget -= P.Image.size();
    F(I, P.Image);
  }
}

DeviceImages check::deviceImages(const XclbinModel &M) {
  DeviceImages All(M.Partition.Pdis.size());
  forEachImage(M, [&](size_t I, BytesRef Image) {
    All[I].Array =
        arrayAfter(Image, generationOf(M), M.Partition.Raw.ColumnWidth);
    for (const CdoGroupView &G : M.Partition.Pdis[I].Groups)
      All[I].PdiIds.push_back(G.Raw.PdiId);
  });
  return All;
}

static void checkImages(const XclbinModel &M, Reporter &R) {
  forEachImage(M, [&](size_t I, BytesRef Image) {
    checkPdi(
        Image, generationOf(M), M.Partition.Raw.ColumnWidth,
        text("{0}, PDI {1}", M.place(xclbin::SectionKind::AiePartition), I), R);
  });
}

static void checkD07(const XclbinModel &M, Reporter &R) {
  if (!M.MetadataGeneration)
    return;
  std::string Where = M.place(xclbin::SectionKind::AieMetadata);
  StringRef Named = hw::toString(*M.MetadataGeneration);
  if (M.Opts.Device && M.Opts.Device->Gen != *M.MetadataGeneration) {
    R.add("D07", Where,
          text("The file is for {0}, the device is {1} ({2})", Named,
               M.Opts.Device->Name, hw::toString(M.Opts.Device->Gen)));
    return;
  }
  // No start column can be beyond the columns of the generation.
  unsigned Columns = 0;
  for (const Npu &N : allNpus())
    if (N.Gen == *M.MetadataGeneration)
      Columns = std::max(Columns, N.Columns);
  for (uint16_t Start : M.Partition.StartColumns)
    if (Start >= Columns) {
      R.add("D07", Where,
            text("The file is for {0}, but lists start column {1}", Named,
                 Start));
      return;
    }
}

ArrayRef<RuleCheck> check::imageChecks() {
  static constexpr RuleCheck Checks[] = {{"D01", checkImages},
                                         {"D07", checkD07}};
  return Checks;
}
