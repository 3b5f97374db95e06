//===- IsaModel.cpp - data/aie2-isa.json as C++ values --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IsaModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace aieforge::tblgen;
using namespace aieforge::tblgen::isa;

unsigned isa::Format::slotMask() const {
  unsigned Mask = 0;
  for (auto [S, Lsb] : Slots)
    Mask |= 1u << S;
  return Mask;
}

int Instruction::operandIndex(StringRef Name) const {
  for (auto [I, O] : enumerate(Operands))
    if (O.Name == Name)
      return I;
  return -1;
}

std::string isa::camel(StringRef Snake) {
  std::string Out;
  SmallVector<StringRef> Words;
  Snake.split(Words, '_');
  for (StringRef W : Words) {
    Out += toUpper(W.front());
    Out += W.drop_front();
  }
  return Out;
}

namespace {
/// Collects the first problem; readers go on with defaults after it.
class Reader {
public:
  Error takeError() {
    if (Problem.empty())
      return Error::success();
    return createStringError("aie2-isa.json: " + Problem);
  }
  void fail(const Twine &Text) {
    if (Problem.empty())
      Problem = Text.str();
  }

  std::string string(const json::Object &O, StringRef Key) {
    if (auto S = O.getString(Key))
      return S->str();
    fail("string \"" + Key + "\" is missing in " + about(O));
    return "";
  }
  std::string stringOr(const json::Object &O, StringRef Key,
                       StringRef Default) {
    return O.getString(Key).value_or(Default).str();
  }
  int64_t integer(const json::Object &O, StringRef Key) {
    if (auto I = O.getInteger(Key))
      return *I;
    fail("number \"" + Key + "\" is missing in " + about(O));
    return 0;
  }
  const json::Array &array(const json::Object &O, StringRef Key) {
    static const json::Array Empty;
    const json::Array *A = O.getArray(Key);
    return A ? *A : Empty;
  }
  const json::Object &object(const json::Object &O, StringRef Key) {
    static const json::Object Empty;
    if (const json::Object *Sub = O.getObject(Key))
      return *Sub;
    fail("object \"" + Key + "\" is missing in " + about(O));
    return Empty;
  }
  const json::Object &asObject(const json::Value &V) {
    static const json::Object Empty;
    if (const json::Object *O = V.getAsObject())
      return *O;
    fail("a list holds something that is not an object");
    return Empty;
  }
  std::vector<std::string> strings(const json::Object &O, StringRef Key) {
    std::vector<std::string> Out;
    for (const json::Value &V : array(O, Key))
      Out.push_back(V.getAsString().value_or("").str());
    return Out;
  }
  Word128 word(const json::Object &O, StringRef Key) {
    std::string Text = stringOr(O, Key, "0x0");
    StringRef Digits = Text;
    APInt Value(128, 0);
    if (!Digits.consume_front("0x") || Digits.size() > 32 ||
        Digits.getAsInteger(16, Value))
      fail("\"" + Text + "\" is not a hexadecimal number");
    Value = Value.zextOrTrunc(128);
    return {Value.extractBitsAsZExtValue(64, 0),
            Value.extractBitsAsZExtValue(64, 64)};
  }
  std::vector<Piece> field(const json::Object &O) {
    std::vector<Piece> Out;
    for (const json::Value &V : array(O, "field")) {
      const json::Array *A = V.getAsArray();
      if (!A || A->size() != 3) {
        fail("a field piece is not [lsb, width, value lsb] in " + about(O));
        continue;
      }
      auto At = [&](unsigned I) {
        return unsigned((*A)[I].getAsInteger().value_or(0));
      };
      Out.push_back({At(0), At(1), At(2)});
    }
    if (Out.size() > 2)
      fail("a field has more than two pieces in " + about(O));
    return Out;
  }

private:
  static std::string about(const json::Object &O) {
    if (auto Name = O.getString("name"))
      return Name->str();
    return "an entry without name";
  }
  std::string Problem;
};
} // namespace

static Operand readOperand(Reader &R, const json::Object &O) {
  Operand Op;
  Op.Name = R.string(O, "name");
  Op.IsOutput = R.string(O, "dir") == "out";
  Op.Kind = R.string(O, "kind");
  Op.Class = R.stringOr(O, "reg_class", "");
  Op.Register = R.stringOr(O, "register", "");
  Op.TiedTo = R.stringOr(O, "tied_to", "");
  Op.Bypass = R.stringOr(O, "bypass", "");
  Op.Bits = O.getInteger("bits").value_or(0);
  Op.Signed = O.getBoolean("signed").value_or(false);
  Op.NegativeOnly = O.getBoolean("negative_only").value_or(false);
  Op.Scale = O.getInteger("scale").value_or(1);
  Op.Cycle = R.integer(O, "cycle");
  Op.Field = R.field(O);
  return Op;
}

static Instruction readInstruction(Reader &R, const json::Object &O) {
  Instruction I;
  I.Name = R.string(O, "name");
  I.Mnemonic = R.string(O, "mnemonic");
  I.Asm = R.string(O, "asm");
  I.Slot = R.string(O, "slot");
  I.Sched = R.string(O, "sched_class");
  I.Mask = R.word(O, "fixed_mask").Lo;
  I.Value = R.word(O, "fixed_value").Lo;
  I.DontCare = R.word(O, "dont_care_mask").Lo;
  for (const json::Value &V : R.array(O, "operands"))
    I.Operands.push_back(readOperand(R, R.asObject(V)));
  for (const json::Value &V : R.array(O, "implicit_defs"))
    I.Defs.push_back({R.string(R.asObject(V), "reg"),
                      unsigned(R.integer(R.asObject(V), "cycle"))});
  for (const json::Value &V : R.array(O, "implicit_uses"))
    I.Uses.push_back({R.string(R.asObject(V), "reg"),
                      unsigned(R.integer(R.asObject(V), "cycle"))});
  I.Flags = R.strings(O, "flags");
  for (const json::Value &V : R.array(O, "sched_variants")) {
    const json::Object &VO = R.asObject(V);
    Variant Var{R.string(VO, "sched_class"), {}};
    const json::Object &When = R.object(VO, "when");
    for (const Operand &Op : I.Operands)
      if (When.getArray(Op.Name))
        Var.When.push_back({Op.Name, R.strings(When, Op.Name)});
    if (Var.When.size() != When.size() || Var.When.size() > 2)
      R.fail("bad scheduling variant of " + I.Name);
    I.Variants.push_back(std::move(Var));
  }
  static const json::Object NoMemory;
  const json::Object *M = O.getObject("memory");
  const json::Object &Mem = M ? *M : NoMemory;
  I.MemoryOp = R.stringOr(Mem, "op", "none");
  I.Extend = R.stringOr(Mem, "extend", "none");
  I.MemoryBytes = Mem.getInteger("bytes").value_or(0);
  I.ReadModifyWrite = Mem.getBoolean("read_modify_write").value_or(false);
  I.TileRegister = R.stringOr(Mem, "space", "") == "tile-register";
  return I;
}

static void readLayout(Reader &R, const json::Object &Root, Model &M) {
  const json::Object &Slots = R.object(Root, "slots");
  // The slots' order is ours; the file keeps them in an object.
  for (StringRef Name :
       {"lda", "ldb", "st", "alu", "mv", "vec", "lng", "nop"}) {
    const json::Object &S = R.object(Slots, Name);
    M.Slots.push_back(
        {Name.str(), unsigned(R.integer(S, "bits")), R.string(S, "nop")});
  }
  if (Slots.size() != M.Slots.size())
    R.fail("unknown slot");
  for (const json::Value &V :
       R.array(R.object(Root, "bundle_size_rule"), "tests")) {
    const json::Object &T = R.asObject(V);
    M.SizeTests.push_back({R.word(T, "mask").Lo, R.word(T, "value").Lo,
                           unsigned(R.integer(T, "bits"))});
  }
  for (const json::Value &V : R.array(Root, "formats")) {
    const json::Object &O = R.asObject(V);
    Format F{R.string(O, "name"),
             unsigned(R.integer(O, "bytes")),
             R.word(O, "fixed_mask"),
             R.word(O, "fixed_value"),
             {}};
    for (const json::Value &SV : R.array(O, "slots")) {
      const json::Array *A = SV.getAsArray();
      StringRef Name = A && A->size() == 2 ? (*A)[0].getAsString().value_or("")
                                           : StringRef();
      auto It = find_if(M.Slots, [&](const Slot &S) { return S.Name == Name; });
      if (It == M.Slots.end()) {
        R.fail("bad slot in format " + F.Name);
        continue;
      }
      F.Slots.push_back({unsigned(It - M.Slots.begin()),
                         unsigned((*A)[1].getAsInteger().value_or(0))});
    }
    M.Formats.push_back(std::move(F));
  }
}

static void readRegisters(Reader &R, const json::Object &Root, Model &M) {
  for (const json::Value &V : R.array(Root, "registers")) {
    const json::Object &O = R.asObject(V);
    std::string Name = R.string(O, "name");
    M.Registers.push_back({Name, R.stringOr(O, "asm", Name),
                           R.string(O, "bank"), unsigned(R.integer(O, "bits")),
                           unsigned(O.getInteger("code").value_or(0)),
                           R.strings(O, "sub"),
                           int(O.getInteger("dwarf").value_or(-1))});
  }
  const json::Object &Classes = R.object(Root, "register_classes");
  std::vector<StringRef> Names;
  for (auto &KV : Classes)
    Names.push_back(KV.first);
  sort(Names);
  for (StringRef Name : Names) {
    const json::Object &O = R.object(Classes, Name);
    RegisterClass C{Name.str(), unsigned(R.integer(O, "bits")), {}};
    for (const json::Value &V : R.array(O, "codes")) {
      const json::Array *A = V.getAsArray();
      if (!A || A->size() < 2) {
        R.fail("bad code in register class " + C.Name);
        continue;
      }
      unsigned All = (1u << C.Bits) - 1;
      C.Codes.push_back(
          {(*A)[0].getAsString().value_or("").str(),
           unsigned((*A)[1].getAsInteger().value_or(0)),
           A->size() > 2 ? unsigned((*A)[2].getAsInteger().value_or(0)) : All});
    }
    M.Classes.push_back(std::move(C));
  }
}

static void readSchedule(Reader &R, const json::Object &Root, Model &M) {
  const json::Object &Classes = R.object(Root, "sched_classes");
  std::vector<StringRef> Names;
  for (auto &KV : Classes)
    Names.push_back(KV.first);
  sort(Names);
  for (StringRef Name : Names) {
    const json::Object &O = R.object(Classes, Name);
    SchedClass C;
    C.Name = Name.str();
    for (const json::Value &V : R.array(O, "operand_cycles"))
      C.Cycles.push_back(V.getAsInteger().value_or(0));
    for (const json::Value &V : R.array(O, "memory_cycles"))
      C.MemoryCycles.push_back(V.getAsInteger().value_or(0));
    C.Bypass = R.strings(O, "bypass");
    for (const json::Value &V : R.array(O, "units")) {
      const json::Array *A = V.getAsArray();
      if (!A || A->size() < 3) {
        R.fail("bad unit in scheduling class " + C.Name);
        continue;
      }
      C.Units.push_back({(*A)[0].getAsString().value_or("").str(),
                         unsigned((*A)[1].getAsInteger().value_or(0)),
                         unsigned((*A)[2].getAsInteger().value_or(0)),
                         A->size() > 3});
    }
    M.SchedClasses.push_back(std::move(C));
  }
  for (auto &KV : R.object(Root, "sched_units"))
    M.Units.push_back(StringRef(KV.first).str());
  sort(M.Units);
  for (const json::Value &V : R.array(Root, "relocations")) {
    const json::Object &O = R.asObject(V);
    M.Relocs.push_back({R.string(O, "name"), R.string(O, "value"),
                        unsigned(R.integer(O, "type")),
                        unsigned(R.integer(O, "bytes")), R.field(O),
                        R.strings(O, "used_for"), R.strings(O, "formats")});
  }
}

/// Values that are only mentioned become enumerations.
static void collectMentions(Model &M) {
  auto Add = [](std::vector<std::string> &List, const std::string &V) {
    if (!V.empty() && !is_contained(List, V))
      List.push_back(V);
  };
  for (const Register &R : M.Registers)
    Add(M.Banks, R.Bank);
  for (const SchedClass &C : M.SchedClasses)
    for (const std::string &B : C.Bypass)
      Add(M.Bypasses, B);
  for (const Instruction &I : M.Instructions)
    for (const std::string &F : I.Flags)
      Add(M.Flags, F);
  sort(M.Flags);
  for (const Reloc &R : M.Relocs)
    Add(M.RelocValues, R.Value);
}

/// What the C++ tables take for granted.
static void check(Reader &R, const Model &M) {
  StringSet<> Registers, Classes, Sched, Opcodes;
  for (const Register &Reg : M.Registers) {
    if (!Registers.insert(Reg.Name).second || Reg.Subs.size() > 4)
      R.fail("bad register " + Reg.Name);
  }
  for (const RegisterClass &C : M.Classes) {
    Classes.insert(C.Name);
    for (const ClassCode &Code : C.Codes)
      if (!Registers.contains(Code.Reg) || (Code.Code >> C.Bits))
        R.fail("bad code of " + Code.Reg + " in register class " + C.Name);
  }
  for (const SchedClass &C : M.SchedClasses) {
    Sched.insert(C.Name);
    for (const Unit &U : C.Units)
      if (!is_contained(M.Units, U.Name))
        R.fail("unknown unit " + U.Name + " in " + C.Name);
  }
  for (const Instruction &I : M.Instructions) {
    if (!Opcodes.insert(I.Name).second)
      R.fail("instruction " + I.Name + " occurs twice");
    if (!Sched.contains(I.Sched) || I.Operands.size() > 7)
      R.fail("instruction " + I.Name +
             " has an unknown scheduling class or "
             "more than seven operands");
    for (const Operand &O : I.Operands)
      if ((O.Kind == "reg" && !Classes.contains(O.Class)) ||
          (O.Kind == "fixed" && !Registers.contains(O.Register)) ||
          (!O.TiedTo.empty() && I.operandIndex(O.TiedTo) < 0))
        R.fail("bad operand " + O.Name + " of " + I.Name);
  }
  if (M.Banks.size() > 32 || M.Flags.size() > 32)
    R.fail("more than 32 register banks or flags: their masks need more bits");
}

Expected<Model> isa::readModel(Inputs In) {
  if (In.size() != 1 || !In[0].getAsObject())
    return createStringError("expected one JSON object: aie2-isa.json");
  const json::Object &Root = *In[0].getAsObject();
  Reader R;
  Model M;
  readLayout(R, Root, M);
  readRegisters(R, Root, M);
  readSchedule(R, Root, M);
  for (const json::Value &V : R.array(Root, "instructions"))
    M.Instructions.push_back(readInstruction(R, R.asObject(V)));
  collectMentions(M);
  check(R, M);
  if (Error E = R.takeError())
    return std::move(E);
  return M;
}
