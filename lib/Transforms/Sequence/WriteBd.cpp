//===- WriteBd.cpp - aiex.npu.writebd and the words of a BD ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteBd.h"

using namespace aieforge;
using namespace mlir;
using hw::BdField;

namespace {
struct FieldAttr {
  StringLiteral Name;
  BdField Field;
};
} // namespace

static constexpr FieldAttr FieldAttrs[] = {
    {"buffer_length", BdField::BufferLength},
    {"enable_packet", BdField::EnablePacket},
    {"out_of_order_id", BdField::OutOfOrderBDID},
    {"packet_id", BdField::PacketID},
    {"packet_type", BdField::PacketType},
    {"d0_size", BdField::D0Wrap},
    {"d0_stride", BdField::D0Stepsize},
    {"d1_size", BdField::D1Wrap},
    {"d1_stride", BdField::D1Stepsize},
    {"d2_size", BdField::D2Wrap},
    {"d2_stride", BdField::D2Stepsize},
    {"iteration_current", BdField::IterationCurrent},
    {"iteration_size", BdField::IterationWrap},
    {"iteration_stride", BdField::IterationStepsize},
    {"next_bd", BdField::NextBD},
    {"use_next_bd", BdField::UseNextBD},
    {"valid_bd", BdField::ValidBD},
    {"lock_rel_val", BdField::LockRelValue},
    {"lock_rel_id", BdField::LockRelID},
    {"lock_acq_enable", BdField::LockAcqEnable},
    {"lock_acq_val", BdField::LockAcqValue},
    {"lock_acq_id", BdField::LockAcqID},
    {"d0_zero_before", BdField::D0ZeroBefore},
    {"d1_zero_before", BdField::D1ZeroBefore},
    {"d2_zero_before", BdField::D2ZeroBefore},
    {"d0_zero_after", BdField::D0ZeroAfter},
    {"d1_zero_after", BdField::D1ZeroAfter},
    {"d2_zero_after", BdField::D2ZeroAfter},
};

static int32_t attribute(aiex::NpuWriteBdOp O, StringRef Name) {
  auto Number = dyn_cast_or_null<IntegerAttr>(
      O->getInherentAttr(Name).value_or(mlir::Attribute()));
  return Number ? int32_t(Number.getInt()) : 0;
}

/// Puts the raw value of one attribute into its field.
static LogicalResult set(aiex::NpuWriteBdOp O, const hw::BdLayout &L,
                         BdWords &Words, BdField F, int64_t Raw,
                         StringRef Name) {
  const hw::BdFieldInfo *Info = L.field(F);
  if (!Info) {
    if (Raw == 0)
      return success();
    return O.emitOpError() << Name << " is " << Raw
                           << ", but this tile's BDs have no such field";
  }
  // Lock values are signed; a length of 32 bits arrives as a negative.
  uint32_t Mask = Info->Bits.valueMask();
  bool Fits = Info->Enc == hw::BdFieldInfo::Signed
                  ? Info->fits(Raw) || (Raw >= 0 && uint32_t(Raw) <= Mask)
                  : uint32_t(Raw) <= Mask;
  if (!Fits)
    return O.emitOpError() << Name << " is " << Raw << "; the field takes 0 to "
                           << Mask;
  Words[Info->Word] = Info->Bits.insert(Words[Info->Word], uint32_t(Raw));
  return success();
}

FailureOr<BdWords> aieforge::wordsOf(aiex::NpuWriteBdOp O, const Place &At,
                                     const hw::Device &D) {
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  if (O.getBdId() >= L.Count)
    return O.emitOpError("BD ID exceeds the maximum ID. BD number is ")
           << O.getBdId() << "; this tile's are 0 to " << L.Count - 1;
  BdWords Words(L.Words, 0);
  for (const FieldAttr &A : FieldAttrs)
    if (failed(set(O, L, Words, A.Field, attribute(O, A.Name), A.Name)))
      return failure();
  int64_t Offset = uint32_t(O.getBufferOffset());
  if (!hw::isShim(At.Kind)) {
    // A memory tile's address counts words; this one is overwritten by the op
    // that puts the buffer's address there.
    if (At.Kind == hw::TileKind::Core)
      Offset /= 4;
    const hw::BdFieldInfo *Base = L.field(BdField::BaseAddress);
    Words[Base->Word] = Base->Bits.insert(Words[Base->Word], uint32_t(Offset));
    return Words;
  }
  std::optional<unsigned> Burst = hw::shimBurstCode(D.Gen, O.getBurstLength());
  if (!Burst)
    return O.emitOpError("asks for bursts of ")
           << O.getBurstLength() << " bytes, which " << D.Name
           << " does not have";
  if (!L.setAddress(Words, Offset & ~int64_t(3)) ||
      failed(set(O, L, Words, BdField::BurstLength, *Burst, "burst_length")) ||
      failed(set(O, L, Words, BdField::AxCache, RunTimeAxCache, "AxCache")))
    return failure();
  return Words;
}

aiex::NpuWriteBdOp aieforge::createWriteBd(OpBuilder &Builder, Location Loc,
                                           const Place &At, const hw::Device &D,
                                           unsigned Bd,
                                           ArrayRef<uint32_t> Words,
                                           uint64_t OffsetBytes,
                                           unsigned BurstBytes) {
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  OperationState State(Loc, aiex::NpuWriteBdOp::getOperationName());
  auto Add = [&](StringRef Name, int64_t Value) {
    State.addAttribute(Name, Builder.getI32IntegerAttr(int32_t(Value)));
  };
  Add("column", At.Column);
  Add("row", At.Row);
  Add("bd_id", Bd);
  Add("buffer_offset", OffsetBytes);
  if (BurstBytes)
    Add("burst_length", BurstBytes);
  for (const FieldAttr &A : FieldAttrs) {
    const hw::BdFieldInfo *Info = L.field(A.Field);
    uint32_t Raw = Info ? Info->Bits.extract(Words[Info->Word]) : 0;
    Add(A.Name, Info && Info->Enc == hw::BdFieldInfo::Signed
                    ? Info->decode(Words)
                    : int64_t(Raw));
  }
  auto Op = cast<aiex::NpuWriteBdOp>(Builder.create(State));
  // Fields that the op cannot name show when it is read back; the address is
  // another op's matter.
  FailureOr<BdWords> Back = wordsOf(Op, At, D);
  BdWords Given(Words);
  if (succeeded(Back) && L.setAddress(Given, 0) && L.setAddress(*Back, 0) &&
      *Back == Given)
    return Op;
  Op.erase();
  return {};
}
