//===- PortEvents.cpp - events of stream switch ports ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Eight ports of a tile can be chosen to raise events for words that pass
// (array.md section 11). Idle and stalled ports raise none here.
//
//===----------------------------------------------------------------------===//

#include "Events.h"
#include "Fabric.h"
#include "aieforge/Hardware/Events.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

void EventUnit::port(bool Master, unsigned Port, bool Last) {
  for (const PortWatch &W : Ports) {
    if (!W.On || W.Master != Master || W.Port != Port)
      continue;
    raise(Modules.front().Mod, W.Running);
    if (Last)
      raise(Modules.front().Mod, W.Last);
  }
}

// Stream_Switch_Event_Port_Selection_0, _1: four ports each
bool EventUnit::writePorts(const hw::RegisterRef &R, uint32_t Value) {
  if (!R.Reg->Name.starts_with("Stream_Switch_Event_Port_Selection_"))
    return false;
  uint32_t Slaves = 0, Masters = 0;
  for (unsigned I = 0; I < Ports.size(); ++I) {
    PortWatch &W = Ports[I];
    std::string Name = "Port_" + std::to_string(I);
    if (const hw::Field *Id = R.Reg->field(Name + "_ID")) {
      auto Event = [&](const char *What) {
        return hw::eventNumber(F.Device.Gen, Modules.front().Mod,
                               formatv("PORT_{0}_{1}", What, I).str())
            .value_or(0);
      };
      W = {true, R.Reg->field(Name + "_Master_Slave")->extract(Value) != 0,
           unsigned(Id->extract(Value)), Event("RUNNING"), Event("TLAST")};
    }
    if (W.On)
      (W.Master ? Masters : Slaves) |= 1u << W.Port;
  }
  T.Switch->watch(Slaves, Masters);
  T.Stored[R.Offset] = Value;
  return true;
}
