//===- InstructionElfRules.cpp - rules E and K ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instruction ELF files: their relocations, and the streams, device images and
// control packets inside by the rules for these. And control packets alone.
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/InstructionElf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::insts;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Control packets
//===----------------------------------------------------------------------===//

static void checkPacket(const ctrlpkt::Packet &P, const std::string &Where,
                        Reporter &R) {
  for (auto [Name, Word] :
       {std::pair("stream", P.StreamWord), std::pair("control", P.ControlWord)})
    if (!hw::hasOddParity(Word))
      R.add("K02", Where,
            text("The {0} header {1:x8} has even parity", Name, Word));
  hw::ControlHeader H = P.control();
  if (H.Offset % 4)
    R.add("K03", Where, text("The register offset is {0:x}", H.Offset));
}

void check::checkControlPackets(BytesRef Data, Reporter &R) {
  Expected<ctrlpkt::Packets> All = ctrlpkt::parse(Data);
  if (!All) {
    R.add("K01", "", toString(All.takeError()));
    return;
  }
  uint64_t Offset = 0;
  for (auto [I, P] : enumerate(*All)) {
    checkPacket(P, text("packet {0} at offset {1:x}", I, Offset), R);
    Offset += 4 * (2 + P.Data.size() + uint64_t(P.PaddingWords));
  }
}

//===----------------------------------------------------------------------===//
// Relocations
//===----------------------------------------------------------------------===//

namespace {
/// The checks of one file. Streams of group files run on its own images.
class ElfCheck {
public:
  ElfCheck(const InstructionElf &E, const StreamContext &C, Reporter &R)
      : E(E), C(C), R(R) {}
  void run();

private:
  bool isGroup() const { return E.Gen == Generation::Group; }
  std::optional<hw::Generation> generation() const;
  void loadImages();
  void part(const Program &P, const Part &Section);
  void patch(const Program &P, const Part &Section, const Patch &Entry,
             const Twine &Where);
  void symbol(const Program &P, const Patch &Entry, const Twine &Where);
  bool hasSection(const Program &P, StringRef Name) const;
  void expected(const Part &Section, const txn::Transaction &T);
  void compare(const Part &Section, const Patch &Wanted);

  const InstructionElf &E;
  StreamContext C;
  Reporter &R;
  DeviceImages Images;
};
} // namespace

/// Words that XRT reads and writes from the relocated place on; 0 for kinds
/// that it does not apply to files for NPUs.
static unsigned patchedWords(uint8_t Kind) {
  switch (PatchKind(Kind)) {
  case PatchKind::Scalar32:
    return 1;
  case PatchKind::Address64:
    return 2;
  case PatchKind::ShimDma48:
    return 3;
  case PatchKind::ControlPacket48:
    return 4;
  case PatchKind::Unknown:
    break;
  }
  return 0;
}

/// XRT has room for that many arguments of a kernel.
static constexpr unsigned MostArguments = 32;

bool ElfCheck::hasSection(const Program &P, StringRef Name) const {
  return any_of(P.Parts,
                [&](const Part &S) { return StringRef(S.Name) == Name; });
}

void ElfCheck::symbol(const Program &P, const Patch &Entry,
                      const Twine &Where) {
  StringRef Name = Entry.Symbol;
  auto Add = [&](const Twine &What) { R.add("E04", Where, What); };
  unsigned Number;
  if (!Name.getAsInteger(10, Number)) {
    unsigned First = isGroup() ? 0 : PartialFirstArgument;
    unsigned End = isGroup() && P.Arguments ? P.Arguments : MostArguments;
    if (Number < First || Number >= End)
      Add(text("Argument {0} is patched in; host buffers are {1} to {2}",
               Number, First, End - 1));
  } else if (Name.consume_front(".pdi.")) {
    if (Name.getAsInteger(10, Number) ||
        none_of(E.Images, [&](const Image &I) { return I.Id == Number; }))
      Add(text("{0} is patched in; there is no such section", Entry.Symbol));
  } else if (Name == "control-packet") {
    if (!any_of(P.Parts, [](const Part &S) {
          return StringRef(S.Name).starts_with(".ctrldata");
        }))
      Add("The control packets' address is patched in; there is no section "
          ".ctrldata");
  } else if (Name.consume_front("ctrlpkt-pm-")) {
    if (!hasSection(P, (".ctrlpkt.pm." + Name).str()))
      Add(text("{0} is patched in; there is no section .ctrlpkt.pm.{1}",
               Entry.Symbol, Name));
  } else if (Name != "scratch-pad-mem" && Name != "scratch-pad-ctrl") {
    Add(text("\"{0}\" names no argument, image or buffer", Entry.Symbol));
  }
}

void ElfCheck::patch(const Program &P, const Part &Section, const Patch &Entry,
                     const Twine &Where) {
  unsigned Words = patchedWords(Entry.Kind);
  if (!Words)
    return R.add("E02", Where, text("The kind is {0}", unsigned(Entry.Kind)));
  if (Entry.Offset % 4 ||
      uint64_t(Entry.Offset) + 4 * Words > Section.Contents.size())
    return R.add("E03", Where,
                 text("{0} words at {1:x} are patched; the section has {2:x} "
                      "bytes",
                      Words, Entry.Offset, Section.Contents.size()));
  symbol(P, Entry, Where);
}

/// A relocation that \p Wanted's DDR_PATCH must have.
void ElfCheck::compare(const Part &Section, const Patch &Wanted) {
  auto It = find_if(Section.Patches, [&](const Patch &P) {
    return P.Offset == Wanted.Offset && P.Kind == Wanted.Kind;
  });
  std::string Where = text("offset {0:x}", Wanted.Offset);
  if (It == Section.Patches.end()) {
    R.add("E05", Where,
          text("The stream puts argument {0} there, but there is no relocation",
               Wanted.Symbol));
    return;
  }
  unsigned Number;
  bool Numbered = !StringRef(It->Symbol).getAsInteger(10, Number);
  if (Numbered && It->Symbol != Wanted.Symbol)
    R.add("E05", Where,
          text("The stream puts argument {0} there, the relocation argument "
               "{1}",
               Wanted.Symbol, It->Symbol),
          "argument");
  if (PatchKind(Wanted.Kind) != PatchKind::ShimDma48)
    return;
  uint32_t Low =
               support::endian::read32le(&Section.Contents[Wanted.Offset + 4]),
           High =
               support::endian::read32le(&Section.Contents[Wanted.Offset + 8]);
  uint64_t Address = uint64_t(High & 0xFFFF) << 32 | (Low & ~3u);
  if (Address)
    R.add("E06", Where,
          text("The BD holds the address {0:x} before it is patched", Address));
}

/// The relocations that the stream itself asks for.
void ElfCheck::expected(const Part &Section, const txn::Transaction &T) {
  SymbolNaming Names;
  Names.FirstArgument = isGroup() ? 0 : PartialFirstArgument;
  Expected<Part> Made = relocatedText(T, Names);
  if (!Made)
    return consumeError(Made.takeError()); // T07
  for (const Patch &Wanted : Made->Patches)
    compare(Section, Wanted);
}

//===----------------------------------------------------------------------===//
// Sections
//===----------------------------------------------------------------------===//

void ElfCheck::part(const Program &P, const Part &Section) {
  std::string Place = Section.Name;
  if (!P.Kernel.empty())
    Place = P.Kernel + ":" + P.Sequence + ", " + Place;
  Reporter::Scope In(R, Place);
  for (auto [I, Entry] : enumerate(Section.Patches))
    patch(P, Section, Entry, text("relocation {0} ({1})", I, Entry.Symbol));
  StringRef Name = Section.Name;
  if (Name.starts_with(".ctrldata") || Name.starts_with(".ctrlpkt"))
    return checkControlPackets(Section.Contents, R);
  // Code that saves and restores a context runs in the middle of another
  // stream: only its form can be judged.
  if (!Section.isText())
    return;
  StreamContext Own = C;
  Expected<txn::Transaction> T = txn::parse(Section.Contents);
  // A stream that loads no image runs on what another one left behind.
  if (T && isGroup() && none_of(T->Ops, [](const txn::Op &O) {
        return std::holds_alternative<txn::LoadPdi>(O);
      }))
    Own.Images = nullptr;
  checkInstructions(Section.Contents, Own, R);
  if (T)
    expected(Section, *T);
  else
    consumeError(T.takeError()); // T03
}

std::optional<hw::Generation> ElfCheck::generation() const {
  if (C.Opts.Device)
    return C.Opts.Device->Gen;
  for (const Program &P : E.Programs)
    if (const Part *Text = P.text()) {
      Expected<txn::Transaction> T = txn::parse(Text->Contents);
      if (T)
        return namedGeneration(*T);
      consumeError(T.takeError());
    }
  return std::nullopt;
}

void ElfCheck::loadImages() {
  std::optional<hw::Generation> Gen = generation();
  unsigned Columns = E.Columns;
  for (const Image &I : E.Images) {
    checkPdi(I.Pdi, Gen, Columns, text("section .pdi.{0}", I.Id), R);
    Images.push_back({arrayAfter(I.Pdi, Gen, Columns), {I.Id}});
  }
}

void ElfCheck::run() {
  if (isGroup()) {
    unsigned Most = C.Opts.Device ? C.Opts.Device->Columns : 0;
    if (E.Columns == 0 || (Most && E.Columns > Most))
      R.add("E07", "section .note.xrt.configuration",
            text("The partition has {0} columns{1}", E.Columns,
                 Most ? text("; {0} has {1}", C.Opts.Device->Name, Most)
                      : std::string()));
    // It brings its own images, and no xclbin is used with it.
    loadImages();
    C.Xclbin = nullptr;
    C.Images = &Images;
  }
  // Headers of streams in ELF files often have fewer columns than are used:
  // the host takes the number from the note, or from the xclbin.
  C.Columns = arrayOf(generation(), E.Columns).Columns;
  for (const Program &P : E.Programs)
    for (const Part &Section : P.Parts)
      part(P, Section);
}

void check::checkInstructionElf(BytesRef File, const StreamContext &C,
                                Reporter &R) {
  Expected<InstructionElf> E = insts::parse(File);
  if (!E) {
    R.add("E01", "", toString(E.takeError()));
    return;
  }
  ElfCheck(*E, C, R).run();
}

ArrayRef<StringLiteral> check::instructionElfRules() {
  static constexpr StringLiteral Ids[] = {"E01", "E02", "E03", "E04", "E05",
                                          "E06", "E07", "K01", "K02", "K03"};
  return Ids;
}
