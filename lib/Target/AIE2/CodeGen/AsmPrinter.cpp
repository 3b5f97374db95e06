//===- AsmPrinter.cpp - machine code to MC instructions -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hands the bundles that the scheduler made to the MC layer, one MCInst each.
//
//===----------------------------------------------------------------------===//

#include "IsaMap.h"

#include "llvm/CodeGen/AsmPrinter.h"
#include "llvm/CodeGen/MachineInstr.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCELFObjectWriter.h"
#include "llvm/MC/MCELFStreamer.h"
#include "llvm/MC/MCExpr.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/MC/TargetRegistry.h"

using namespace llvm;

namespace {

class AIE2AsmPrinter final : public AsmPrinter {
public:
  AIE2AsmPrinter(TargetMachine &TM, std::unique_ptr<MCStreamer> Streamer)
      : AsmPrinter(TM, std::move(Streamer), ID) {}

  StringRef getPassName() const override { return "AIE2 assembly printer"; }

  void emitInstruction(const MachineInstr *MI) override {
    MCInst Bundle;
    Bundle.setOpcode(TargetOpcode::BUNDLE);
    MachineBasicBlock::const_instr_iterator I = MI->getIterator();
    while (true) {
      if (!I->isMetaInstruction() && !I->isBundle())
        Bundle.addOperand(MCOperand::createInst(lower(*I)));
      if (!I->isBundledWithSucc())
        break;
      ++I;
    }
    if (Bundle.getNumOperands() != 0)
      EmitToStreamer(*OutStreamer, Bundle);
  }

  // Delay slots hide the branches from LLVM; the scheduler has marked every
  // target by its alignment.
  bool isBlockOnlyReachableByFallthrough(
      const MachineBasicBlock *MBB) const override {
    return MBB->getAlignment() < Align(AIE2Rules::TargetAlignment);
  }

  // The ABI's mark of the generation.
  void emitEndOfAsmFile(Module &) override {
    if (!OutStreamer->hasRawTextSupport())
      static_cast<MCELFStreamer &>(*OutStreamer)
          .getWriter()
          .setELFHeaderEFlags(GenerationFlag);
  }

  static char ID;

private:
  static constexpr unsigned GenerationFlag = 2;

  const MCInst *lower(const MachineInstr &MI) {
    auto *Inst = new (OutContext) MCInst();
    Inst->setOpcode(MI.getOpcode());
    for (const MachineOperand &MO : MI.explicit_operands()) {
      switch (MO.getType()) {
      case MachineOperand::MO_Register:
        if (!MO.isImplicit())
          Inst->addOperand(MCOperand::createReg(MO.getReg()));
        break;
      case MachineOperand::MO_Immediate:
        Inst->addOperand(MCOperand::createImm(MO.getImm()));
        break;
      case MachineOperand::MO_MachineBasicBlock:
        Inst->addOperand(symbol(MO.getMBB()->getSymbol(), 0));
        break;
      case MachineOperand::MO_GlobalAddress:
        Inst->addOperand(symbol(getSymbol(MO.getGlobal()), MO.getOffset()));
        break;
      case MachineOperand::MO_ExternalSymbol:
        Inst->addOperand(symbol(GetExternalSymbolSymbol(MO.getSymbolName()),
                                MO.getOffset()));
        break;
      case MachineOperand::MO_ConstantPoolIndex:
        Inst->addOperand(symbol(GetCPISymbol(MO.getIndex()), MO.getOffset()));
        break;
      default:
        break;
      }
    }
    return Inst;
  }

  MCOperand symbol(MCSymbol *Symbol, int64_t Offset) {
    const MCExpr *Expr = MCSymbolRefExpr::create(Symbol, OutContext);
    if (Offset)
      Expr = MCBinaryExpr::createAdd(
          Expr, MCConstantExpr::create(Offset, OutContext), OutContext);
    // The streamer looks for symbols in the operands of an instruction, but not
    // in those of a bundle's parts.
    OutStreamer->visitUsedExpr(*Expr);
    return MCOperand::createExpr(Expr);
  }
};
char AIE2AsmPrinter::ID = 0;

} // namespace

void llvm::registerAIE2AsmPrinter(Target &T) {
  RegisterAsmPrinter<AIE2AsmPrinter> Printer(T);
}
