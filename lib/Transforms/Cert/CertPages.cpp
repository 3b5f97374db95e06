//===- CertPages.cpp - control code in pages ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cert-legalize-pages
// In:  aiex.cert jobs, in pages or not.
// Out: every job is in a page, no page is larger than the firmware loads, and
//      load_pdi and preempt have a page of their own.
//
//===----------------------------------------------------------------------===//

#include "Cert.h"
#include "aieforge/Transforms/OptionalPasses.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIECERTPAGES
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

//===----------------------------------------------------------------------===//
// What control code of other passes has in common
//===----------------------------------------------------------------------===//

CertJobOp cert::createPageWithJob(OpBuilder &Builder, Location Loc,
                                  unsigned JobId) {
  OpBuilder::InsertionGuard Guard(Builder);
  auto Page = CertPageOp::create(Builder, Loc);
  Builder.setInsertionPointToStart(&bodyOf(Page, Builder));
  auto Job = CertJobOp::create(Builder, Loc, JobId);
  bodyOf(Job, Builder);
  return Job;
}

unsigned cert::lastJobId(aie::DeviceOp Device) {
  unsigned Last = 0;
  Device.walk(
      [&](CertJobOp Job) { Last = std::max(Last, unsigned(Job.getJobId())); });
  return Last;
}

static CertUcDmaChainOp chainOf(CertUcDmaWriteDesSyncOp Sync) {
  return Sync->getParentOfType<aie::DeviceOp>().lookupSymbol<CertUcDmaChainOp>(
      Sync.getSymbol());
}

/// Bytes that the chain moves.
static uint64_t dataBytes(CertUcDmaChainOp Chain) {
  uint64_t Words = 0;
  for (auto Bd : Chain.getBody().getOps<CertUcDmaBdOp>())
    Words += uint32_t(Bd.getLength());
  return Words * sizeof(uint32_t);
}

static bool isUsedOnce(CertUcDmaChainOp Chain) {
  auto Uses = SymbolTable::getSymbolUses(
      Chain, Chain->getParentOfType<aie::DeviceOp>());
  return Uses && llvm::hasSingleElement(*Uses);
}

/// Puts the BDs of \p First before those of \p Second. False if they have to
/// stay apart.
static bool joinChains(CertUcDmaChainOp First, CertUcDmaChainOp Second) {
  if (!First || !Second || First == Second || First.getBody().empty() ||
      Second.getBody().empty() || !isUsedOnce(First) || !isUsedOnce(Second) ||
      dataBytes(First) + dataBytes(Second) >= cert::PageBytes)
    return false;
  SmallVector<CertUcDmaBdOp> Bds(First.getBody().getOps<CertUcDmaBdOp>());
  Operation *Head = &Second.getBody().front().front();
  for (CertUcDmaBdOp Bd : Bds) {
    Bd.setNextBd(true);
    Bd->moveBefore(Head);
  }
  First.erase();
  return true;
}

void cert::joinTransfers(CertJobOp Job) {
  if (Job.getBody().empty())
    return;
  CertUcDmaWriteDesSyncOp Previous;
  for (Operation &Op : llvm::make_early_inc_range(Job.getBody().front())) {
    auto Sync = dyn_cast<CertUcDmaWriteDesSyncOp>(Op);
    if (Sync && Previous && joinChains(chainOf(Previous), chainOf(Sync)))
      Previous.erase();
    Previous = Sync;
  }
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

namespace {
/// Bytes of what the assembler makes. It begins data at multiples of DataAlign.
enum Size : unsigned {
  PageHeader = 32,
  Barrier = 8,
  WaitTokens = 8,
  Write = 12,
  MaskWrite = 16,
  ApplyOffset = 16,
  Transfer = 16,
  TransferBd = 16,
  DataAlign = 16,
};
} // namespace

static unsigned transferBytes(CertUcDmaWriteDesSyncOp Sync) {
  unsigned Bytes = Size::Transfer;
  CertUcDmaChainOp Chain = chainOf(Sync);
  if (!Chain)
    return Bytes;
  for (auto Bd : Chain.getBody().getOps<CertUcDmaBdOp>()) {
    Bytes += Size::TransferBd;
    auto Data =
        Sync->getParentOfType<aie::DeviceOp>().lookupSymbol<memref::GlobalOp>(
            Bd.getRemoteAddress());
    if (Data && Data.getType().hasStaticShape())
      Bytes += llvm::alignTo(Data.getType().getNumElements() * sizeof(uint32_t),
                             Size::DataAlign);
  }
  return Bytes;
}

/// Bytes of \p Op and of the data that it needs in its page.
static unsigned bytesOf(Operation &Op) {
  return llvm::TypeSwitch<Operation *, unsigned>(&Op)
      .Case<CertLocalBarrierOp, CertRemoteBarrierOp>(
          [](auto) { return Size::Barrier; })
      .Case([](CertWaitTCTSOp) { return Size::WaitTokens; })
      .Case([](CertMaskWrite32Op) { return Size::MaskWrite; })
      .Case([](CertWrite32Op) { return Size::Write; })
      .Case([](CertApplyOffset57Op) { return Size::ApplyOffset; })
      .Case([](CertUcDmaWriteDesSyncOp Sync) { return transferBytes(Sync); })
      .Default(0u);
}

//===----------------------------------------------------------------------===//
// Pages
//===----------------------------------------------------------------------===//

namespace {

struct CertPages : aie::impl::AIECertPagesBase<CertPages> {
  /// The page that is being filled.
  struct Fill {
    CertPageOp Page;
    unsigned Bytes = Size::PageHeader;
    bool Full = false; ///< Holds an op that wants the page for itself.
  };

  void runOnOperation() override {
    wrapJobs();
    SmallVector<CertPageOp> Pages;
    getOperation().walk([&](CertPageOp Page) { Pages.push_back(Page); });
    for (CertPageOp Page : Pages)
      split(Page);
    getOperation().walk([](CertJobOp Job) { cert::joinTransfers(Job); });
  }

  void wrapJobs();
  void split(CertPageOp Page);
  void splitJob(CertJobOp Job, Fill &Current);
  void newPage(Fill &Current);
  CertJobOp newJob(CertJobOp After, Fill &Current);
};

} // namespace

/// Jobs of early 2026 stand in the device.
void CertPages::wrapJobs() {
  SmallVector<CertJobOp> Jobs;
  getOperation().walk([&](CertJobOp Job) {
    if (!isa<CertPageOp>(Job->getParentOp()))
      Jobs.push_back(Job);
  });
  for (CertJobOp Job : Jobs) {
    OpBuilder Builder(Job);
    auto Page = CertPageOp::create(Builder, Job.getLoc());
    Job->moveBefore(&cert::bodyOf(Page, Builder).front());
  }
}

/// An empty page behind the one at hand.
void CertPages::newPage(Fill &Current) {
  OpBuilder Builder(&getContext());
  Builder.setInsertionPointAfter(Current.Page);
  Location Loc = Current.Page.getLoc();
  Current = Fill{CertPageOp::create(Builder, Loc)};
  cert::bodyOf(Current.Page, Builder);
}

/// An empty job behind \p After in the page at hand. Jobs are done in the
/// order of their numbers, so that later ones move up.
CertJobOp CertPages::newJob(CertJobOp After, Fill &Current) {
  unsigned Id = unsigned(After.getJobId()) + 1;
  getOperation().walk([&](CertJobOp Other) {
    if (unsigned(Other.getJobId()) >= Id)
      Other.setJobId(Other.getJobId() + 1);
  });
  OpBuilder Builder(Current.Page.getBody().front().getTerminator());
  auto Job = CertJobOp::create(Builder, After.getLoc(), Id);
  cert::bodyOf(Job, Builder);
  return Job;
}

/// Moves what does not fit to further jobs in further pages.
void CertPages::splitJob(CertJobOp Job, Fill &Current) {
  if (Job.getBody().empty())
    return;
  bool Empty = true; // So far, nothing of this job is in this page.
  for (Operation &Op :
       llvm::make_early_inc_range(Job.getBody().front().without_terminator())) {
    unsigned Bytes = bytesOf(Op);
    bool Alone = isa<CertLoadPdiOp, CertPreemptOp>(Op);
    bool Fresh = Empty && Current.Bytes == Size::PageHeader && !Current.Full;
    if (!Fresh &&
        (Alone || Current.Full || Current.Bytes + Bytes >= cert::PageBytes)) {
      newPage(Current);
      if (Empty)
        Job->moveBefore(Current.Page.getBody().front().getTerminator());
    }
    if (Job->getParentOp() != Current.Page) {
      // The rest of the job goes on there.
      CertJobOp Next = newJob(Job, Current);
      Block &From = Job.getBody().front(), &To = Next.getBody().front();
      To.getOperations().splice(To.begin(), From.getOperations(),
                                Op.getIterator(),
                                From.getTerminator()->getIterator());
      return splitJob(Next, Current);
    }
    Empty = false;
    Current.Bytes += Bytes;
    Current.Full = Alone;
  }
}

void CertPages::split(CertPageOp Page) {
  SmallVector<CertJobOp> Jobs(Page.getBody().getOps<CertJobOp>());
  Fill Current{Page};
  for (CertJobOp Job : Jobs) {
    // Jobs behind one that was split follow it.
    if (Current.Page != Page)
      Job->moveBefore(Current.Page.getBody().front().getTerminator());
    splitJob(Job, Current);
  }
}
