//===- Nodes.h - parts of documents ------------------------------*- C++
//-*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_INSPECT_NODES_H
#define AIEFORGE_LIB_INSPECT_NODES_H

#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/RegisterText.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Inspect/Inspect.h"

#include <memory>

namespace aieforge::aie2 {
class BundleLines;
} // namespace aieforge::aie2

namespace aieforge::inspect {

/// The device that registers are named for, and how it was found.
struct DeviceChoice {
  const hw::Device *Device = nullptr;
  std::string Evidence; ///< "AIE_METADATA", "assumed", …
};

/// The smallest device of \p G with \p Columns columns, or the largest one.
const hw::Device &deviceFor(hw::Generation G, unsigned Columns);
/// A device for the writes of a CDO about which nothing else is known: wide
/// enough, and of the generation that has the registers.
DeviceChoice chooseDevice(const cdo::Cdo &C);

// One thing of a tile each (Nodes.cpp). Members are for programs; for people
// the text says all, the tile's name left out. Large files have hundreds of
// thousands of these, so what a form does not show is not made.
Node lockNode(const LockView &V);
Node bdNode(const BdView &V, Form F);
Node channelNode(const ChannelView &V, Form F);
Node routeNode(const hw::Device &D, const RouteView &V, Form F);
/// Adds the settings of one switch to \p To, an array.
void addSwitch(const SwitchView &V, Node &To, Form F);
/// "column" and "row" for programs.
void addTile(Node &To, hw::TileId T);
/// "0x01a4": where something stands in its file.
std::string offsetText(uint64_t Offset);

/// The state that a configuration leaves (State.cpp).
/// Adds what a summary says: tiles with their resources, routes, unresolved
/// writes.
void addStateSummary(Node &To, const RegisterImage &I, Form F);
/// Lines of programs for all images of a file.
using SharedLines = std::shared_ptr<aie2::BundleLines>;
/// Adds tiles with everything that was configured, and the routes. Only
/// \p Tile, if there is one.
void addState(Node &To, std::shared_ptr<const RegisterImage> I, Form F,
              std::optional<hw::TileId> Tile, SharedLines Lines = nullptr);

/// Makes lines of writes: a register with its fields, a whole BD, a range of a
/// memory (Writes.cpp).
class WriteNodes {
public:
  WriteNodes(const hw::Device &D, Form F) : D(D), F(F) {}

  /// Consecutive words from \p Address on. \p Where stands in front: an
  /// offset in the file.
  void write(uint32_t Address, llvm::ArrayRef<uint32_t> Words,
             llvm::StringRef Where, Node::Adder Add) const;
  void maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value,
                 llvm::StringRef Where, Node::Adder Add) const;

private:
  const hw::Device &D;
  Form F;
};

/// Everything about a CDO, a PDI (Configuration.cpp).
struct Configuration {
  cdo::Cdo Commands;
  cdo::Warnings Warnings;
  /// Offset of the first command in the file; nothing where commands stand in
  /// another form (transformed PDIs).
  std::optional<uint64_t> FirstOffset;
  llvm::StringRef Shape; ///< "plain", "transformed", "CDO"
};
Expected<Configuration> readPdi(BytesRef Data);
Expected<Configuration> readCdo(BytesRef Data);
/// Adds the summary. Fails on commands that no image can take.
Error addConfigurationSummary(Node &To, const Configuration &C,
                              const hw::Device &D, Form F);
/// Adds writes and state.
Error addConfiguration(Node &To, std::shared_ptr<const Configuration> C,
                       const hw::Device &D, const Options &O,
                       SharedLines Lines = nullptr);

/// One line an operation of an instruction stream (Stream.cpp).
void addOperation(const txn::Op &Op, llvm::StringRef Where, const hw::Device &D,
                  Form F, Node::Adder Add);
/// Those lines as one text; of long ones the first.
std::string operationText(const txn::Op &Op, const hw::Device &D);

/// Adds "device": name, generation, evidence.
void addDevice(Node &To, const DeviceChoice &C);
/// Adds one line for each of \p Warnings, if there are any.
void addWarnings(Node &To, const std::vector<std::string> &Warnings);

/// Sixteen bytes a line, in hexadecimal and as characters (Programs.cpp).
void printBytes(llvm::raw_ostream &OS, BytesRef Data);
/// The listing of a core's program, which must outlive the node.
Node programNode(const WrittenBytes &Program, hw::Generation G,
                 SharedLines Lines);

// What a document says about a file of each kind. They add "summary" and, if
// the options ask for it, "details" to \p Root.
Error inspectXclbin(Node &Root, BytesRef Data, const Options &O);
Error inspectPdi(Node &Root, BytesRef Data, const Options &O);
Error inspectCdo(Node &Root, BytesRef Data, const Options &O);
Error inspectTransaction(Node &Root, BytesRef Data, const Options &O);
Error inspectSequence(Node &Root, BytesRef Data, const Options &O);
Error inspectInstructionElf(Node &Root, BytesRef Data, const Options &O);
Error inspectControlPackets(Node &Root, BytesRef Data, const Options &O);
Error inspectElf(Node &Root, BytesRef Data, const Options &O);
Error inspectArchive(Node &Root, BytesRef Data, const Options &O);

} // namespace aieforge::inspect

#endif // AIEFORGE_LIB_INSPECT_NODES_H
