//===- IsaTargetDesc.cpp - LLVM target description of the AIE2 core -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads aie2-isa.json and writes the registers, register classes and
// instructions of the LLVM target as TableGen source. Encodings stay out: the
// code generator encodes through the ISA library.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <map>

using namespace llvm;
namespace tblgen = aieforge::tblgen;

namespace {

using json::Array;
using json::Object;

StringRef str(const Object &O, StringRef Key) {
  return O.getString(Key).value_or("");
}

const Array &list(const Object &O, StringRef Key) {
  static const Array Empty;
  const Array *A = O.getArray(Key);
  return A ? *A : Empty;
}

class TargetWriter {
public:
  TargetWriter(const Object &Isa, raw_ostream &OS) : Isa(Isa), OS(OS) {}

  Error run() {
    OS << "// Generated from aie2-isa.json. Do not edit.\n\n";
    if (Error E = registers())
      return E;
    if (Error E = classes())
      return E;
    return instructions();
  }

private:
  struct RegisterInfo {
    int64_t Bits = 0;
    StringRef Bank;
  };

  static std::string record(StringRef Register) { return Register.upper(); }

  Error registers();
  Error classes();
  Error instructions();
  Error instruction(const Object &I);
  std::string operandType(const Object &Operand, const Object &Instruction);

  const Object &Isa;
  raw_ostream &OS;
  StringMap<RegisterInfo> Registers;
};

Error TargetWriter::registers() {
  const Array &All = list(Isa, "registers");
  for (const json::Value &V : All) {
    const Object &R = *V.getAsObject();
    Registers[str(R, "name")] = {R.getInteger("bits").value_or(0),
                                 str(R, "bank")};
  }

  // One sub-register index for each bank and position: sub_x_0 is wl of x.
  std::map<std::string, std::pair<int64_t, int64_t>> Indices;
  for (const json::Value &V : All) {
    const Object &R = *V.getAsObject();
    int64_t Offset = 0;
    unsigned Position = 0;
    for (const json::Value &S : list(R, "sub")) {
      int64_t Bits = Registers[S.getAsString().value_or("")].Bits;
      Indices[("sub_" + str(R, "bank") + "_" + Twine(Position++)).str()] = {
          Bits, Offset};
      Offset += Bits;
    }
  }
  OS << "let Namespace = \"AIE2\" in {\n";
  for (const auto &[Name, Place] : Indices)
    OS << "def " << Name << " : SubRegIndex<" << Place.first << ", "
       << Place.second << ">;\n";
  OS << "} // Namespace\n\n";

  for (const json::Value &V : All) {
    const Object &R = *V.getAsObject();
    StringRef Name = str(R, "name");
    StringRef Asm = R.getString("asm").value_or(Name);
    OS << "def " << record(Name) << " : AIE2Register<\"" << Asm << "\"";
    const Array &Sub = list(R, "sub");
    if (!Sub.empty()) {
      ListSeparator Comma, Comma2;
      OS << ", [";
      for (const json::Value &S : Sub)
        OS << Comma << record(S.getAsString().value_or(""));
      OS << "], [";
      for (unsigned I = 0; I != Sub.size(); ++I)
        OS << Comma2 << "sub_" << str(R, "bank") << "_" << I;
      OS << "]";
    }
    OS << ">";
    if (std::optional<int64_t> Dwarf = R.getInteger("dwarf"))
      OS << ", DwarfRegNum<[" << *Dwarf << "]>";
    OS << ";\n";
  }
  OS << "\n";
  return Error::success();
}

// A register class serves values of one LLVM type. Scalar and address
// registers all hold i32 for LLVM, whatever the hardware keeps of it.
Error TargetWriter::classes() {
  const Object &Classes = *Isa.getObject("register_classes");
  std::map<std::string, const Object *> Sorted;
  for (const auto &[Name, V] : Classes)
    Sorted[Name.str()] = V.getAsObject();
  for (const auto &[Name, Class] : Sorted) {
    int64_t MaxBits = 0, MinBits = INT64_MAX;
    StringSet<> Banks;
    std::string Members;
    raw_string_ostream Text(Members);
    ListSeparator Comma;
    for (const json::Value &Code : list(*Class, "codes")) {
      StringRef Reg = (*Code.getAsArray())[0].getAsString().value_or("");
      const RegisterInfo &Info = Registers[Reg];
      MaxBits = std::max(MaxBits, Info.Bits);
      MinBits = std::min(MinBits, Info.Bits);
      Banks.insert(Info.Bank);
      Text << Comma << record(Reg);
    }
    bool Scalar = MaxBits <= 32;
    bool Mixed = Banks.size() > 1 && !Scalar && MaxBits != MinBits;
    int64_t Size = Scalar ? 32 : MaxBits;
    std::string Type = "untyped";
    if (Scalar)
      Type = "i32";
    else if (Size == 64)
      Type = "i64";
    else if (Size == 128 || Size == 256 || Size == 512 || Size == 1024)
      Type = ("v" + Twine(Size / 32) + "i32").str();
    OS << "def " << Name << " : AIE2Class<" << Type << ", " << Size << ", "
       << (Mixed || Type == "untyped" ? 0 : 1) << ", "
       << (Banks.size() > 1 ? 0 : 1) << ", (add " << Members << ")>;\n";
  }
  OS << "\n";
  return Error::success();
}

std::string TargetWriter::operandType(const Object &Operand,
                                      const Object &Instruction) {
  StringRef Kind = str(Operand, "kind");
  if (Kind == "reg")
    return str(Operand, "reg_class").str();
  if (Kind == "imm")
    return "i32imm";
  if (Kind == "code_address")
    return "CodeAddress";
  // An implied write-back: a count inside the modifier it is tied to.
  for (const json::Value &V : list(Instruction, "operands")) {
    const Object &Other = *V.getAsObject();
    if (str(Other, "name") == str(Operand, "tied_to"))
      return str(Other, "reg_class").str();
  }
  return "";
}

Error TargetWriter::instruction(const Object &I) {
  StringRef Name = str(I, "name");
  std::string Outs, Ins, Ties;
  raw_string_ostream OutText(Outs), InText(Ins), TieText(Ties);
  ListSeparator OutComma, InComma, TieComma;
  SmallVector<std::string> Defs, Uses;
  StringSet<> Tied;
  for (const json::Value &V : list(I, "operands")) {
    const Object &O = *V.getAsObject();
    bool Out = str(O, "dir") == "out";
    if (str(O, "kind") == "fixed") {
      (Out ? Defs : Uses).push_back(record(str(O, "register")));
      continue;
    }
    StringRef Tie = str(O, "tied_to");
    // Both counts of a 3D modifier are written back through one operand.
    if (!Tie.empty() && !Tied.insert(Tie).second)
      continue;
    std::string Type = operandType(O, I);
    if (Type.empty())
      return createStringError("instruction " + Name + ": operand " +
                               str(O, "name") + " has no register class");
    if (Out)
      OutText << OutComma << Type << ":$" << str(O, "name");
    else
      InText << InComma << Type << ":$" << str(O, "name");
    if (!Tie.empty())
      TieText << TieComma << "$" << str(O, "name") << " = $" << Tie;
  }
  for (const json::Value &V : list(I, "implicit_defs"))
    Defs.push_back(record(str(*V.getAsObject(), "reg")));
  for (const json::Value &V : list(I, "implicit_uses"))
    Uses.push_back(record(str(*V.getAsObject(), "reg")));

  StringSet<> Flags;
  for (const json::Value &V : list(I, "flags"))
    Flags.insert(V.getAsString().value_or(""));
  auto Flag = [&](StringRef F) { return Flags.contains(F) ? 1 : 0; };

  OS << "def " << Name << " : AIE2Instruction<\"" << str(I, "mnemonic")
     << "\", (outs " << Outs << "), (ins " << Ins << ")> {\n";
  if (!Ties.empty())
    OS << "  let Constraints = \"" << Ties << "\";\n";
  auto Registers = [&](StringRef Field, ArrayRef<std::string> Names) {
    if (Names.empty())
      return;
    OS << "  let " << Field << " = [" << join(Names, ", ") << "];\n";
  };
  Registers("Defs", Defs);
  Registers("Uses", Uses);
  // A bypassed or memory-mapped effect is a side effect; so is everything that
  // touches a lock, a stream, the cascade or the processor bus.
  bool TileRegister = false;
  if (const Object *Memory = I.getObject("memory"))
    TileRegister = !str(*Memory, "space").empty();
  int SideEffects = Flag("side_effects") | Flag("lock") | Flag("stream_read") |
                    Flag("stream_write") | Flag("cascade_read") |
                    Flag("cascade_write") | TileRegister;
  OS << "  let mayLoad = " << Flag("load") << ";\n"
     << "  let mayStore = " << Flag("store") << ";\n"
     << "  let hasSideEffects = " << SideEffects << ";\n";
  if (Flag("branch"))
    OS << "  let isBranch = 1;\n  let isTerminator = 1;\n";
  if (Flag("branch") && Flag("indirect") && !Flag("conditional"))
    OS << "  let isIndirectBranch = 1;\n";
  if (Flag("return"))
    OS << "  let isReturn = 1;\n  let isTerminator = 1;\n";
  if (Flag("barrier"))
    OS << "  let isBarrier = 1;\n";
  if (Flag("call"))
    OS << "  let isCall = 1;\n";
  if (Flag("move_imm"))
    OS << "  let isMoveImm = 1;\n  let isReMaterializable = 1;\n"
       << "  let isAsCheapAsAMove = 1;\n";
  if (Flag("move_reg"))
    OS << "  let isMoveReg = 1;\n";
  OS << "}\n";
  return Error::success();
}

Error TargetWriter::instructions() {
  for (const json::Value &V : list(Isa, "instructions"))
    if (Error E = instruction(*V.getAsObject()))
      return E;
  return Error::success();
}

Error emit(tblgen::Inputs In, raw_ostream &OS) {
  const Object *Isa = In.empty() ? nullptr : In[0].getAsObject();
  if (!Isa || !Isa->getObject("register_classes"))
    return createStringError("the input is no instruction set description");
  return TargetWriter(*Isa, OS).run();
}

tblgen::Generator Gen("isa-target-td",
                      "registers and instructions of the LLVM target", emit);

} // namespace
