//===- CoreDecode.cpp - program memory into a core's internal form --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decodes each bundle once, when it is first fetched: no-ops disappear,
// operands become words of the register array, and pipeline cycles become
// distances from issue.
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

/// Bundles that execute behind a control transfer.
constexpr unsigned NumDelaySlots = 5;

static void notModelled(CoreImpl &C, const MicroOp &M) {
  const aie2::InstrInfo &Info = aie2::info(aie2::Opcode(M.Opcode));
  C.fault(formatv("`{0}` ({1}) is not modelled yet", Info.Mnemonic, Info.Name)
              .str());
}

static Handler handlerFor(aie2::Opcode Op) {
  static const std::array<Handler, aie2::NumOpcodes> Table = [] {
    std::array<Handler, aie2::NumOpcodes> T;
    for (unsigned I = 0; I != T.size(); ++I) {
      T[I] = notModelled;
      for (auto Find : {memoryHandler, vectorAluHandler, vectorPermuteHandler,
                        vectorConvertHandler, vectorMacHandler})
        if (Handler H = Find(aie2::info(aie2::Opcode(I))))
          T[I] = H;
    }
    for (ArrayRef<Meaning> Family : {scalarMeanings(), controlMeanings(),
                                     streamMeanings(), vectorMoveMeanings()})
      for (const Meaning &M : Family)
        T[size_t(M.Op)] = M.Fn;
    return T;
  }();
  return Table[size_t(Op)];
}

static const std::array<RegLoc, aie2::NumRegs> &registerPlaces() {
  static const std::array<RegLoc, aie2::NumRegs> Table = [] {
    std::array<RegLoc, aie2::NumRegs> T{};
    for (unsigned I = 1; I != T.size(); ++I)
      T[I] = locateRegister(aie2::info(aie2::Reg(I)).Name).value_or(RegLoc());
    return T;
  }();
  return Table;
}

/// Null for an instruction that does not convert.
static const Conversion *conversionFor(aie2::Opcode Op) {
  static const std::array<Conversion, aie2::NumOpcodes> Table = [] {
    std::array<Conversion, aie2::NumOpcodes> T;
    for (unsigned I = 0; I != T.size(); ++I)
      T[I] = conversionOf(aie2::info(aie2::Opcode(I)));
    return T;
  }();
  const Conversion &C = Table[size_t(Op)];
  return C.Kind == ConvertKind::None ? nullptr : &C;
}

static uint8_t bypassOf(const aie2::OperandInfo &O) {
  switch (O.Forwarding) {
  case aie2::Bypass::MOV:
    return BypassMOV;
  case aie2::Bypass::VEC:
    return BypassVEC;
  default:
    return NoBypass;
  }
}

/// Offset and increment registers are operands of the address, not of the
/// operation. (`vshuffle` has a "mod" that is an r register.)
static bool isAddressModifier(const aie2::OperandInfo &O) {
  return (O.Name == "mod" || O.Name == "off") &&
         (O.Class == aie2::RegClass::eM || O.Class == aie2::RegClass::eDJ ||
          O.Class == aie2::RegClass::eD || O.Class == aie2::RegClass::eDS);
}

static MicroOp bind(const aie2::Instr &I) {
  const aie2::InstrInfo &Info = I.info();
  const aie2::SchedClass &Sched = aie2::info(Info.Sched);
  MicroOp M;
  M.Fn = handlerFor(I.Op);
  M.Opcode = uint16_t(I.Op);
  M.Convert = conversionFor(I.Op);
  unsigned NumDsts = 0, NumSrcs = 0, NumImms = 0;
  for (auto [N, O] : enumerate(Info.Operands)) {
    if (O.isImm()) {
      (NumImms++ ? M.Imm2 : M.Imm) = int32_t(I.imm(N));
      continue;
    }
    // Written back through the input operand of the same name.
    if (O.IsOutput && O.TiedTo >= 0 && O.Name != "dst")
      continue;
    RegLoc Loc = registerPlaces()[size_t(I.reg(N))];
    if (O.IsOutput) {
      if (NumDsts++ == 0) {
        M.Dst = Loc.Word;
        M.DstWords = uint8_t(Loc.Words);
        M.DstDelay = O.Cycle - 1;
        M.DstBypass = bypassOf(O);
      } else {
        M.Dst2 = Loc.Word;
        M.Dst2Delay = O.Cycle - 1;
      }
    } else if (O.Name == "ptr") {
      M.Ptr = Loc.Word;
    } else if (isAddressModifier(O)) {
      M.Mod = Loc.Word;
    } else if (NumSrcs != M.Src.size()) {
      M.Src[NumSrcs] = Loc.Word;
      M.SrcWords[NumSrcs] = uint8_t(Loc.Words);
      M.SrcBypass[NumSrcs] = bypassOf(O);
      M.LateDelay = std::max<uint8_t>(M.LateDelay, O.Cycle - 1);
      ++NumSrcs;
    }
  }
  if (!Info.ImplicitDefs.empty())
    M.FlagDelay = Info.ImplicitDefs.front().Cycle - 1;
  if (!Sched.MemoryCycles.empty()) {
    M.MemDelay = Sched.MemoryCycles.front() - 1;
    M.LastMemDelay = Sched.MemoryCycles.back() - 1;
  }
  return M;
}

void CoreImpl::forgetDecoded() { DecodedIsStale = true; }

/// The bundle at PC, decoded; null after a fault.
const DecodedBundle *CoreImpl::fetch() {
  if (PC >= Core::ProgramBytes || (PC & 1)) {
    faultAt(PC, formatv("pc {0:x} is {1}", PC,
                        PC & 1 ? "odd; bundles start at even addresses"
                               : "outside program memory (0x0..0x3fff)")
                    .str());
    return nullptr;
  }
  Expected<aie2::Bundle> B =
      aie2::decodeBundle(ArrayRef<uint8_t>(Program).drop_front(PC));
  if (!B) {
    std::string Bytes =
        toHex(ArrayRef<uint8_t>(Program).slice(
                  PC, std::min<size_t>(16, Program.size() - PC)),
              /*LowerCase=*/true);
    faultAt(PC, formatv("no instruction: {0} (bytes {1})",
                        toString(B.takeError()), Bytes)
                    .str());
    return nullptr;
  }
  DecodedBundle &D = Bundles.emplace_back();
  D.NextPC = PC + B->Size;
  for (const aie2::Instr &I : B->Instrs) {
    if (I.info().isNop())
      continue;
    D.Ops.push_back(bind(I));
    if (I.info().has(aie2::InstrFlag::Call)) {
      D.ReturnPC = D.NextPC;
      for (unsigned N = 0;
           N != NumDelaySlots && D.ReturnPC + 1 < Core::ProgramBytes; ++N)
        D.ReturnPC += aie2::bundleSize(Program[D.ReturnPC] |
                                       Program[D.ReturnPC + 1] << 8);
    }
  }
  Decoded[PC / 2] = &D;
  return &D;
}

void CoreImpl::dropStaleDecoded() {
  if (!DecodedIsStale)
    return;
  std::fill(Decoded.begin(), Decoded.end(), nullptr);
  Bundles.clear();
  Current = nullptr;
  DecodedIsStale = false;
}

static std::string disassembleAt(ArrayRef<uint8_t> Program, uint32_t PC) {
  if (PC >= Program.size())
    return "outside program memory";
  Expected<aie2::Bundle> B = aie2::decodeBundle(Program.drop_front(PC));
  if (B)
    return aie2::toString(*B);
  consumeError(B.takeError());
  return "no instruction";
}

std::string Core::disassemble(uint32_t PC) const {
  return disassembleAt(Impl->Program, PC);
}

void CoreImpl::faultAt(uint32_t FaultPC, const Twine &Reason) {
  // The first fault is the cause; what follows in the same cycle is not.
  if (State == CoreState::Faulted)
    return;
  State = CoreState::Faulted;
  FaultText =
      formatv("core fault at pc {0:x} in cycle {1}: `{2}`: {3}", FaultPC, Cycle,
              disassembleAt(Program, FaultPC), Reason.str())
          .str();
}

void CoreImpl::addressFault(uint32_t Address, unsigned Bytes,
                            const char *What) {
  uint32_t W = Address >> 16;
  if (W < 4 || W > 7) {
    fault(formatv("{0} of {1} bytes at {2:x}: there is no data memory; a core "
                  "reaches 0x40000..0x7ffff",
                  What, Bytes, Address)
              .str());
    return;
  }
  if (!Windows[W & 3]) {
    static constexpr const char *Side[] = {"south", "west", "north", "own"};
    fault(formatv("{0} of {1} bytes at {2:x}: the {3} tile has no data memory "
                  "for this core",
                  What, Bytes, Address, Side[W & 3])
              .str());
    return;
  }
  fault(formatv("{0} of {1} bytes at {2:x}, which is not a multiple of {1}",
                What, Bytes, Address)
            .str());
}
