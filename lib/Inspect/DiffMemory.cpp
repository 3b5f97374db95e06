//===- DiffMemory.cpp - programs and data compared ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DiffParts.h"
#include "SequenceEdits.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

/// Lines of one hunk that are shown, and hunks of one program.
static constexpr size_t ShownLines = 8, ShownHunks = 40;
/// Bytes of one range of data that are shown.
static constexpr size_t ShownBytes = 16;

namespace {

struct Line {
  uint32_t Address;
  std::string Text;
};

} // namespace

/// Bundles, or half-words where there is no code.
static std::vector<Line> disassemble(BytesRef Code, uint32_t Address) {
  std::vector<Line> Lines;
  for (size_t At = 0; At < Code.size();) {
    Expected<aie2::Bundle> B = aie2::decodeBundle(Code.drop_front(At));
    if (B) {
      Lines.push_back({uint32_t(Address + At), aie2::toString(*B)});
      At += B->Size;
      continue;
    }
    consumeError(B.takeError());
    size_t Size = std::min<size_t>(2, Code.size() - At);
    std::string Text = ".byte";
    for (uint8_t Byte : Code.slice(At, Size))
      Text += formatv(" {0:x2}", Byte);
    Lines.push_back({uint32_t(Address + At), Text});
    At += Size;
  }
  return Lines;
}

static std::string listing(ArrayRef<Line> Lines) {
  std::string Text;
  for (const Line &L : Lines.take_front(ShownLines))
    Text +=
        formatv("{0}{1:x-5}  {2}", Text.empty() ? "" : "\n", L.Address, L.Text);
  if (Lines.size() > ShownLines)
    Text += formatv("\nand {0} more", Lines.size() - ShownLines);
  return Text;
}

void diff::comparePrograms(BytesRef A, BytesRef B, uint32_t Address,
                           const Twine &Where, Report &R) {
  if (A == B)
    return;
  if (A.empty() || B.empty()) {
    auto Size = [](BytesRef P) {
      return P.empty() ? "" : utostr(P.size()) + " bytes";
    };
    R.add(Subject::Program, Where, "program", Size(A), Size(B));
    return;
  }
  std::vector<Line> LinesA = disassemble(A, Address),
                    LinesB = disassemble(B, Address);
  std::vector<Hunk> Hunks =
      findHunks(LinesA.size(), LinesB.size(), [&](size_t I, size_t J) {
        return LinesA[I].Text == LinesB[J].Text;
      });
  for (const Hunk &H : ArrayRef(Hunks).take_front(ShownHunks))
    R.add(Subject::Program, Where, "instructions",
          listing(ArrayRef(LinesA).slice(H.A, H.ACount)),
          listing(ArrayRef(LinesB).slice(H.B, H.BCount)));
  if (Hunks.size() > ShownHunks)
    R.add(Subject::Program, Where,
          "instructions at " + Twine(Hunks.size() - ShownHunks) +
              " more places",
          "", "");
  // The same text can stand for two encodings.
  if (Hunks.empty())
    R.add(Subject::Program, Where, "encoding of equal instructions",
          utostr(A.size()) + " bytes", utostr(B.size()) + " bytes");
}

/// One value a byte, -1 where nothing was written.
static std::vector<int16_t> cells(const WrittenBytes &M, size_t Size) {
  std::vector<int16_t> All(Size, -1);
  for (const auto &[Offset, Data] : M.ranges())
    copy(Data, All.begin() + Offset);
  return All;
}

static std::string cellText(ArrayRef<int16_t> Cells) {
  if (all_of(Cells, [](int16_t C) { return C < 0; }))
    return "";
  std::string Text;
  for (int16_t C : Cells.take_front(ShownBytes)) {
    if (!Text.empty())
      Text += ' ';
    Text += C < 0 ? "--" : utohexstr(C, /*LowerCase=*/true, /*Width=*/2);
  }
  return Cells.size() > ShownBytes ? Text + " …" : Text;
}

void diff::compareMemories(const WrittenBytes &A, const WrittenBytes &B,
                           const Twine &Where, uint32_t Base, Report &R) {
  if (A == B)
    return;
  size_t Size = std::max(A.end(), B.end());
  std::vector<int16_t> CellsA = cells(A, Size), CellsB = cells(B, Size);
  for (size_t At = 0; At < Size; ++At) {
    if (CellsA[At] == CellsB[At])
      continue;
    // Equal bytes between unequal ones belong to the range unless they are
    // many.
    size_t End = At + 1, Equal = 0;
    for (size_t I = End; I < Size && Equal < ShownBytes; ++I) {
      Equal = CellsA[I] == CellsB[I] ? Equal + 1 : 0;
      if (!Equal)
        End = I + 1;
    }
    R.add(Subject::Memory, Where + formatv(" {0:x}", Base + At).str(),
          utostr(End - At) + (End - At == 1 ? " byte" : " bytes"),
          cellText(ArrayRef(CellsA).slice(At, End - At)),
          cellText(ArrayRef(CellsB).slice(At, End - At)));
    At = End - 1;
  }
}
