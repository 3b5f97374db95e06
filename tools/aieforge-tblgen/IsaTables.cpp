//===- IsaTables.cpp - tables of instructions, registers, formats ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-isa.json -> the definitions behind aieforge/Target/AIE2/Tables.h,
// included once by lib/Target/AIE2/ISA/Tables.cpp.
//
//===----------------------------------------------------------------------===//

#include "IsaDecodeIndex.h"
#include "IsaModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace aieforge::tblgen;
using namespace aieforge::tblgen::isa;

static std::string hex(uint64_t V) { return "0x" + utohexstr(V, true); }

/// Emits an array; an empty one gets a dummy element, never referred to.
static void emitArray(raw_ostream &OS, StringRef Type, StringRef Name,
                      ArrayRef<std::string> Items, StringRef Dummy = "") {
  OS << "constexpr " << Type << " " << Name << "[] = {\n";
  for (const std::string &I : Items)
    OS << I << ",\n";
  if (Items.empty())
    OS << Dummy;
  OS << "};\n\n";
}

/// A pool of elements that records refer to by position and length.
class Pool {
public:
  Pool(StringRef Type, StringRef Name) : Type(Type), Name(Name) {}
  std::string add(ArrayRef<std::string> Elements) {
    if (Elements.empty())
      return "{}";
    size_t At = Items.size();
    Items.insert(Items.end(), Elements.begin(), Elements.end());
    return "{" + Name + " + " + utostr(At) + ", " + utostr(Elements.size()) +
           "}";
  }
  void emit(raw_ostream &OS) const { emitArray(OS, Type, Name, Items, "{}"); }

private:
  std::string Type, Name;
  std::vector<std::string> Items;
};

static std::string pieces(ArrayRef<Piece> Field) {
  std::string Out = utostr(Field.size()) + ", {";
  for (const Piece &P : Field)
    Out += "{" + utostr(P.Lsb) + "," + utostr(P.Width) + "," +
           utostr(P.ValueLsb) + "},";
  return Out + "}";
}

static std::string bypass(StringRef Name) {
  return ("Bypass::" + (Name.empty() ? "None" : Name)).str();
}

static void emitSlotsAndFormats(raw_ostream &OS, const Model &M) {
  std::vector<std::string> Items;
  for (const SizeTest &T : M.SizeTests)
    Items.push_back("{" + hex(T.Mask) + ", " + hex(T.Value) + ", " +
                    utostr(T.Bits / 8) + "}");
  emitArray(OS, "SizeTest", "SizeTests", Items);
  Items.clear();
  for (const Slot &S : M.Slots)
    Items.push_back("{\"" + S.Name + "\", " + utostr(S.Bits) +
                    ", Opcode::" + S.NoOp + "}");
  emitArray(OS, "SlotInfo", "SlotTable", Items);
  Items.clear();
  for (const Format &F : M.Formats) {
    std::string Slots;
    for (auto [S, Lsb] : F.Slots)
      Slots += "{Slot::" + camel(M.Slots[S].Name) + ", " + utostr(Lsb) + "},";
    Items.push_back("{\"" + F.Name + "\", " + utostr(F.Bytes) + ", " +
                    hex(F.slotMask()) + ", " + utostr(F.Slots.size()) + ", {" +
                    Slots + "}, {" + hex(F.Mask.Lo) + ", " + hex(F.Mask.Hi) +
                    "}, {" + hex(F.Value.Lo) + ", " + hex(F.Value.Hi) + "}}");
  }
  emitArray(OS, "FormatInfo", "FormatTable", Items);
}

static void emitRegisters(raw_ostream &OS, const Model &M) {
  std::vector<std::string> Items;
  Items.push_back("{\"\", \"\", RegBank::" + M.Banks.front() +
                  ", 0, 0, 0, {}, -1}");
  for (const Register &R : M.Registers) {
    std::string Subs;
    for (const std::string &S : R.Subs)
      Subs += "Reg::" + S + ",";
    Items.push_back("{\"" + R.Name + "\", \"" + R.Asm +
                    "\", RegBank::" + R.Bank + ", " + utostr(R.Bits) + ", " +
                    utostr(R.Code) + ", " + utostr(R.Subs.size()) + ", {" +
                    Subs + "}, " + itostr(R.Dwarf) + "}");
  }
  emitArray(OS, "RegInfo", "RegTable", Items);

  std::vector<std::string> Names;
  for (const std::string &B : M.Banks)
    Names.push_back("\"" + B + "\"");
  emitArray(OS, "StringLiteral", "BankNames", Names);
}

/// Which register a field value means, and the reverse.
static void emitClasses(raw_ostream &OS, const Model &M) {
  std::vector<std::string> Codes, Infos{"{\"\", 0, 0, {}}"}, Encode;
  Pool Members("Reg", "ClassMembers");
  Encode.push_back(std::string("{") + "}");
  for (const RegisterClass &C : M.Classes) {
    std::vector<std::string> Regs;
    for (const ClassCode &Code : C.Codes)
      Regs.push_back("Reg::" + Code.Reg);
    Infos.push_back("{\"" + C.Name + "\", " + utostr(C.Bits) + ", " +
                    utostr(Codes.size()) + ", " + Members.add(Regs) + "}");
    for (unsigned V = 0; V < 1u << C.Bits; ++V) {
      auto It = find_if(C.Codes, [&](const ClassCode &Code) {
        return (V & Code.Mask) == (Code.Code & Code.Mask);
      });
      Codes.push_back("Reg::" + (It == C.Codes.end() ? "NoRegister" : It->Reg));
    }
    std::string Row = "{0,"; // NoRegister has no code
    for (const Register &R : M.Registers) {
      auto It = find_if(
          C.Codes, [&](const ClassCode &Code) { return Code.Reg == R.Name; });
      Row += utostr(It == C.Codes.end() ? 0 : It->Code + 1) + ",";
    }
    Encode.push_back(Row + "}");
  }
  emitArray(OS, "Reg", "ClassCodes", Codes);
  Members.emit(OS);
  emitArray(OS, "ClassInfo", "ClassTable", Infos);
  OS << "// Code + 1 of each register, 0 for none.\n";
  OS << "constexpr uint16_t ClassEncode[NumRegClasses][NumRegs] = {\n";
  for (const std::string &Row : Encode)
    OS << Row << ",\n";
  OS << "};\n\n";
}

static std::string operand(const Instruction &I, const Operand &O) {
  std::string Kind = O.Kind == "reg"            ? "Reg"
                     : O.Kind == "imm"          ? "Imm"
                     : O.Kind == "code_address" ? "CodeAddress"
                     : O.Kind == "fixed"        ? "Fixed"
                                                : "Implied";
  StringRef Said = O.Register;
  std::string Implied = "None";
  if (Kind == "Implied")
    Implied = Said.contains("low")    ? "CountLow"
              : Said.contains("high") ? "CountHigh"
                                      : "Count";
  return "{\"" + O.Name + "\", OperandKind::" + Kind + ", " +
         (O.IsOutput ? "true" : "false") + ", " +
         itostr(O.TiedTo.empty() ? -1 : I.operandIndex(O.TiedTo)) +
         ", RegClass::" + (O.Class.empty() ? "None" : O.Class) +
         ", Reg::" + (Kind == "Fixed" ? O.Register : "NoRegister") +
         ", ImpliedReg::" + Implied + ", " + utostr(O.Bits) + ", " +
         (O.Signed ? "true" : "false") + ", " +
         (O.NegativeOnly ? "true" : "false") + ", " + utostr(O.Scale) + ", " +
         utostr(O.Cycle) + ", " + bypass(O.Bypass) + ", " + pieces(O.Field) +
         "}";
}

/// The assembly template with byte 1 + i in the place of operand i.
static Expected<std::string> asmTemplate(const Instruction &I) {
  std::string Out;
  StringRef Rest = I.Asm;
  while (!Rest.empty()) {
    auto [Text, Tail] = Rest.split('{');
    Out += Text;
    if (Text.size() == Rest.size())
      break;
    auto [Name, After] = Tail.split('}');
    int Index = I.operandIndex(Name);
    if (Index < 0)
      return createStringError("assembly of " + I.Name +
                               " names an unknown operand");
    Out += "\\00" + utostr(Index + 1);
    Rest = After;
  }
  return Out;
}

static Error emitInstructions(raw_ostream &OS, const Model &M) {
  Pool Operands("OperandInfo", "OperandPool");
  Pool Implicits("ImplicitReg", "ImplicitPool");
  Pool Variants("SchedVariant", "VariantPool");
  std::vector<std::string> Items;
  for (const Instruction &I : M.Instructions) {
    std::vector<std::string> Ops, Defs, Uses, Vars;
    for (const Operand &O : I.Operands)
      Ops.push_back(operand(I, O));
    for (const Implicit &D : I.Defs)
      Defs.push_back("{Reg::" + D.Reg + ", " + utostr(D.Cycle) + "}");
    for (const Implicit &U : I.Uses)
      Uses.push_back("{Reg::" + U.Reg + ", " + utostr(U.Cycle) + "}");
    for (const Variant &V : I.Variants) {
      std::string Conditions;
      for (const auto &[Name, Banks] : V.When) {
        uint32_t Mask = 0;
        for (const std::string &B : Banks)
          Mask |= 1u << (find(M.Banks, B) - M.Banks.begin());
        Conditions +=
            "{" + utostr(I.operandIndex(Name)) + ", " + hex(Mask) + "},";
      }
      Vars.push_back("{SchedClassId::" + V.Class + ", " +
                     utostr(V.When.size()) + ", {" + Conditions + "}}");
    }
    uint32_t Flags = 0;
    for (const std::string &F : I.Flags)
      Flags |= 1u << (find(M.Flags, F) - M.Flags.begin());
    Expected<std::string> Asm = asmTemplate(I);
    if (!Asm)
      return Asm.takeError();
    Items.push_back("{\"" + I.Name + "\", \"" + I.Mnemonic + "\", \"" + *Asm +
                    "\", Slot::" + camel(I.Slot) + ", " + hex(Flags) + ", " +
                    hex(I.Mask) + ", " + hex(I.Value) + ", " + hex(I.DontCare) +
                    ", " + Operands.add(Ops) + ", " + Implicits.add(Defs) +
                    ", " + Implicits.add(Uses) + ", SchedClassId::" + I.Sched +
                    ", " + Variants.add(Vars) +
                    ", MemoryOp::" + camel(I.MemoryOp) + ", " +
                    utostr(I.MemoryBytes) + ", Extension::" + camel(I.Extend) +
                    ", " + (I.ReadModifyWrite ? "true" : "false") + ", " +
                    (I.TileRegister ? "true" : "false") + "}");
  }
  Operands.emit(OS);
  Implicits.emit(OS);
  Variants.emit(OS);
  emitArray(OS, "InstrInfo", "InstrTable", Items);
  return Error::success();
}

static void emitSchedule(raw_ostream &OS, const Model &M) {
  Pool Numbers("uint8_t", "CyclePool"), Bypasses("Bypass", "BypassPool"),
      Units("UnitHold", "UnitPool");
  std::vector<std::string> Items;
  auto Texts = [](ArrayRef<unsigned> Values) {
    return map_to_vector(Values, [](unsigned V) { return utostr(V); });
  };
  for (const SchedClass &C : M.SchedClasses) {
    std::vector<std::string> Ways, Holds;
    for (const std::string &B : C.Bypass)
      Ways.push_back(bypass(B));
    for (const Unit &U : C.Units)
      Holds.push_back("{Unit::" + U.Name + ", " + utostr(U.First) + ", " +
                      utostr(U.Count) + ", " + (U.Check ? "true" : "false") +
                      "}");
    Items.push_back("{\"" + C.Name + "\", " + Numbers.add(Texts(C.Cycles)) +
                    ", " + Bypasses.add(Ways) + ", " + Units.add(Holds) + ", " +
                    Numbers.add(Texts(C.MemoryCycles)) + "}");
  }
  Numbers.emit(OS);
  Bypasses.emit(OS);
  Units.emit(OS);
  emitArray(OS, "SchedClass", "SchedTable", Items);
  std::vector<std::string> Names;
  for (const std::string &U : M.Units)
    Names.push_back("\"" + U + "\"");
  emitArray(OS, "StringLiteral", "UnitNames", Names);
}

static void emitRelocs(raw_ostream &OS, const Model &M) {
  std::vector<std::string> Items, Uses;
  for (auto [Index, R] : enumerate(M.Relocs)) {
    Items.push_back("{\"" + R.Name + "\", " + utostr(R.Type) +
                    ", RelocValue::" + camel(R.Value) + ", " + utostr(R.Bytes) +
                    ", " + pieces(R.Field) + "}");
    for (const std::string &F : R.Formats)
      for (const std::string &Op : R.UsedFor)
        Uses.push_back("{Format::" + F + ", Opcode::" + Op + ", " +
                       utostr(Index) + "}");
  }
  emitArray(OS, "RelocInfo", "RelocTable", Items);
  emitArray(OS, "RelocUse", "RelocUses", Uses);
}

static void emitMnemonics(raw_ostream &OS, const Model &M) {
  std::vector<const Instruction *> Sorted;
  for (const Instruction &I : M.Instructions)
    Sorted.push_back(&I);
  // Pointers into one vector: ties keep the order of the file.
  sort(Sorted, [](const Instruction *A, const Instruction *B) {
    return std::tie(A->Mnemonic, A) < std::tie(B->Mnemonic, B);
  });
  std::vector<std::string> Items;
  for (const Instruction *I : Sorted)
    Items.push_back("Opcode::" + I->Name);
  OS << "// Sorted by mnemonic.\n";
  emitArray(OS, "Opcode", "ByMnemonic", Items);
}

static void emitDecodeIndex(raw_ostream &OS, const Model &M) {
  Pool Bits("uint8_t", "IndexBits"), Starts("uint16_t", "IndexStarts"),
      Candidates("Opcode", "IndexCandidates");
  std::vector<std::string> Items;
  for (const Slot &S : M.Slots) {
    DecodeIndex Index = buildDecodeIndex(M, S);
    auto Texts = [](ArrayRef<unsigned> Values) {
      return map_to_vector(Values, [](unsigned V) { return utostr(V); });
    };
    auto Ops = map_to_vector(Index.Candidates, [&](unsigned I) {
      return "Opcode::" + M.Instructions[I].Name;
    });
    Items.push_back("{" + Bits.add(Texts(Index.Bits)) + ", " +
                    Starts.add(Texts(Index.Starts)) + ", " +
                    Candidates.add(Ops) + "}");
  }
  Bits.emit(OS);
  Starts.emit(OS);
  Candidates.emit(OS);
  emitArray(OS, "SlotIndex", "SlotIndices", Items);
}

static Error emitIsaTables(Inputs In, raw_ostream &OS) {
  Expected<Model> M = readModel(In);
  if (!M)
    return M.takeError();
  emitSlotsAndFormats(OS, *M);
  emitRegisters(OS, *M);
  emitClasses(OS, *M);
  if (Error E = emitInstructions(OS, *M))
    return E;
  emitSchedule(OS, *M);
  emitRelocs(OS, *M);
  emitMnemonics(OS, *M);
  emitDecodeIndex(OS, *M);
  return Error::success();
}

static Generator Gen("isa-tables", "tables of the AIE2 instruction set",
                     emitIsaTables);
