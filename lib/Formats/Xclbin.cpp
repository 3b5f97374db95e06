//===- Xclbin.cpp - the container of an NPU program -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads and writes the container. A file that is written again keeps every
// byte, also those that nobody reads: gaps, padding, names, the trailer.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Xclbin.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

namespace {
struct KindName {
  uint32_t Kind;
  StringLiteral Name;
};
constexpr KindName KindNames[] = {
#define XCLBIN_SECTION(Id, Number, Name) {Number, Name},
#include "aieforge/Formats/XclbinSectionKinds.def"
};

/// A payload's place in the file.
struct Extent {
  uint64_t Begin;
  uint64_t End;
  uint32_t Index;
};
} // namespace

std::string xclbin::sectionName(uint32_t Kind) {
  for (const KindName &K : KindNames)
    if (K.Kind == Kind)
      return K.Name.str();
  return formatv("section kind {0}", Kind).str();
}

std::optional<SectionKind> xclbin::findSectionKind(StringRef Name) {
  for (const KindName &K : KindNames)
    if (K.Name == Name)
      return static_cast<SectionKind>(K.Kind);
  return std::nullopt;
}

const Section *File::find(SectionKind Kind) const {
  auto It = find_if(Sections, [&](const Section &S) { return S.is(Kind); });
  return It == Sections.end() ? nullptr : &*It;
}

Section *File::find(SectionKind Kind) {
  return const_cast<Section *>(std::as_const(*this).find(Kind));
}

void File::place() {
  for (Section &S : Sections)
    S.Offset.reset();
  Gaps.clear();
}

namespace {
/// Reads fields one behind the other; after a failure, every further read
/// gives zeros and the error stays.
class FieldReader {
public:
  FieldReader(BytesRef Data, StringRef What, uint64_t BaseOffset = 0)
      : R(Data, What, BaseOffset) {}
  ~FieldReader() { consumeError(std::move(E)); }

  template <typename T> void number(T &Out, StringRef Field) {
    BytesRef Raw = take(sizeof(T), Field);
    uint64_t V = 0;
    for (size_t I = 0; I < Raw.size(); ++I)
      V |= uint64_t(Raw[I]) << (8 * I);
    Out = static_cast<T>(V);
  }
  template <typename T, size_t N>
  void array(std::array<T, N> &Out, StringRef Field) {
    static_assert(sizeof(T) == 1);
    llvm::copy(take(N, Field), Out.begin());
  }
  Error error() { return std::move(E); }

private:
  BytesRef take(uint64_t Count, StringRef Field) {
    if (E)
      return {};
    Expected<BytesRef> Raw = R.bytes(Count, Field);
    if (Raw)
      return *Raw;
    E = Raw.takeError();
    return {};
  }
  ByteReader R;
  Error E = Error::success();
};
} // namespace

Expected<Header> xclbin::readHeader(BytesRef Data) {
  FieldReader R(Data, "xclbin header");
  Header H;
  R.array(H.Magic, "magic");
  R.number(H.SignatureLength, "signature length");
  R.array(H.Reserved, "reserved bytes");
  R.array(H.KeyBlock, "key block");
  R.number(H.UniqueId, "unique id");
  R.number(H.Length, "file length");
  R.number(H.TimeStamp, "time stamp");
  R.number(H.FeatureRomTimeStamp, "feature ROM time stamp");
  R.number(H.VersionPatch, "version");
  R.number(H.VersionMajor, "version");
  R.number(H.VersionMinor, "version");
  R.number(H.Mode, "mode");
  R.number(H.ActionMask, "action mask");
  R.array(H.InterfaceUuid, "interface UUID");
  R.array(H.PlatformVbnv.Raw, "platform name");
  R.array(H.FileUuid, "UUID");
  R.array(H.DebugBin, "debug bin");
  R.number(H.SectionCount, "number of sections");
  R.array(H.Padding, "padding");
  if (Error E = R.error())
    return std::move(E);
  return H;
}

Expected<SectionHeader> xclbin::readSectionHeader(BytesRef Data,
                                                  uint32_t Index) {
  uint64_t At = FixedPartSize + SectionHeaderSize * Index;
  std::string What = formatv("xclbin section header {0}", Index).str();
  if (At > Data.size())
    return makeError("{0} at offset {1:x}: the file ends at {2:x}", What, At,
                     Data.size());
  FieldReader R(Data.drop_front(At), What, At);
  SectionHeader S;
  R.number(S.Kind, "kind");
  R.array(S.Name.Raw, "name");
  R.array(S.Padding, "padding");
  R.number(S.Offset, "payload offset");
  R.number(S.Size, "payload size");
  if (Error E = R.error())
    return std::move(E);
  return S;
}

/// Checks the fixed part as loaders do.
static Error checkHeader(const Header &H, uint64_t FileSize) {
  if (StringRef(reinterpret_cast<const char *>(H.Magic.data()), 7) != "xclbin2")
    return makeError("xclbin: the first bytes are not \"xclbin2\"; this is "
                     "another kind of file");
  if (H.Length != FileSize)
    return makeError("xclbin: file length at offset 0x130 says {0} bytes, but "
                     "the file has {1}; it is cut short or something was "
                     "appended",
                     H.Length, FileSize);
  if (H.SectionCount > MaximumSections)
    return makeError("xclbin: number of sections at offset 0x1c0 is {0}; "
                     "loaders accept at most {1}",
                     H.SectionCount, MaximumSections);
  if (FixedPartSize + SectionHeaderSize * H.SectionCount > FileSize)
    return makeError("xclbin: {0} section headers need {1} bytes, but the file "
                     "has {2}",
                     H.SectionCount,
                     FixedPartSize + SectionHeaderSize * H.SectionCount,
                     FileSize);
  return Error::success();
}

/// Checks that payloads lie inside the file, behind the headers and apart, and
/// returns those that have bytes, in file order.
static Expected<std::vector<Extent>>
checkExtents(ArrayRef<SectionHeader> Headers, uint64_t FileSize) {
  uint64_t FirstPayload = FixedPartSize + SectionHeaderSize * Headers.size();
  std::vector<Extent> Extents;
  for (auto [Index, S] : enumerate(Headers)) {
    std::string Name =
        formatv("xclbin: {0} (section {1})", sectionName(S.Kind), Index);
    if (S.Offset > FileSize || S.Size > FileSize - S.Offset)
      return makeError("{0}: {1} bytes at offset {2:x} reach beyond the end of "
                       "the file at {3:x}",
                       Name, S.Size, S.Offset, FileSize);
    if (S.Size == 0)
      continue;
    if (S.Offset < FirstPayload)
      return makeError("{0}: offset {1:x} lies in the headers, which end at "
                       "{2:x}",
                       Name, S.Offset, FirstPayload);
    Extents.push_back(
        {S.Offset, S.Offset + S.Size, static_cast<uint32_t>(Index)});
  }
  llvm::sort(Extents, [](const Extent &A, const Extent &B) {
    return std::tie(A.Begin, A.Index) < std::tie(B.Begin, B.Index);
  });
  for (size_t I = 1; I < Extents.size(); ++I)
    if (Extents[I].Begin < Extents[I - 1].End)
      return makeError("xclbin: sections {0} and {1} share bytes at offset "
                       "{2:x}",
                       Extents[I - 1].Index, Extents[I].Index,
                       Extents[I].Begin);
  return Extents;
}

/// Where the placement rules put the payloads of \p F.
static std::vector<uint64_t> canonicalOffsets(const File &F) {
  std::vector<uint64_t> Offsets;
  uint64_t At = FixedPartSize + SectionHeaderSize * F.Sections.size();
  for (const Section &S : F.Sections) {
    At = alignTo(At, SectionAlignment);
    Offsets.push_back(At);
    At += S.Payload.size();
  }
  return Offsets;
}

/// Keeps the bytes of \p Data between \p Begin and \p End if any is not zero.
static void keepGap(File &F, BytesRef Data, uint64_t Begin, uint64_t End) {
  BytesRef Between = Data.slice(Begin, End - Begin);
  if (!all_of(Between, [](uint8_t B) { return B == 0; }))
    F.Gaps.push_back({Begin, Between.vec()});
}

Expected<File> xclbin::parse(BytesRef Data) {
  if (Data.size() < MinimumFileSize)
    return makeError("xclbin: {0} bytes are too few; the header and one "
                     "section header alone take {1}",
                     Data.size(), MinimumFileSize);
  File F;
  Expected<Header> H = readHeader(Data);
  if (!H)
    return H.takeError();
  if (Error E = checkHeader(*H, Data.size()))
    return std::move(E);
  F.Head = *H;

  std::vector<SectionHeader> Headers;
  for (uint32_t I = 0; I < H->SectionCount; ++I) {
    Expected<SectionHeader> S = readSectionHeader(Data, I);
    if (!S)
      return S.takeError();
    Headers.push_back(*S);
  }
  Expected<std::vector<Extent>> Extents = checkExtents(Headers, Data.size());
  if (!Extents)
    return Extents.takeError();

  for (const SectionHeader &S : Headers) {
    Section Out;
    Out.Kind = S.Kind;
    Out.Name = S.Name;
    Out.Padding = S.Padding;
    Out.Payload = Data.slice(S.Offset, S.Size).vec();
    Out.Offset = S.Offset;
    F.Sections.push_back(std::move(Out));
  }
  uint64_t At = FixedPartSize + SectionHeaderSize * Headers.size();
  for (const Extent &E : *Extents) {
    keepGap(F, Data, At, E.Begin);
    At = E.End;
  }
  F.Tail = Data.drop_front(At).vec();

  std::vector<uint64_t> Canonical = canonicalOffsets(F);
  bool Moved = any_of(zip_equal(F.Sections, Canonical), [](auto Pair) {
    return std::get<0>(Pair).Offset != std::get<1>(Pair);
  });
  // A trailing empty section stands at an aligned offset, in the tail.
  if (!Moved && F.Gaps.empty() && (Canonical.empty() || Canonical.back() <= At))
    F.place();
  return F;
}

static void writeHeader(ByteWriter &W, const Header &H, uint64_t Length,
                        uint32_t Sections) {
  W.bytes(H.Magic);
  W.u32(static_cast<uint32_t>(H.SignatureLength));
  W.bytes(H.Reserved);
  W.bytes(H.KeyBlock);
  W.u64(H.UniqueId);
  W.u64(Length);
  W.u64(H.TimeStamp);
  W.u64(H.FeatureRomTimeStamp);
  W.u16(H.VersionPatch);
  W.u8(H.VersionMajor);
  W.u8(H.VersionMinor);
  W.u16(H.Mode);
  W.u16(H.ActionMask);
  W.bytes(H.InterfaceUuid);
  W.bytes(arrayRefFromStringRef(
      StringRef(H.PlatformVbnv.Raw.data(), H.PlatformVbnv.Raw.size())));
  W.bytes(H.FileUuid);
  W.bytes(H.DebugBin);
  W.u32(Sections);
  W.bytes(H.Padding);
}

Bytes xclbin::serialize(const File &F) {
  std::vector<uint64_t> Offsets = canonicalOffsets(F);
  uint64_t PayloadEnd = FixedPartSize + SectionHeaderSize * F.Sections.size();
  for (auto [S, Offset] : zip_equal(F.Sections, Offsets)) {
    if (S.Offset)
      Offset = *S.Offset;
    // An empty section that is placed here must lie inside the file, too.
    if (!S.Payload.empty() || !S.Offset)
      PayloadEnd = std::max(PayloadEnd, Offset + S.Payload.size());
  }
  uint64_t Length = PayloadEnd + F.Tail.size();

  ByteWriter W;
  writeHeader(W, F.Head, Length, F.Sections.size());
  for (auto [S, Offset] : zip_equal(F.Sections, Offsets)) {
    W.u32(S.Kind);
    W.bytes(
        arrayRefFromStringRef(StringRef(S.Name.Raw.data(), S.Name.Raw.size())));
    W.bytes(S.Padding);
    W.u64(Offset);
    W.u64(S.Payload.size());
  }
  W.fill(PayloadEnd - W.size());
  Bytes Out = W.take();
  for (const Gap &G : F.Gaps)
    if (G.Offset <= PayloadEnd && G.Data.size() <= PayloadEnd - G.Offset)
      copy(G.Data, Out.begin() + G.Offset);
  for (auto [S, Offset] : zip_equal(F.Sections, Offsets))
    copy(S.Payload, Out.begin() + (S.Payload.empty() ? 0 : Offset));
  Out.insert(Out.end(), F.Tail.begin(), F.Tail.end());
  return Out;
}

MirrorTrailer xclbin::findMirrorTrailer(BytesRef Tail) {
  StringRef Text = toStringRef(Tail);
  StringRef Start = "XCLBIN_MIRROR_DATA_START";
  StringRef End = "XCLBIN_MIRROR_DATA_END";
  MirrorTrailer T;
  size_t At = Text.find(Start);
  size_t Stop = Text.rfind(End);
  T.HasStart = At != StringRef::npos;
  T.HasEnd = Stop != StringRef::npos;
  if (T.HasStart && T.HasEnd && Stop >= At + Start.size())
    T.Json = Text.slice(At + Start.size(), Stop).trim();
  return T;
}
