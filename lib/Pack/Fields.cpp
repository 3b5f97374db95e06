//===- Fields.cpp - fields of a description in JSON -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fields.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;

std::string Fields::at(StringRef Key) const {
  return Path.empty() ? Key.str() : Path + "." + Key.str();
}

void Fields::fail(StringRef Key, const Twine &Problem) {
  if (Failure.empty())
    Failure = at(Key) + ": " + Problem.str();
}

static bool asNumber(const json::Value &V, uint64_t &Out) {
  if (auto N = V.getAsUINT64()) {
    Out = *N;
    return true;
  }
  std::optional<StringRef> Text = V.getAsString();
  return Text && !Text->getAsInteger(0, Out);
}

uint64_t Fields::number(StringRef Key, uint64_t Default, unsigned Bits) {
  const json::Value *V = O ? O->get(Key) : nullptr;
  if (!V || !Failure.empty())
    return Default;
  uint64_t Value;
  if (!asNumber(*V, Value) || (Bits < 64 && Value >> Bits)) {
    fail(Key, "this is no number of " + Twine(Bits) + " bits");
    return Default;
  }
  return Value;
}

bool Fields::flag(StringRef Key) {
  return O && O->getBoolean(Key).value_or(false);
}

std::string Fields::text(StringRef Key, StringRef Default) {
  const json::Value *V = O ? O->get(Key) : nullptr;
  if (!V)
    return Default.str();
  if (auto Text = V->getAsString())
    return Text->str();
  fail(Key, "this is no text");
  return Default.str();
}

Bytes Fields::hex(StringRef Key) {
  std::string Text = text(Key);
  std::string Raw;
  if (!tryGetFromHex(Text, Raw) || Text.size() % 2) {
    fail(Key, "this is no row of hexadecimal digits, two for each byte");
    return {};
  }
  return Bytes(Raw.begin(), Raw.end());
}

Uuid Fields::uuid(StringRef Key) {
  std::string Text = text(Key);
  erase_if(Text, [](char C) { return C == '-'; });
  std::string Raw;
  Uuid Out{};
  if (!Text.empty() && (!tryGetFromHex(Text, Raw) || Raw.size() != Out.size()))
    fail(Key, "this is no UUID of 32 hexadecimal digits");
  else
    llvm::copy(Raw, Out.begin());
  return Out;
}

std::vector<uint64_t> Fields::numbers(StringRef Key, unsigned Bits) {
  std::vector<uint64_t> Out;
  const json::Value *V = O ? O->get(Key) : nullptr;
  if (!V)
    return Out;
  const json::Array *A = V->getAsArray();
  if (!A) {
    fail(Key, "this is no list");
    return Out;
  }
  for (const json::Value &Element : *A) {
    uint64_t Number;
    if (!asNumber(Element, Number) || (Bits < 64 && Number >> Bits)) {
      fail(Key, "element " + Twine(Out.size()) + " is no number of " +
                    Twine(Bits) + " bits");
      return Out;
    }
    Out.push_back(Number);
  }
  return Out;
}

std::vector<Fields> Fields::objects(StringRef Key) {
  std::vector<Fields> Out;
  const json::Value *V = O ? O->get(Key) : nullptr;
  if (!V)
    return Out;
  const json::Array *A = V->getAsArray();
  if (!A)
    fail(Key, "this is no list");
  else
    for (auto [I, Element] : enumerate(*A)) {
      std::string Name = Key.str() + "[" + std::to_string(I) + "]";
      if (!Element.getAsObject())
        fail(Name, "this is no object");
      Out.emplace_back(Element.getAsObject(), at(Name), Failure);
    }
  return Out;
}

Fields Fields::object(StringRef Key) {
  const json::Object *Inner = O ? O->getObject(Key) : nullptr;
  if (!Inner && has(Key))
    fail(Key, "this is no object");
  return Fields(Inner, at(Key), Failure);
}

Residue Fields::residue(StringRef Key) {
  Residue Out;
  if (!has(Key))
    return Out;
  Fields R = object(Key);
  if (R.has("size"))
    Out.Size = R.number("size", 0, 64);
  for (Fields &Run : R.objects("bytes"))
    Out.Runs.push_back({Run.number("offset", 0, 64), Run.hex("hex")});
  return Out;
}

std::string pack::toHexDigits(BytesRef Data) {
  return toHex(Data, /*LowerCase=*/true);
}

json::Value pack::toJson(const Residue &R) {
  json::Object Out;
  if (R.Size)
    Out["size"] = *R.Size;
  json::Array Runs;
  for (const Residue::Run &Run : R.Runs)
    Runs.push_back(
        json::Object{{"offset", Run.Offset}, {"hex", toHexDigits(Run.Data)}});
  Out["bytes"] = std::move(Runs);
  return Out;
}
