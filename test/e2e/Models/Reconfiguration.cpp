//===- Reconfiguration.cpp - models of what reaches into running tiles ----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Control packets, several device images, values that come with the launch,
// resets, traces.
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

#include <bit>

using namespace aieforge::e2e;

namespace {

/// Word I of round R is 10 R + I + 1; the core multiplies by 100. Then the
/// memory and the lock, which the core has counted down, are read.
void packetsToCore(Buffers &B) {
  for (unsigned I = 0; I < 12; ++I)
    B.words(0)[I] = 100 * (10 * (I / 4) + I % 4 + 1);
  for (unsigned I = 0; I < 4; ++I)
    B.words(1)[I] = 21 + I;
  B.words(1)[4] = 0;
}

/// \p Fields with bit 31 such that the number of ones is odd.
uint32_t header(uint32_t Fields) {
  return std::popcount(Fields) % 2 ? Fields : Fields | 1u << 31;
}

/// A write of four words to 0x1000 and a read of the same, answered with id 6.
void hostPackets(Buffers &B) {
  B.words(0)[0] = header(0x1000 | 3 << 20);
  B.words(0)[7] = header(0x1000 | 3 << 20 | 1 << 22 | 6 << 24);
}

/// The bytes of \p Words, the most significant first.
std::vector<uint8_t> bytesOf(std::span<uint32_t> Words) {
  std::vector<uint8_t> Bytes;
  for (uint32_t W : Words)
    for (int Shift : {24, 16, 8, 0})
      Bytes.push_back(W >> Shift);
  return Bytes;
}

/// The slots of each frame of an event-time trace, one bit each, without the
/// times; empty if it does not open with a start frame.
std::vector<uint8_t> tracedSlots(const std::vector<uint8_t> &Bytes) {
  std::vector<uint8_t> Slots;
  if ((Bytes.at(0) & 0xFB) != 0xF0)
    return Slots;
  for (size_t At = 8; At < Bytes.size();) {
    uint8_t First = Bytes[At];
    uint8_t Next = At + 1 < Bytes.size() ? Bytes[At + 1] : 0;
    if (First >> 7 == 0) {
      Slots.push_back(1 << (First >> 4));
      At += 1;
    } else if (First >> 6 == 0b10) {
      Slots.push_back(1 << (First >> 2 & 7));
      At += First & 0x20 ? 3 : 2;
    } else if (First >> 4 == 0b1100) {
      Slots.push_back(First << 4 | Next >> 4);
      At += 2;
    } else if (First >> 3 == 0b11010) {
      Slots.push_back(First << 6 | Next >> 2);
      At += First & 4 ? 4 : 3;
    } else {
      At += 1; // Filler, or a step of the clock.
    }
  }
  return Slots;
}

/// Buffer \p Index holds a packet of a trace: its header stays, the frames
/// become their slots.
void withoutTimes(Buffers &B, unsigned Index) {
  std::span<uint32_t> Words = B.as<uint32_t>(Index);
  std::vector<uint8_t> Slots = tracedSlots(bytesOf(Words.subspan(1)));
  for (unsigned I = 1; I < Words.size(); ++I)
    Words[I] = I <= Slots.size() ? Slots[I - 1] : 0;
}

/// A packet with id \p Id and type \p Type of tile (0,\p Row), whose frames are
/// \p Slots.
void traced(Buffers &B, unsigned Index, unsigned Id, unsigned Type,
            unsigned Row, std::vector<uint8_t> Slots) {
  std::span<uint32_t> Words = B.as<uint32_t>(Index);
  Words[0] = header(Id | Type << 12 | Row << 16);
  for (unsigned I = 1; I < Words.size(); ++I)
    Words[I] = I <= Slots.size() ? Slots[I - 1] : 0;
}

/// A core that reads a word, a short and a byte of the launch.
Design readByCore(std::string Name) {
  constexpr uint32_t Gain = 37, Bias = uint16_t(-300), Mask = 0xA5;
  return {.Name = std::move(Name),
          .Args = {128, 128},
          .Model = eachWord([](uint32_t V) {
            return (V * Gain + uint32_t(int32_t(int16_t(Bias)))) ^ Mask;
          }),
          // The firmware clears two bits, so the host shifts values by them.
          .Scratchpad = {Gain << 2, Bias << 2, Mask << 2}};
}

/// A core that adds \p Addend to \p Words words, and the packet of a trace on
/// its tile, with the id and type \p Head.
Design traceOf(std::string Name, unsigned Words, uint32_t Addend,
               std::pair<unsigned, unsigned> Head, std::vector<uint8_t> Slots) {
  return {.Name = std::move(Name),
          .Args = {4 * Words, 4 * Words, 32},
          .Model =
              [=](Buffers &B) {
                eachWord([=](uint32_t V) { return V + Addend; })(B);
                traced(B, 2, Head.first, Head.second, 2, Slots);
              },
          .Simplify = [](Buffers &B) { withoutTimes(B, 2); }};
}

/// Three objects, an event before and one after the work on each.
Design traceOfCore(std::string Name) {
  return traceOf(std::move(Name), 48, 8, {5, 0}, {1, 2, 1, 2, 1, 2});
}

} // namespace

std::vector<Design> aieforge::e2e::reconfigurationDesigns() {
  return {
      {.Name = "control_packets", .Args = {48, 20}, .Model = packetsToCore},
      {.Name = "packets_from_host",
       .Args = {32, 16},
       .Model =
           [](Buffers &B) {
             for (unsigned I = 0; I < 4; ++I)
               B.words(1)[I] = B.words(0)[1 + I];
           },
       .Prepare = hostPackets},
      {.Name = "two_images",
       .Args = {128, 128, 128},
       .Model =
           [](Buffers &B) {
             eachWord([](uint32_t V) { return V + 5; }, 0, 1)(B);
             eachWord([](uint32_t V) { return V * 7; }, 1, 2)(B);
             eachWord([](uint32_t V) { return V + 5; }, 2, 0)(B);
           },
       .Device = "main"},
      readByCore("scratchpad_core"),
      readByCore("scratchpad_sync"),
      {.Name = "scratchpad_offset",
       .Args = {256, 256},
       .Model =
           [](Buffers &B) {
             for (unsigned I = 0; I < 16; ++I)
               B.words(1)[8 + 24 + I] = B.words(0)[20 + I];
           },
       // Elements.
       .Scratchpad = {20, 24}},
      {.Name = "scratchpad_by_hand",
       .Args = {128, 128},
       .Model = eachWord([](uint32_t V) { return V + 4000 + 100 + 6000; }),
       .Scratchpad = {1, 2, 3, 6000}},
      {"rearm_fifo", {256, 256}, eachWord([](uint32_t V) { return V + 9; })},
      {"rearm_by_hand", {256, 256}, eachWord([](uint32_t V) { return V + 9; })},
      {.Name = "load_again",
       .Args = {256, 256},
       .Model =
           [](Buffers &B) {
             for (unsigned I = 0; I < 64; ++I)
               if (I < 16 || I >= 32)
                 B.words(1)[I] = uint32_t(B.words(0)[I]) + 21;
           },
       .Device = "again"},
      // Four words in, then the last one out.
      traceOf("trace_ports", 4, 6, {4, 0}, {1, 1, 1, 1, 2}),
      // The object comes in: its edge, both combinations. It goes out: one
      // combination, and the edge when that is over.
      traceOf("trace_derived", 16, 7, {6, 1}, {1 | 4 | 8, 4, 2}),
      traceOfCore("trace_core"),
      traceOfCore("trace_registers"),
      {.Name = "trace_units",
       .Args = {256, 256, 32, 32, 32},
       .Model =
           [](Buffers &B) {
             eachWord([](uint32_t V) { return V + 3; })(B);
             // Four objects, in the slots of their events; one task.
             traced(B, 2, 1, 1, 2, {1, 1, 1, 1});
             traced(B, 3, 2, 3, 1, {4, 4, 4, 4});
             traced(B, 4, 3, 2, 0, {2});
           },
       .Simplify =
           [](Buffers &B) {
             for (unsigned Index : {2, 3, 4})
               withoutTimes(B, Index);
           }},
  };
}
