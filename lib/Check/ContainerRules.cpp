//===- ContainerRules.cpp - rules X: the container ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

/// "AIE_PARTITION (section 1)"
static std::string nameOf(const SectionView &S) {
  return text("{0} (section {1})", sectionName(S.Head.Kind), S.Index);
}

static std::string headerPlace(const SectionView &S) {
  return text("section header {0} at {1:x}", S.Index,
              FixedPartSize + SectionHeaderSize * S.Index);
}

static uint64_t firstPayload(const XclbinModel &M) {
  return FixedPartSize + SectionHeaderSize * M.Head.SectionCount;
}

static void checkX02(const XclbinModel &M, Reporter &R) {
  if (M.Data.size() < MinimumFileSize)
    R.add("X02", "",
          text("The file has {0} bytes; an xclbin has at least {1}",
               M.Data.size(), MinimumFileSize));
}

static void checkX03(const XclbinModel &M, Reporter &R) {
  StringRef Bytes = toStringRef(M.Data);
  if (!Bytes.starts_with("xclbin2")) {
    // A file that is too short was reported, unless it is something else.
    if (!R.has("X02"))
      R.add("X03", "offset 0x0",
            "The file does not begin with \"xclbin2\"; it looks like this: " +
                describeKind("", M.Data));
  } else if (Bytes.size() > 7 && Bytes[7] != 0) {
    R.add("X03", "offset 0x7",
          text("The byte behind \"xclbin2\" is {0:x}", M.Data[7]), "byte7");
  }
}

static void checkX04(const XclbinModel &M, Reporter &R) {
  if (M.Head.Length != M.Data.size())
    R.add("X04", "offset 0x130",
          text("The header says {0} bytes, the file has {1}", M.Head.Length,
               M.Data.size()));
}

static void checkX05(const XclbinModel &M, Reporter &R) {
  if (M.Head.SectionCount == 0)
    R.add("X05", "offset 0x1c0", "The file has no section", "none");
  else if (M.Head.SectionCount > MaximumSections)
    R.add("X05", "offset 0x1c0",
          text("The number of sections is {0}", M.Head.SectionCount));
}

static void checkX06(const XclbinModel &M, Reporter &R) {
  if (!M.HeadersFit && M.Head.SectionCount > 0 &&
      M.Head.SectionCount <= MaximumSections)
    R.add("X06", "offset 0x1c0",
          text("{0} section headers end at {1:x}, the file at {2:x}",
               M.Head.SectionCount, firstPayload(M), M.Data.size()));
}

static void checkX07(const XclbinModel &M, Reporter &R) {
  for (const SectionView &S : M.Sections)
    if (!S.InFile)
      R.add("X07", headerPlace(S),
            text("{0}: {1} bytes at offset {2:x} reach beyond the end of the "
                 "file at {3:x}",
                 nameOf(S), S.Head.Size, S.Head.Offset, M.Data.size()));
}

/// Sections that have bytes, by offset.
static std::vector<const SectionView *> payloads(const XclbinModel &M) {
  std::vector<const SectionView *> Out;
  for (const SectionView &S : M.Sections)
    if (!S.Payload.empty())
      Out.push_back(&S);
  llvm::sort(Out, [](const SectionView *A, const SectionView *B) {
    return std::tie(A->Head.Offset, A->Index) <
           std::tie(B->Head.Offset, B->Index);
  });
  return Out;
}

static void checkX08(const XclbinModel &M, Reporter &R) {
  const SectionView *Before = nullptr;
  uint64_t End = 0;
  for (const SectionView *S : payloads(M)) {
    if (S->Head.Offset < firstPayload(M))
      R.add("X08", headerPlace(*S),
            text("{0} begins at {1:x}, among the headers, which end at {2:x}",
                 nameOf(*S), S->Head.Offset, firstPayload(M)));
    else if (Before && S->Head.Offset < End)
      R.add("X08", headerPlace(*S),
            text("{0} begins at {1:x}, inside {2}, which ends at {3:x}",
                 nameOf(*S), S->Head.Offset, nameOf(*Before), End));
    if (S->Head.Offset + S->Head.Size > End) {
      End = S->Head.Offset + S->Head.Size;
      Before = S;
    }
  }
}

static void checkX09(const XclbinModel &M, Reporter &R) {
  for (const SectionView &S : M.Sections)
    if (S.InFile && S.Head.Offset % SectionAlignment)
      R.add("X09", headerPlace(S),
            text("{0} begins at {1:x}, which is no multiple of {2}", nameOf(S),
                 S.Head.Offset, SectionAlignment));
}

static void checkX10(const XclbinModel &M, Reporter &R) {
  DenseMap<uint32_t, uint32_t> First;
  for (const SectionView &S : M.Sections) {
    auto [It, New] = First.try_emplace(S.Head.Kind, S.Index);
    if (!New)
      R.add("X10", headerPlace(S),
            text("{0} is there already as section {1}", nameOf(S), It->second));
  }
}

/// Bytes behind the last payload; nothing where that is not known.
static BytesRef tailOf(const XclbinModel &M) {
  if (!M.HeadersFit ||
      any_of(M.Sections, [](const SectionView &S) { return !S.InFile; }))
    return {};
  uint64_t End = firstPayload(M);
  for (const SectionView &S : M.Sections)
    if (!S.Payload.empty())
      End = std::max(End, S.Head.Offset + S.Head.Size);
  return M.Data.drop_front(End);
}

static void checkX11(const XclbinModel &M, Reporter &R) {
  int64_t Length = M.Head.SignatureLength;
  if (Length == -1)
    return;
  if (Length <= 0)
    R.add("X11", "offset 0x8", text("The signature length is {0}", Length));
  else if (M.HeadersFit && static_cast<uint64_t>(Length) > tailOf(M).size())
    R.add("X11", "offset 0x8",
          text("The signature length is {0}, but only {1} bytes follow the "
               "sections",
               Length, tailOf(M).size()));
}

static void checkX12(const XclbinModel &M, Reporter &R) {
  if (M.Head.FileUuid == Uuid{})
    R.add("X12", "offset 0x1a0", "The UUID of the file is zero");
}

static void checkX13(const XclbinModel &M, Reporter &R) {
  for (const SectionView &S : M.Sections)
    if (!findSectionKind(sectionName(S.Head.Kind)))
      R.add("X13", headerPlace(S),
            text("The section has the unknown kind {0}", S.Head.Kind));
}

static void checkX14(const XclbinModel &M, Reporter &R) {
  for (const SectionView &S : M.Sections)
    if (!S.Head.Name.terminated())
      R.add("X14", headerPlace(S),
            text("The name of {0} fills all 16 bytes", nameOf(S)));
}

/// The offset of the first byte of \p Range that is not \p Usual, if any.
template <typename T>
static std::optional<size_t> firstUnusual(const T &Range, uint8_t Usual) {
  auto It = find_if(Range, [&](uint8_t B) { return B != Usual; });
  if (It == Range.end())
    return std::nullopt;
  return It - Range.begin();
}

static void checkX15(const XclbinModel &M, Reporter &R) {
  auto Complain = [&](uint64_t At, StringRef What) {
    R.add("X15", text("offset {0:x}", At),
          text("{0} has the byte {1:x}", What, M.Data[At]));
  };
  const Header &H = M.Head;
  auto Field = [&](uint64_t Start, std::optional<size_t> At, StringRef What) {
    if (At)
      Complain(Start + *At, What);
  };
  Field(0x0C, firstUnusual(H.Reserved, 0xFF), "The reserved field");
  Field(0x28, firstUnusual(H.KeyBlock, 0xFF), "The key block");
  Field(0x1B0, firstUnusual(H.DebugBin, 0), "The debug field");
  Field(0x1C4, firstUnusual(H.Padding, 0), "The padding of the header");
  if (!M.HeadersFit)
    return;
  for (const SectionView &S : M.Sections)
    Field(FixedPartSize + SectionHeaderSize * S.Index + 20,
          firstUnusual(S.Head.Padding, 0),
          text("The padding of the header of {0}", nameOf(S)));
  if (any_of(M.Sections, [](const SectionView &S) { return !S.InFile; }))
    return; // Where gaps are cannot be told.
  uint64_t At = firstPayload(M);
  for (const SectionView *S : payloads(M)) {
    if (S->Head.Offset > At)
      Field(At, firstUnusual(M.Data.slice(At, S->Head.Offset - At), 0),
            "A gap between sections");
    At = std::max(At, S->Head.Offset + S->Head.Size);
  }
  StringRef Tail = toStringRef(tailOf(M));
  if (M.Head.SignatureLength > 0)
    Tail =
        Tail.drop_back(std::min<size_t>(Tail.size(), M.Head.SignatureLength));
  MirrorTrailer T = findMirrorTrailer(arrayRefFromStringRef(Tail));
  if (!Tail.empty() && !T.HasStart && !T.HasEnd)
    R.add("X15", text("offset {0:x}", M.Data.size() - tailOf(M).size()),
          text("{0} bytes behind the last section belong to nothing",
               Tail.size()));
}

static void checkX16(const XclbinModel &M, Reporter &R) {
  BytesRef Tail = tailOf(M);
  MirrorTrailer T = findMirrorTrailer(Tail);
  std::string Where = text("offset {0:x}", M.Data.size() - Tail.size());
  if (T.HasStart != T.HasEnd)
    R.add("X16", Where,
          text("The mirror has no {0} mark", T.HasStart ? "end" : "start"));
  else if (T.HasStart && !parseSectionJson(T.Json))
    R.add("X16", Where, "The text between the marks is not JSON");
}

ArrayRef<RuleCheck> check::openingChecks() {
  static constexpr RuleCheck Checks[] = {{"X02", checkX02}, {"X03", checkX03}};
  return Checks;
}

ArrayRef<RuleCheck> check::containerChecks() {
  static constexpr RuleCheck Checks[] = {
      {"X04", checkX04}, {"X05", checkX05}, {"X06", checkX06},
      {"X07", checkX07}, {"X08", checkX08}, {"X09", checkX09},
      {"X10", checkX10}, {"X11", checkX11}, {"X12", checkX12},
      {"X13", checkX13}, {"X14", checkX14}, {"X15", checkX15},
      {"X16", checkX16}};
  return Checks;
}
