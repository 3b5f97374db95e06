//===- CoreImpl.h - pipeline state of an AIE2 core --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The inside of emu::Core. A bundle that issues in cycle t reads its cycle-1
// operands at once and leaves everything else (register writes, memory
// accesses, late operand reads, lock and stream operations) in a ring of
// cycles. One cycle goes through these phases:
//
//   gates    operations that may stall the core; none granted: nothing moves
//   late     operand reads in pipeline cycles after the first
//   issue    the bundle at pc
//   loads    memory reads
//   stores   memory writes, so a load sees memory before a store of its cycle
//   commit   register writes, so a read sees registers before a write of its
//            cycle; a reader on the same bypass looks into the writes instead
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_COREIMPL_H
#define AIEFORGE_LIB_EMULATOR_COREIMPL_H

#include "CoreConvert.h"
#include "CoreRegisters.h"
#include "aieforge/Emulator/Core.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Compiler.h"

#include <cstring>
#include <deque>

namespace aieforge::emu {

class CoreImpl;
struct MicroOp;
struct Pending;

/// What an instruction does in its first pipeline cycle.
using Handler = void (*)(CoreImpl &, const MicroOp &);
/// What happens in a later cycle. A gate returns false to stall; the others'
/// result is not used.
using StageFn = bool (*)(CoreImpl &, const Pending &);

/// Forwarding networks: a read and a write in the same cycle that name the
/// same one meet.
enum Bypass : uint8_t { NoBypass, BypassMOV, BypassVEC };

/// An instruction with its operands resolved to words of the register array
/// and its pipeline cycles to distances from issue (cycle - 1).
struct MicroOp {
  Handler Fn = nullptr;
  int32_t Imm = 0, Imm2 = 0; ///< immediates in the order of the operands
  uint16_t Dst = 0, Dst2 = 0;
  std::array<uint16_t, 5> Src{}; ///< register inputs but address registers
  uint16_t Ptr = 0;              ///< address register
  uint16_t Mod = 0;              ///< offset, increment or d register
  uint16_t Opcode = 0;
  uint8_t DstDelay = 0, Dst2Delay = 0, FlagDelay = 0;
  uint8_t LateDelay = 0;                  ///< the latest input of Src
  uint8_t MemDelay = 0, LastMemDelay = 0; ///< first, last memory access
  uint8_t DstWords = 0;
  std::array<uint8_t, 5> SrcWords{};
  std::array<uint8_t, 5> SrcBypass{};
  uint8_t DstBypass = NoBypass;
  const Conversion *Convert = nullptr; ///< of converting instructions
};

struct DecodedBundle {
  uint32_t NextPC = 0;
  /// Where `jl` in this bundle returns to: behind the fifth delay slot.
  uint32_t ReturnPC = 0;
  llvm::SmallVector<MicroOp, 3> Ops;
};

/// An operation that waits in the ring for its cycle.
struct Pending {
  StageFn Fn;
  uint8_t *P; ///< host address of a memory access
  uint32_t A, B;
  uint16_t Reg, Words;
  uint16_t PC;
  /// Distances of the stages that follow, each counted from the one before.
  uint8_t Delay, Delay2, Delay3;
  const Conversion *Convert;
};

/// A vec-slot operation between its first cycle and that of its accumulators.
struct MacState {
  uint32_t Conf;
  std::array<uint16_t, 2> Accs;
  /// Sums of products, of one of the two kinds.
  std::array<int64_t, 32> Integer;
  std::array<double, 16> Real;
};

struct ScalarWrite {
  uint16_t Word;
  uint16_t PC;
  uint32_t Value;
};

struct WideWrite {
  uint16_t Word, Words;
  uint16_t PC;
  uint8_t Bypass;
  alignas(32) uint32_t Data[32];
};

struct StoreEvent {
  uint8_t *P;
  uint8_t Bytes;
  alignas(32) uint32_t Data[8];
};

/// Everything that happens in one future cycle. The capacities are powers of
/// two above what 16 bundles with seven instructions can put into one cycle:
/// at most 12 cycle-1 results and 6 results of each later cycle; one load per
/// load slot, one store per store cycle.
struct CycleEvents {
  static constexpr unsigned MaxScalars = 128, MaxWides = 32, MaxPending = 32,
                            MaxStores = 8;
  union Counts {
    uint64_t Any;
    struct {
      uint8_t Gates, Late, Loads, Stores, Scalars, Wides;
    };
  } N;
  std::array<Pending, MaxPending> Gates, Late, Loads;
  std::array<StoreEvent, MaxStores> Stores;
  std::array<ScalarWrite, MaxScalars> Scalars;
  std::array<WideWrite, MaxWides> Wides;
};

/// Set in ScalarWrite::Word: the value is ORed into a sticky flag register.
constexpr uint16_t StickyBit = 0x8000;

class CoreImpl {
public:
  static constexpr unsigned RingSize = 16;

  CoreImpl(CoreBus &Bus, uint32_t CoreId, CoreOptions Options);

  // --- for handlers -------------------------------------------------------
  /// Registers. Handlers read here and write through write().
  alignas(64) std::array<uint32_t, NumRegWords> R;

  CycleEvents &after(unsigned Delay) {
    return Ring[(Cycle + Delay) % RingSize];
  }

  /// Register write that lands \p Delay cycles after this one.
  void write(uint16_t Word, uint32_t Value, unsigned Delay) {
    CycleEvents &E = after(Delay);
    E.Scalars[E.N.Scalars++ % CycleEvents::MaxScalars] = {Word, CurrentPC,
                                                          Value};
  }
  void write64(uint16_t Word, uint64_t Value, unsigned Delay) {
    write(Word, uint32_t(Value), Delay);
    write(Word + 1, uint32_t(Value >> 32), Delay);
  }
  /// Sets bits of a sticky status register.
  void raise(SrWord Word, uint32_t Bits, unsigned Delay) {
    if (Bits)
      write(Word | StickyBit, Bits, Delay);
  }
  /// A write of \p Words words; the caller fills the returned array.
  uint32_t *writeWide(uint16_t Word, unsigned Words, unsigned Delay,
                      uint8_t Bypass = NoBypass) {
    CycleEvents &E = after(Delay);
    WideWrite &W = E.Wides[E.N.Wides++ % CycleEvents::MaxWides];
    W.Word = Word;
    W.Words = Words;
    W.PC = CurrentPC;
    W.Bypass = Bypass;
    return W.Data;
  }
  /// The \p Words words at \p Word as an operand on \p Bypass sees them in this
  /// cycle. \p Scratch holds them when a forwarded value differs from the
  /// register.
  const uint32_t *readWide(uint16_t Word, unsigned Words, uint8_t Bypass,
                           uint32_t *Scratch) const;
  /// Operand \p I of \p M, in the cycle of issue.
  const uint32_t *vector(const MicroOp &M, unsigned I,
                         uint32_t *Scratch) const {
    if (!M.SrcBypass[I])
      return &R[M.Src[I]];
    return readWide(M.Src[I], M.SrcWords[I], M.SrcBypass[I], Scratch);
  }

  Pending &pushGate(unsigned Delay, StageFn Fn) {
    CycleEvents &E = after(Delay);
    return push(E.Gates, E.N.Gates, Fn);
  }
  Pending &pushLate(unsigned Delay, StageFn Fn) {
    CycleEvents &E = after(Delay);
    return push(E.Late, E.N.Late, Fn);
  }
  Pending &pushLoad(unsigned Delay, StageFn Fn) {
    CycleEvents &E = after(Delay);
    return push(E.Loads, E.N.Loads, Fn);
  }
  StoreEvent &pushStore(unsigned Delay, uint8_t *P, unsigned Bytes) {
    CycleEvents &E = after(Delay);
    StoreEvent &S = E.Stores[E.N.Stores++ % CycleEvents::MaxStores];
    S.P = P;
    S.Bytes = Bytes;
    return S;
  }

  /// Host address of \p Bytes bytes at data address \p Address, or null after
  /// a fault (misaligned, or no memory there). \p What: "load", "store".
  uint8_t *data(uint32_t Address, unsigned Bytes, const char *What) {
    uint32_t W = Address >> 16;
    uint8_t *Base = (W & ~3u) == 4 ? Windows[W & 3] : nullptr;
    if (LLVM_LIKELY(Base && (Address & (Bytes - 1)) == 0))
      return Base + (Address & 0xffff);
    addressFault(Address, Bytes, What);
    return nullptr;
  }

  /// A control transfer to \p Target behind five delay slots; \p Taken false:
  /// a condition that did not hold. False after a fault.
  bool branch(uint32_t Target, bool Taken);
  /// Stops issuing behind the bundle of this cycle.
  void stopIssue() { StopRequested = true; }

  /// Stops the core. The text gets pc, cycle and disassembly in front.
  void fault(const llvm::Twine &Reason) { faultAt(CurrentPC, Reason); }
  void faultAt(uint32_t PC, const llvm::Twine &Reason);

  CoreBus &Bus;
  /// The bundle whose instruction or late stage is at work.
  uint16_t CurrentPC = 0;
  const DecodedBundle *Current = nullptr;
  /// Data of `vmov MCD` by the cycle in which it leaves the core.
  std::array<CascadeWord, RingSize> CascadeOut;
  /// Data of converting loads on their way, by load port and cycle of issue.
  std::array<std::array<std::array<uint32_t, 8>, RingSize>, 2> LoadData;
  /// vec-slot operations under way, by the cycle of their issue.
  std::array<MacState, RingSize> Macs;
  /// Cycles in which the core moved, since reset.
  uint64_t Cycle = 0;
  Stall Wait;
  uint64_t totalStallCycles() const;

  // --- for Core ------------------------------------------------------------
  void reset();
  void refreshWindows();
  void forgetDecoded();
  void dropStaleDecoded();
  uint64_t run(uint64_t MaxCycles);
  void updateControl();

  std::array<uint8_t, Core::ProgramBytes> Program{};
  const uint32_t CoreId;
  const CoreOptions Options;
  bool InReset = true, Enabled = false;
  CoreState State = CoreState::Held;
  std::string FaultText;
  uint32_t PC = 0;
  CoreStats Stats;
  Core::TraceFn Trace;
  bool CountOpcodes = false;
  std::vector<uint64_t> OpcodeCounts;

private:
  template <size_t N>
  Pending &push(std::array<Pending, N> &List, uint8_t &Count, StageFn Fn) {
    Pending &P = List[Count++ % N];
    P.Fn = Fn;
    P.PC = CurrentPC;
    return P;
  }
  template <bool Watched> uint64_t runLoop(uint64_t MaxCycles);
  template <bool Watched> void issue();
  bool passGates(CycleEvents &E);
  void commit(CycleEvents &E);
  bool pipelineEmpty() const;
  const DecodedBundle *fetch();
  void addressFault(uint32_t Address, unsigned Bytes, const char *What);
  void conflict(uint16_t Word, unsigned Words, uint16_t WriterPC,
                const CycleEvents &E);

  std::array<uint8_t *, 4> Windows{};
  std::array<CycleEvents, RingSize> Ring;
  /// Cycle of the last write, for each word (wide writes: for each block of
  /// eight words, or of two in smaller ones).
  std::array<uint64_t, NumRegWords> Stamp;
  llvm::ArrayRef<uint32_t> Masks;

  /// Decoded bundle by pc / 2, or null.
  std::vector<const DecodedBundle *> Decoded;
  std::deque<DecodedBundle> Bundles;
  /// Program memory was written; dropped before the next fetch only, for the
  /// write may come from within this core's own store.
  bool DecodedIsStale = false;

  uint32_t BranchTarget = 0;
  /// Bundles until the transfer takes effect, delay slots of a transfer that
  /// is not taken included.
  unsigned DelaySlots = 0;
  bool BranchTaken = false;
  bool StopRequested = false, Draining = false;
};

/// One instruction's meaning. The families below fill the table that
/// CoreDecode.cpp looks into.
struct Meaning {
  aie2::Opcode Op;
  Handler Fn;
};
llvm::ArrayRef<Meaning> scalarMeanings();
llvm::ArrayRef<Meaning> controlMeanings();
llvm::ArrayRef<Meaning> streamMeanings();
llvm::ArrayRef<Meaning> vectorMoveMeanings();
/// Loads, stores and pointer arithmetic: found by mnemonic and operands, for
/// there are a few hundred. Null: not one of them.
Handler memoryHandler(const aie2::InstrInfo &Info);
/// Vector instructions of the mv slot, likewise.
Handler vectorAluHandler(const aie2::InstrInfo &Info);
Handler vectorPermuteHandler(const aie2::InstrInfo &Info);
/// The vec slot, likewise.
Handler vectorMacHandler(const aie2::InstrInfo &Info);
/// Moves, loads and stores that change the width of lanes, likewise.
Handler vectorConvertHandler(const aie2::InstrInfo &Info);

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_COREIMPL_H
