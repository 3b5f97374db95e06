//===- BdEncoder.cpp - a transfer to the words of a BD --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/BdEncoder.h"

using namespace aieforge;
using namespace aieforge::hw;
using namespace llvm;

static BdField nth(std::initializer_list<BdField> Fields, size_t I) {
  return Fields.begin()[I];
}

namespace {

/// Collects the words; the first field that does not fit is the error.
class Encoder {
public:
  explicit Encoder(const BdDescription &D)
      : D(D), Layout(hw::bdLayout(D.Kind)), Words(Layout.Words, 0) {}

  Expected<BdWords> run();

private:
  void set(BdField F, int64_t Value, StringRef What);
  void dimensions();
  void wrap(unsigned I, const BdDescription::Dim &Dim);
  void padding();
  void locks();
  void fail(std::string Text) {
    if (Problem.empty())
      Problem = std::move(Text);
  }

  const BdDescription &D;
  const hw::BdLayout &Layout;
  BdWords Words;
  std::string Problem;
};

} // namespace

void Encoder::set(BdField F, int64_t Value, StringRef What) {
  const hw::BdFieldInfo *Info = Layout.field(F);
  if (!Info) {
    if (Value != 0)
      fail(formatv("{0}: {1} tiles have no such setting", What,
                   hw::toString(D.Kind)));
    return;
  }
  if (!Info->fits(Value)) {
    fail(formatv("{0} is {1}; a BD of a {2} tile takes {3} to {4}", What, Value,
                 hw::toString(D.Kind), Info->minValue(), Info->maxValue()));
    return;
  }
  Info->encode(Words, Value);
}

void Encoder::dimensions() {
  const hw::DmaLimits &Limits = hw::tileInfo(D.Kind).Dma;
  if (D.Dims.size() > Limits.Dims) {
    fail(formatv("{0} dimensions; a BD of a {1} tile has {2}", D.Dims.size(),
                 hw::toString(D.Kind), Limits.Dims));
    return;
  }
  for (auto [I, Dim] : enumerate(D.Dims)) {
    set(nth({BdField::D0Stepsize, BdField::D1Stepsize, BdField::D2Stepsize,
             BdField::D3Stepsize},
            I),
        Dim.Step, formatv("step of dimension {0} (in words)", I).str());
    // The outermost dimension runs until the length is used up.
    if (I < Limits.WrapDims)
      wrap(I, Dim);
  }
}

void Encoder::wrap(unsigned I, const BdDescription::Dim &Dim) {
  BdField F = nth({BdField::D0Wrap, BdField::D1Wrap, BdField::D2Wrap}, I);
  bool WasGood = Problem.empty();
  set(F, Dim.Wrap,
      formatv("size of dimension {0}{1}", I, I ? "" : " (in words)").str());
  if (!WasGood || Problem.empty() ||
      D.Dims.size() >= hw::tileInfo(D.Kind).Dma.Dims)
    return;
  // Two dimensions do the same, if the size has a divisor that fits.
  const hw::BdFieldInfo &Info = *Layout.field(F);
  for (uint64_t Inner = Info.maxValue(); Inner > 1; --Inner)
    if (Dim.Wrap % Inner == 0 && Info.fits(Dim.Wrap / Inner)) {
      Problem += formatv(": split it into {0} times {1}, with steps of {2} and "
                         "{3} words",
                         Dim.Wrap / Inner, Inner, Inner * Dim.Step, Dim.Step);
      return;
    }
}

void Encoder::padding() {
  for (auto [I, P] : enumerate(D.Pads)) {
    if (I >= 3) {
      if (P.Before || P.After)
        fail("zero padding exists in the three inner dimensions only");
      continue;
    }
    set(nth({BdField::D0ZeroBefore, BdField::D1ZeroBefore,
             BdField::D2ZeroBefore},
            I),
        P.Before, formatv("padding before dimension {0}", I).str());
    set(nth({BdField::D0ZeroAfter, BdField::D1ZeroAfter, BdField::D2ZeroAfter},
            I),
        P.After, formatv("padding after dimension {0}", I).str());
  }
}

void Encoder::locks() {
  if (D.AcquireLock) {
    set(BdField::LockAcqID, D.AcquireLock->Id, "lock to acquire");
    set(BdField::LockAcqValue, D.AcquireLock->Value, "value to acquire");
    set(BdField::LockAcqEnable, D.AcquireLock->Enable, "acquire enable");
  }
  if (D.ReleaseLock) {
    set(BdField::LockRelID, D.ReleaseLock->Id, "lock to release");
    set(BdField::LockRelValue, D.ReleaseLock->Value, "value to release");
  }
}

Expected<BdWords> Encoder::run() {
  set(BdField::BufferLength, D.Length, "length (in words)");
  if (!Layout.setAddress(Words, D.Address))
    fail(formatv("address {0:x} is out of reach or not a multiple of 4 bytes",
                 D.Address));
  dimensions();
  padding();
  set(BdField::IterationWrap, D.Iter.Count, "iteration count");
  set(BdField::IterationStepsize, D.Iter.Step, "iteration step (in words)");
  set(BdField::IterationCurrent, D.Iter.Current, "current iteration");
  if (D.Header) {
    set(BdField::EnablePacket, 1, "packet");
    set(BdField::PacketType, D.Header->Type, "packet type");
    set(BdField::PacketID, D.Header->Id, "packet id");
  }
  locks();
  if (D.Next) {
    set(BdField::NextBD, *D.Next, "next BD");
    set(BdField::UseNextBD, 1, "use next BD");
  }
  set(BdField::BurstLength, D.Burst, "burst length code");
  set(BdField::AxCache, D.Cache, "AxCache");
  set(BdField::ValidBD, 1, "valid BD");
  if (!Problem.empty())
    return makeError("{0}", Problem);
  return std::move(Words);
}

Expected<BdWords> hw::encodeBd(const BdDescription &D) {
  return Encoder(D).run();
}

bool hw::isContiguous(ArrayRef<BdDescription::Dim> Dims) {
  uint64_t Row = 1;
  for (const BdDescription::Dim &Dim : Dims) {
    if (Dim.Wrap > 1 && Dim.Step != Row)
      return false;
    Row *= Dim.Wrap;
  }
  return true;
}
