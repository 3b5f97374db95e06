//===- SequenceWriteBd.cpp - BDs given field by field ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sequence.h"

using namespace aieforge;
using namespace mlir;

LogicalResult Sequence::writeBd(aiex::NpuWriteBdOp O) {
  FailureOr<Place> At = placeAt(O, O.getColumn(), O.getRow());
  if (failed(At))
    return failure();
  const hw::BdLayout &L = hw::bdLayout(At->Kind);
  if (O.getBdId() >= L.Count)
    return O.emitOpError("BD number is ")
           << O.getBdId() << "; this tile's are 0 to " << L.Count - 1;
  BdWords Words(L.Words, 0);
  using hw::BdField;
  // The op holds what the register holds.
  auto Set = [&](BdField F, int64_t Raw, StringRef Name) -> LogicalResult {
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
      return O.emitOpError()
             << Name << " is " << Raw << "; the field takes 0 to " << Mask;
    Words[Info->Word] = Info->Bits.insert(Words[Info->Word], uint32_t(Raw));
    return success();
  };
  int64_t Offset = uint32_t(O.getBufferOffset());
  if (At->Kind == hw::TileKind::Core)
    Offset /= 4;
  std::optional<unsigned> Burst = 0;
  if (hw::isShim(At->Kind))
    Burst = hw::shimBurstCode(D.Gen, O.getBurstLength());
  if (!Burst)
    return O.emitOpError("asks for bursts of ")
           << O.getBurstLength() << " bytes, which " << D.Name
           << " does not have";
  struct {
    BdField Field;
    int64_t Raw;
    StringRef Name;
  } Fields[] = {
      {BdField::BufferLength, int32_t(O.getBufferLength()), "buffer_length"},
      {BdField::EnablePacket, int32_t(O.getEnablePacket()), "enable_packet"},
      {BdField::OutOfOrderBDID, int32_t(O.getOutOfOrderId()),
       "out_of_order_id"},
      {BdField::PacketID, int32_t(O.getPacketId()), "packet_id"},
      {BdField::PacketType, int32_t(O.getPacketType()), "packet_type"},
      {BdField::D0Wrap, int32_t(O.getD0Size()), "d0_size"},
      {BdField::D0Stepsize, int32_t(O.getD0Stride()), "d0_stride"},
      {BdField::D1Wrap, int32_t(O.getD1Size()), "d1_size"},
      {BdField::D1Stepsize, int32_t(O.getD1Stride()), "d1_stride"},
      {BdField::D2Wrap, int32_t(O.getD2Size()), "d2_size"},
      {BdField::D2Stepsize, int32_t(O.getD2Stride()), "d2_stride"},
      {BdField::IterationCurrent, int32_t(O.getIterationCurrent()),
       "iteration_current"},
      {BdField::IterationWrap, int32_t(O.getIterationSize()), "iteration_size"},
      {BdField::IterationStepsize, int32_t(O.getIterationStride()),
       "iteration_stride"},
      {BdField::NextBD, int32_t(O.getNextBd()), "next_bd"},
      {BdField::UseNextBD, int32_t(O.getUseNextBd()), "use_next_bd"},
      {BdField::ValidBD, int32_t(O.getValidBd()), "valid_bd"},
      {BdField::LockRelValue, int32_t(O.getLockRelVal()), "lock_rel_val"},
      {BdField::LockRelID, int32_t(O.getLockRelId()), "lock_rel_id"},
      {BdField::LockAcqEnable, int32_t(O.getLockAcqEnable()),
       "lock_acq_enable"},
      {BdField::LockAcqValue, int32_t(O.getLockAcqVal()), "lock_acq_val"},
      {BdField::LockAcqID, int32_t(O.getLockAcqId()), "lock_acq_id"},
      {BdField::D0ZeroBefore, int32_t(O.getD0ZeroBefore()), "d0_zero_before"},
      {BdField::D1ZeroBefore, int32_t(O.getD1ZeroBefore()), "d1_zero_before"},
      {BdField::D2ZeroBefore, int32_t(O.getD2ZeroBefore()), "d2_zero_before"},
      {BdField::D0ZeroAfter, int32_t(O.getD0ZeroAfter()), "d0_zero_after"},
      {BdField::D1ZeroAfter, int32_t(O.getD1ZeroAfter()), "d1_zero_after"},
      {BdField::D2ZeroAfter, int32_t(O.getD2ZeroAfter()), "d2_zero_after"},
      {BdField::BurstLength, int64_t(*Burst), "burst_length"},
  };
  for (const auto &F : Fields)
    if (failed(Set(F.Field, F.Raw, F.Name)))
      return failure();
  if (hw::isShim(At->Kind)) {
    if (!L.setAddress(Words, Offset & ~int64_t(3)) ||
        failed(Set(BdField::AxCache, RunTimeAxCache, "AxCache")))
      return failure();
  } else if (failed(Set(BdField::BaseAddress, Offset, "buffer_offset"))) {
    return failure();
  }
  T.Ops.push_back(txn::BlockWrite{At->address(L.offset(O.getBdId())),
                                  {Words.begin(), Words.end()}});
  return success();
}
