//===- RandomDesign.cpp - random legal designs with models ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomDesign.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>
#include <optional>
#include <random>

using namespace aieforge::e2e;
using llvm::formatv;

namespace {

/// What is known of a stream when the host's buffers are.
using Values = std::vector<uint32_t>;
using Source = std::function<Values(Buffers &)>;

/// The end of the pipeline built so far.
struct Flowing {
  std::string Tile;    ///< That produces it.
  std::string Link;    ///< FIFO that the next one is linked to; may be empty.
  unsigned Width;      ///< Bits of an element.
  unsigned Object;     ///< Elements of the producer's objects.
  unsigned Count;      ///< Objects of a run.
  bool Host = false;   ///< The producer is a shim tile.
  bool Joined = false; ///< The next FIFO is the output of a join.
  Source What;

  unsigned elements() const { return Object * Count; }
  /// A FIFO stands in one link only.
  bool linked() const { return !Link.empty() || Joined; }
  uint32_t mask() const { return Width == 32 ? ~0u : (1u << Width) - 1; }
};

struct Tile {
  std::string Name;
  unsigned In = 0, Out = 0; ///< DMA channels used.
};

enum class Vintage { Of2024, Of2025, Of2026 };

class Generator {
public:
  Generator(unsigned Seed, const RandomLimits &Limits)
      : Random(Seed), Limits(Limits) {}

  RandomDesign run(unsigned Seed);

private:
  unsigned below(unsigned N) { return Random() % N; }
  unsigned between(unsigned Low, unsigned High) {
    return Low + below(High - Low + 1);
  }
  bool sometimes(unsigned OneIn) { return below(OneIn) == 0; }

  std::string type(unsigned Elements, unsigned Width) {
    return formatv("memref<{0}xi{1}>", Elements, Width);
  }
  /// Elements of \p Width bits in a DMA word.
  static unsigned granule(unsigned Width) { return 32 / Width; }

  Tile *freeTile(std::vector<Tile> &Tiles, unsigned In, unsigned Out,
                 unsigned Channels);
  std::string freeCore();
  std::string fifo(Flowing &F, const std::vector<std::string> &To,
                   unsigned Object, unsigned Depth,
                   const std::string &Dimensions = "",
                   const std::string &Attributes = "");
  std::string acquire(const std::string &Name, const std::string &Fifo,
                      const char *Port, unsigned Number, unsigned Object,
                      unsigned Width);

  Flowing input();
  void output(Flowing F);
  void walk(unsigned Elements, unsigned Width, std::string &Pattern,
            std::vector<unsigned> &Places);
  void transfer(unsigned Argument, unsigned Elements, unsigned Width,
                const std::string &Pattern, const std::string &Symbol,
                bool Out);

  bool stage(Flowing &F);
  bool coreStage(Flowing &F);
  bool windowStage(Flowing &F);
  bool memStage(Flowing &F);
  bool splitStage(Flowing &F);
  bool repeatStage(Flowing &F);
  bool fanStage(Flowing &F);
  void core(const std::string &Tile, const std::string &Body);
  std::string loop(unsigned Object, const std::string &Body);
  std::function<uint32_t(uint32_t)> operation(unsigned Width,
                                              std::string &Text);
  /// A core program with one object in, one out, and \p Text between.
  void mapCore(const std::string &Tile, const std::string &In,
               const std::string &Out, unsigned Object, unsigned Width,
               const std::string &Text);
  void addCore(const std::string &Tile, const std::string &A,
               const std::string &B, const std::string &Out, unsigned Object,
               unsigned Width);

  std::mt19937 Random;
  RandomLimits Limits;
  Vintage Text = Vintage::Of2026;
  unsigned Columns = 1;
  std::vector<Tile> Shims, Mems;
  std::vector<std::string> Cores;
  std::string Tiles, Fifos, Programs, Transfers, Waits;
  std::vector<unsigned> Sizes;
  std::vector<std::string> Arguments;
  std::vector<std::function<void(Buffers &, Buffers &)>> Effects;
  unsigned Names = 0, Bd = 0;
  /// Sends that wait for the name of the FIFO that carries them.
  std::optional<std::pair<unsigned, std::string>> PendingInput;
};

/// A tile with that many free channels, or null.
Tile *Generator::freeTile(std::vector<Tile> &From, unsigned In, unsigned Out,
                          unsigned Channels) {
  unsigned First = below(From.size());
  for (unsigned I = 0; I < From.size(); ++I) {
    Tile &T = From[(First + I) % From.size()];
    if (T.In + In <= Channels && T.Out + Out <= Channels) {
      T.In += In;
      T.Out += Out;
      return &T;
    }
  }
  return nullptr;
}

std::string Generator::freeCore() {
  if (Cores.empty())
    return "";
  unsigned I = below(Cores.size());
  std::string Name = Cores[I];
  Cores.erase(Cores.begin() + I);
  return Name;
}

/// A FIFO from the end of \p F to tiles; also the link behind a mem tile.
std::string Generator::fifo(Flowing &F, const std::vector<std::string> &To,
                            unsigned Object, unsigned Depth,
                            const std::string &Dimensions,
                            const std::string &Attributes) {
  std::string Name = "f" + std::to_string(Names++);
  Fifos += formatv("    aie.objectfifo @{0}({1}{2}, {{{3}}, {4} : i32){5} : "
                   "!aie.objectfifo<{6}>\n",
                   Name, F.Tile, Dimensions, llvm::join(To, ", "), Depth,
                   Attributes, type(Object, F.Width));
  if (!F.Link.empty())
    Fifos += formatv("    aie.objectfifo.link [@{0}] -> [@{1}]([] [])\n",
                     F.Link, Name);
  if (F.Host) {
    transfer(Sizes.size() - 1, F.elements(), F.Width, PendingInput->second,
             Name, false);
    F.Host = false;
  }
  F.Link.clear();
  F.Joined = false;
  return Name;
}

std::string Generator::acquire(const std::string &Name, const std::string &Fifo,
                               const char *Port, unsigned Number,
                               unsigned Object, unsigned Width) {
  std::string M = type(Object, Width);
  std::string Result =
      formatv("        %{0}_view = aie.objectfifo.acquire @{1}({2}, {3}) : "
              "!aie.objectfifosubview<{4}>\n",
              Name, Fifo, Port, Number, M);
  for (unsigned I = 0; I < Number; ++I)
    Result += formatv("        %{0}{1} = aie.objectfifo.subview.access "
                      "%{0}_view[{1}] : !aie.objectfifosubview<{2}> -> {2}\n",
                      Name, I, M);
  return Result;
}

//===----------------------------------------------------------------------===//
// Host transfers
//===----------------------------------------------------------------------===//

/// A walk over a host buffer that touches \p Elements places once each.
void Generator::walk(unsigned Elements, unsigned Width, std::string &Pattern,
                     std::vector<unsigned> &Places) {
  unsigned G = granule(Width), Offset = G * below(5);
  unsigned Sizes[4] = {1, 1, 1, Elements}, Strides[4] = {0, 0, 0, 1};
  unsigned Kind = below(4);
  std::vector<unsigned> Divisors;
  for (unsigned D = G; D < Elements; D += G)
    if (Elements % D == 0 && Elements / D <= 1023 && D <= 1023)
      Divisors.push_back(D);
  if (Kind != 0 && !Divisors.empty()) {
    unsigned Row = Divisors[below(Divisors.size())];
    Sizes[2] = Elements / Row;
    Sizes[3] = Row;
    Strides[2] = Row + G * below(4);
    if (Kind == 2 && Sizes[2] % 2 == 0) { // Two planes.
      Sizes[1] = 2;
      Sizes[2] /= 2;
      Strides[1] = Strides[2] * Sizes[2] + G * below(3);
    } else if (Kind == 3 && Sizes[2] <= 64) { // As iterations.
      std::swap(Sizes[0], Sizes[2]);
      std::swap(Strides[0], Strides[2]);
    }
  }
  for (unsigned A = 0; A < Sizes[0]; ++A)
    for (unsigned B = 0; B < Sizes[1]; ++B)
      for (unsigned C = 0; C < Sizes[2]; ++C)
        for (unsigned D = 0; D < Sizes[3]; ++D)
          Places.push_back(Offset + A * Strides[0] + B * Strides[1] +
                           C * Strides[2] + D);
  Pattern = formatv("[0, 0, 0, {0}][{1}, {2}, {3}, {4}][{5}, {6}, {7}", Offset,
                    Sizes[0], Sizes[1], Sizes[2], Sizes[3], Strides[0],
                    Strides[1], Strides[2]);
  Pattern += Text == Vintage::Of2024 ? "]" : ", 1]";
}

void Generator::transfer(unsigned Argument, unsigned Elements, unsigned Width,
                         const std::string &Pattern, const std::string &Symbol,
                         bool Out) {
  Transfers += formatv(
      "      aiex.npu.dma_memcpy_nd({0}%a{1}{2}) {{id = {3} : i64, {4}metadata "
      "= @{5}} : {6}\n",
      Text == Vintage::Of2024 ? "0, 0, " : "", Argument, Pattern, Bd++ % 16,
      Out ? "issue_token = true, " : "", Symbol,
      type(Sizes[Argument] * 8 / Width, Width));
  if (Out)
    Waits += formatv("      aiex.npu.dma_wait {{symbol = @{0}}\n", Symbol);
}

Flowing Generator::input() {
  Flowing F;
  F.Tile = freeTile(Shims, 0, 1, 2)->Name;
  F.Host = true;
  F.Width = 8u << below(3);
  F.Object = granule(F.Width) * between(1, 16);
  F.Count = between(1, 12);
  std::string Pattern;
  std::vector<unsigned> Places;
  walk(F.elements(), F.Width, Pattern, Places);
  unsigned Argument = Sizes.size();
  unsigned Elements = Places.back() + granule(F.Width) * between(1, 3);
  Sizes.push_back(Elements * F.Width / 8 / 4 * 4);
  Arguments.push_back(formatv("%a{0}: {1}", Argument,
                              type(Sizes.back() * 8 / F.Width, F.Width)));
  PendingInput = {Argument, Pattern};
  F.What = [=, Width = F.Width](Buffers &B) {
    Values V;
    for (unsigned P : Places) {
      if (Width == 32)
        V.push_back(B.as<uint32_t>(Argument)[P]);
      else if (Width == 16)
        V.push_back(B.as<uint16_t>(Argument)[P]);
      else
        V.push_back(B.as<uint8_t>(Argument)[P]);
    }
    return V;
  };
  return F;
}

void Generator::output(Flowing F) {
  Tile *Shim = freeTile(Shims, 1, 0, 2);
  std::string Pattern;
  std::vector<unsigned> Places;
  // The FIFO first: the input's transfer may still want its name.
  std::string Name = fifo(F, {Shim->Name}, F.Object, between(1, 3));
  walk(F.elements(), F.Width, Pattern, Places);
  unsigned Argument = Sizes.size(), Width = F.Width;
  unsigned Elements = Places.back() + granule(Width) * between(1, 3);
  Sizes.push_back(Elements * Width / 8 / 4 * 4);
  Arguments.push_back(
      formatv("%a{0}: {1}", Argument, type(Sizes.back() * 8 / Width, Width)));
  transfer(Argument, F.elements(), Width, Pattern, Name, true);
  Effects.push_back([=, What = F.What](Buffers &Before, Buffers &After) {
    Values V = What(Before);
    for (size_t I = 0; I < Places.size(); ++I) {
      if (Width == 32)
        After.as<uint32_t>(Argument)[Places[I]] = V[I];
      else if (Width == 16)
        After.as<uint16_t>(Argument)[Places[I]] = V[I];
      else
        After.as<uint8_t>(Argument)[Places[I]] = V[I];
    }
  });
}

//===----------------------------------------------------------------------===//
// Cores
//===----------------------------------------------------------------------===//

void Generator::core(const std::string &Tile, const std::string &Body) {
  Programs += formatv(R"(    aie.core({0}) {{
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {{
{1}      }
      aie.end
    }{2}
)",
                      Tile, Body,
                      sometimes(4) ? " {dynamic_objfifo_lowering = true}" : "");
}

std::string Generator::loop(unsigned Object, const std::string &Body) {
  if (sometimes(2))
    return formatv("        affine.for %i = 0 to {0} {{\n{1}        }\n",
                   Object, Body);
  return formatv(
      "        %size = arith.constant {0} : index\n"
      "        scf.for %i = %c0 to %size step %c1 {{\n{1}        }\n",
      Object, Body);
}

/// An op of arith from %v to %r, and what it does.
std::function<uint32_t(uint32_t)> Generator::operation(unsigned Width,
                                                       std::string &Text) {
  int32_t K = int32_t(below(200)) - 100;
  static const char *const Ops[] = {"addi", "muli", "xori", "subi"};
  unsigned Which = below(4);
  Text = formatv("          %k = arith.constant {0} : i{1}\n"
                 "          %r = arith.{2} %v, %k : i{1}\n",
                 K, Width, Ops[Which]);
  uint32_t Mask = Width == 32 ? ~0u : (1u << Width) - 1;
  return [=](uint32_t V) {
    uint32_t U = K;
    uint32_t R = Which == 0   ? V + U
                 : Which == 1 ? V * U
                 : Which == 2 ? V ^ U
                              : V - U;
    return R & Mask;
  };
}

void Generator::mapCore(const std::string &Tile, const std::string &In,
                        const std::string &Out, unsigned Object, unsigned Width,
                        const std::string &Text) {
  std::string M = type(Object, Width);
  core(Tile,
       acquire("x", In, "Consume", 1, Object, Width) +
           acquire("y", Out, "Produce", 1, Object, Width) +
           loop(Object, formatv("          %v = memref.load %x0[%i] : {0}\n"
                                "{1}"
                                "          memref.store %r, %y0[%i] : {0}\n",
                                M, Text)) +
           formatv("        aie.objectfifo.release @{0}(Consume, 1)\n"
                   "        aie.objectfifo.release @{1}(Produce, 1)\n",
                   In, Out)
               .str());
}

static Source mapped(Source What, std::function<uint32_t(uint32_t)> F) {
  return [=](Buffers &B) {
    Values V = What(B);
    for (uint32_t &X : V)
      X = F(X);
    return V;
  };
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

/// One core, one object in, one out. Its output FIFO is named before it
/// exists: names count up.
bool Generator::coreStage(Flowing &F) {
  std::string Tile = freeCore();
  if (Tile.empty())
    return false;
  std::string In = fifo(F, {Tile}, F.Object, between(1, 3)), Text;
  auto Function = operation(F.Width, Text);
  mapCore(Tile, In, "f" + std::to_string(Names), F.Object, F.Width, Text);
  F.Tile = Tile;
  F.What = mapped(F.What, Function);
  return true;
}

/// A core that holds several objects at once: it sums up two, and moves on by
/// one or by two.
bool Generator::windowStage(Flowing &F) {
  bool Slides = sometimes(2);
  // Behind a join each object of these deep FIFOs would be several BDs.
  if (F.Joined || F.Count < 3 || (!Slides && F.Count % 2))
    return false;
  std::string Tile = freeCore();
  if (Tile.empty())
    return false;
  std::string In = fifo(F, {Tile}, F.Object, between(3, 4));
  std::string Out = "f" + std::to_string(Names);
  std::string M = type(F.Object, F.Width);
  unsigned Step = Slides ? 1 : 2;
  core(Tile,
       acquire("x", In, "Consume", 2, F.Object, F.Width) +
           acquire("y", Out, "Produce", 1, F.Object, F.Width) +
           loop(F.Object, formatv("          %v = memref.load %x0[%i] : {0}\n"
                                  "          %w = memref.load %x1[%i] : {0}\n"
                                  "          %r = arith.addi %v, %w : i{1}\n"
                                  "          memref.store %r, %y0[%i] : {0}\n",
                                  M, F.Width)) +
           formatv("        aie.objectfifo.release @{0}(Consume, {1})\n"
                   "        aie.objectfifo.release @{2}(Produce, 1)\n",
                   In, Step, Out)
               .str());
  F.Tile = Tile;
  unsigned Results = Slides ? F.Count - 1 : F.Count / 2;
  F.What = [=, What = F.What, Object = F.Object, Mask = F.mask()](Buffers &B) {
    Values V = What(B), R;
    for (unsigned N = 0; N < Results; ++N)
      for (unsigned I = 0; I < Object; ++I)
        R.push_back(
            (V[N * Step * Object + I] + V[(N * Step + 1) * Object + I]) & Mask);
    return R;
  };
  F.Count = Results;
  return true;
}

/// Through a mem tile, in larger objects or transposed.
bool Generator::memStage(Flowing &F) {
  if (F.linked())
    return false;
  Tile *Mem = freeTile(Mems, 1, 1, 6);
  if (!Mem)
    return false;
  unsigned Times = 1;
  if (F.Host)
    for (unsigned K : {2u, 3u})
      if (F.Count % K == 0 && sometimes(2))
        Times = K;
  F.Link = fifo(F, {Mem->Name}, F.Object * Times, between(1, 3));
  std::string Next = F.Link;
  F.Tile = Mem->Name;
  // Rows of the object by columns: needs a FIFO of its own behind it.
  unsigned G = granule(F.Width);
  unsigned Words = F.Object / G, Rows = 0;
  for (unsigned R = 2; R < Words; ++R)
    if (Words % R == 0 && sometimes(2))
      Rows = R;
  std::string Tile = Rows && Times == 1 ? freeCore() : "";
  if (Tile.empty())
    return true;
  unsigned Row = F.Object / Rows;
  std::string Dimensions = formatv(
      " dimensionsToStream [<size = {0}, stride = {1}>, <size = {2}, stride = "
      "{3}>{4}]",
      Row / G, G, Rows, Row,
      G == 1 ? std::string() : formatv(", <size = {0}, stride = 1>", G).str());
  std::string In = fifo(F, {Tile}, F.Object, between(1, 3), Dimensions), Op;
  auto Function = operation(F.Width, Op);
  mapCore(Tile, In, "f" + std::to_string(Names), F.Object, F.Width, Op);
  F.Tile = Tile;
  F.What = mapped(
      [=, What = F.What, Object = F.Object](Buffers &B) {
        Values V = What(B), R;
        for (unsigned At = 0; At < V.size(); At += Object)
          for (unsigned C = 0; C < Row; C += G)
            for (unsigned L = 0; L < Rows; ++L)
              for (unsigned E = 0; E < G; ++E)
                R.push_back(V[At + L * Row + C + E]);
        return R;
      },
      Function);
  return true;
}

/// Parts of each object to several cores, joined again behind them.
bool Generator::splitStage(Flowing &F) {
  unsigned G = granule(F.Width);
  if (F.linked() || F.Object / G < 2)
    return false;
  unsigned Parts =
      std::min({between(2, 3), F.Object / G, unsigned(Cores.size())});
  if (Parts < 2)
    return false;
  Tile *Mem = freeTile(Mems, 1 + Parts, Parts + 1, 6);
  if (!Mem)
    return false;
  std::string In = fifo(F, {Mem->Name}, F.Object, between(1, 2));
  std::vector<std::string> To, From, Offsets;
  std::vector<unsigned> Ends;
  std::vector<std::function<uint32_t(uint32_t)>> Functions;
  unsigned At = 0;
  for (unsigned P = 0; P < Parts; ++P) {
    unsigned Left = (F.Object - At) / G - (Parts - 1 - P);
    unsigned Part = G * (P + 1 == Parts ? Left : between(1, Left));
    Offsets.push_back(std::to_string(At));
    Ends.push_back(At += Part);
    std::string Tile = freeCore(), Text;
    Flowing Out = F, Back = F;
    Out.Tile = Mem->Name;
    Back.Tile = Tile;
    To.push_back("@" + fifo(Out, {Tile}, Part, between(1, 2)));
    From.push_back("@" + fifo(Back, {Mem->Name}, Part, between(1, 2)));
    Functions.push_back(operation(F.Width, Text));
    mapCore(Tile, To.back().substr(1), From.back().substr(1), Part, F.Width,
            Text);
  }
  std::string Joint = "f" + std::to_string(Names);
  Fifos += formatv("    aie.objectfifo.link [@{0}] -> [{1}]([] [{2}])\n", In,
                   llvm::join(To, ", "), llvm::join(Offsets, ", "));
  F.Tile = Mem->Name;
  F.Joined = true;
  F.What = [=, What = F.What, Object = F.Object](Buffers &B) {
    Values V = What(B);
    for (unsigned I = 0; I < V.size(); ++I) {
      unsigned P = 0;
      while (I % Object >= Ends[P])
        ++P;
      V[I] = Functions[P](V[I]);
    }
    return V;
  };
  Fifos += formatv("    aie.objectfifo.link [{0}] -> [@{1}]([{2}] [])\n",
                   llvm::join(From, ", "), Joint, llvm::join(Offsets, ", "));
  return true;
}

/// Through a mem tile that sends each object several times.
bool Generator::repeatStage(Flowing &F) {
  if (F.linked() || F.Count > 12 || Cores.empty())
    return false;
  // Each repetition is a BD: what others put on the tile might not fit.
  Tile *Mem = freeTile(Mems, 6, 6, 6);
  if (!Mem)
    return false;
  unsigned Times = between(2, 4);
  F.Link = fifo(F, {Mem->Name}, F.Object, between(1, 3));
  F.Tile = Mem->Name;
  std::string Tile = freeCore(), Text;
  std::string In = fifo(F, {Tile}, F.Object, between(1, 3), "",
                        formatv(" {{repeat_count = {0} : i32}", Times).str());
  auto Function = operation(F.Width, Text);
  mapCore(Tile, In, "f" + std::to_string(Names), F.Object, F.Width, Text);
  F.Tile = Tile;
  F.What = mapped(
      [=, What = F.What, Object = F.Object](Buffers &B) {
        Values V = What(B), R;
        for (unsigned At = 0; At < V.size(); At += Object)
          for (unsigned K = 0; K < Times; ++K)
            R.insert(R.end(), V.begin() + At, V.begin() + At + Object);
        return R;
      },
      Function);
  F.Count *= Times;
  return true;
}

/// A core program that adds up objects of two FIFOs.
void Generator::addCore(const std::string &Tile, const std::string &A,
                        const std::string &B, const std::string &Out,
                        unsigned Object, unsigned Width) {
  core(Tile,
       acquire("x", A, "Consume", 1, Object, Width) +
           acquire("z", B, "Consume", 1, Object, Width) +
           acquire("y", Out, "Produce", 1, Object, Width) +
           loop(Object, formatv("          %v = memref.load %x0[%i] : {0}\n"
                                "          %w = memref.load %z0[%i] : {0}\n"
                                "          %r = arith.addi %v, %w : i{1}\n"
                                "          memref.store %r, %y0[%i] : {0}\n",
                                type(Object, Width), Width)) +
           formatv("        aie.objectfifo.release @{0}(Consume, 1)\n"
                   "        aie.objectfifo.release @{1}(Consume, 1)\n"
                   "        aie.objectfifo.release @{2}(Produce, 1)\n",
                   A, B, Out)
               .str());
}

/// A copy of the stream to each of several cores; a tree of cores adds up what
/// they make of it.
bool Generator::fanStage(Flowing &F) {
  unsigned Leaves = between(2, 4);
  if (Cores.size() < 2 * Leaves - 1)
    return false;
  /// A core whose program is written when the FIFO behind it has a name.
  struct End {
    std::string Tile;
    std::function<void(const std::string &Out)> Write;
  };
  std::vector<std::string> Tiles;
  for (unsigned L = 0; L < Leaves; ++L)
    Tiles.push_back(freeCore());
  std::string In = fifo(F, Tiles, F.Object, between(1, 3));
  std::vector<End> Ends;
  std::vector<std::function<uint32_t(uint32_t)>> Functions;
  for (const std::string &Tile : Tiles) {
    std::string Text;
    Functions.push_back(operation(F.Width, Text));
    Ends.push_back({Tile, [=, this](const std::string &Out) {
                      mapCore(Tile, In, Out, F.Object, F.Width, Text);
                    }});
  }
  while (Ends.size() > 1) {
    std::string Sum = freeCore(), Names[2];
    for (unsigned I = 0; I < 2; ++I) {
      Flowing From = F;
      From.Tile = Ends[I].Tile;
      Names[I] = fifo(From, {Sum}, F.Object, between(1, 3));
      Ends[I].Write(Names[I]);
    }
    Ends.erase(Ends.begin(), Ends.begin() + 2);
    Ends.push_back(
        {Sum, [=, this, A = Names[0], B = Names[1]](const std::string &Out) {
           addCore(Sum, A, B, Out, F.Object, F.Width);
         }});
  }
  Ends.front().Write("f" + std::to_string(Names));
  F.Tile = Ends.front().Tile;
  F.What = mapped(F.What, [=, Mask = F.mask()](uint32_t V) {
    uint32_t Sum = 0;
    for (auto &Function : Functions)
      Sum += Function(V);
    return Sum & Mask;
  });
  return true;
}

bool Generator::stage(Flowing &F) {
  switch (below(10)) {
  case 0:
  case 1:
    return coreStage(F);
  case 2:
    return windowStage(F);
  case 3:
  case 4:
    return memStage(F);
  case 5:
  case 6:
    return splitStage(F);
  case 7:
    return repeatStage(F);
  default:
    return fanStage(F);
  }
}

RandomDesign Generator::run(unsigned Seed) {
  static const char *const Devices[] = {"npu1_1col", "npu1_2col", "npu1_3col",
                                        "npu1"};
  Text = static_cast<Vintage>(below(3));
  Columns = between(1, 4);
  for (unsigned C = 0; C < Columns; ++C) {
    Shims.push_back({formatv("%shim_{0}_0", C)});
    Mems.push_back({formatv("%mem_{0}_1", C)});
    Tiles += formatv("    {0} = aie.tile({1}, 0)\n    {2} = aie.tile({1}, 1)\n",
                     Shims.back().Name, C, Mems.back().Name);
    for (unsigned R = 2; R < 6; ++R) {
      Cores.push_back(formatv("%core_{0}_{1}", C, R));
      Tiles += formatv("    {0} = aie.tile({1}, {2})\n", Cores.back(), C, R);
    }
  }
  unsigned Pipelines =
      std::min({between(1, Columns), Limits.Pipelines, 2 * Columns});
  for (unsigned P = 0; P < Pipelines; ++P) {
    Flowing F = input();
    unsigned Stages = std::min(between(1, 3), Limits.Stages);
    for (unsigned S = 0; S < Stages; ++S)
      stage(F);
    // A FIFO from shim to shim would have two host ends.
    if (F.Host && !coreStage(F))
      memStage(F);
    output(F);
  }
  static const char *const Sequences[] = {
      "aiex.runtime_sequence", "aiex.runtime_sequence", "aie.runtime_sequence"};
  std::string Device = Devices[Columns - 1];
  if (Text == Vintage::Of2024 && Columns == 4)
    Device = "npu1_4col";
  RandomDesign Result;
  Result.Text = formatv("// The random design of seed {0}.\nmodule {{\n  "
                        "aie.device({1}) {{\n{2}{3}{4}    {5}({6}) {{\n{7}{8}"
                        "    }\n  }\n}\n",
                        Seed, Device, Tiles, Fifos, Programs,
                        Sequences[static_cast<unsigned>(Text)],
                        llvm::join(Arguments, ", "), Transfers, Waits);
  Result.What = {"random_" + std::to_string(Seed), Sizes,
                 [Effects = Effects](Buffers &B) {
                   Buffers Before = B;
                   for (auto &E : Effects)
                     E(Before, B);
                 }};
  return Result;
}

} // namespace

RandomDesign aieforge::e2e::randomDesign(unsigned Seed,
                                         const RandomLimits &Limits) {
  return Generator(Seed, Limits).run(Seed);
}
