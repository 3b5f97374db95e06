//===- IsaVectorModes.cpp - shuffle and multiplication modes --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-isa.json -> what the mode operands of the AIE2 vector unit select,
// for the emulator.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace aieforge::tblgen;

static Error malformed(const Twine &What) {
  return createStringError(inconvertibleErrorCode(), "aie2-isa.json: " + What);
}

/// Prints the first \p Count members of \p Row, which must be numbers.
static bool emitNumbers(raw_ostream &OS, const json::Array &Row,
                        unsigned Count) {
  if (Row.size() <= Count)
    return false;
  for (unsigned I = 0; I != Count; ++I) {
    std::optional<int64_t> N = Row[I].getAsInteger();
    if (!N)
      return false;
    OS << *N << ", ";
  }
  return true;
}

static Error emitShuffle(const json::Object &Root, raw_ostream &OS) {
  const json::Array *Modes = Root.getArray("vshuffle_modes");
  if (!Modes)
    return malformed("no array vshuffle_modes");
  OS << "constexpr ShuffleMode ShuffleModes[] = {\n";
  for (const json::Value &V : *Modes) {
    const json::Array *Row = V.getAsArray();
    OS << "    {";
    if (!Row || !emitNumbers(OS, *Row, 4))
      return malformed("a row of vshuffle_modes is not four numbers and a "
                       "part");
    StringRef Part = (*Row)[4].getAsString().value_or("first");
    OS << "ShufflePart::" << toUpper(Part.front()) << Part.drop_front()
       << "},\n";
  }
  OS << "};\n\n";
  return Error::success();
}

static Error emitMultiply(const json::Object &Root, raw_ostream &OS) {
  const json::Object *Config = Root.getObject("vmac_config");
  const json::Array *Fields = Config ? Config->getArray("fields") : nullptr;
  const json::Array *Modes = Config ? Config->getArray("modes") : nullptr;
  if (!Fields || !Modes)
    return malformed("no vmac_config with fields and modes");
  for (const json::Value &V : *Fields) {
    const json::Array *Row = V.getAsArray();
    if (!Row || Row->size() < 3 || !(*Row)[0].getAsString() ||
        !(*Row)[1].getAsInteger() || !(*Row)[2].getAsInteger())
      return malformed("a row of vmac_config.fields is not a name, a position "
                       "and a width");
    std::string Name;
    SmallVector<StringRef, 3> Words;
    (*Row)[0].getAsString()->split(Words, '_');
    for (StringRef W : Words)
      Name += toUpper(W.front()) + W.drop_front().str();
    OS << formatv("constexpr ConfigField Config{0} = {{{1}, {2}};\n", Name,
                  *(*Row)[1].getAsInteger(), *(*Row)[2].getAsInteger());
  }
  OS << "\nconstexpr MultiplyMode MultiplyModes[] = {\n";
  for (const json::Value &V : *Modes) {
    const json::Array *Row = V.getAsArray();
    OS << "    {";
    if (!Row || !emitNumbers(OS, *Row, 9) || !(*Row)[9].getAsString())
      return malformed("a row of vmac_config.modes is not nine numbers and a "
                       "kind");
    OS << '"' << *(*Row)[9].getAsString() << "\"},\n";
  }
  OS << "};\n";
  return Error::success();
}

static Error emitVectorModes(Inputs In, raw_ostream &OS) {
  const json::Object *Root = In.front().getAsObject();
  if (!Root)
    return malformed("not an object");
  if (Error E = emitShuffle(*Root, OS))
    return E;
  return emitMultiply(*Root, OS);
}

static Generator Gen("isa-vector-modes",
                     "shuffle and multiplication modes of the AIE2 core",
                     emitVectorModes);
