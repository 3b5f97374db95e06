//===- Tokens.h - completion tokens of a runtime sequence -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which channel's queue gets a task, with or without a token, and who waits.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TOKENS_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TOKENS_H

#include "Transfers.h"

namespace aieforge {

/// What one op of a sequence does to the queues and tokens of a channel.
struct TokenEvent {
  enum Kind : uint8_t {
    Push, ///< A task; with token or without.
    Wait, ///< For one token.
    Sync  ///< For one token of each channel of a rectangle of tiles.
  };
  Kind What;
  ChannelKey Where;
  unsigned Columns = 1, Rows = 1; ///< For Sync.
  bool Token = false;             ///< For Push.
  bool Raw = false;               ///< Push by a plain register write.
};

/// The event of \p O, if it is one and its place is known.
std::optional<TokenEvent> tokenEventOf(const SequenceContext &Context,
                                       mlir::Operation *O);

/// The channels that a Sync waits for.
llvm::SmallVector<ChannelKey> channelsOf(const TokenEvent &Sync);

/// The tokens that are on their way, op by op.
class TokenLedger {
public:
  void send(const ChannelKey &Where) { ++Outstanding[Where]; }
  /// Takes a token from \p Where; false if none is outstanding.
  bool take(const ChannelKey &Where);

private:
  std::map<ChannelKey, unsigned> Outstanding;
};

/// An error at \p O, which waits for a token that nobody sends.
mlir::InFlightDiagnostic emitEndlessWait(mlir::Operation *O,
                                         const ChannelKey &Where);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TOKENS_H
