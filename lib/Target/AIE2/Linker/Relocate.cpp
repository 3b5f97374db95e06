//===- Relocate.cpp - addresses into bundles and data ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All relocations of the AIE2 are absolute: symbol + addend, put into the
// immediate of one instruction of a bundle or into a data word.
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "aieforge/Target/AIE2/Bundle.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

Error Link::patch(const Placed &P, const elf::Relocation &R,
                  Bytes &Data) const {
  const Object &O = *Objects[P.Object];
  auto Where = [&] {
    return formatv("{0}: {1}+{2:x}", O.Name, O.section(P.Section).Name,
                   R.Offset)
        .str();
  };
  const RelocInfo *Info = relocation(R.Type);
  if (!Info)
    return makeError("{0}: relocation type {1} is unknown; an AIE2 object has "
                     "types 0..53",
                     Where(), R.Type);
  if (R.Offset > Data.size() || Info->Bytes > Data.size() - R.Offset)
    return makeError("{0}: relocation {1} reaches behind the end of the "
                     "section",
                     Where(), Info->Name);
  MutableArrayRef<uint8_t> Place(&Data[R.Offset], Info->Bytes);
  if (!Info->isData() &&
      bundleSize(support::endian::read16le(Place.data())) != Info->Bytes)
    return makeError("{0}: relocation {1} is for a bundle of {2} bytes, but "
                     "there is one of {3}",
                     Where(), Info->Name, Info->Bytes,
                     bundleSize(support::endian::read16le(Place.data())));
  Definition D = resolve(P.Object, R.Symbol);
  int64_t Value = int64_t(addressOf(D)) + R.Addend;
  if (Value < Info->minValue() || Value > Info->maxValue())
    return makeError("{0}: {1} has the value {2:x}, but {3} holds {4}..{5}{6}",
                     Where(), O.Symbols[R.Symbol].Name, Value, Info->Name,
                     Info->minValue(), Info->maxValue(),
                     Info->Value == RelocValue::Imm10 ||
                             Info->Value == RelocValue::Imm11
                         ? "; use movxm for addresses"
                         : "");
  insertField(Place, ArrayRef(Info->Pieces, Info->NumPieces), Value);
  return Error::success();
}

Expected<Bytes> Link::contents(const Placed &P) const {
  const Object &O = *Objects[P.Object];
  Bytes Data = O.section(P.Section).Contents;
  for (const elf::Relocation &R : O.Sections[P.Section].Relocations)
    if (Error E = patch(P, R, Data))
      return std::move(E);
  return Data;
}
