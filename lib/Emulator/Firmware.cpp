//===- Firmware.cpp - what the NPU's firmware does with a program ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Firmware.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Registers.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

StringRef aieforge::emu::toString(RunStatus S) {
  switch (S) {
  case RunStatus::Completed:
    return "completed";
  case RunStatus::Hung:
    return "hung";
  case RunStatus::Faulted:
    return "faulted";
  case RunStatus::CycleLimit:
    return "cycle limit reached";
  }
  return {};
}

Error Firmware::apply(const cdo::Cdo &C) {
  Expected<std::vector<RegisterOp>> Ops = cdo::registerOps(C);
  if (!Ops)
    return Ops.takeError();
  size_t Number = 0;
  for (const RegisterOp &Op : *Ops) {
    Error E = Op.What == RegisterOp::Write ? A.write32(Op.Address, Op.Data[0])
              : Op.What == RegisterOp::MaskWrite
                  ? A.maskWrite32(Op.Address, Op.Mask, Op.Data[0])
                  : A.writeBlock(Op.Address, Op.Data);
    if (E)
      return prefixError(
          formatv("device image, register operation {0}", Number).str(),
          std::move(E));
    ++Number;
  }
  return Error::success();
}

Error Firmware::loadImage(BytesRef Image, unsigned Identity) {
  if (LoadedImage == Identity)
    return Error::success();
  Expected<pdi::Pdi> P = pdi::parse(Image, cdo::Mode::Firmware);
  if (!P)
    return P.takeError();
  if (LoadedImage)
    A.reset();
  if (Error E = apply(P->Cdo))
    return E;
  LoadedImage = Identity;
  return Error::success();
}

/// One stream under way.
struct Firmware::Execution {
  Firmware &Owner;
  Array &A;
  uint64_t Limit;
  StreamResult Result;
  std::array<uint32_t, ScratchpadEntries> Scratchpad{};
  bool Stopped = false;

  /// Lets the array work until \p Ready holds. False: stopped.
  bool waitFor(function_ref<bool()> Ready, const Twine &What);
  bool spend(uint64_t Cycles);
  void stop();

  Error run(const txn::Write &Op) { return A.write32(Op.Address, Op.Value); }
  Error run(const txn::BlockWrite &Op) {
    return A.writeBlock(Op.Address, Op.Data);
  }
  Error run(const txn::MaskWrite &Op) {
    return A.maskWrite32(Op.Address, Op.Mask, Op.Value);
  }
  Error run(const txn::MaskPoll &Op);
  Error run(const txn::Noop &) { return Error::success(); }
  Error run(const txn::Preempt &) { return Error::success(); }
  Error run(const txn::LoadPdi &Op);
  Error run(const txn::LoadPmStart &) { return Error::success(); }
  Error run(const txn::CreateScratchpad &Op);
  Error run(const txn::UpdateReg &Op);
  Error run(const txn::Tct &Op);
  Error run(const txn::DdrPatch &Op);
  Error run(const txn::ReadRegs &Op);
  Error run(const txn::RecordTimer &) { return Error::success(); }
  Error run(const txn::MergeSync &Op);
};

void Firmware::Execution::stop() {
  Stopped = true;
  Result.Status = A.faulted()          ? RunStatus::Faulted
                  : A.cycle() >= Limit ? RunStatus::CycleLimit
                                       : RunStatus::Hung;
}

bool Firmware::Execution::waitFor(function_ref<bool()> Ready,
                                  const Twine &What) {
  while (!Ready()) {
    if (A.advance(Limit))
      continue;
    if (Ready() && !A.faulted())
      return true;
    stop();
    Result.HangReport.push_back(
        formatv("instruction stream, operation {0}: waits for {1}",
                Result.Operations, What.str())
            .str());
    for (std::string &Line : A.blockedReport())
      Result.HangReport.push_back(std::move(Line));
    return false;
  }
  return true;
}

bool Firmware::Execution::spend(uint64_t Cycles) {
  uint64_t Until = std::min(Limit, A.cycle() + Cycles);
  A.runUntilQuiet(Until);
  A.skipTo(Until);
  if (A.faulted() || A.cycle() >= Limit)
    stop();
  return !Stopped;
}

Error Firmware::Execution::run(const txn::MaskPoll &Op) {
  Error Failure = Error::success();
  uint32_t Last = 0;
  auto Ready = [&] {
    Expected<uint32_t> V = A.read32(Op.Address);
    if (!V) {
      consumeError(std::move(Failure));
      Failure = V.takeError();
      return true;
    }
    Last = *V;
    return (*V & Op.Mask) == Op.Value;
  };
  waitFor(Ready, formatv("register {0} to read {1:x8} under mask {2:x8}",
                         hw::describeAddress(A.device(), Op.Address), Op.Value,
                         Op.Mask)
                     .str());
  return Failure;
}

Error Firmware::Execution::run(const txn::LoadPdi &Op) {
  if (!Owner.Images)
    return makeError("LOADPDI of image {0}: no images are at hand", Op.Id);
  Expected<Bytes> Image = Owner.Images(Op.Id);
  if (!Image)
    return Image.takeError();
  if (Error E = Owner.loadImage(*Image, Op.Id))
    return prefixError(formatv("LOADPDI of image {0}", Op.Id).str(),
                       std::move(E));
  return Error::success();
}

Error Firmware::Execution::run(const txn::CreateScratchpad &Op) {
  if (Op.Size > sizeof(Scratchpad) || Op.Size % 4)
    return makeError("CREATE_SCRATCHPAD of {0} bytes; a multiple of 4 up to "
                     "{1} is allowed",
                     Op.Size, sizeof(Scratchpad));
  if (Owner.HostScratchpad.empty())
    A.warn("CREATE_SCRATCHPAD: the host gave no scratchpad, so its entries are "
           "zero; `aieforge run --scratchpad N=VALUE` gives one");
  Scratchpad = {};
  std::copy_n(Owner.HostScratchpad.begin(),
              std::min<size_t>(Owner.HostScratchpad.size(), Op.Size / 4),
              Scratchpad.begin());
  return Error::success();
}

Error Firmware::Execution::run(const txn::UpdateReg &Op) {
  if (Op.StateIndex >= Scratchpad.size())
    return makeError("UPDATE_REG of scratchpad entry {0}; there are {1}",
                     Op.StateIndex, Scratchpad.size());
  Expected<uint32_t> Low = A.read32(Op.Address);
  if (!Low)
    return Low.takeError();
  Expected<uint32_t> High = A.read32(Op.Address + 4);
  if (!High)
    return High.takeError();
  uint64_t Entry = Scratchpad[Op.StateIndex], Delta;
  switch (Op.Function) {
  case 0:
    Delta = Entry * Op.Argument;
    break;
  case 1:
    Delta = Entry + Op.Argument;
    break;
  case 2:
    Delta = Entry - Op.Argument;
    break;
  default:
    return makeError("UPDATE_REG function {0}; 0 to 2 are defined",
                     Op.Function);
  }
  uint64_t New = (uint64_t(*High & 0xFFFF) << 32 | (*Low & ~3u)) + Delta;
  if (Error E = A.write32(Op.Address, uint32_t(New) & ~3u))
    return E;
  return A.maskWrite32(Op.Address + 4, 0xFFFF, uint32_t(New >> 32));
}

Error Firmware::Execution::run(const txn::Tct &Op) {
  for (unsigned C = Op.Column; C < unsigned(Op.Column) + Op.Columns; ++C)
    for (unsigned R = Op.Row; R < unsigned(Op.Row) + Op.Rows; ++R) {
      ChannelId Id{{C, R}, Op.Dir, Op.Channel};
      const hw::Device &D = A.device();
      if (!D.contains(C, R) ||
          Op.Channel >= hw::tileInfo(D.kind(C, R)).channels(Op.Dir))
        return makeError("token wait for channel {0} {1} of ({2},{3}), which "
                         "{4} does not have",
                         hw::toString(Op.Dir), Op.Channel, C, R, D.Name);
      bool Got = waitFor([&] { return A.tokensPending(Id) != 0; },
                         formatv("a task token of ({0},{1}) DMA {2} {3}", C, R,
                                 hw::toString(Op.Dir), Op.Channel)
                             .str());
      if (!Got) {
        uint64_t Issued = A.tokensIssued(Id);
        Result.HangReport.front() +=
            formatv("; that channel issued {0} token{1} so far", Issued,
                    Issued == 1 ? "" : "s")
                .str();
        return Error::success();
      }
      A.consumeToken(Id);
    }
  return Error::success();
}

Error Firmware::Execution::run(const txn::MergeSync &Op) {
  if (waitFor([&] { return A.tokensPendingInColumns(Op.Columns) >= Op.Tokens; },
              formatv("{0} task tokens in all from columns 0 to {1}", Op.Tokens,
                      Op.Columns - 1)
                  .str()))
    A.consumeTokensInColumns(Op.Columns, Op.Tokens);
  return Error::success();
}

Error Firmware::Execution::run(const txn::DdrPatch &Op) {
  HostBuffer *B = A.host().find(Op.Argument);
  if (!B)
    return makeError("address patch of {0} with host buffer {1}, which was not "
                     "given",
                     hw::describeAddress(A.device(), Op.Register), Op.Argument);
  // Firmware translates the first five arguments only; for others the compiler
  // has put the array's offset into the patch.
  constexpr unsigned TranslatedArguments = 5;
  uint64_t Address = B->DeviceAddress + Op.Offset;
  if (Op.Argument < TranslatedArguments)
    Address += hw::hostAddressOffset();
  if (Error E = A.write32(Op.Register, uint32_t(Address) & ~3u))
    return E;
  return A.maskWrite32(Op.Register + 4, 0xFFFF, uint32_t(Address >> 32));
}

Error Firmware::Execution::run(const txn::ReadRegs &Op) {
  for (uint64_t Address : Op.Addresses)
    if (Expected<uint32_t> V = A.read32(Address); !V)
      return V.takeError();
  return Error::success();
}

Expected<StreamResult> Firmware::run(const txn::Transaction &T,
                                     uint64_t MaxCycles) {
  uint64_t Start = A.cycle();
  uint64_t Limit = MaxCycles > ~0ull - Start ? ~0ull : Start + MaxCycles;
  Execution X{*this, A, Limit, {}};
  for (const txn::Op &Op : T.Ops) {
    if (Error E = std::visit([&](const auto &O) { return X.run(O); }, Op))
      return prefixError(formatv("instruction stream, operation {0} ({1})",
                                 X.Result.Operations,
                                 txn::opcodeName(txn::opcode(Op)))
                             .str(),
                         std::move(E));
    if (A.faulted())
      X.stop();
    if (X.Stopped)
      break;
    ++X.Result.Operations;
    if (!X.spend(CyclesPerOperation))
      break;
  }
  X.Result.Cycles = A.cycle() - Start;
  return std::move(X.Result);
}
