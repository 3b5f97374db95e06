//===- CertAssembly.cpp - control code for its assembler ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aiex.cert ops as text: for each group of jobs its code, then the transfer
// chains and the words that they send. Sections go to files of their own,
// which the code includes.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIEX/AIEXCert.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Support/Files.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;
using llvm::formatv;

namespace {

class CertAssembly {
public:
  CertAssembly(aie::DeviceOp Device, StringRef Folder, llvm::raw_ostream &OS)
      : Device(Device), Folder(Folder), OS(OS) {}

  LogicalResult run();

private:
  LogicalResult writeStep(Operation &Op, llvm::raw_ostream &To);
  LogicalResult writeJob(CertJobOp Job, llvm::raw_ostream &To);
  LogicalResult writePage(CertPageOp Page, llvm::raw_ostream &To);
  LogicalResult writeJobs(Region &Body, llvm::raw_ostream &To);
  LogicalResult writeSection(CertSectionOp Section);
  LogicalResult writeSections(Region &Body);
  LogicalResult writeChains();
  LogicalResult writeData(CertUcDmaBdOp Bd, llvm::raw_ostream &To);

  aie::DeviceOp Device;
  StringRef Folder;
  llvm::raw_ostream &OS;
  llvm::StringSet<> Known; ///< Constants that are written.
};

} // namespace

static std::string hex(uint32_t Value) {
  return formatv("0x{0:x-8}", Value).str();
}

/// A mnemonic, and its operands in their column.
static void step(llvm::raw_ostream &To, StringRef Mnemonic,
                 const Twine &Operands) {
  To << "  " << llvm::left_justify(Mnemonic, 23) << Operands << "\n";
}

LogicalResult CertAssembly::writeStep(Operation &Op, llvm::raw_ostream &To) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(&Op)
      .Case([&](CertWrite32Op X) {
        step(To, "WRITE_32", hex(X.getAddress()) + ", " + hex(X.getValue()));
        return success();
      })
      .Case([&](CertMaskWrite32Op X) {
        step(To, "MASK_WRITE_32",
             hex(X.getAddress()) + ", " + hex(X.getMask()) + ", " +
                 hex(X.getValue()));
        return success();
      })
      .Case([&](CertUcDmaWriteDesSyncOp X) {
        step(To, "uC_DMA_WRITE_DES_SYNC", "@" + X.getSymbol());
        return success();
      })
      .Case([&](CertApplyOffset57Op X) {
        step(To, "APPLY_OFFSET_57",
             "@" + X.getSymbol() + ", " + Twine(uint16_t(X.getNumEntries())) +
                 ", " + Twine(uint16_t(X.getOffset())));
        return success();
      })
      .Case([&](CertWaitTCTSOp X) {
        step(To, "WAIT_TCTS",
             Twine(X.getTileId()) + ", " + Twine(X.getChannelId()) + ", " +
                 Twine(X.getTargetTcts()));
        return success();
      })
      .Case([&](CertLocalBarrierOp X) {
        step(To, "LOCAL_BARRIER",
             "$lb" + Twine(X.getLocalBarrierId()) + ", " +
                 Twine(X.getNumParticipants()));
        return success();
      })
      .Case([&](CertRemoteBarrierOp X) {
        step(To, "REMOTE_BARRIER",
             "$rb" + Twine(X.getRemoteBarrierId()) + ", " +
                 Twine(X.getPartyMask()));
        return success();
      })
      .Case([&](CertLoadPdiOp X) {
        step(To, "LOAD_PDI", Twine(X.getPdiId()) + ", @" + X.getSymbol());
        return success();
      })
      .Case([&](CertPreemptOp X) {
        step(To, "PREEMPT",
             formatv("0x{0:x-4}", X.getId()).str() + ", @" +
                 X.getSaveSection() + ", @" + X.getRestoreSection());
        return success();
      })
      .Case([&](CertNopOp) {
        To << "  NOP\n";
        return success();
      })
      .Case([](aie::EndOp) { return success(); })
      .Default([](Operation *X) {
        return X->emitOpError("is no step of control code");
      });
}

LogicalResult CertAssembly::writeJob(CertJobOp Job, llvm::raw_ostream &To) {
  To << "START_JOB " << Job.getJobId() << "\n";
  for (Operation &Op : Job.getBody().getOps())
    if (failed(writeStep(Op, To)))
      return failure();
  To << "END_JOB\n\n";
  return success();
}

/// The jobs of \p Body by number, which is the order of execution.
static SmallVector<CertJobOp> jobsOf(Region &Body) {
  SmallVector<CertJobOp> Jobs(Body.getOps<CertJobOp>());
  llvm::sort(Jobs, [](CertJobOp A, CertJobOp B) {
    return A.getJobId() == B.getJobId() ? A->isBeforeInBlock(B)
                                        : A.getJobId() < B.getJobId();
  });
  return Jobs;
}

LogicalResult CertAssembly::writePage(CertPageOp Page, llvm::raw_ostream &To) {
  To << ".align 16\n";
  for (CertJobOp Job : jobsOf(Page.getBody()))
    if (failed(writeJob(Job, To)))
      return failure();
  To << ".eop\n\n";
  return success();
}

/// Pages, then jobs without a page, each of which is one.
LogicalResult CertAssembly::writeJobs(Region &Body, llvm::raw_ostream &To) {
  for (auto Page : Body.getOps<CertPageOp>())
    if (failed(writePage(Page, To)))
      return failure();
  for (CertJobOp Job : jobsOf(Body)) {
    if (failed(writeJob(Job, To)))
      return failure();
    To << ".eop\n\n";
  }
  return success();
}

LogicalResult CertAssembly::writeSection(CertSectionOp Section) {
  std::string Text;
  llvm::raw_string_ostream To(Text);
  To << ";\n;text\n;\n";
  if (failed(writeJobs(Section.getBody(), To)))
    return failure();
  To << "EOF\n\n";
  std::string Name = (Section.getSymName() + ".asm").str();
  SmallString<128> Path(Folder);
  llvm::sys::path::append(Path, Name);
  if (Error E = writeFile(Path, Bytes(Text.begin(), Text.end())))
    return Section.emitError() << toString(std::move(E));
  OS << Section.getSymName() << ":\n.include " << Name << "\n.endl "
     << Section.getSymName() << "\n\n";
  return success();
}

LogicalResult CertAssembly::writeSections(Region &Body) {
  for (auto Section : Body.getOps<CertSectionOp>())
    if (failed(writeSection(Section)))
      return failure();
  return success();
}

LogicalResult CertAssembly::writeData(CertUcDmaBdOp Bd, llvm::raw_ostream &To) {
  if (!Known.insert(Bd.getRemoteAddress()).second)
    return success();
  auto Data = Device.lookupSymbol<memref::GlobalOp>(Bd.getRemoteAddress());
  auto Words = Data && Data.getInitialValue()
                   ? dyn_cast<DenseIntElementsAttr>(*Data.getInitialValue())
                   : DenseIntElementsAttr();
  if (!Words || !Words.getElementType().isInteger(32))
    return Bd.emitOpError("sends @")
           << Bd.getRemoteAddress() << ", which is no constant of 32-bit words";
  To << "  .align 16\n" << Bd.getRemoteAddress() << ":\n";
  for (const llvm::APInt &Word : Words.getValues<llvm::APInt>())
    To << "  .long           " << hex(uint32_t(Word.getZExtValue())) << "\n";
  return success();
}

LogicalResult CertAssembly::writeChains() {
  std::string Data;
  llvm::raw_string_ostream To(Data);
  OS << "\n;\n; Data (chains)\n;\n\n";
  for (auto Chain : Device.getOps<CertUcDmaChainOp>()) {
    if (!Chain.getSymName())
      return Chain.emitOpError("needs a name, by which jobs start it");
    OS << "  .align 16\n" << *Chain.getSymName() << ":\n";
    for (auto Bd : Chain.getBody().getOps<CertUcDmaBdOp>()) {
      OS << "  UC_DMA_BD       0, " << hex(Bd.getLocalAddress()) << ", @"
         << Bd.getRemoteAddress() << ", " << Bd.getLength() << ", 0, "
         << unsigned(Bd.getNextBd()) << "\n";
      if (failed(writeData(Bd, To)))
        return failure();
    }
  }
  OS << "\n;\n; Data\n;\n\n" << Data;
  return success();
}

LogicalResult CertAssembly::run() {
  Region &Body = Device.getBodyRegion();
  OS << "\n;\n; Code\n;\n\n.partition " << Device.getTargetModel()->Columns
     << "column\n.attach_to_group 0\n\n";
  if (failed(writeSections(Body)) || failed(writeJobs(Body, OS)))
    return failure();
  SmallVector<CertAttachToGroupOp> Groups(Body.getOps<CertAttachToGroupOp>());
  llvm::sort(Groups, [](CertAttachToGroupOp A, CertAttachToGroupOp B) {
    return A.getGroupId() == B.getGroupId() ? A->isBeforeInBlock(B)
                                            : A.getGroupId() < B.getGroupId();
  });
  for (CertAttachToGroupOp Group : Groups) {
    if (Group.getGroupId() != 0)
      OS << ".attach_to_group " << Group.getGroupId() << "\n\n";
    if (failed(writeSections(Group.getBody())) ||
        failed(writeJobs(Group.getBody(), OS)))
      return failure();
  }
  OS << "EOF\n";
  return writeChains();
}

LogicalResult aieforge::writeCertAssembly(aie::DeviceOp Device,
                                          StringRef Folder,
                                          llvm::raw_ostream &OS) {
  return CertAssembly(Device, Folder, OS).run();
}
