//===- Xclbin.h - the container of an NPU program ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The xclbin ("axlf") container: a fixed part of 456 bytes, section headers of
// 40 bytes, payloads at multiples of 8, then optionally a textual mirror of
// the metadata and a signature. Layout: XRT's xclbin.h.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBIN_H
#define AIEFORGE_FORMATS_XCLBIN_H

#include "aieforge/Support/Bytes.h"
#include "aieforge/Support/Uuid.h"

#include <array>
#include <optional>

namespace aieforge::xclbin {

/// Bytes before the section headers.
constexpr uint64_t FixedPartSize = 456;
constexpr uint64_t SectionHeaderSize = 40;
/// Loaders refuse anything shorter: the fixed part and one section header.
constexpr uint64_t MinimumFileSize = FixedPartSize + SectionHeaderSize;
/// Loaders refuse more sections than this.
constexpr uint32_t MaximumSections = 10000;
/// Payloads start at multiples of this.
constexpr uint64_t SectionAlignment = 8;

enum class SectionKind : uint32_t {
#define XCLBIN_SECTION(Id, Number, Name) Id = Number,
#include "aieforge/Formats/XclbinSectionKinds.def"
};

/// "AIE_PARTITION", or "section kind 99" for an unknown number.
std::string sectionName(uint32_t Kind);
inline std::string sectionName(SectionKind Kind) {
  return sectionName(static_cast<uint32_t>(Kind));
}
/// The kind of that name, in the spelling of XclbinSectionKinds.def.
std::optional<SectionKind> findSectionKind(llvm::StringRef Name);

/// A character field of fixed width. Bytes behind the first NUL are kept, so
/// that what was read is written back unchanged.
template <size_t N> struct FixedText {
  std::array<char, N> Raw{};

  FixedText() = default;
  /// Cuts \p Text so that one NUL remains.
  FixedText(llvm::StringRef Text) {
    llvm::copy(Text.take_front(N - 1), Raw.begin());
  }
  /// Up to the first NUL, or all of it where there is none.
  llvm::StringRef str() const {
    llvm::StringRef All(Raw.data(), N);
    return All.take_until([](char C) { return C == 0; });
  }
  bool terminated() const { return str().size() < N; }
  friend bool operator==(const FixedText &, const FixedText &) = default;
};

/// The fixed part. Loaders of NPUs read Magic, Length, SectionCount and
/// FileUuid only; the defaults are what a new file should hold.
struct Header {
  std::array<uint8_t, 8> Magic = {'x', 'c', 'l', 'b', 'i', 'n', '2', 0};
  int32_t SignatureLength = -1; ///< Bytes at the end of the file; -1: none.
  std::array<uint8_t, 28> Reserved;
  std::array<uint8_t, 256> KeyBlock;
  uint64_t UniqueId = 0;
  uint64_t Length = 0;    ///< Of the whole file.
  uint64_t TimeStamp = 0; ///< Seconds since 1970.
  uint64_t FeatureRomTimeStamp = 0;
  uint16_t VersionPatch = 0;
  uint8_t VersionMajor = 2;
  uint8_t VersionMinor = 23;
  uint16_t Mode = 0;
  uint16_t ActionMask = 0;
  Uuid InterfaceUuid{};
  FixedText<64> PlatformVbnv;
  Uuid FileUuid{};
  Uuid DebugBin{};
  uint32_t SectionCount = 0;
  std::array<uint8_t, 4> Padding{};

  Header() {
    Reserved.fill(0xFF);
    KeyBlock.fill(0xFF);
  }
  friend bool operator==(const Header &, const Header &) = default;
};

struct SectionHeader {
  uint32_t Kind = 0;
  FixedText<16> Name;
  std::array<uint8_t, 4> Padding{};
  uint64_t Offset = 0; ///< From the start of the file.
  uint64_t Size = 0;
};

struct Section {
  uint32_t Kind = 0;
  FixedText<16> Name;
  std::array<uint8_t, 4> Padding{};
  Bytes Payload;
  /// Where the payload stands; empty: behind the one before, aligned.
  std::optional<uint64_t> Offset;

  Section() = default;
  Section(SectionKind Kind, llvm::StringRef Name, Bytes Payload)
      : Kind(static_cast<uint32_t>(Kind)), Name(Name),
        Payload(std::move(Payload)) {}
  bool is(SectionKind K) const { return Kind == static_cast<uint32_t>(K); }
  friend bool operator==(const Section &, const Section &) = default;
};

/// Bytes between payloads that are not zero.
struct Gap {
  uint64_t Offset = 0;
  Bytes Data;
  friend bool operator==(const Gap &, const Gap &) = default;
};

/// A whole container. Where its payloads stand as the placement rules want,
/// no Offset is set and there are no gaps, so that sections can be changed
/// freely; otherwise every Offset is set, and place() gives that up.
struct File {
  Header Head;
  std::vector<Section> Sections; ///< In the order of their headers.
  std::vector<Gap> Gaps;
  Bytes Tail; ///< Behind the last payload: mirror trailer and signature.

  /// The first section of \p Kind, which is the one that loaders take.
  const Section *find(SectionKind Kind) const;
  Section *find(SectionKind Kind);
  /// Forgets where payloads stood: they will follow the placement rules.
  void place();
  friend bool operator==(const File &, const File &) = default;
};

/// The fixed part of \p Data, unchecked; fails only if it is cut short.
Expected<Header> readHeader(BytesRef Data);
/// Section header \p Index, unchecked; fails only if it is cut short.
Expected<SectionHeader> readSectionHeader(BytesRef Data, uint32_t Index);

/// Reads a container. Refuses what loaders refuse, and payloads that overlap
/// each other or the headers. Section contents are not looked at.
Expected<File> parse(BytesRef Data);

/// The bytes of \p F. Length and number of sections are computed; everything
/// else is written as it stands: serialize(parse(x)) == x.
Bytes serialize(const File &F);

/// The text between the marks of a mirror trailer.
struct MirrorTrailer {
  bool HasStart = false;
  bool HasEnd = false;
  llvm::StringRef Json; ///< Between the marks; only if both are there.
};
MirrorTrailer findMirrorTrailer(BytesRef Tail);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBIN_H
