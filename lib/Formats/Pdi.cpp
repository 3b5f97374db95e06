//===- Pdi.cpp - reading and writing device images ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/PdiLayout.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::pdi;
using namespace llvm;

static const uint32_t SmapWords[] = {0x000000DD, 0x11223344, 0x55667788,
                                     0x99AABBCC};

bool pdi::looksLikePdi(BytesRef Data) {
  if (Data.size() < sizeof(SmapWords))
    return false;
  return support::endian::read32le(Data.data()) == SmapWords[0] &&
         support::endian::read32le(Data.data() + 4) == SmapWords[1];
}

/// The header words of every image that we write: everything but lengths and
/// checksums is constant for this kind of PDI.
ImageHeaderTable pdi::imageHeaderTable() {
  ImageHeaderTable T = {};
  T[0] = 0x00040000;                // version
  T[1] = 1;                         // images
  T[2] = ImageHeaderOffset / 4;     // in words
  T[3] = 1;                         // partitions
  T[4] = PartitionHeaderOffset / 4; // in words
  T[6] = hw::pdiIdCode();
  T[10] = 0x50504449; // "PPDI"
  T[11] = std::tuple_size_v<ImageHeaderTable> |
          std::tuple_size_v<ImageHeader> << 8 |
          std::tuple_size_v<PartitionHeader> << 16;
  T[12] = std::tuple_size_v<ImageHeader> + std::tuple_size_v<PartitionHeader>;
  T[17] = hw::pdiExtendedIdCode();
  seal(T);
  return T;
}

ImageHeader pdi::imageHeader(bool PcrOnes) {
  ImageHeader H = {};
  H[0] = PartitionHeaderOffset / 4;
  H[1] = 1; // partitions
  for (auto [I, C] : enumerate(ImageName))
    H[4 + I / 4] |= uint32_t(C) << 8 * (I % 4);
  H[8] = ImageId;
  if (PcrOnes)
    H[PcrWord] = ~0u;
  seal(H);
  return H;
}

PartitionHeader pdi::partitionHeader(uint32_t CdoWords) {
  PartitionHeader H = {};
  uint32_t Padded = uint32_t(alignTo(CdoWords, 4));
  H[0] = H[2] = Padded; // encrypted and total length
  H[1] = CdoWords;
  H[6] = H[7] = ~0u; // no load address
  H[8] = CdoOffset / 4;
  H[9] = 0x02000006; // a CDO, exception level 3
  H[10] = 1;         // sections
  seal(H);
  return H;
}

Bytes pdi::serialize(const Pdi &P) {
  ByteWriter Out;
  auto Words = [&](ArrayRef<uint32_t> W) {
    for (uint32_t Word : W)
      Out.u32(Word);
  };
  Bytes Body = cdo::serialize(P.Cdo);
  PartitionHeader H = partitionHeader(Body.size() / 4);
  ByteWriter Commands, Data;
  bool Transform = P.Transformed && canTransform(P.Cdo);
  if (Transform) {
    writeTransformed(P.Cdo, Commands, Data);
    // Lengths and the checksum stay those of the plain form.
    H[TransformTypeWord] = 1;
    H[TransformCommandBytesWord] = Commands.size();
    H[TransformMarkWord] = transformMark(1, Commands.size());
  }
  Words(SmapWords);
  Words(imageHeaderTable());
  Words(imageHeader(P.PcrOnes));
  Words(H);
  if (!Transform) {
    Out.bytes(Body);
    Out.align(16);
    return Out.take();
  }
  Out.bytes(BytesRef(Body).take_front(4 * cdo::HeaderWords));
  Out.bytes(Commands.data());
  Out.bytes(Data.data());
  return Out.take();
}

namespace {

/// State of one parse.
class Parser {
public:
  Parser(BytesRef Data, cdo::Mode M, cdo::Warnings *W)
      : Data(Data), R(Data, "PDI"), M(M), W(W) {}

  Expected<Pdi> run();

private:
  template <size_t N>
  Error header(StringRef Name, std::array<uint32_t, N> &Words);
  template <size_t N>
  void compare(StringRef Name, uint64_t At, const std::array<uint32_t, N> &Got,
               const std::array<uint32_t, N> &Usual);
  Error checkStructure(const ImageHeaderTable &T, const PartitionHeader &P);
  Error readPlain(Pdi &P, const PartitionHeader &H);
  void warn(const Twine &Text) {
    if (W)
      W->push_back(("PDI: " + Text).str());
  }

  BytesRef Data;
  ByteReader R;
  cdo::Mode M;
  cdo::Warnings *W;
};

} // namespace

template <size_t N>
Error Parser::header(StringRef Name, std::array<uint32_t, N> &Words) {
  for (uint32_t &Word : Words) {
    Expected<uint32_t> V = R.u32(Name);
    if (!V)
      return V.takeError();
    Word = *V;
  }
  return Error::success();
}

/// Warns about words that are not as in the images known to load.
template <size_t N>
void Parser::compare(StringRef Name, uint64_t At,
                     const std::array<uint32_t, N> &Got,
                     const std::array<uint32_t, N> &Usual) {
  for (size_t I = 0; I + 1 < N; ++I)
    if (Got[I] != Usual[I])
      warn(formatv("{0} word at offset {1:x} is {2:x}, usually {3:x}", Name,
                   At + 4 * I, Got[I], Usual[I])
               .str());
  uint32_t Checksum = cdo::headerChecksum(ArrayRef(Got).drop_back());
  if (Got[N - 1] != Checksum)
    warn(formatv("{0} checksum at offset {1:x} is {2:x}, the words sum up to "
                 "{3:x}",
                 Name, At + 4 * (N - 1), Got[N - 1], Checksum)
             .str());
}

/// What an image needs to be usable at all.
Error Parser::checkStructure(const ImageHeaderTable &T,
                             const PartitionHeader &P) {
  if (T[1] != 1)
    return makeError("PDI: image count at offset {0:x} is {1}; the NPU takes "
                     "exactly 1",
                     ImageHeaderTableOffset + 4, T[1]);
  if (T[3] != 1)
    return makeError("PDI: partition count at offset {0:x} is {1}; the NPU "
                     "takes exactly 1",
                     ImageHeaderTableOffset + 12, T[3]);
  if (P[8] != CdoOffset / 4)
    return makeError("PDI: data offset at {0:x} is word {1:x}; the firmware "
                     "reads the CDO at word {2:x}",
                     PartitionHeaderOffset + 32, P[8], CdoOffset / 4);
  if ((P[9] >> 24 & 7) != 2)
    return makeError("PDI: partition type at offset {0:x} is {1}, not 2 (CDO)",
                     PartitionHeaderOffset + 36, P[9] >> 24 & 7);
  return Error::success();
}

Error Parser::readPlain(Pdi &P, const PartitionHeader &H) {
  cdo::Warnings Inner;
  // The padding behind the CDO is no concern of the CDO reader.
  BytesRef Rest = Data.drop_front(CdoOffset);
  uint64_t Words = cdo::HeaderWords;
  if (Rest.size() >= 16)
    Words += support::endian::read32le(Rest.data() + 12);
  BytesRef Body = Rest.take_front(std::min<uint64_t>(Words * 4, Rest.size()));
  Expected<cdo::Cdo> C = cdo::parse(Body, M, W, CdoOffset);
  if (!C)
    return C.takeError();
  P.Cdo = std::move(*C);
  compare("partition header", PartitionHeaderOffset, H,
          partitionHeader(Body.size() / 4));
  BytesRef Padding = Rest.drop_front(Body.size());
  size_t Expected = alignTo(Body.size(), 16) - Body.size();
  if (Padding.size() != Expected ||
      any_of(Padding, [](uint8_t B) { return B != 0; }))
    warn(formatv("{0} bytes follow the CDO at offset {1:x}; {2} zero bytes are "
                 "usual",
                 Padding.size(), CdoOffset + Body.size(), Expected)
             .str());
  return Error::success();
}

Expected<Pdi> Parser::run() {
  for (uint32_t Usual : SmapWords) {
    Expected<uint32_t> V = R.u32("bus-width words");
    if (!V)
      return V.takeError();
    if (*V != Usual)
      return makeError(
          "PDI: the word at offset {0:x} is {1:x}, not {2:x}: this "
          "is no PDI, or one without bus-width words",
          R.offset() - 4, *V, Usual);
  }
  ImageHeaderTable T;
  ImageHeader I;
  PartitionHeader H;
  if (Error E = header("image header table", T))
    return std::move(E);
  if (Error E = header("image header", I))
    return std::move(E);
  if (Error E = header("partition header", H))
    return std::move(E);
  if (Error E = checkStructure(T, H))
    return std::move(E);

  Pdi P;
  P.PcrOnes = I[PcrWord] == ~0u;
  compare("image header table", ImageHeaderTableOffset, T, imageHeaderTable());
  compare("image header", ImageHeaderOffset, I, imageHeader(P.PcrOnes));
  if (H[TransformTypeWord] == 0) {
    if (Error E = readPlain(P, H))
      return std::move(E);
    return P;
  }
  P.Transformed = true;
  Expected<cdo::Cdo> C = readTransformed(Data, H, W);
  if (!C)
    return C.takeError();
  P.Cdo = std::move(*C);
  return P;
}

Expected<Pdi> pdi::parse(BytesRef Data, cdo::Mode M, cdo::Warnings *W) {
  return Parser(Data, M, W).run();
}
