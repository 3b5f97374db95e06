//===- Codec.cpp - AIE2 bundles from and to bytes -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generated.h"
#include "aieforge/Target/AIE2/Bundle.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace aieforge;
using namespace aieforge::aie2;

static uint64_t lowBits(unsigned Width) {
  return Width >= 64 ? ~uint64_t(0) : (uint64_t(1) << Width) - 1;
}

/// Bits [Lsb, Lsb + Width) of \p W, Width <= 64.
static uint64_t extract(BundleWord W, unsigned Lsb, unsigned Width) {
  uint64_t V;
  if (Lsb >= 64)
    V = W.Hi >> (Lsb - 64);
  else if (Lsb == 0)
    V = W.Lo;
  else
    V = W.Lo >> Lsb | W.Hi << (64 - Lsb);
  return V & lowBits(Width);
}

static void insert(BundleWord &W, unsigned Lsb, uint64_t V) {
  if (Lsb >= 64) {
    W.Hi |= V << (Lsb - 64);
    return;
  }
  W.Lo |= V << Lsb;
  if (Lsb)
    W.Hi |= V >> (64 - Lsb);
}

static ArrayRef<FieldPiece> piecesOf(const OperandInfo &O) {
  return ArrayRef<FieldPiece>(O.Pieces, O.NumPieces);
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

bool Instr::set(StringRef Name, int64_t Value) {
  int I = info().operandIndex(Name);
  if (I < 0)
    return false;
  Values[I] = Value;
  return true;
}

/// The dc register that a 2D/3D modifier steps.
static Reg impliedCount(Reg Modifier, ImpliedReg Which) {
  auto CountOf = [](Reg D) {
    const RegInfo &Info = info(D);
    return Info.NumSubs == 4 ? Info.Subs[3] : Reg::NoRegister;
  };
  if (Which == ImpliedReg::Count)
    return CountOf(Modifier);
  const RegInfo &Info = info(Modifier);
  if (Info.NumSubs != 2)
    return Reg::NoRegister;
  return CountOf(Info.Subs[Which == ImpliedReg::CountHigh]);
}

void aie2::completeTies(Instr &I) {
  for (auto [Index, O] : enumerate(I.info().Operands)) {
    if (O.Kind == OperandKind::Fixed) {
      I.Values[Index] = int64_t(O.FixedReg);
    } else if (O.TiedTo >= 0) {
      int64_t Other = I.Values[O.TiedTo];
      if (O.Kind != OperandKind::Implied)
        I.Values[Index] = Other;
      else if (Other >= 0 && Other < NumRegs)
        I.Values[Index] = int64_t(impliedCount(Reg(Other), O.Implied));
    }
  }
}

Instr aie2::makeInstr(Opcode Op, std::initializer_list<int64_t> Written) {
  Instr I;
  I.Op = Op;
  auto Next = Written.begin();
  for (char C : I.info().Asm) {
    unsigned Index = uint8_t(C) - 1;
    if (Index < MaxOperands && Next != Written.end())
      I.Values[Index] = *Next++;
  }
  completeTies(I);
  return I;
}

const SchedClass &aie2::schedClass(const Instr &I) {
  const InstrInfo &Info = I.info();
  for (const SchedVariant &V : Info.Variants) {
    bool Holds = true;
    for (unsigned C = 0; C < V.NumConditions; ++C) {
      Reg R = I.reg(V.Conditions[C].Operand);
      Holds &= V.Conditions[C].Banks >> unsigned(info(R).Bank) & 1;
    }
    if (Holds)
      return info(V.Class);
  }
  return info(Info.Sched);
}

static Error rangeError(const InstrInfo &Info, const OperandInfo &O,
                        int64_t Value) {
  std::string Step =
      O.Scale == 1 ? "" : formatv(" and a multiple of {0}", O.Scale).str();
  return makeError("operand {0} of {1} is {2}, but must be in {3}..{4}{5}",
                   O.Name, Info.Mnemonic, Value, O.minValue(), O.maxValue(),
                   Step);
}

/// The raw field of an immediate.
static Expected<uint64_t> encodeImmediate(const InstrInfo &Info,
                                          const OperandInfo &O, int64_t Value) {
  // A 32-bit constant may be written signed or unsigned.
  int64_t Max = O.Bits == 32 ? int64_t(UINT32_MAX) : O.maxValue();
  if (Value < O.minValue() || Value > Max || Value % O.Scale)
    return rangeError(Info, O, Value);
  return uint64_t(Value / O.Scale) & lowBits(O.Bits);
}

static int64_t decodeImmediate(const OperandInfo &O, uint64_t Raw) {
  int64_t V = Raw;
  if (O.NegativeOnly || (O.IsSigned && Raw >> (O.Bits - 1) & 1))
    V -= int64_t(1) << O.Bits;
  return V * O.Scale;
}

Expected<uint64_t> aie2::encodeInstr(const Instr &I) {
  const InstrInfo &Info = I.info();
  uint64_t Word = Info.FixedValue;
  for (auto [Index, O] : enumerate(Info.Operands)) {
    if (O.NumPieces == 0 || O.TiedTo >= 0)
      continue;
    uint64_t Raw;
    if (O.Kind == OperandKind::Reg) {
      int64_t V = I.Values[Index];
      Reg R = V >= 0 && V < NumRegs ? Reg(V) : Reg::NoRegister;
      int Code = encodeRegister(O.Class, R);
      if (Code < 0)
        return makeError("operand {0} of {1} cannot be {2}; it takes a "
                         "register of the class {3}",
                         O.Name, Info.Mnemonic,
                         R == Reg::NoRegister ? "no register" : info(R).Asm,
                         name(O.Class));
      Raw = Code;
    } else {
      Expected<uint64_t> V = encodeImmediate(Info, O, I.Values[Index]);
      if (!V)
        return V.takeError();
      Raw = *V;
    }
    for (const FieldPiece &P : piecesOf(O))
      Word |= (Raw >> P.ValueLsb & lowBits(P.Width)) << P.Lsb;
  }
  return Word;
}

/// Reads the operands of \p Op; false if a register code is not valid.
static bool decodeOperands(const InstrInfo &Info, uint64_t Word, Instr &I) {
  for (auto [Index, O] : enumerate(Info.Operands)) {
    if (O.NumPieces == 0)
      continue;
    uint64_t Raw = 0;
    for (const FieldPiece &P : piecesOf(O))
      Raw |= (Word >> P.Lsb & lowBits(P.Width)) << P.ValueLsb;
    if (O.Kind == OperandKind::Reg) {
      Reg R = decodeRegister(O.Class, Raw);
      if (R == Reg::NoRegister)
        return false;
      I.Values[Index] = int64_t(R);
    } else {
      I.Values[Index] = decodeImmediate(O, Raw);
    }
  }
  return true;
}

std::optional<Instr> aie2::decodeInstr(Slot S, uint64_t Word) {
  const generated::SlotIndex &Index = generated::slotIndex(S);
  unsigned Key = 0;
  for (auto [I, Bit] : enumerate(Index.Bits))
    Key |= unsigned(Word >> Bit & 1) << I;
  for (unsigned C = Index.Starts[Key]; C < Index.Starts[Key + 1]; ++C) {
    Opcode Op = Index.Candidates[C];
    const InstrInfo &Info = info(Op);
    if ((Word & Info.FixedMask) != Info.FixedValue)
      continue;
    Instr I;
    I.Op = Op;
    if (!decodeOperands(Info, Word, I))
      continue;
    completeTies(I);
    return I;
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Bundles
//===----------------------------------------------------------------------===//

unsigned aie2::bundleSize(uint16_t Half) {
  for (const generated::SizeTest &T : generated::sizeTests())
    if ((Half & T.Mask) == T.Value)
      return T.Bytes;
  return MaxBundleBytes; // not reached: the tests cover every half-word
}

std::optional<Format> aie2::decodeFormat(BundleWord Word, unsigned Size) {
  for (auto [I, F] : enumerate(generated::formats()))
    if (F.Bytes == Size && (Word.Lo & F.FixedMask.Lo) == F.FixedValue.Lo &&
        (Word.Hi & F.FixedMask.Hi) == F.FixedValue.Hi)
      return Format(I);
  return std::nullopt;
}

Expected<Bundle> aie2::decodeBundle(BytesRef Code) {
  if (Code.size() < 2)
    return makeError("a bundle needs at least 2 bytes, but {0} are left",
                     Code.size());
  Bundle B;
  B.Size = bundleSize(support::endian::read16le(Code.data()));
  if (Code.size() < B.Size)
    return makeError("the bundle has {0} bytes, but only {1} are left", B.Size,
                     Code.size());
  uint8_t Padded[MaxBundleBytes] = {};
  std::copy_n(Code.begin(), B.Size, Padded);
  BundleWord Word{support::endian::read64le(Padded),
                  support::endian::read64le(Padded + 8)};
  std::optional<Format> F = decodeFormat(Word, B.Size);
  if (!F)
    return makeError("no format of {0} bytes matches {1:x-}", B.Size,
                     make_range(Code.begin(), Code.begin() + B.Size));
  B.Fmt = *F;
  const FormatInfo &Info = info(*F);
  for (const SlotPlace &P : ArrayRef(Info.Slots, Info.NumSlots)) {
    uint64_t SlotWord = extract(Word, P.Lsb, info(P.Which).Bits);
    std::optional<Instr> I = decodeInstr(P.Which, SlotWord);
    if (!I)
      return makeError("the word {0:x} of slot {1} is no instruction "
                       "(format {2})",
                       SlotWord, info(P.Which).Name, Info.Name);
    B.Instrs.push_back(*I);
  }
  return B;
}

/// The set of slots of \p B.
static Expected<unsigned> slotsOf(const Bundle &B) {
  unsigned Mask = 0;
  for (const Instr &I : B.Instrs) {
    unsigned Bit = 1u << unsigned(I.info().InSlot);
    if (Mask & Bit) {
      const Instr *First = find_if(B.Instrs, [&](const Instr &Other) {
        return Other.info().InSlot == I.info().InSlot;
      });
      return makeError("{0} and {1} both need slot {2}", First->info().Mnemonic,
                       I.info().Mnemonic, info(I.info().InSlot).Name);
    }
    Mask |= Bit;
  }
  return Mask;
}

static std::string slotNames(unsigned Mask) {
  std::string Out;
  for (unsigned S = 0; S < NumSlots; ++S)
    if (Mask >> S & 1)
      Out += (Out.empty() ? "" : ", ") + info(Slot(S)).Name.str();
  return Out;
}

Error aie2::encodeBundle(Bundle &B, SmallVectorImpl<uint8_t> &Out,
                         unsigned MinBytes) {
  Expected<unsigned> Mask = slotsOf(B);
  if (!Mask)
    return Mask.takeError();
  std::optional<Format> F = smallestFormat(*Mask, MinBytes);
  if (!F)
    return makeError("no bundle format holds the slots {0} together",
                     slotNames(*Mask));
  const FormatInfo &Info = info(*F);
  BundleWord Word = Info.FixedValue;
  for (const SlotPlace &P : ArrayRef(Info.Slots, Info.NumSlots)) {
    const Instr *I = find_if(
        B.Instrs, [&](const Instr &X) { return X.info().InSlot == P.Which; });
    if (I == B.Instrs.end()) {
      insert(Word, P.Lsb, info(info(P.Which).NoOp).FixedValue);
      continue;
    }
    Expected<uint64_t> SlotWord = encodeInstr(*I);
    if (!SlotWord)
      return SlotWord.takeError();
    insert(Word, P.Lsb, *SlotWord);
  }
  B.Fmt = *F;
  B.Size = Info.Bytes;
  uint8_t Raw[MaxBundleBytes];
  support::endian::write64le(Raw, Word.Lo);
  support::endian::write64le(Raw + 8, Word.Hi);
  Out.append(Raw, Raw + Info.Bytes);
  return Error::success();
}

void aie2::insertField(MutableArrayRef<uint8_t> Data,
                       ArrayRef<FieldPiece> Pieces, uint64_t Value) {
  for (const FieldPiece &P : Pieces)
    for (unsigned I = 0; I < P.Width; ++I) {
      unsigned At = P.Lsb + I;
      uint8_t Bit = 1u << (At % 8);
      bool Set = Value >> (P.ValueLsb + I) & 1;
      Data[At / 8] = Set ? Data[At / 8] | Bit : Data[At / 8] & ~Bit;
    }
}

uint64_t aie2::extractField(BytesRef Data, ArrayRef<FieldPiece> Pieces) {
  uint64_t Value = 0;
  for (const FieldPiece &P : Pieces)
    for (unsigned I = 0; I < P.Width; ++I) {
      unsigned At = P.Lsb + I;
      Value |= uint64_t(Data[At / 8] >> (At % 8) & 1) << (P.ValueLsb + I);
    }
  return Value;
}
