//===- MCLayer.cpp - machine descriptions and object encoding of AIE2 -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's MC classes of the target. Instructions reach them in bundles; the ISA
// library does the encoding and the printing. Every symbol stays a relocation,
// since the machine knows absolute addresses only.
//
//===----------------------------------------------------------------------===//

#include "IsaMap.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/CodeGen/TargetOpcodes.h"
#include "llvm/MC/MCAsmBackend.h"
#include "llvm/MC/MCAsmInfoELF.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCELFObjectWriter.h"
#include "llvm/MC/MCExpr.h"
#include "llvm/MC/MCFixup.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCObjectWriter.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"

using namespace llvm;
namespace aie = aieforge::aie2;

#define GET_REGINFO_MC_DESC
#include "AIE2GenRegisterInfo.inc"

#define GET_INSTRINFO_MC_DESC
#include "AIE2GenInstrInfo.inc"

#define GET_SUBTARGETINFO_MC_DESC
#include "AIE2GenSubtargetInfo.inc"

static MCInstrInfo *createInstrInfo() {
  auto *Info = new MCInstrInfo();
  InitAIE2MCInstrInfo(Info);
  return Info;
}

static MCRegisterInfo *createRegisterInfo(const Triple &) {
  auto *Info = new MCRegisterInfo();
  InitAIE2MCRegisterInfo(Info, AIE2::LR);
  return Info;
}

static MCSubtargetInfo *createSubtargetInfo(const Triple &TT, StringRef CPU,
                                            StringRef FS) {
  return createAIE2MCSubtargetInfoImpl(TT, CPU, CPU, FS);
}

//===----------------------------------------------------------------------===//
// The two enumerations

IsaMap::IsaMap() {
  std::unique_ptr<MCInstrInfo> MII(createInstrInfo());
  std::unique_ptr<MCRegisterInfo> MRI(createRegisterInfo(Triple()));

  Opcodes.resize(MII->getNumOpcodes());
  Operands.resize(MII->getNumOpcodes());
  Backwards.resize(aie::NumOpcodes);
  for (unsigned Op = TargetOpcode::GENERIC_OP_END + 1;
       Op != MII->getNumOpcodes(); ++Op) {
    std::optional<aie::Opcode> Found = aie::findOpcode(MII->getName(Op));
    if (!Found)
      continue;
    Opcodes[Op] = Found;
    Backwards[unsigned(*Found)] = Op;
    // The generated instruction leaves out fixed operands and joins the counts
    // of one modifier.
    ArrayRef<aie::OperandInfo> All = aie::info(*Found).Operands;
    uint32_t Tied = 0;
    for (unsigned I = 0; I != All.size(); ++I) {
      if (All[I].Kind == aie::OperandKind::Fixed)
        continue;
      if (All[I].TiedTo >= 0 && All[I].IsOutput) {
        if (Tied >> All[I].TiedTo & 1)
          continue;
        Tied |= 1u << All[I].TiedTo;
      }
      Operands[Op].push_back(I);
    }
  }

  Registers.resize(MRI->getNumRegs(), aie::Reg::NoRegister);
  RegistersBack.resize(aie::NumRegs);
  StringMap<MCRegister> ByName;
  for (unsigned R = 1; R != MRI->getNumRegs(); ++R)
    ByName[MRI->getName(R)] = MCRegister(R);
  for (unsigned R = 1; R != aie::NumRegs; ++R) {
    auto Found = ByName.find(aie::info(aie::Reg(R)).Name.upper());
    if (Found == ByName.end())
      continue;
    Registers[Found->second.id()] = aie::Reg(R);
    RegistersBack[R] = Found->second;
  }
}

const IsaMap &IsaMap::get() {
  static const IsaMap Map;
  return Map;
}

aieforge::Expected<aie::Instr>
IsaMap::convert(const MCInst &Inst,
                SmallVectorImpl<const MCExpr *> *Symbols) const {
  std::optional<aie::Opcode> Op = opcode(Inst.getOpcode());
  if (!Op)
    return aieforge::makeError("operation {0} is no instruction of the machine",
                               Inst.getOpcode());
  aie::Instr I;
  I.Op = *Op;
  ArrayRef<uint8_t> Places = operands(Inst.getOpcode());
  if (Inst.getNumOperands() != Places.size())
    return aieforge::makeError("{0} has {1} operands instead of {2}",
                               I.info().Name, Inst.getNumOperands(),
                               Places.size());
  for (unsigned K = 0; K != Places.size(); ++K) {
    const MCOperand &MO = Inst.getOperand(K);
    int64_t &Value = I.Values[Places[K]];
    if (MO.isReg())
      Value = int64_t(reg(MO.getReg()));
    else if (MO.isImm() && I.info().Operands[Places[K]].Bits == 32)
      Value = int32_t(MO.getImm());
    else if (MO.isImm())
      Value = MO.getImm();
    else if (MO.isExpr() && Symbols)
      Symbols->push_back(MO.getExpr());
    else
      return aieforge::makeError("{0}: operand {1} is of no known kind",
                                 I.info().Name, K);
  }
  aie::completeTies(I);
  return I;
}

namespace {

// The parts of a bundle, or the one instruction that stands alone.
SmallVector<const MCInst *, 6> parts(const MCInst &Inst) {
  SmallVector<const MCInst *, 6> Parts;
  if (Inst.getOpcode() != TargetOpcode::BUNDLE)
    return {&Inst};
  for (const MCOperand &MO : Inst)
    Parts.push_back(MO.getInst());
  return Parts;
}

//===----------------------------------------------------------------------===//
// Text

class AIE2AsmInfo final : public MCAsmInfoELF {
public:
  AIE2AsmInfo(const Triple &, const MCTargetOptions &) {
    CodePointerSize = 4;
    CalleeSaveStackSlotSize = 4;
    MinInstAlignment = 2;
    MaxInstLength = aie::MaxBundleBytes;
    CommentString = "//";
    AlignmentIsInBytes = false;
    Data16bitsDirective = "\t.short\t";
    Data32bitsDirective = "\t.word\t";
    Data64bitsDirective = nullptr;
    SupportsDebugInformation = true;
    ExceptionsType = ExceptionHandling::None;
  }
};

class AIE2InstPrinter final : public MCInstPrinter {
public:
  using MCInstPrinter::MCInstPrinter;

  std::pair<const char *, uint64_t>
  getMnemonic(const MCInst &Inst) const override {
    return {nullptr, 0};
  }
  void printRegName(raw_ostream &OS, MCRegister Reg) override {
    OS << aie::info(IsaMap::get().reg(Reg)).Asm;
  }
  void printInst(const MCInst *Inst, uint64_t, StringRef,
                 const MCSubtargetInfo &, raw_ostream &OS) override {
    ListSeparator Separator("; ");
    OS << "\t";
    for (const MCInst *Part : parts(*Inst)) {
      SmallVector<const MCExpr *, 1> Symbols;
      auto I = IsaMap::get().convert(*Part, &Symbols);
      OS << Separator;
      if (!I) {
        OS << "<" << toString(I.takeError()) << ">";
        continue;
      }
      aie::printInstr(OS, *I,
                      [&](raw_ostream &Out, const aie::Instr &, unsigned) {
                        if (Symbols.empty())
                          return false;
                        bool Plain = isa<MCSymbolRefExpr>(Symbols[0]);
                        Out << (Plain ? "" : "(");
                        MAI.printExpr(Out, *Symbols[0]);
                        Out << (Plain ? "" : ")");
                        return true;
                      });
    }
  }
};

//===----------------------------------------------------------------------===//
// Objects

// A fixup is a relocation type of the ABI.
MCFixupKind fixupOf(unsigned Relocation) {
  return MCFixupKind(FirstTargetFixupKind + Relocation);
}

class AIE2CodeEmitter final : public MCCodeEmitter {
public:
  explicit AIE2CodeEmitter(MCContext &Context) : Context(Context) {}

  void encodeInstruction(const MCInst &Inst, SmallVectorImpl<char> &Code,
                         SmallVectorImpl<MCFixup> &Fixups,
                         const MCSubtargetInfo &) const override {
    aie::Bundle B;
    SmallVector<std::pair<aie::Opcode, const MCExpr *>, 2> Symbols;
    for (const MCInst *Part : parts(Inst)) {
      SmallVector<const MCExpr *, 1> Found;
      auto I = IsaMap::get().convert(*Part, &Found);
      if (!I)
        return Context.reportError(Inst.getLoc(), toString(I.takeError()));
      for (const MCExpr *Expr : Found)
        Symbols.push_back({I->Op, Expr});
      B.Instrs.push_back(*I);
    }
    SmallVector<uint8_t, aie::MaxBundleBytes> Bytes;
    if (llvm::Error E = aie::encodeBundle(B, Bytes))
      return Context.reportError(Inst.getLoc(), toString(std::move(E)));
    for (auto [Op, Expr] : Symbols) {
      const aie::RelocInfo *Relocation = aie::relocationFor(B.Fmt, Op);
      if (!Relocation)
        return Context.reportError(Inst.getLoc(),
                                   Twine(aie::info(Op).Name) +
                                       " cannot hold a symbol's address");
      Fixups.push_back(MCFixup::create(0, Expr, fixupOf(Relocation->Type)));
    }
    Code.append(Bytes.begin(), Bytes.end());
  }

private:
  MCContext &Context;
};

class AIE2ObjectWriter final : public MCELFObjectTargetWriter {
public:
  AIE2ObjectWriter()
      : MCELFObjectTargetWriter(/*Is64Bit=*/false, ELF::ELFOSABI_NONE,
                                /*EMachine=*/264,
                                /*HasRelocationAddend=*/true) {}

  unsigned getRelocType(const MCFixup &Fixup, const MCValue &,
                        bool IsPCRel) const override {
    if (IsPCRel)
      reportError(Fixup.getLoc(), "the machine has no relative addresses");
    unsigned Kind = Fixup.getKind();
    if (Kind >= unsigned(FirstTargetFixupKind))
      return Kind - FirstTargetFixupKind;
    // A data word with an address.
    if (Kind != FK_Data_4)
      reportError(Fixup.getLoc(),
                  "an address in data must be a word of 4 bytes");
    return AddressWord;
  }

private:
  static constexpr unsigned AddressWord = 50;
};

class AIE2AsmBackend final : public MCAsmBackend {
public:
  AIE2AsmBackend() : MCAsmBackend(llvm::endianness::little) {}

  std::unique_ptr<MCObjectTargetWriter>
  createObjectTargetWriter() const override {
    return std::make_unique<AIE2ObjectWriter>();
  }

  MCFixupKindInfo getFixupKindInfo(MCFixupKind Kind) const override {
    if (Kind < FirstTargetFixupKind)
      return MCAsmBackend::getFixupKindInfo(Kind);
    const aie::RelocInfo *Info = aie::relocation(Kind - FirstTargetFixupKind);
    return {Info ? Info->Name.data() : "unknown", 0,
            uint8_t(Info ? Info->Bytes * 8 : 0), 0};
  }

  std::optional<bool> evaluateFixup(const MCFragment &, MCFixup &Fixup,
                                    MCValue &, uint64_t &) override {
    if (Fixup.getKind() >= FirstTargetFixupKind)
      return false;
    return std::nullopt;
  }

  void applyFixup(const MCFragment &Fragment, const MCFixup &Fixup,
                  const MCValue &Target, uint8_t *Data, uint64_t Value,
                  bool IsResolved) override {
    maybeAddReloc(Fragment, Fixup, Target, Value, IsResolved);
    if (!IsResolved || Fixup.getKind() >= FirstTargetFixupKind)
      return;
    unsigned Bytes = getFixupKindInfo(Fixup.getKind()).TargetSize / 8;
    for (unsigned I = 0; I != Bytes; ++I)
      Data[I] = uint8_t(Value >> (8 * I));
  }

  bool writeNopData(raw_ostream &OS, uint64_t Count,
                    const MCSubtargetInfo *) const override {
    static const char Nop[] = {0x01, 0x00};
    for (; Count >= 2; Count -= 2)
      OS.write(Nop, 2);
    return Count == 0;
  }
};

} // namespace

void llvm::registerAIE2MC(Target &T) {
  RegisterMCAsmInfo<AIE2AsmInfo> AsmInfo(T);
  TargetRegistry::RegisterMCInstrInfo(T, createInstrInfo);
  TargetRegistry::RegisterMCRegInfo(T, createRegisterInfo);
  TargetRegistry::RegisterMCSubtargetInfo(T, createSubtargetInfo);
  TargetRegistry::RegisterMCInstPrinter(
      T,
      [](const Triple &, unsigned, const MCAsmInfo &MAI, const MCInstrInfo &MII,
         const MCRegisterInfo &MRI) -> MCInstPrinter * {
        return new AIE2InstPrinter(MAI, MII, MRI);
      });
  TargetRegistry::RegisterMCCodeEmitter(
      T, [](const MCInstrInfo &, MCContext &Context) -> MCCodeEmitter * {
        return new AIE2CodeEmitter(Context);
      });
  TargetRegistry::RegisterMCAsmBackend(
      T,
      [](const Target &, const MCSubtargetInfo &, const MCRegisterInfo &,
         const MCTargetOptions &) -> MCAsmBackend * {
        return new AIE2AsmBackend();
      });
}
