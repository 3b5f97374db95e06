//===- OldNames.cpp - op names of earlier vintages ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OldNames.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/DialectImplementation.h"

using namespace aieforge;
using namespace mlir;

namespace {
struct Rename {
  const char *Old, *New;
};

// Without prefix; the prefix follows from the table.
const Rename AIERenames[] = {
    {"dmaBd", "dma_bd"},
    {"dmaBdPacket", "dma_bd_packet"},
    {"dmaStart", "dma_start"},
    {"nextBd", "next_bd"},
    {"useLock", "use_lock"},
    {"memTileDMA", "memtile_dma"},
    {"shimDMA", "shim_dma"},
    {"shimDMAAllocation", "shim_dma_allocation"},
    {"shimmux", "shim_mux"},
    {"packetrules", "packet_rules"},
    {"packetRules", "packet_rules"},
    {"getStream", "get_stream"},
    {"putStream", "put_stream"},
    {"getCascade", "get_cascade"},
    {"putCascade", "put_cascade"},
    {"objectFifo", "objectfifo"},
    {"objectFifo.createObjectFifo", "objectfifo"},
    {"objectFifo.link", "objectfifo.link"},
    {"objectFifo.acquire", "objectfifo.acquire"},
    {"objectFifo.release", "objectfifo.release"},
    {"objectFifo.subview.access", "objectfifo.subview.access"},
    {"objectFifo.registerExternalBuffers",
     "objectfifo.register_external_buffers"},
    {"objectfifo.registerExternalBuffers",
     "objectfifo.register_external_buffers"},
};
const Rename AIEXRenames[] = {
    {"npu.shimtile_push_queue", "npu.push_queue"},
    {"npu.writebd_shimtile", "npu.writebd"},
};
} // namespace

std::string aieforge::currentOpName(StringRef Name) {
  auto [Prefix, Op] = Name.split('.');
  std::string Mnemonic = Op.str();
  if (Prefix == "AIE" || Prefix == "aie") {
    for (const Rename &R : AIERenames)
      if (Op == R.Old)
        Mnemonic = R.New;
    return "aie." + Mnemonic;
  }
  if (Prefix != "AIEX" && Prefix != "aiex")
    return Name.str();
  // The sequence moved to aie in November 2025.
  if (Op == "runtime_sequence")
    return "aie.runtime_sequence";
  if (Op.consume_front("ipu."))
    Mnemonic = ("npu." + Op).str();
  for (const Rename &R : AIEXRenames)
    if (Mnemonic == R.Old)
      Mnemonic = R.New;
  return "aiex." + Mnemonic;
}

/// Continues with the parser of the op that the name stands for today. The
/// name is in \p State: one function serves every old name, which matters
/// because a hook is a reference to a function.
static ParseResult parseOldName(OpAsmParser &Parser, OperationState &State) {
  OperationName Name(currentOpName(State.name.getStringRef()),
                     Parser.getContext());
  auto Registered = Name.getRegisteredInfo();
  if (!Registered)
    return Parser.emitError(Parser.getNameLoc(), "custom op '")
           << State.name.getStringRef() << "' is unknown";
  State.name = Name;
  return Registered->getParseAssemblyFn()(Parser, State);
}

std::optional<Dialect::ParseOpHook>
aieforge::parseHookForOldName(MLIRContext &Context, StringRef FullName) {
  std::string Current = currentOpName(FullName);
  if (Current == FullName ||
      !RegisteredOperationName::lookup(Current, &Context))
    return std::nullopt;
  return Dialect::ParseOpHook(parseOldName);
}

namespace {
/// The prefixes of text from before 21 December 2023.
template <typename Self> class OldPrefix : public Dialect {
public:
  explicit OldPrefix(MLIRContext *Context)
      : Dialect(Self::getDialectNamespace(), Context, TypeID::get<Self>()) {
    Context->getOrLoadDialect<aie::AIEDialect>();
    Context->getOrLoadDialect<aiex::AIEXDialect>();
  }

  std::optional<ParseOpHook>
  getParseOperationHook(StringRef Op) const override {
    return parseHookForOldName(*getContext(), Op);
  }

  Type parseType(DialectAsmParser &Parser) const override {
    SMLoc Loc = Parser.getCurrentLocation();
    StringRef Keyword;
    if (Parser.parseKeyword(&Keyword))
      return {};
    if (Keyword == "objectFifo" || Keyword == "objectfifo")
      return aie::AIEObjectFifoType::parse(Parser);
    if (Keyword == "objectFifoSubview" || Keyword == "objectfifosubview" ||
        Keyword == "objectfifosubivew")
      return aie::AIEObjectFifoSubviewType::parse(Parser);
    Parser.emitError(Loc) << "unknown type '" << Keyword << "' of dialect "
                          << getNamespace();
    return {};
  }

  Attribute parseAttribute(DialectAsmParser &Parser, Type T) const override {
    MLIRContext *Context = this->getContext();
    return Context->getLoadedDialect<aie::AIEDialect>()->parseAttribute(Parser,
                                                                        T);
  }
};

class OldAIE : public OldPrefix<OldAIE> {
public:
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(OldAIE)
  using OldPrefix::OldPrefix;
  static constexpr StringLiteral getDialectNamespace() { return "AIE"; }
};

class OldAIEX : public OldPrefix<OldAIEX> {
public:
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(OldAIEX)
  using OldPrefix::OldPrefix;
  static constexpr StringLiteral getDialectNamespace() { return "AIEX"; }
};
} // namespace

void aieforge::registerOldPrefixes(DialectRegistry &Registry) {
  Registry.insert<OldAIE, OldAIEX>();
}
