//===- AIE2.td - LLVM target description of the AIE2 core --*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers, classes and instructions come from data/aie2-isa.json through the
// table generator (AIE2Desc.td); here stands what the instruction set does not
// say: register banks, pseudo instructions, generic opcodes of this target.
//
//===----------------------------------------------------------------------===//

include "llvm/Target/Target.td"

class AIE2Register<string asm, list<Register> subs = [],
                   list<SubRegIndex> indices = []>
    : RegisterWithSubRegs<asm, subs> {
  let Namespace = "AIE2";
  let SubRegIndices = indices;
  let CoveredBySubRegs = !not(!empty(subs));
}

class AIE2Class<ValueType type, int width, bit allocatable, bit pressure,
                dag members>
    : RegisterClass<"AIE2", [type], !if(!gt(width, 128), 256,
                                        !if(!eq(width, 128), 128, 32)),
                    members> {
  let Size = width;
  let isAllocatable = allocatable;
  let GeneratePressureSet = pressure;
}

// A place in program memory: a block, a function or a register's content.
def CodeAddress : Operand<OtherVT>;

class AIE2Instruction<string mnemonic, dag outs, dag ins>
    : Instruction {
  let Namespace = "AIE2";
  let OutOperandList = outs;
  let InOperandList = ins;
  let AsmString = mnemonic;
  let Size = 2;
}

include "aieforge/Target/AIE2/AIE2Desc.td"

// Integers and floats live in r registers, addresses in p registers. The
// modifier registers m and dj are filled by copies just where they are used.
def GPRRegBank : RegisterBank<"GPR", [eR]>;
def PTRRegBank : RegisterBank<"PTR", [eP]>;

// What a call keeps.
def CSR_AIE2 : CalleeSavedRegs<(add LR, R16, R17, R18, R19, R20, R21, R22, R23,
                                    P6, P7)>;

class AIE2Pseudo<dag outs, dag ins> : Instruction {
  let Namespace = "AIE2";
  let OutOperandList = outs;
  let InOperandList = ins;
  let isPseudo = 1;
  let isCodeGenOnly = 1;
  let mayLoad = 0;
  let mayStore = 0;
  let hasSideEffects = 0;
}

let Defs = [SP], Uses = [SP] in {
def ADJCALLSTACKDOWN : AIE2Pseudo<(outs), (ins i32imm:$size, i32imm:$unused)>;
def ADJCALLSTACKUP : AIE2Pseudo<(outs), (ins i32imm:$size, i32imm:$unused)>;
}

// Accesses of the stack frame: a frame object and an offset in bytes. Frame
// lowering turns them into sp- or frame-pointer-relative instructions.
let mayLoad = 1 in
def LOAD_FRAME : AIE2Pseudo<(outs mLdaScl:$dst), (ins i32imm:$fi, i32imm:$off)>;
let mayStore = 1 in
def STORE_FRAME : AIE2Pseudo<(outs), (ins mSclSt:$src, i32imm:$fi, i32imm:$off)>;
let isReMaterializable = 1 in
def ADDR_FRAME : AIE2Pseudo<(outs eP:$dst), (ins i32imm:$fi, i32imm:$off)>;

// 64-bit sums: the two halves are linked by the carry flag, which every other
// addition overwrites, so they stay one instruction until registers are chosen.
let Defs = [SRCARRY], Constraints = "@earlyclobber $lo" in {
def ADD64 : AIE2Pseudo<(outs eR:$lo, eR:$hi),
                       (ins eR:$alo, eR:$ahi, eR:$blo, eR:$bhi)>;
def SUB64 : AIE2Pseudo<(outs eR:$lo, eR:$hi),
                       (ins eR:$alo, eR:$ahi, eR:$blo, eR:$bhi)>;
}

class AIE2Generic<dag outs, dag ins> : GenericInstruction {
  let Namespace = "AIE2";
  let OutOperandList = outs;
  let InOperandList = ins;
  let hasSideEffects = 0;
}

def G_ADD64 : AIE2Generic<(outs type0:$lo, type0:$hi),
                          (ins type0:$alo, type0:$ahi, type0:$blo, type0:$bhi)>;
def G_SUB64 : AIE2Generic<(outs type0:$lo, type0:$hi),
                          (ins type0:$alo, type0:$ahi, type0:$blo, type0:$bhi)>;
// Shifts left by a positive, right by a negative amount.
def G_LSHL : AIE2Generic<(outs type0:$dst), (ins type0:$src, type0:$amount)>;
def G_ASHL : AIE2Generic<(outs type0:$dst), (ins type0:$src, type0:$amount)>;

defm : RemapAllTargetPseudoPointerOperands<eP>;

def AIE2InstrInfo : InstrInfo { let guessInstructionProperties = 0; }

def : ProcessorModel<"aie2", NoSchedModel, []>;

def AIE2 : Target { let InstructionSet = AIE2InstrInfo; }
