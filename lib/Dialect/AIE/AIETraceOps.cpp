//===- AIETraceOps.cpp - trace units --------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "Verify.h"
#include "aieforge/Hardware/Events.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

#include <map>
#include <set>

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

/// (%tile); for three weeks of March 2026 followed by a buffer_size that had no
/// effect.
static ParseResult parseTraceTile(OpAsmParser &Parser,
                                  OpAsmParser::UnresolvedOperand &Tile) {
  int64_t Ignored;
  if (Parser.parseLParen() || Parser.parseOperand(Tile) || Parser.parseRParen())
    return failure();
  if (failed(Parser.parseOptionalKeyword("buffer_size")))
    return success();
  return failure(Parser.parseEqual() || Parser.parseInteger(Ignored));
}

static void printTraceTile(OpAsmPrinter &Printer, Operation *, Value Tile) {
  Printer << "(" << Tile << ")";
}

/// An integer, or an event whose number is looked up later: "NAME", Enum::NAME,
/// or either in <>.
static ParseResult parseTraceRegValue(OpAsmParser &Parser, Attribute &Value) {
  int32_t Integer;
  OptionalParseResult IsInteger = Parser.parseOptionalInteger(Integer);
  if (IsInteger.has_value()) {
    Value = Parser.getBuilder().getI32IntegerAttr(Integer);
    return *IsInteger;
  }
  std::string Name;
  StringRef Enum, Case;
  if (succeeded(Parser.parseOptionalString(&Name))) {
    Value = TraceEventAttr::get(Parser.getContext(), Name);
    return success();
  }
  if (succeeded(Parser.parseOptionalKeyword(&Enum))) {
    if (Parser.parseColon() || Parser.parseColon() ||
        Parser.parseKeyword(&Case))
      return failure();
    Value =
        TraceEventAttr::get(Parser.getContext(), (Enum + "::" + Case).str());
    return success();
  }
  TraceEventAttr Event;
  if (Parser.parseCustomAttributeWithFallback(Event))
    return failure();
  Value = Event;
  return success();
}

static void printTraceRegValue(OpAsmPrinter &Printer, Operation *,
                               Attribute Value) {
  if (auto Integer = dyn_cast<IntegerAttr>(Value)) {
    Printer << Integer.getInt();
    return;
  }
  auto Event = cast<TraceEventAttr>(Value);
  if (Event.getEnumName().empty())
    Printer.printString(Event.getValue());
  else
    Printer << Event.getValue();
}

/// {buffer_size = …}; until July 2026 a list of keyword = value.
ParseResult TraceHostConfigOp::parse(OpAsmParser &Parser,
                                     OperationState &State) {
  Builder &B = Parser.getBuilder();
  while (true) {
    SMLoc Loc = Parser.getCurrentLocation();
    StringRef Key;
    if (failed(Parser.parseOptionalKeyword(&Key, {"buffer_size", "arg_idx",
                                                  "routing", "egress_shim_col",
                                                  "trace_after_last_tensor"})))
      break;
    if (Parser.parseEqual())
      return failure();
    if (Key == "routing") {
      TraceShimRouting Routing;
      if (parseEnum<TraceShimRouting>(Parser, Routing,
                                      symbolizeTraceShimRouting,
                                      "way to route traces (single)"))
        return failure();
      State.addAttribute(Key,
                         TraceShimRoutingAttr::get(B.getContext(), Routing));
      continue;
    }
    if (Key == "trace_after_last_tensor") {
      bool Reuse = succeeded(Parser.parseOptionalKeyword("true"));
      if (!Reuse && Parser.parseKeyword("false"))
        return failure();
      State.attributes.set("reuse_output_buffer", B.getBoolAttr(Reuse));
      continue;
    }
    int32_t Number;
    if (Parser.parseInteger(Number))
      return failure();
    if (Key != "arg_idx") {
      State.addAttribute(Key, B.getI32IntegerAttr(Number));
      continue;
    }
    // Any other argument index has become the last argument.
    if (Number < -1)
      return Parser.emitError(Loc, "arg_idx must be -1 or an argument");
    if (!State.attributes.get("reuse_output_buffer"))
      State.addAttribute("reuse_output_buffer", B.getBoolAttr(Number == -1));
  }
  return parseAttrDict<TraceHostConfigOp>(Parser, State);
}

void TraceHostConfigOp::print(OpAsmPrinter &Printer) {
  SmallVector<StringRef> Hidden;
  if (!getReuseOutputBuffer())
    Hidden.push_back("reuse_output_buffer");
  if (getRouting() == TraceShimRouting::Single)
    Hidden.push_back("routing");
  if (getEgressShimCol() == 0)
    Hidden.push_back("egress_shim_col");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// The modules whose events a trace on \p Kind records, with the names that
/// their enums start with.
static SmallVector<std::pair<hw::Module, StringRef>> modulesOf(hw::TileKind K) {
  switch (K) {
  case hw::TileKind::Core:
    return {{hw::Module::Core, "CoreEvent"}, {hw::Module::Memory, "MemEvent"}};
  case hw::TileKind::Mem:
    return {{hw::Module::MemTile, "MemTileEvent"}};
  case hw::TileKind::ShimNoC:
  case hw::TileKind::ShimPL:
    return {{hw::Module::PL, "ShimTileEvent"}};
  }
  return {};
}

/// "(0, 2)", or "(0, ?)" for a tile whose row is chosen later.
static std::string place(Value Tile) {
  auto Text = [](std::optional<int32_t> Coordinate) {
    return Coordinate ? std::to_string(*Coordinate) : "?";
  };
  std::optional<int32_t> Column, Row;
  if (TileOp Placed = placedTile(Tile)) {
    Column = Placed.getCol();
    Row = Placed.getRow();
  } else if (auto Logical = Tile.getDefiningOp<LogicalTileOp>()) {
    Column = Logical.getCol();
    Row = Logical.getRow();
  }
  return "(" + Text(Column) + ", " + Text(Row) + ")";
}

/// The words of MLIR's own constraints, with the number that broke this one.
static LogicalResult checkRange(Operation *Op, StringRef Name, int64_t Number,
                                int64_t Min, int64_t Max) {
  if (Number >= Min && Number <= Max)
    return success();
  return Op->emitOpError("attribute '")
         << Name
         << "' failed to satisfy constraint: 32-bit signless integer attribute "
            "whose minimum value is "
         << Min << " whose maximum value is " << Max << ", but it is "
         << Number;
}

/// Plain names are looked up when the trace is lowered; Enum::NAME must fit.
static LogicalResult checkEvent(Operation *Op, TraceEventAttr Event) {
  if (!Event)
    return success();
  if (Event.getEventName().empty())
    return Op->emitOpError("event name cannot be empty");
  auto Trace = Op->getParentOfType<TraceOp>();
  const hw::Device *Model = modelOf(Op);
  auto Kind = Trace ? tileKind(Trace.getTile()) : std::nullopt;
  if (Event.getEnumName().empty() || !Kind || !Model)
    return success();
  StringRef Generation = Model->Gen == hw::Generation::AIE2P ? "AIE2P" : "AIE2";
  for (auto [Module, Prefix] : modulesOf(*Kind)) {
    StringRef Enum = Event.getEnumName();
    if (!Enum.consume_front(Prefix) || Enum != Generation)
      continue;
    if (hw::eventNumber(Model->Gen, Module, Event.getEventName()))
      return success();
    return Op->emitOpError("unknown ")
           << Event.getEnumName() << " value '" << Event.getEventName()
           << "': the " << hw::toString(Module) << " module of a "
           << kindName(*Kind) << " has no such event";
  }
  return Op->emitOpError("event '")
         << Event.getValue() << "' is not valid for " << kindName(*Kind) << " ("
         << Generation << ") at " << place(Trace.getTile());
}

static LogicalResult check(TraceOp Op) {
  unsigned Events = 0;
  std::set<unsigned> Combos, Edges;
  std::map<unsigned, TracePortOp> Ports;
  for (Operation &Part : Op.getBody().front()) {
    Events += isa<TraceEventOp>(Part);
    if (auto Port = dyn_cast<TracePortOp>(Part))
      if (auto [Other, New] = Ports.try_emplace(Port.getSlot(), Port); !New)
        return Other->second.emitOpError("duplicate port slot ")
               << Port.getSlot() << " in trace " << Op.getSymName()
               << ": another aie.trace.port has it too";
    if (auto Combo = dyn_cast<TraceComboEventOp>(Part))
      if (!Combos.insert(Combo.getSlot()).second)
        return Combo.emitOpError("combo event slot ")
               << Combo.getSlot() << " already in use in this trace";
    if (auto Edge = dyn_cast<TraceEdgeEventOp>(Part))
      if (!Edges.insert(Edge.getSlot()).second)
        return Edge.emitOpError("edge detection slot ")
               << Edge.getSlot() << " already in use in this trace";
  }
  if (Events > 8)
    return Op.emitOpError("trace unit supports maximum 8 events, but ")
           << Events << " are given";
  return success();
}

static LogicalResult check(TracePacketOp Op) {
  if (!Op.getId())
    return success();
  return checkRange(Op, "id", int32_t(*Op.getId()), 1, hw::maxPacketId());
}

static LogicalResult check(TraceEventOp Op) {
  return checkEvent(Op, Op.getEventAttr());
}

static LogicalResult check(TracePortOp Op) {
  if (failed(checkRange(Op, "slot", int32_t(Op.getSlot()), 0, 7)))
    return failure();
  auto Kind = tileKind(Op->getParentOfType<TraceOp>().getTile());
  if (!Kind)
    return success();
  bool Master = Op.getDirection() == DMAChannelDir::S2MM;
  auto Bundle = static_cast<hw::Bundle>(Op.getPort());
  unsigned Count =
      Master ? hw::masterCount(*Kind, Bundle) : hw::slaveCount(*Kind, Bundle);
  if (Op.getChannel() < Count)
    return success();
  return Op.emitOpError("invalid stream switch port configuration for tile ")
         << place(Op->getParentOfType<TraceOp>().getTile()) << ": a "
         << kindName(*Kind) << " has " << Count << " "
         << (Master ? "master" : "slave") << " ports "
         << stringifyWireBundle(Op.getPort()) << ", and this is number "
         << int32_t(Op.getChannel());
}

template <typename OpT> static LogicalResult checkLimit(OpT Op) {
  if (!Op.getBroadcast() && !Op.getEventAttr())
    return Op.emitOpError("must specify either broadcast or event");
  if (Op.getBroadcast() && Op.getEventAttr())
    return Op.emitOpError("cannot specify both broadcast and event");
  if (Op.getBroadcast() && *Op.getBroadcast() > 15)
    return Op.emitOpError("broadcast channel must be 0 to 15, but is ")
           << *Op.getBroadcast();
  return checkEvent(Op, Op.getEventAttr());
}

static LogicalResult check(TraceComboEventOp Op) {
  if (Op.getSlot() > 2)
    return Op.emitOpError("combo event slot must be 0, 1, or 2, got ")
           << Op.getSlot();
  StringRef A = Op.getEventA().getEventName(),
            B = Op.getEventB().getEventName();
  if (Op.getSlot() == 2) {
    // The third logic unit has the outputs of the others as inputs.
    if (A != "COMBO_EVENT_0")
      return Op.emitOpError("combo slot 2 first event must be COMBO_EVENT_0 "
                            "(hierarchical), got ")
             << A;
    if (B != "COMBO_EVENT_1")
      return Op.emitOpError("combo slot 2 second event must be COMBO_EVENT_1 "
                            "(hierarchical), got ")
             << B;
  } else if (A.starts_with("COMBO_EVENT") || B.starts_with("COMBO_EVENT")) {
    return Op.emitOpError("slots 0 and 1 cannot use combo events as inputs");
  }
  return failure(failed(checkEvent(Op, Op.getEventA())) ||
                 failed(checkEvent(Op, Op.getEventB())));
}

static LogicalResult check(TraceEdgeEventOp Op) {
  if (Op.getSlot() > 1)
    return Op.emitOpError("edge detection slot must be 0 or 1, got ")
           << Op.getSlot();
  StringRef Name = Op.getEvent().getEventName();
  for (StringRef Made : {"EDGE_DETECTION_EVENT", "COMBO_EVENT"})
    if (Name.starts_with(Made))
      return Op.emitOpError("edge detection source should be a regular event, "
                            "not another ")
             << Made;
  return checkEvent(Op, Op.getEvent());
}

static LogicalResult check(TraceHostConfigOp Op) {
  if (static_cast<int32_t>(Op.getBufferSize()) <= 0)
    return Op.emitOpError("buffer_size must be positive, but is ")
           << static_cast<int32_t>(Op.getBufferSize());
  if (static_cast<int32_t>(Op.getEgressShimCol()) < 0)
    return Op.emitOpError("egress_shim_col must be >= 0, but is ")
           << static_cast<int32_t>(Op.getEgressShimCol());
  return success();
}

LogicalResult aieforge::checkTraces(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<TraceOp, TracePacketOp, TraceEventOp, TracePortOp,
            TraceComboEventOp, TraceEdgeEventOp, TraceHostConfigOp>(
          [](auto Typed) { return check(Typed); })
      .Case<TraceStartEventOp, TraceStopEventOp>(
          [](auto Typed) { return checkLimit(Typed); })
      .Default(success());
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIETraceOps.cpp.inc"

void AIEDialect::registerTraceOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIETraceOps.cpp.inc"
      >();
}
