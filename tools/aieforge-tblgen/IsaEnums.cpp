//===- IsaEnums.cpp - names of registers, instructions, formats -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-isa.json -> the enumerations of aieforge/Target/AIE2/Tables.h.
//
//===----------------------------------------------------------------------===//

#include "IsaModel.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aieforge::tblgen;
using namespace aieforge::tblgen::isa;

template <typename Range, typename NameOf>
static void emitEnum(raw_ostream &OS, StringRef Name, StringRef Plural,
                     StringRef Type, const Range &Items, NameOf Of,
                     StringRef First = "") {
  OS << "enum class " << Name << " : " << Type << " {\n";
  if (!First.empty())
    OS << "  " << First << ",\n";
  for (const auto &I : Items)
    OS << "  " << Of(I) << ",\n";
  OS << "};\nconstexpr unsigned Num" << Plural << " = "
     << Items.size() + !First.empty() << ";\n\n";
}

static Error emitIsaEnums(Inputs In, raw_ostream &OS) {
  Expected<Model> M = readModel(In);
  if (!M)
    return M.takeError();
  auto Name = [](const auto &X) { return X.Name; };
  auto Same = [](const std::string &S) { return S; };
  OS << "namespace aieforge::aie2 {\n\n";
  emitEnum(OS, "Slot", "Slots", "uint8_t", M->Slots,
           [](const Slot &S) { return camel(S.Name); });
  emitEnum(OS, "RegBank", "RegBanks", "uint8_t", M->Banks, Same);
  emitEnum(OS, "Reg", "Regs", "uint16_t", M->Registers, Name, "NoRegister");
  emitEnum(OS, "RegClass", "RegClasses", "uint8_t", M->Classes, Name, "None");
  emitEnum(OS, "Opcode", "Opcodes", "uint16_t", M->Instructions, Name);
  emitEnum(OS, "Format", "Formats", "uint8_t", M->Formats, Name);
  emitEnum(OS, "SchedClassId", "SchedClasses", "uint16_t", M->SchedClasses,
           Name);
  emitEnum(OS, "Unit", "Units", "uint8_t", M->Units, Same);
  emitEnum(OS, "Bypass", "Bypasses", "uint8_t", M->Bypasses, Same, "None");
  emitEnum(OS, "RelocValue", "RelocValues", "uint8_t", M->RelocValues,
           [](const std::string &S) { return camel(S); });
  emitEnum(OS, "InstrFlag", "InstrFlags", "uint8_t", M->Flags,
           [](const std::string &S) { return camel(S); });
  OS << "} // namespace aieforge::aie2\n";
  return Error::success();
}

static Generator Gen("isa-enums", "enumerations of the AIE2 instruction set",
                     emitIsaEnums);
