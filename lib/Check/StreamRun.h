//===- StreamRun.h - rules about what a stream does, step by step -*- C++ -*-=//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows an instruction stream operation by operation: which tasks it has
// started, which tokens are still to come, what the registers hold. Nothing is
// emulated: whether a task has ended is known from waits alone.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_STREAMRUN_H
#define AIEFORGE_LIB_CHECK_STREAMRUN_H

#include "ArrayRules.h"
#include "RuleChecks.h"
#include "TaskRules.h"

namespace aieforge::check {

class StreamRun {
public:
  /// \p Images: of the xclbin that the stream is used with; null if there is
  /// none. \p Empty: the array without any configuration.
  StreamRun(const txn::Transaction &T, const ArrayState &Empty,
            const DeviceImages *Images, Reporter &R);
  void run();

private:
  struct ChannelId {
    hw::TileId Tile;
    hw::Direction Dir;
    unsigned Channel;
    bool operator<(const ChannelId &O) const {
      return std::tie(Tile, Dir, Channel) < std::tie(O.Tile, O.Dir, O.Channel);
    }
  };
  /// A task that nothing shows to have ended.
  struct Pending {
    std::vector<unsigned> Bds;
    bool Token;
  };
  struct ChannelRun {
    std::vector<Pending> Tasks;
    unsigned Tokens = 0;     ///< To come, or not waited for.
    bool Started = false;    ///< By the stream.
    bool Endless = false;    ///< A task with a token never ends.
    bool Overflowed = false; ///< Told already.
    bool Awaited = false;    ///< The stream waits for one of its tokens.
    std::string FirstStart;  ///< Place of the first task that it starts.
    bool NoTokenRoute = false;
    /// BDs of tasks that the device image started.
    std::vector<unsigned> StaticBds;
  };

  /// Starts again from \p Base; null: an array that is not known.
  void reset(const ArrayState *Base);
  const ArrayState *likeliestImage() const;
  std::string place() const;

  void step(const txn::Op &Op);
  void beforeWrite(uint32_t Address, uint32_t Words);
  void beforeBdWrite(hw::TileId Tile, hw::TileKind K, unsigned Bd);
  void checkRegisterWrite(uint32_t Address, uint32_t Value);
  void checkProgramWrite(hw::TileId Tile);
  void afterWrite(hw::TileId Tile, size_t PushesBefore);
  void push(hw::TileId Tile, hw::TileKind K, const QueuePush &P);
  /// J01, when the stream is through with a device image: some streams
  /// connect what they started before.
  void checkConnections();
  void resetChannel(hw::TileId Tile, hw::TileKind K, uint32_t Address);
  void wait(const txn::Tct &W);
  /// False if there is no token to come.
  bool waitFor(const ChannelId &C, hw::TileKind K);
  void mergeSync(const txn::MergeSync &M);
  void noToken(const ChannelId &C, const ChannelRun &Run);
  void checkTokenRoute(const ChannelId &C, ChannelRun &Run);
  void patch(const txn::DdrPatch &P);
  void loadPdi(const txn::LoadPdi &L);
  void scratchpad(const txn::CreateScratchpad &S);
  void updateReg(const txn::UpdateReg &U);
  /// After a wait, tasks of other channels may have ended.
  void forgetOthers(const ChannelId *Except);

  const txn::Transaction &T;
  const ArrayState &Empty;
  const DeviceImages *Images;
  Reporter &R;

  const ArrayState *Base = nullptr;
  RegisterImage Image;
  std::unique_ptr<TaskRules> Tasks;
  std::map<ChannelId, ChannelRun> Channels;
  std::set<std::pair<hw::TileId, unsigned>> WrittenBds;
  std::set<std::pair<hw::TileId, unsigned>> ToldBds;
  std::set<hw::TileId> ToldPrograms;
  std::optional<uint32_t> ScratchpadBytes;
  /// Tiles take control packets, which may start tasks nobody sees here.
  bool ControlPackets = false;
  size_t Number = 0; ///< Of the operation.
};

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_STREAMRUN_H
