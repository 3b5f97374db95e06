//===- Package.cpp - a file taken apart, and put together again -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackageKinds.h"
#include "aieforge/Formats/Artefact.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;

static constexpr StringLiteral VersionKey = "aieforge_package";
static constexpr uint64_t Version = 1;

namespace {
/// One kind of artefact: its name in descriptions and how it is packed.
struct Kind {
  StringLiteral Name;
  Expected<Bytes> (*Pack)(Fields &, const Sources &);
};
} // namespace

static constexpr Kind Kinds[] = {
    {"xclbin", packXclbin},
    {"pdi", packPdi},
    {"cdo", packCdo},
    {"instructions", packInstructions},
    {"control_packets", packPackets},
    {"instruction_elf", packElf},
};

std::string Parts::add(std::string Name, BytesRef Data) {
  Files.push_back({Name, Data.vec()});
  return Name;
}

std::string Parts::add(std::string Name, StringRef Text) {
  return add(std::move(Name), arrayRefFromStringRef(Text));
}

Expected<std::string> Sources::text(StringRef Name) const {
  Expected<Bytes> Data = Read(Name);
  if (!Data)
    return Data.takeError();
  return toStringRef(*Data).str();
}

static Error unpackInto(BytesRef File, const hw::Device &D, Parts &Out) {
  switch (recogniseArtefact("", File)) {
  case ArtefactKind::Xclbin:
    return unpackXclbin(File, Out);
  case ArtefactKind::Pdi:
    return unpackPdi(File, D, Out);
  case ArtefactKind::Cdo:
    return unpackCdo(File, D, Out);
  case ArtefactKind::Transaction:
    return unpackInstructions(File, D, Out);
  case ArtefactKind::ControlPackets:
    return unpackPackets(File, D, Out);
  case ArtefactKind::InstructionElf:
    return unpackElf(File, D, Out);
  case ArtefactKind::Sequence:
    return makeError("an instruction sequence of 2023 is text already; "
                     "aieforge pack turns it into an instruction stream");
  case ArtefactKind::CoreElf:
  case ArtefactKind::CoreObject:
    return makeError("programs and objects of cores are not taken apart; "
                     "aieforge dis shows them");
  case ArtefactKind::Archive:
  case ArtefactKind::Unknown:
    break;
  }
  return makeError("xclbins, PDIs, CDOs, instruction streams, control packets "
                   "and instruction ELF files can be taken apart; this is: {0}",
                   describeFile("", File));
}

Expected<std::vector<PackageFile>> pack::unpack(BytesRef File,
                                                const hw::Device &D) {
  Parts Out;
  Out.Description[VersionKey] = Version;
  if (Error E = unpackInto(File, D, Out))
    return std::move(E);
  std::string Text;
  raw_string_ostream OS(Text);
  OS << formatv("{0:2}", json::Value(std::move(Out.Description))) << "\n";
  Out.Files.insert(Out.Files.begin(),
                   {DescriptionName.str(), Bytes(Text.begin(), Text.end())});
  return std::move(Out.Files);
}

bool pack::looksLikePackage(BytesRef Data) {
  StringRef Text = toStringRef(Data).ltrim();
  return Text.starts_with("{") && Text.contains(VersionKey);
}

Expected<Bytes> pack::pack(StringRef Description, FileReader Read,
                           const hw::Device &D) {
  Expected<json::Value> Parsed = json::parse(Description);
  if (!Parsed)
    return prefixError("the description of the package", Parsed.takeError());
  const json::Object *O = Parsed->getAsObject();
  std::string Failure;
  Fields F(O, "", Failure);
  if (!O || F.number(VersionKey, 0, 64) != Version)
    return makeError("the description of the package has no \"{0}\": {1}",
                     VersionKey, Version);
  std::string Name = F.text("kind");
  const Kind *K =
      find_if(Kinds, [&](const Kind &Each) { return Each.Name == Name; });
  if (K == std::end(Kinds))
    return makeError("kind: there are no packages of kind \"{0}\"", Name);
  Expected<Bytes> Out = K->Pack(F, {Read, D});
  // What is wrong with the description comes first: it explains the rest.
  if (Failure.empty())
    return Out;
  if (!Out)
    consumeError(Out.takeError());
  return makeError("the description of the package: {0}", Failure);
}

Error pack::writeFolder(StringRef Folder, ArrayRef<PackageFile> Files) {
  if (std::error_code E = sys::fs::create_directories(Folder))
    return makeError("{0}: {1}", Folder, E.message());
  auto Write = [&](const PackageFile &F) {
    return writeFile((Folder + "/" + F.Name).str(), F.Data);
  };
  for (const PackageFile &F : Files.drop_front())
    if (Error E = Write(F))
      return E;
  return Write(Files.front());
}

/// Names of a description lead into its folder only.
static bool isPlainName(StringRef Name) {
  return !Name.empty() && Name != ".." && !Name.contains('/') &&
         !Name.contains('\0');
}

Expected<Bytes> pack::packFolder(StringRef Folder, const hw::Device &D) {
  auto Read = [&](StringRef Name) -> Expected<Bytes> {
    if (!isPlainName(Name))
      return makeError("the description of the package names a file \"{0}\"; "
                       "its files are in its own folder",
                       Name);
    Expected<std::unique_ptr<MemoryBuffer>> Buffer =
        readFile((Folder + "/" + Name).str());
    if (!Buffer)
      return Buffer.takeError();
    return bytesOf(**Buffer).vec();
  };
  Expected<Bytes> Description = Read(DescriptionName);
  if (!Description)
    return Description.takeError();
  return pack(toStringRef(*Description), Read, D);
}
