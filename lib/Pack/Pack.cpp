//===- Pack.cpp - from parts to an artefact -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Pack.h"
#include "aieforge/Formats/Artefact.h"
#include "aieforge/Formats/Script.h"
#include "aieforge/Formats/Sequence.h"
#include "aieforge/Pack/Bif.h"
#include "aieforge/Pack/Package.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;

Product pack::productOf(StringRef Output) {
  if (Output.ends_with_insensitive(".xclbin"))
    return Product::Xclbin;
  if (Output.ends_with_insensitive(".pdi"))
    return Product::Pdi;
  if (Output.ends_with_insensitive(".elf"))
    return Product::Elf;
  return Product::Parts;
}

namespace {
/// Collects the inputs by what they are, then makes one product of them.
class Packer {
public:
  Packer(Product Wanted, KernelRequest Kernel, const hw::Device &D,
         std::vector<std::string> &Notes, const ControlRequest &Control)
      : Wanted(Wanted), Kernel(std::move(Kernel)), D(D), Notes(Notes),
        Control(Control) {}

  Error add(StringRef Path);
  Expected<Bytes> finish();

private:
  Error addText(StringRef Text);
  Error addBif(StringRef Path, StringRef Text);
  Error addArtefact(StringRef Path, BytesRef Data);
  Error addCdo(BytesRef Data);
  Error addSequence(BytesRef Data);
  Expected<Bytes> finishPdi();
  Expected<Bytes> finishXclbin();
  Error addStream(txn::Transaction T);
  Error addPackets(Bytes Data);
  Expected<Bytes> finishElf();

  Product Wanted;
  KernelRequest Kernel;
  const hw::Device &D;
  std::vector<std::string> &Notes;
  const ControlRequest &Control;
  std::vector<cdo::Cdo> Cdos;
  std::vector<Bytes> Pdis;
  std::optional<xclbin::File> Xclbin;
  std::vector<Bytes> Finished; ///< Inputs that are products already.
  // Of an instruction ELF.
  std::optional<txn::Transaction> Stream;
  std::optional<Bytes> Packets;
};
} // namespace

/// \p E, if it is one, with the file in front.
static Error about(StringRef Path, Error E) {
  if (!E)
    return Error::success();
  return prefixError(Path, std::move(E));
}

Error Packer::add(StringRef Path) {
  if (sys::fs::is_directory(Path) ||
      sys::path::filename(Path) == DescriptionName) {
    StringRef Folder =
        sys::fs::is_directory(Path) ? Path : sys::path::parent_path(Path);
    Expected<Bytes> Data = packFolder(Folder.empty() ? "." : Folder, D);
    if (!Data)
      return prefixError(Path, Data.takeError());
    // What was taken apart may be an input of something larger.
    if (Wanted == Product::Parts) {
      Finished.push_back(std::move(*Data));
      return Error::success();
    }
    return about(Path, addArtefact(Path, *Data));
  }
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(Path);
  if (!Buffer)
    return Buffer.takeError();
  StringRef Text = (*Buffer)->getBuffer();
  if (looksLikeBif(Text))
    return addBif(Path, Text);
  if (script::kindOf(Text) != script::Kind::None)
    return about(Path, addText(Text));
  return about(Path, addArtefact(Path, bytesOf(**Buffer)));
}

Error Packer::addText(StringRef Text) {
  switch (script::kindOf(Text)) {
  case script::Kind::Cdo: {
    Expected<cdo::Cdo> C = script::parseCdo(Text, D);
    if (!C)
      return C.takeError();
    Cdos.push_back(std::move(*C));
    return Error::success();
  }
  case script::Kind::Transaction: {
    Expected<txn::Transaction> T = script::parseTransaction(Text, D);
    if (!T)
      return T.takeError();
    return addStream(std::move(*T));
  }
  default: {
    Expected<ctrlpkt::Packets> P = script::parsePackets(Text, D);
    if (!P)
      return P.takeError();
    return addPackets(ctrlpkt::serialize(*P));
  }
  }
}

Error Packer::addStream(txn::Transaction T) {
  if (Wanted != Product::Elf) {
    Finished.push_back(txn::serialize(T));
    return Error::success();
  }
  if (Stream)
    return makeError("a second instruction stream; an instruction ELF for use "
                     "with an xclbin holds one");
  Stream = std::move(T);
  return Error::success();
}

Error Packer::addPackets(Bytes Data) {
  if (Wanted != Product::Elf) {
    Finished.push_back(std::move(Data));
    return Error::success();
  }
  if (Packets)
    return makeError("a second buffer of control packets; an instruction ELF "
                     "holds one");
  Packets = std::move(Data);
  return Error::success();
}

Error Packer::addBif(StringRef Path, StringRef Text) {
  Expected<Bif> B = parseBif(Text);
  if (!B)
    return prefixError(Path, B.takeError());
  if (Error E = about(Path, checkForNpu(*B)))
    return E;
  for (const std::string &Name : B->Files) {
    // As bootgen: relative to the working folder, or else to the BIF.
    SmallString<128> Beside = sys::path::parent_path(Path);
    sys::path::append(Beside, Name);
    bool UseBeside = !sys::fs::exists(Name) && !sys::path::is_absolute(Name) &&
                     sys::fs::exists(Beside);
    if (Error E = add(UseBeside ? Beside.str() : StringRef(Name)))
      return E;
  }
  return Error::success();
}

Error Packer::addCdo(BytesRef Data) {
  cdo::Warnings W;
  Expected<cdo::Cdo> C = cdo::parse(Data, cdo::Mode::Lenient, &W);
  if (!C)
    return C.takeError();
  Notes.insert(Notes.end(), W.begin(), W.end());
  Cdos.push_back(std::move(*C));
  return Error::success();
}

Error Packer::addSequence(BytesRef Data) {
  Expected<Bytes> Words = txn::readInstructionFile(Data);
  if (!Words)
    return Words.takeError();
  Expected<seq::Sequence> S = seq::parse(*Words);
  if (!S)
    return S.takeError();
  Expected<txn::Transaction> T = seq::toTransaction(*S, D);
  if (!T)
    return T.takeError();
  return addStream(std::move(*T));
}

Error Packer::addArtefact(StringRef Path, BytesRef Data) {
  switch (recogniseArtefact(Path, Data)) {
  case ArtefactKind::Xclbin: {
    if (Xclbin)
      return makeError("a second xclbin; kernels are added to one");
    Expected<xclbin::File> F = xclbin::parse(Data);
    if (!F)
      return F.takeError();
    Xclbin = std::move(*F);
    return Error::success();
  }
  case ArtefactKind::Pdi:
    Pdis.push_back(Data.vec());
    return Error::success();
  case ArtefactKind::Cdo:
    return addCdo(Data);
  case ArtefactKind::Sequence:
    return addSequence(Data);
  case ArtefactKind::Transaction: {
    if (Wanted != Product::Elf)
      return makeError("this is an instruction stream already; an instruction "
                       "ELF is made of it if the output has the suffix .elf");
    Expected<Bytes> Words = txn::readInstructionFile(Data);
    if (!Words)
      return Words.takeError();
    Expected<txn::Transaction> T = txn::parse(*Words);
    if (!T)
      return T.takeError();
    return addStream(std::move(*T));
  }
  case ArtefactKind::ControlPackets:
    if (Wanted == Product::Elf)
      return addPackets(Data.vec());
    return makeError("control packets go into an instruction ELF, together "
                     "with their stream: name the output with the suffix .elf");
  case ArtefactKind::InstructionElf:
    Finished.push_back(Data.vec());
    return Error::success();
  default:
    return makeError("this can be no part of an artefact: {0}",
                     describeFile(Path, Data));
  }
}

Expected<Bytes> Packer::finishPdi() {
  pdi::Pdi P;
  P.Cdo = cdo::merge(Cdos);
  for (const cdo::Command &C : P.Cdo.Commands)
    if (!cdo::isFirmwareCommand(C.Id))
      Notes.push_back(
          formatv("the firmware does not know the command {0}; it will refuse "
                  "the image",
                  cdo::commandName(C.Id)));
  return pdi::serialize(P);
}

Expected<Bytes> Packer::finishXclbin() {
  if (Xclbin && Pdis.empty())
    return makeError("nothing to do: name a device image (PDI) to add to the "
                     "xclbin, or use --repair");
  if (Pdis.size() > 1 && !Xclbin && !Kernel.Name.empty())
    return makeError("several device images cannot all be called {0}",
                     Kernel.Name);
  for (const Bytes &Image : Pdis) {
    Kernel.Pdi = Image;
    Expected<xclbin::File> F =
        Xclbin ? addKernel(std::move(*Xclbin), Kernel) : makeXclbin(Kernel, D);
    if (!F)
      return F.takeError();
    Xclbin = std::move(*F);
  }
  return xclbin::serialize(*Xclbin);
}

/// The last host buffer of the stream, where the public compiler puts control
/// packets.
static uint64_t lastArgument(const txn::Transaction &T) {
  uint64_t Last = 0;
  for (const txn::Op &O : T.Ops)
    if (const auto *P = std::get_if<txn::DdrPatch>(&O))
      Last = std::max(Last, P->Argument);
  return Last;
}

Expected<Bytes> Packer::finishElf() {
  if (!Cdos.empty() || !Pdis.empty() || Xclbin)
    return makeError(
        "an instruction ELF for use with an xclbin holds no device "
        "image: give a stream, and its control packets if it has "
        "any");
  if (!Stream)
    return makeError("an instruction ELF needs an instruction stream");
  std::optional<insts::ControlData> Data;
  if (Packets)
    Data = insts::ControlData{std::move(*Packets),
                              Control.Argument.value_or(lastArgument(*Stream)),
                              Control.Addresses};
  else if (Control.Argument || !Control.Addresses.empty())
    return makeError("there are no control packets that this could be about");
  Expected<insts::InstructionElf> E =
      insts::partialElf(*Stream, std::move(Data));
  if (!E)
    return E.takeError();
  return insts::serialize(*E);
}

Expected<Bytes> Packer::finish() {
  if (Wanted == Product::Elf && Finished.empty())
    return finishElf();
  if (!Finished.empty()) {
    if (Finished.size() > 1 || !Cdos.empty() || !Pdis.empty() || Xclbin ||
        Stream || Packets ||
        (Wanted != Product::Parts && Wanted != Product::Elf))
      return makeError("an instruction stream, control packets or a whole "
                       "package cannot be put together with something else");
    return std::move(Finished.front());
  }
  if (!Cdos.empty()) {
    if (!Pdis.empty())
      return makeError("CDOs and device images are mixed; make one image of "
                       "the CDOs first");
    if (Wanted == Product::Parts) {
      if (Cdos.size() > 1)
        return makeError("{0} CDOs make an image; name it with the suffix "
                         ".pdi",
                         Cdos.size());
      return cdo::serialize(Cdos.front());
    }
    Expected<Bytes> Image = finishPdi();
    if (!Image || Wanted == Product::Pdi)
      return Image;
    Pdis.push_back(std::move(*Image));
  }
  if (Wanted != Product::Xclbin && (!Pdis.empty() || Xclbin))
    return makeError("device images make an xclbin; name it with the suffix "
                     ".xclbin");
  return finishXclbin();
}

Expected<Bytes> pack::packFiles(ArrayRef<std::string> Inputs, Product Wanted,
                                KernelRequest Kernel, const hw::Device &D,
                                std::vector<std::string> &Notes,
                                const ControlRequest &Control) {
  Packer P(Wanted, std::move(Kernel), D, Notes, Control);
  for (const std::string &Path : Inputs)
    if (Error E = P.add(Path))
      return std::move(E);
  return P.finish();
}
