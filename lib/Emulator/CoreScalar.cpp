//===- CoreScalar.cpp - scalar arithmetic and moves of an AIE2 core -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The alu slot's arithmetic, and the moves of the alu, lng, mv and lda slots.
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"
#include "llvm/ADT/bit.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;
using aie2::Opcode;

namespace {

using U32 = uint32_t;
using S32 = int32_t;

template <U32 F(U32)> void unary(CoreImpl &C, const MicroOp &M) {
  C.write(M.Dst, F(C.R[M.Src[0]]), M.DstDelay);
}

template <U32 F(U32, U32)> void binary(CoreImpl &C, const MicroOp &M) {
  C.write(M.Dst, F(C.R[M.Src[0]], C.R[M.Src[1]]), M.DstDelay);
}

U32 bitAnd(U32 X, U32 Y) { return X & Y; }
U32 bitOr(U32 X, U32 Y) { return X | Y; }
U32 bitXor(U32 X, U32 Y) { return X ^ Y; }
U32 mul(U32 X, U32 Y) { return X * Y; }
U32 equal(U32 X, U32 Y) { return X == Y; }
U32 notEqual(U32 X, U32 Y) { return X != Y; }
U32 less(U32 X, U32 Y) { return S32(X) < S32(Y); }
U32 lessUnsigned(U32 X, U32 Y) { return X < Y; }
U32 greaterEqual(U32 X, U32 Y) { return S32(X) >= S32(Y); }
U32 greaterEqualUnsigned(U32 X, U32 Y) { return X >= Y; }
// A negative amount shifts right; five bits of the amount count.
U32 shiftLogical(U32 X, U32 Y) {
  return S32(Y) >= 0 ? X << (Y & 31) : X >> (-Y & 31);
}
U32 shiftArithmetic(U32 X, U32 Y) {
  return S32(Y) >= 0 ? X << (Y & 31) : U32(S32(X) >> (-Y & 31));
}
U32 equalZero(U32 X) { return X == 0; }
U32 notEqualZero(U32 X) { return X != 0; }
U32 countZeros(U32 X) { return countl_zero(X); }
// The sign bit counts, too.
U32 countSignBits(U32 X) { return countl_zero(S32(X) < 0 ? ~X : X); }
U32 extendS8(U32 X) { return U32(S32(int8_t(X))); }
U32 extendS16(U32 X) { return U32(S32(int16_t(X))); }
U32 extendU8(U32 X) { return uint8_t(X); }
U32 extendU16(U32 X) { return uint16_t(X); }

/// X + Y + Carry into the destination and the carry register. Subtraction adds
/// the complement, so that a carry means "no borrow".
void addWithCarry(CoreImpl &C, const MicroOp &M, U32 X, U32 Y, bool Carry) {
  uint64_t Sum = uint64_t(X) + Y + Carry;
  C.write(M.Dst, U32(Sum), M.DstDelay);
  C.write(SrCarry, U32(Sum >> 32), M.FlagDelay);
}

void add(CoreImpl &C, const MicroOp &M) {
  addWithCarry(C, M, C.R[M.Src[0]], C.R[M.Src[1]], false);
}
void addImm(CoreImpl &C, const MicroOp &M) {
  addWithCarry(C, M, C.R[M.Src[0]], U32(M.Imm), false);
}
void adc(CoreImpl &C, const MicroOp &M) {
  addWithCarry(C, M, C.R[M.Src[0]], C.R[M.Src[1]], C.R[SrCarry]);
}
void sub(CoreImpl &C, const MicroOp &M) {
  addWithCarry(C, M, C.R[M.Src[0]], ~C.R[M.Src[1]], true);
}
void sbc(CoreImpl &C, const MicroOp &M) {
  addWithCarry(C, M, C.R[M.Src[0]], ~C.R[M.Src[1]], C.R[SrCarry]);
}
/// What abs leaves in srCarry is not documented: the carry of the addition that
/// makes the value, x + 0 or ~x + 1.
void absolute(CoreImpl &C, const MicroOp &M) {
  U32 X = C.R[M.Src[0]];
  bool Negative = S32(X) < 0;
  addWithCarry(C, M, Negative ? ~X : X, 0, Negative);
}
void addNoCarry(CoreImpl &C, const MicroOp &M) {
  C.write(M.Dst, C.R[M.Src[0]] + U32(M.Imm), M.DstDelay);
}

template <bool ChooseFirstIfZero> void select(CoreImpl &C, const MicroOp &M) {
  bool First = (C.R[M.Src[2]] == 0) == ChooseFirstIfZero;
  C.write(M.Dst, C.R[First ? M.Src[0] : M.Src[1]], M.DstDelay);
}

/// One step of restoring division: r31 shifts the dividend out and the quotient
/// in, the destination holds the remainder.
void divideStep(CoreImpl &C, const MicroOp &M) {
  U32 Acc = C.R[M.Src[0]], X = C.R[M.Src[1]], Y = C.R[M.Src[2]];
  U32 T = X << 1 | Acc >> 31;
  Acc <<= 1;
  if (T >= Y) {
    T -= Y;
    Acc |= 1;
  }
  C.write(M.Dst, T, M.DstDelay);
  C.write(M.Src[0], Acc, M.DstDelay);
}

void moveImm(CoreImpl &C, const MicroOp &M) {
  C.write(M.Dst, U32(M.Imm), M.DstDelay);
}
void move(CoreImpl &C, const MicroOp &M) {
  C.write(M.Dst, C.R[M.Src[0]], M.DstDelay);
}
void moveTimer(CoreImpl &C, const MicroOp &M) {
  C.write64(M.Dst, C.Bus.timer(C.Cycle + C.totalStallCycles()), M.DstDelay);
}

constexpr Meaning Table[] = {
    {Opcode::ABS, absolute},
    {Opcode::ADC, adc},
    {Opcode::ADD, add},
    {Opcode::ADD_add_r_ri, addImm},
    {Opcode::ADD_NC, addNoCarry},
    {Opcode::AND, binary<bitAnd>},
    {Opcode::ASHL, binary<shiftArithmetic>},
    {Opcode::CLB, unary<countSignBits>},
    {Opcode::CLZ, unary<countZeros>},
    {Opcode::DIVS, divideStep},
    {Opcode::EQ, binary<equal>},
    {Opcode::EQZ, unary<equalZero>},
    {Opcode::EXTENDs16, unary<extendS16>},
    {Opcode::EXTENDs8, unary<extendS8>},
    {Opcode::EXTENDu16, unary<extendU16>},
    {Opcode::EXTENDu8, unary<extendU8>},
    {Opcode::GE, binary<greaterEqual>},
    {Opcode::GEU, binary<greaterEqualUnsigned>},
    {Opcode::LSHL, binary<shiftLogical>},
    {Opcode::LT, binary<less>},
    {Opcode::LTU, binary<lessUnsigned>},
    {Opcode::MOVA_lda_cg, moveImm},
    {Opcode::MOVXM_lng_cg, moveImm},
    {Opcode::MOVX_alu_cg, moveImm},
    {Opcode::MOVX_mvx_scl, move},
    {Opcode::MOV_CNTR, moveTimer},
    {Opcode::MOV_D1, move},
    {Opcode::MOV_D2, move},
    {Opcode::MOV_D3, move},
    {Opcode::MOV_D4, move},
    {Opcode::MOV_D5, move},
    {Opcode::MOV_D6, move},
    {Opcode::MOV_mv_cg, moveImm},
    {Opcode::MOV_mv_scl, move},
    {Opcode::MUL_mul_r_rr, binary<mul>},
    {Opcode::NE, binary<notEqual>},
    {Opcode::NEZ, unary<notEqualZero>},
    {Opcode::OR, binary<bitOr>},
    {Opcode::SBC, sbc},
    {Opcode::SELEQZ, select<true>},
    {Opcode::SELNEZ, select<false>},
    {Opcode::SUB, sub},
    {Opcode::XOR, binary<bitXor>},
};

} // namespace

ArrayRef<Meaning> emu::scalarMeanings() { return Table; }
