//===- PackageXclbin.cpp - packages of xclbins ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every section is a file of the package, except the tables: those stand in
// the description as long as that gives the same bytes again.
//
//===----------------------------------------------------------------------===//

#include "PackageKinds.h"
#include "XclbinTablesJson.h"
#include "aieforge/Formats/Xclbin.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using namespace llvm;

/// The bytes of a header whose named fields are those of \p H.
static Bytes headerBytes(const Header &H) {
  File Empty;
  Empty.Head = H;
  Bytes Whole = xclbin::serialize(Empty);
  Whole.resize(FixedPartSize);
  return Whole;
}

/// A header with the fields that the description names.
static Header namedFields(const Header &From) {
  Header H;
  H.UniqueId = From.UniqueId;
  H.TimeStamp = From.TimeStamp;
  H.VersionMajor = From.VersionMajor;
  H.VersionMinor = From.VersionMinor;
  H.VersionPatch = From.VersionPatch;
  H.Mode = From.Mode;
  H.ActionMask = From.ActionMask;
  H.FileUuid = From.FileUuid;
  return H;
}

static void unpackHeader(const Header &H, json::Object &O) {
  O["uuid"] = toString(H.FileUuid);
  O["time_stamp"] = H.TimeStamp;
  O["unique_id"] = H.UniqueId;
  O["version"] =
      json::Array{H.VersionMajor, H.VersionMinor, int64_t(H.VersionPatch)};
  O["mode"] = int64_t(H.Mode);
  O["action_mask"] = int64_t(H.ActionMask);
  Header Whole = H;
  // Both are computed when the file is written.
  Whole.Length = 0;
  Whole.SectionCount = 0;
  Residue Kept =
      Residue::between(headerBytes(namedFields(Whole)), headerBytes(Whole));
  if (!Kept.empty())
    O["residue"] = toJson(Kept);
}

static Expected<Header> packHeader(Fields F) {
  Header H;
  H.FileUuid = F.uuid("uuid");
  F.number("time_stamp", H.TimeStamp);
  F.number("unique_id", H.UniqueId);
  std::vector<uint64_t> Version = F.numbers("version", 16);
  Version.resize(3);
  H.VersionMajor = uint8_t(Version[0]);
  H.VersionMinor = uint8_t(Version[1]);
  H.VersionPatch = uint16_t(Version[2]);
  F.number("mode", H.Mode);
  F.number("action_mask", H.ActionMask);
  Residue Kept = F.residue("residue");
  Expected<Bytes> Raw = Kept.applyTo(headerBytes(H));
  if (!Raw)
    return Raw.takeError();
  return readHeader(*Raw);
}

/// A name for the file of a section: "2_embedded_metadata.xml".
static std::string fileName(size_t Index, const Section &S) {
  std::string Name = StringRef(sectionName(S.Kind)).lower();
  for (char &C : Name)
    if (!isAlnum(C))
      C = '_';
  StringRef Text = toStringRef(S.Payload).ltrim();
  StringRef Suffix = S.is(SectionKind::EmbeddedMetadata) ? ".xml"
                     : Text.starts_with("{")             ? ".json"
                     : toStringRef(S.Payload).starts_with(
                           StringRef("\xDD\0\0\0\x44\x33\x22\x11", 8))
                         ? ".pdi"
                         : ".bin";
  return std::to_string(Index) + "_" + Name + Suffix.str();
}

static json::Object unpackSection(size_t Index, const Section &S, Parts &Out) {
  json::Object O;
  std::string Kind = sectionName(S.Kind);
  O["kind"] = findSectionKind(Kind) ? Kind : std::to_string(S.Kind);
  StringRef Name = S.Name.str();
  bool Plain = json::isUTF8(Name) && S.Name == FixedText<16>(Name);
  if (Plain)
    O["name"] = Name.str();
  else
    O["name_bytes"] = toHexDigits(
        arrayRefFromStringRef(StringRef(S.Name.Raw.data(), S.Name.Raw.size())));
  if (S.Padding != Section().Padding)
    O["padding"] = toHexDigits(S.Padding);
  if (S.Offset)
    O["offset"] = *S.Offset;
  if (std::optional<json::Value> Table = tableToJson(S, Out))
    O["table"] = std::move(*Table);
  else
    O["file"] = Out.add(fileName(Index, S), BytesRef(S.Payload));
  return O;
}

Error pack::unpackXclbin(BytesRef Data, Parts &Out) {
  Expected<File> F = xclbin::parse(Data);
  if (!F)
    return F.takeError();
  json::Object &O = Out.Description;
  O["kind"] = "xclbin";
  json::Object Head;
  unpackHeader(F->Head, Head);
  O["header"] = std::move(Head);
  json::Array Sections, Gaps;
  for (auto [Index, S] : enumerate(F->Sections))
    Sections.push_back(unpackSection(Index, S, Out));
  for (const Gap &G : F->Gaps)
    Gaps.push_back(
        json::Object{{"offset", G.Offset}, {"hex", toHexDigits(G.Data)}});
  O["sections"] = std::move(Sections);
  if (!Gaps.empty())
    O["gaps"] = std::move(Gaps);
  if (!F->Tail.empty())
    O["tail"] = Out.add("tail.bin", BytesRef(F->Tail));
  return Error::success();
}

/// Offsets of a description must not ask for gigabytes of zeros.
static Error checkPlaces(const File &F) {
  constexpr uint64_t MostZeros = 1 << 20;
  uint64_t Limit = FixedPartSize + MostZeros;
  for (const Section &S : F.Sections)
    Limit += SectionHeaderSize + S.Payload.size();
  for (const Gap &G : F.Gaps)
    Limit += G.Data.size();
  for (auto [I, S] : enumerate(F.Sections))
    if (S.Offset.value_or(0) > Limit)
      return makeError("sections[{0}].offset: {1} is far behind all contents",
                       I, *S.Offset);
  return Error::success();
}

static Expected<Section> packSection(Fields &F, const Sources &S) {
  Section Out;
  std::string Kind = F.text("kind", "");
  if (auto Known = findSectionKind(Kind))
    Out.Kind = uint32_t(*Known);
  else if (Kind.empty() || StringRef(Kind).getAsInteger(0, Out.Kind))
    F.fail("kind", "there is no section kind \"" + Kind + "\"");
  Out.Name = FixedText<16>(F.text("name"));
  if (F.has("name_bytes")) {
    Bytes Raw = F.hex("name_bytes");
    Raw.resize(Out.Name.Raw.size());
    copy(Raw, Out.Name.Raw.begin());
  }
  if (F.has("padding")) {
    Bytes Raw = F.hex("padding");
    Raw.resize(Out.Padding.size());
    copy(Raw, Out.Padding.begin());
  }
  if (F.has("offset"))
    Out.Offset = F.number("offset", 0, 64);
  Expected<Bytes> Payload =
      F.has("table")
          ? tableFromJson(SectionKind(Out.Kind), F.object("table"), S)
          : S.Read(F.text("file"));
  if (!Payload)
    return Payload.takeError();
  Out.Payload = std::move(*Payload);
  return Out;
}

Expected<Bytes> pack::packXclbin(Fields &F, const Sources &S) {
  File Out;
  Expected<Header> Head = packHeader(F.object("header"));
  if (!Head)
    return Head.takeError();
  Out.Head = *Head;
  bool Placed = false, Unplaced = false;
  for (Fields &Each : F.objects("sections")) {
    Expected<Section> New = packSection(Each, S);
    if (!New)
      return New.takeError();
    (New->Offset ? Placed : Unplaced) = true;
    Out.Sections.push_back(std::move(*New));
  }
  if (Placed && Unplaced)
    return makeError("sections: either all have an offset or none has");
  for (Fields &G : F.objects("gaps"))
    Out.Gaps.push_back({G.number("offset", 0, 64), G.hex("hex")});
  if (F.has("tail")) {
    Expected<Bytes> Tail = S.Read(F.text("tail"));
    if (!Tail)
      return Tail.takeError();
    Out.Tail = std::move(*Tail);
  }
  if (Error E = checkPlaces(Out))
    return std::move(E);
  return xclbin::serialize(Out);
}
