//===- TraceToConfig.cpp - traces to register writes ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-trace-to-config
// In:  aie.trace ops on placed tiles.
// Out: aie.trace.config @<name>_config with one aie.trace.reg for each
//      register field; sequences start that.
//
// aie-trace-pack-reg-writes
// Out: one aie.trace.reg for each register, with value and mask.
//
// aie-inline-trace-config
// In:  packed configs.
// Out: aiex.npu.write32 where a sequence starts a config, which stays.
//
//===----------------------------------------------------------------------===//

#include "../Sequence/RegisterOps.h"
#include "TraceUnit.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Transforms/TracePasses.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIETRACETOCONFIG
#define GEN_PASS_DEF_AIETRACEPACKREGWRITES
#define GEN_PASS_DEF_AIEINLINETRACECONFIG
#include "aieforge/Transforms/TracePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Writes the fields of one trace.
class ConfigWriter {
public:
  ConfigWriter(TraceOp Trace, OpBuilder &Builder)
      : Trace(Trace), Unit(unitOf(Trace)), Builder(Builder) {}

  LogicalResult run();

private:
  LogicalResult combos();
  LogicalResult edges();
  LogicalResult control();
  void ports();
  LogicalResult events();
  LogicalResult known(Operation *Op, TraceEventAttr Event);
  LogicalResult limit(Operation *Op, StringRef Field, StringRef Comment,
                      std::optional<int32_t> Broadcast,
                      std::optional<TraceEventAttr> Event);
  void field(StringRef Register, const Twine &Field, Attribute Value,
             const Twine &Comment);
  void field(StringRef Register, const Twine &Field, int32_t Value,
             const Twine &Comment) {
    field(Register, Field, Builder.getI32IntegerAttr(Value), Comment);
  }

  TraceOp Trace;
  TraceUnit Unit;
  OpBuilder &Builder;
};

} // namespace

//===----------------------------------------------------------------------===//
// aie-trace-to-config
//===----------------------------------------------------------------------===//

void ConfigWriter::field(StringRef Register, const Twine &Field,
                         Attribute Value, const Twine &Comment) {
  TraceRegOp::create(Builder, Trace.getLoc(), Builder.getStringAttr(Register),
                     Builder.getStringAttr(Field), Value, IntegerAttr(),
                     Builder.getStringAttr(Comment));
}

LogicalResult ConfigWriter::known(Operation *Op, TraceEventAttr Event) {
  if (Unit.event(Event.getEventName()))
    return success();
  return Op->emitError("unknown trace event '") << Event.getEventName() << "'";
}

LogicalResult ConfigWriter::combos() {
  for (auto Combo : Trace.getBody().getOps<TraceComboEventOp>()) {
    if (failed(known(Combo, Combo.getEventA())) ||
        failed(known(Combo, Combo.getEventB())))
      return failure();
    unsigned Slot = Combo.getSlot();
    // The third combo shares the inputs of the first.
    bool Second = Slot == 1;
    field("Combo_event_inputs", Second ? "eventC" : "eventA", Combo.getEventA(),
          "combo" + Twine(Slot) + " eventA");
    field("Combo_event_inputs", Second ? "eventD" : "eventB", Combo.getEventB(),
          "combo" + Twine(Slot) + " eventB");
    field("Combo_event_control", "combo" + Twine(Slot),
          int32_t(Combo.getLogic()), "combo" + Twine(Slot) + " logic");
  }
  return success();
}

LogicalResult ConfigWriter::edges() {
  constexpr StringRef Register = "Edge_Detection_event_control";
  for (auto Edge : Trace.getBody().getOps<TraceEdgeEventOp>()) {
    if (failed(known(Edge, Edge.getEvent())))
      return failure();
    unsigned Slot = Edge.getSlot();
    bool Rising = Edge.getTrigger() != EdgeTrigger::FALLING;
    bool Falling = Edge.getTrigger() != EdgeTrigger::RISING;
    field(Register, "Edge_Detection_Event_" + Twine(Slot), Edge.getEvent(),
          "edge" + Twine(Slot) + " source");
    field(Register, "Edge_Detection_" + Twine(Slot) + "_Trigger_Rising",
          int32_t(Rising), "edge" + Twine(Slot) + " rising");
    field(Register, "Edge_Detection_" + Twine(Slot) + "_Trigger_Falling",
          int32_t(Falling), "edge" + Twine(Slot) + " falling");
  }
  return success();
}

LogicalResult ConfigWriter::limit(Operation *Op, StringRef Field,
                                  StringRef Comment,
                                  std::optional<int32_t> Broadcast,
                                  std::optional<TraceEventAttr> Event) {
  std::optional<unsigned> Number;
  if (Broadcast) {
    Number = Unit.broadcastEvent(unsigned(*Broadcast));
    if (!Number)
      return Op->emitError("unknown broadcast event '") << *Broadcast << "'";
  } else if (Event) {
    if (failed(known(Op, *Event)))
      return failure();
    Number = Unit.event(Event->getEventName());
  }
  if (Number)
    field("Trace_Control0", Field, int32_t(*Number), Comment);
  return success();
}

LogicalResult ConfigWriter::control() {
  for (Operation &Op : Trace.getBody().front()) {
    LogicalResult Result =
        llvm::TypeSwitch<Operation *, LogicalResult>(&Op)
            .Case([&](TraceStartEventOp Start) {
              return limit(Start, "Trace_Start_Event", "start event",
                           Start.getBroadcast(), Start.getEvent());
            })
            .Case([&](TraceStopEventOp Stop) {
              return limit(Stop, "Trace_Stop_Event", "stop event",
                           Stop.getBroadcast(), Stop.getEvent());
            })
            .Case([&](TraceModeOp Mode) {
              // Only the unit of a core has modes.
              if (Unit.Type == TracePacketType::Core)
                field("Trace_Control0", "Mode", int32_t(Mode.getMode()),
                      "trace mode");
              return success();
            })
            .Case([&](TracePacketOp Packet) {
              if (Packet.getId())
                field("Trace_Control1", "ID", int32_t(*Packet.getId()),
                      "packet ID");
              field("Trace_Control1", "Packet_Type", int32_t(Packet.getType()),
                    "packet type");
              return success();
            })
            .Default([](Operation *) { return success(); });
    if (failed(Result))
      return failure();
  }
  return success();
}

void ConfigWriter::ports() {
  for (auto Port : Trace.getBody().getOps<TracePortOp>()) {
    std::string Slot = ("Port_" + Twine(Port.getSlot())).str();
    std::string Register =
        Unit.registerWith("Stream_Switch_Event_Port_Selection_", Slot + "_ID");
    std::string Comment = ("port " + Twine(Port.getSlot())).str();
    std::string Name =
        (stringifyWireBundle(Port.getPort()) + ":" + Twine(Port.getChannel()))
            .str();
    field(Register, Slot + "_ID",
          TraceEventAttr::get(Builder.getContext(), Name), Comment + " ID");
    field(Register, Slot + "_Master_Slave",
          int32_t(Port.getDirection() == DMAChannelDir::S2MM),
          Comment + " master/slave");
  }
}

LogicalResult ConfigWriter::events() {
  unsigned Slot = 0;
  for (auto Event : Trace.getBody().getOps<TraceEventOp>()) {
    if (failed(known(Event, Event.getEvent())))
      return failure();
    std::string Field = ("Trace_Event" + Twine(Slot++)).str();
    field(Unit.registerWith("Trace_Event", Field), Field, Event.getEvent(),
          Event.getEvent().getEventName());
  }
  return success();
}

LogicalResult ConfigWriter::run() {
  if (failed(combos()) || failed(edges()) || failed(control()))
    return failure();
  ports();
  return events();
}

namespace {

struct TraceToConfig : aie::impl::AIETraceToConfigBase<TraceToConfig> {
  void runOnOperation() override {
    DeviceOp Device = getOperation();
    for (auto Trace : llvm::make_early_inc_range(Device.getOps<TraceOp>()))
      if (failed(convert(Trace)))
        return signalPassFailure();
  }

  LogicalResult convert(TraceOp Trace) {
    if (!tileOf(Trace.getTile()))
      return Trace.emitOpError(
          "is not on a placed aie.tile; run aie-place-tiles first");
    OpBuilder Builder(Trace);
    std::string Name = (Trace.getSymName() + "_config").str();
    auto Config = TraceConfigOp::create(
        Builder, Trace.getLoc(), Builder.getStringAttr(Name), Trace.getTile(),
        TracePacketTypeAttr::get(&getContext(), unitOf(Trace).Type));
    Builder.createBlock(&Config.getBody());
    if (failed(ConfigWriter(Trace, Builder).run()))
      return failure();
    EndOp::create(Builder, Trace.getLoc());
    getOperation().walk([&](TraceStartConfigOp Start) {
      if (Start.getTraceConfig() == Trace.getSymName())
        Start.setTraceConfig(Name);
    });
    Trace.erase();
    return success();
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// aie-trace-pack-reg-writes
//===----------------------------------------------------------------------===//

/// The number that a port's name stands for in a selection register.
static std::optional<unsigned> portNumber(const TraceUnit &Unit, StringRef Name,
                                          bool Master) {
  auto [Bundle, Channel] = Name.split(':');
  std::optional<hw::Bundle> Known = hw::findBundle(Bundle);
  unsigned Index;
  if (!Known || Channel.getAsInteger(10, Index))
    return std::nullopt;
  return Master ? hw::masterPort(Unit.Kind, {*Known, Index})
                : hw::slavePort(Unit.Kind, {*Known, Index});
}

namespace {

struct TracePackRegWrites
    : aie::impl::AIETracePackRegWritesBase<TracePackRegWrites> {
  struct Word {
    uint32_t Value = 0, Mask = 0;
    std::string Comment;
    Location Loc;
  };

  void runOnOperation() override {
    for (auto Config : getOperation().getOps<TraceConfigOp>())
      if (failed(pack(Config)))
        return signalPassFailure();
  }

  LogicalResult pack(TraceConfigOp Config) {
    TileOp Tile = tileOf(Config.getTile());
    if (!Tile)
      return Config.emitOpError("is not on a placed aie.tile");
    TraceUnit Unit(Tile, Config.getPacketType());
    llvm::MapVector<StringAttr, Word> Words;
    SmallVector<TraceRegOp> Old(Config.getBody().getOps<TraceRegOp>());
    for (TraceRegOp Reg : Old)
      if (failed(add(Config, Unit, Reg, Words)))
        return failure();
    OpBuilder Builder(Config.getBody().front().getTerminator());
    for (auto &[Name, W] : Words)
      TraceRegOp::create(Builder, W.Loc, Name, StringAttr(),
                         Builder.getI32IntegerAttr(int32_t(W.Value)),
                         Builder.getI32IntegerAttr(int32_t(W.Mask)),
                         W.Comment.empty() ? StringAttr()
                                           : Builder.getStringAttr(W.Comment));
    for (TraceRegOp Reg : Old)
      Reg.erase();
    return success();
  }

  LogicalResult add(TraceConfigOp Config, const TraceUnit &Unit, TraceRegOp Reg,
                    llvm::MapVector<StringAttr, Word> &Words) {
    const hw::Register *Register = Unit.reg(Reg.getRegName());
    if (!Register)
      return Reg.emitError("Register not found: ") << Reg.getRegName();
    uint32_t Value = 0, Mask = 0;
    if (!Reg.getField()) {
      auto Number = dyn_cast<IntegerAttr>(Reg.getValue());
      if (!Number)
        return Reg.emitError("needs a field for its value");
      Value = uint32_t(Number.getInt());
      Mask = uint32_t(Reg.getMask().value_or(~0u));
    } else {
      const hw::Field *Field = Register->field(*Reg.getField());
      if (!Field)
        return Reg.emitError("Field not found in register ")
               << Reg.getRegName() << ": " << *Reg.getField();
      FailureOr<uint32_t> Number = numberOf(Config, Unit, Reg);
      if (failed(Number))
        return failure();
      if (!Field->fits(*Number))
        return Reg.emitError("value ")
               << *Number << " does not fit field " << *Reg.getField();
      Value = Field->make(*Number);
      Mask = Field->mask();
    }
    StringRef Comment = Reg.getComment().value_or("");
    auto [It, New] = Words.try_emplace(
        Reg.getRegNameAttr(), Word{Value, Mask, Comment.str(), Reg.getLoc()});
    if (New)
      return success();
    Word &W = It->second;
    if (W.Mask & Mask)
      return Reg.emitError("overlapping masks: two entries write the same bits "
                           "of register ")
             << Reg.getRegName();
    W.Value |= Value;
    W.Mask |= Mask;
    if (!Comment.empty())
      W.Comment += (W.Comment.empty() ? "" : " + ") + Comment.str();
    return success();
  }

  FailureOr<uint32_t> numberOf(TraceConfigOp Config, const TraceUnit &Unit,
                               TraceRegOp Reg) {
    if (auto Number = dyn_cast<IntegerAttr>(Reg.getValue()))
      return uint32_t(Number.getInt());
    auto Event = dyn_cast<TraceEventAttr>(Reg.getValue());
    if (!Event)
      return Reg.emitError("unsupported value");
    StringRef Field = *Reg.getField();
    if (Field.consume_front("Port_") && Field.consume_back("_ID")) {
      std::string Companion = ("Port_" + Field + "_Master_Slave").str();
      bool Master = false;
      for (auto Other : Config.getBody().getOps<TraceRegOp>())
        if (Other.getField() == StringRef(Companion))
          if (auto Number = dyn_cast<IntegerAttr>(Other.getValue()))
            Master = Number.getInt() != 0;
      if (auto Port = portNumber(Unit, Event.getValue(), Master))
        return *Port;
      return Reg.emitError("cannot resolve port '") << Event.getValue() << "'";
    }
    if (auto Number = Unit.event(Event.getEventName()))
      return *Number;
    return Reg.emitError("unknown trace event '")
           << Event.getEventName() << "'";
  }
};

//===----------------------------------------------------------------------===//
// aie-inline-trace-config
//===----------------------------------------------------------------------===//

struct InlineTraceConfig
    : aie::impl::AIEInlineTraceConfigBase<InlineTraceConfig> {
  void runOnOperation() override {
    SmallVector<TraceStartConfigOp> Starts;
    getOperation().walk(
        [&](TraceStartConfigOp Start) { Starts.push_back(Start); });
    RegisterOps Ops(getOperation());
    for (TraceStartConfigOp Start : Starts)
      if (failed(expand(Start, Ops)))
        return signalPassFailure();
  }

  LogicalResult expand(TraceStartConfigOp Start, RegisterOps &Ops) {
    auto Config =
        getOperation().lookupSymbol<TraceConfigOp>(Start.getTraceConfig());
    TileOp Tile = Config ? tileOf(Config.getTile()) : TileOp();
    if (!Tile)
      return Start.emitError("trace config symbol '")
             << Start.getTraceConfig() << "' not found";
    TraceUnit Unit(Tile, Config.getPacketType());
    Place At{unsigned(Tile.colIndex()), unsigned(Tile.rowIndex()), Unit.Kind};
    Ops.before(Start);
    for (auto Reg : Config.getBody().getOps<TraceRegOp>()) {
      if (Reg.getField())
        return Reg.emitError("aie.trace.reg still has field attribute - run "
                             "-aie-trace-pack-reg-writes pass first");
      const hw::Register *Register = Unit.reg(Reg.getRegName());
      auto Value = dyn_cast<IntegerAttr>(Reg.getValue());
      if (!Register || !Value)
        return Reg.emitError("Register not found: ") << Reg.getRegName();
      Ops.write32In(At, Register->Offset, uint32_t(Value.getInt()));
    }
    Start.erase();
    return success();
  }
};

} // namespace
