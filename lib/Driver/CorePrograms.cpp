//===- CorePrograms.cpp - the linked program of every core ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of each core: its body to LLVM IR, to an object, linked with the kernels and
// the runtime at the addresses its tile leaves. The translation from MLIR is
// done one core after the other, since a context belongs to one thread; the
// rest runs on several.
//
//===----------------------------------------------------------------------===//

#include "CorePrograms.h"
#include "DesignOps.h"
#include "MergeIR.h"
#include "aieforge/Driver/Compile.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "aieforge/Transforms/CoreLowering.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <set>

using namespace aieforge;
using namespace llvm;

namespace {

uint64_t bufferBytes(aie::BufferOp Buffer) {
  auto Type = cast<mlir::MemRefType>(Buffer.getType());
  return uint64_t(Type.getNumElements()) *
         divideCeil(Type.getElementTypeBitWidth(), 8);
}

/// Checks that every function the core calls has a definition somewhere.
mlir::LogicalResult checkCallees(aie::CoreOp Core, const KernelObjects &Kernels,
                                 const KernelObjects &Runtime) {
  auto Device = Core->getParentOfType<aie::DeviceOp>();
  bool Failed = false;
  std::set<StringRef> Reported;
  Core.walk([&](mlir::func::CallOp Call) {
    StringRef Name = Call.getCallee();
    auto Function = Device.lookupSymbol<mlir::func::FuncOp>(Name);
    if (!Function || !Function.isExternal() ||
        Function->hasAttr("link_with_mode") ||
        !Kernels.definedIn(Name).empty() || !Runtime.definedIn(Name).empty() ||
        !Reported.insert(Name).second)
      return;
    Failed = true;
    auto Diag = Call.emitError()
                << "core (" << Core.colIndex() << "," << Core.rowIndex()
                << ") calls '" << Name << "', which "
                << (Kernels.empty() ? "needs a kernel, but none was given"
                                    : "no kernel defines");
    StringRef Mangled = Kernels.mangledVariantOf(Name);
    if (!Mangled.empty())
      Diag.attachNote() << Kernels.definedIn(Mangled) << " defines it as a C++ "
                        << "function ('" << Mangled
                        << "'); declare it extern \"C\" there";
    else
      Diag.attachNote() << "give the C or C++ source, object or archive that "
                           "defines it on the command line";
  });
  return mlir::failure(Failed);
}

/// Free data memory of the core's own tile, as the core sees it.
std::vector<std::pair<uint32_t, uint32_t>> freeRegions(aie::CoreOp Core) {
  std::vector<std::pair<uint32_t, uint32_t>> Used = {
      {0, Core.getEffectiveStackSize()}};
  auto Device = Core->getParentOfType<aie::DeviceOp>();
  for (auto Buffer : opsIn<aie::BufferOp>(Device))
    if (Buffer.getTileOp() == Core.getTileOp())
      if (auto Address = Buffer.getAddress())
        Used.push_back(
            {uint32_t(*Address), uint32_t(*Address + bufferBytes(Buffer))});
  llvm::sort(Used);
  const hw::ReachWindow *Own =
      find_if(hw::coreWindows(), [](const auto &W) { return W.Name == "own"; });
  std::vector<std::pair<uint32_t, uint32_t>> Free;
  uint32_t Cursor = 0;
  auto AddUpTo = [&](uint32_t End) {
    // The support library's vectors want 32 bytes; so does every gap.
    uint32_t Begin = alignTo(Cursor, 32);
    if (Begin < End)
      Free.push_back({Own->Address + Begin, Own->Address + End});
  };
  for (auto [Begin, End] : Used) {
    AddUpTo(Begin);
    Cursor = std::max(Cursor, End);
  }
  AddUpTo(Own->Bytes);
  // Largest first, so that data stays together; equal ones by address.
  llvm::sort(Free, [](const auto &A, const auto &B) {
    return std::tuple(B.second - B.first, A.first) <
           std::tuple(A.second - A.first, B.first);
  });
  return Free;
}

/// Addresses of all buffers the core reaches, as it sees them.
std::map<std::string, uint32_t> bufferSymbols(aie::CoreOp Core) {
  std::map<std::string, uint32_t> Symbols;
  auto Device = Core->getParentOfType<aie::DeviceOp>();
  for (auto Buffer : opsIn<aie::BufferOp>(Device)) {
    auto Address = Buffer.getAddress();
    if (!Address || !Buffer.getSymName() || !Buffer.getTileOp())
      continue;
    int Column = Buffer.getTileOp().colIndex();
    int Row = Buffer.getTileOp().rowIndex();
    if (!Buffer.getTileOp().isCoreTile())
      continue;
    for (const hw::ReachWindow &W : hw::coreWindows())
      if (Core.colIndex() + W.ColumnStep == Column &&
          Core.rowIndex() + W.RowStep == Row)
        Symbols[Buffer.getSymName()->str()] = W.Address + uint32_t(*Address);
  }
  return Symbols;
}

/// One core on its way through the steps.
struct Job {
  aie::CoreOp Core;
  LLVMContext Context;
  std::unique_ptr<Module> IR;
  std::vector<std::string> MergeFiles;
  aie2::LinkRequest Request;
  std::optional<aie2::LinkedCore> Image;
  std::optional<CoreSteps> Steps;
  std::string Problem;
};

std::string textOf(const Module &M) {
  std::string Text;
  raw_string_ostream(Text) << M;
  return Text;
}

/// How `aieforge ld` is told the request, apart from its files.
void describeLink(const aie2::LinkRequest &R, CoreSteps &Steps) {
  auto Add = [&](std::string Text) {
    Steps.LinkOptions.push_back(std::move(Text));
  };
  Add("--main=" + R.MainSymbol);
  Add(formatv("--stack={0:x}", R.StackBase));
  for (auto [Begin, End] : R.DataRegions)
    Add(formatv("--data={0:x}:{1:x}", Begin, End));
  for (const auto &[Name, Address] : R.AbsoluteSymbols)
    Add(formatv("--symbol={0}={1:x}", Name, Address));
  for (MemoryBufferRef Input : R.Inputs)
    Steps.LinkedFiles.push_back(Input.getBufferIdentifier().str());
}

Error compileAndLink(Job &J, const CompileOptions &Options) {
  if (Options.KeepCoreSteps) {
    J.Steps.emplace();
    J.Steps->IR = textOf(*J.IR);
    describeLink(J.Request, *J.Steps);
  }
  for (const std::string &File : J.MergeFiles)
    if (Error E = mergeIR(*J.IR, File))
      return E;
  if (J.Steps && !J.MergeFiles.empty())
    J.Steps->Merged = textOf(*J.IR);
  codegen::CodeGenOptions CodeGen;
  CodeGen.OptLevel = Options.Kernels.OptLevel;
  CodeGen.Verify = Options.Verify;
  if (Error E = codegen::optimize(*J.IR, CodeGen))
    return E;
  if (J.Steps)
    J.Steps->Optimized = textOf(*J.IR);
  Expected<Bytes> Object = codegen::emitObject(*J.IR, CodeGen);
  if (!Object)
    return Object.takeError();
  if (J.Steps)
    J.Steps->Object = *Object;
  J.Request.Inputs.insert(
      J.Request.Inputs.begin(),
      MemoryBufferRef(StringRef(reinterpret_cast<const char *>(Object->data()),
                                Object->size()),
                      J.Request.MainSymbol));
  Expected<aie2::LinkedCore> Image = aie2::linkCore(J.Request);
  if (!Image)
    return Image.takeError();
  J.Image = std::move(*Image);
  return Error::success();
}

Expected<aie2::LinkedCore> readPrebuilt(aie::CoreOp Core, StringRef DesignDir) {
  SmallString<128> Path(*Core.getElfFile());
  if (sys::path::is_relative(Path)) {
    Path = DesignDir;
    sys::path::append(Path, *Core.getElfFile());
  }
  auto Buffer = readFile(Path);
  if (!Buffer)
    return Buffer.takeError();
  BytesRef Data = bytesOf(**Buffer);
  aie2::LinkedCore Image;
  Image.Elf.assign(Data.begin(), Data.end());
  return Image;
}

/// Whether \p Core says that it links with the kernel \p Path, or with what it
/// is compiled to.
bool names(aie::CoreOp Core, StringRef Path) {
  if (!Core.getLinkFiles())
    return false;
  return any_of(Core.getLinkFiles()->getAsRange<mlir::StringAttr>(),
                [&](mlir::StringAttr File) {
                  return sys::path::stem(File.getValue()) ==
                         sys::path::stem(Path);
                });
}

/// Which kernels go into the program of \p Core. Two cores may each bring an
/// object that defines the same function in another way.
std::set<StringRef> kernelsOf(aie::CoreOp Core, const KernelObjects &Kernels) {
  auto Device = Core->getParentOfType<aie::DeviceOp>();
  std::set<StringRef> Wanted, Own;
  for (MemoryBufferRef Kernel : Kernels.buffers()) {
    StringRef Path = Kernel.getBufferIdentifier();
    if (names(Core, Path))
      Own.insert(Path);
    else if (none_of(Device.getOps<aie::CoreOp>(),
                     [&](aie::CoreOp Other) { return names(Other, Path); }))
      Wanted.insert(Path);
  }
  // What is called but not in the core's own objects may stand in another's.
  Core.walk([&](mlir::func::CallOp Call) {
    if (!Kernels.isDefinedIn(Call.getCallee(), Own))
      if (StringRef File = Kernels.definedIn(Call.getCallee()); !File.empty())
        Wanted.insert(File);
  });
  Wanted.insert(Own.begin(), Own.end());
  return Wanted;
}

void prepareLink(Job &J, const KernelObjects &Kernels,
                 const KernelObjects &Runtime) {
  aie2::LinkRequest &R = J.Request;
  std::set<StringRef> Wanted = kernelsOf(J.Core, Kernels);
  // The order of a Unix linker: objects first, then archives on demand.
  for (MemoryBufferRef Kernel : Kernels.buffers())
    if (Wanted.contains(Kernel.getBufferIdentifier()))
      R.Inputs.push_back(Kernel);
  append_range(R.Inputs, Runtime.buffers());
  R.AbsoluteSymbols = bufferSymbols(J.Core);
  R.MainSymbol =
      formatv("core_{0}_{1}", J.Core.colIndex(), J.Core.rowIndex()).str();
  R.StackSize = J.Core.getEffectiveStackSize();
  R.DataRegions = freeRegions(J.Core);
}

/// The file that \p Core calls \p Name, in the working folder or beside the
/// design; a diagnostic and nothing if there is none.
std::optional<std::string> findNamedFile(aie::CoreOp Core, StringRef Name,
                                         StringRef DesignDir) {
  SmallString<128> InDesignDir(DesignDir);
  sys::path::append(InDesignDir, Name);
  if (sys::fs::exists(Name))
    return Name.str();
  if (sys::fs::exists(InDesignDir))
    return InDesignDir.str().str();
  Core.emitError() << "links with '" << Name
                   << "', which is neither given on the command line nor in "
                      "the working folder nor beside the design";
  return std::nullopt;
}

/// The LLVM IR that becomes part of the core's module.
mlir::FailureOr<std::vector<std::string>> findMergeFiles(aie::CoreOp Core,
                                                         StringRef DesignDir) {
  std::vector<std::string> Found;
  if (Core.getLinkMergeFiles())
    for (auto File : Core.getLinkMergeFiles()->getAsRange<mlir::StringAttr>()) {
      auto Path = findNamedFile(Core, File.getValue(), DesignDir);
      if (!Path)
        return mlir::failure();
      Found.push_back(std::move(*Path));
    }
  return Found;
}

/// There is no code generator for AIE2P. What is made for its cores runs on the
/// emulator, so designs can be tried, but not on hardware.
void warnOfGeneration(aie::CoreOp Core) {
  const hw::Device &D =
      *Core->getParentOfType<aie::DeviceOp>().getTargetModel();
  if (D.Gen == hw::Generation::AIE2P)
    Core.emitWarning("is compiled to AIE2 instructions, but the cores of ")
        << D.Name
        << " are AIE2P and have another instruction set: the program runs on "
           "the emulator alone; for hardware give each core a program by "
           "elf_file";
}

} // namespace

Expected<std::vector<CoreProgram>>
aieforge::buildCorePrograms(aie::DeviceOp Device, const KernelObjects &Kernels,
                            const KernelObjects &Runtime, StringRef DesignDir,
                            const CompileOptions &Options) {
  std::vector<std::unique_ptr<Job>> Jobs;
  bool Failed = false;
  for (auto Core : Device.getOps<aie::CoreOp>()) {
    auto J = std::make_unique<Job>();
    J->Core = Core;
    if (Core.getElfFile()) {
      Expected<aie2::LinkedCore> Image = readPrebuilt(Core, DesignDir);
      if (!Image) {
        Core.emitError() << "elf_file: " << toString(Image.takeError());
        Failed = true;
        continue;
      }
      J->Image = std::move(*Image);
    } else {
      if (mlir::failed(checkCallees(Core, Kernels, Runtime))) {
        Failed = true;
        continue;
      }
      Expected<std::unique_ptr<Module>> IR = lowerCoreToLLVM(Core, J->Context);
      if (!IR) {
        Core.emitError() << toString(IR.takeError());
        Failed = true;
        continue;
      }
      J->IR = std::move(*IR);
      auto Merged = findMergeFiles(Core, DesignDir);
      if (mlir::failed(Merged)) {
        Failed = true;
        continue;
      }
      J->MergeFiles = std::move(*Merged);
      prepareLink(*J, Kernels, Runtime);
    }
    Jobs.push_back(std::move(J));
  }
  if (Failed)
    return makeError("the design's cores cannot be compiled");

  // One warning is enough.
  auto Compiled = find_if(Jobs, [](const auto &J) { return J->IR != nullptr; });
  if (Compiled != Jobs.end())
    warnOfGeneration((*Compiled)->Core);

  auto Run = [&Options](Job &J) {
    if (!J.IR)
      return;
    if (Error E = compileAndLink(J, Options))
      J.Problem = toString(std::move(E));
  };
  if (Jobs.size() > 1 && Options.Jobs != 1) {
    codegen::initializeTarget();
    DefaultThreadPool Pool(hardware_concurrency(Options.Jobs));
    for (auto &J : Jobs)
      Pool.async([&Run, &J] { Run(*J); });
    Pool.wait();
  } else {
    for (auto &J : Jobs)
      Run(*J);
  }

  std::vector<CoreProgram> Programs;
  for (auto &J : Jobs) {
    if (!J->Problem.empty()) {
      J->Core.emitError() << "core (" << J->Core.colIndex() << ","
                          << J->Core.rowIndex() << "): " << J->Problem;
      Failed = true;
      continue;
    }
    Programs.push_back({J->Core, std::move(*J->Image), std::move(J->Steps)});
  }
  if (Failed)
    return makeError("the design's cores cannot be compiled");
  return Programs;
}

mlir::FailureOr<std::vector<std::string>>
aieforge::findLinkFiles(aie::DeviceOp Device,
                        const std::vector<std::string> &Given,
                        StringRef DesignDir) {
  std::vector<std::string> Found;
  std::set<StringRef> Seen;
  bool Failed = false;
  for (auto Core : Device.getOps<aie::CoreOp>()) {
    if (!Core.getLinkFiles() || Core.getElfFile())
      continue;
    for (auto File : Core.getLinkFiles()->getAsRange<mlir::StringAttr>()) {
      StringRef Name = File.getValue();
      if (!Seen.insert(Name).second || any_of(Given, [&](const std::string &G) {
            return sys::path::stem(G) == sys::path::stem(Name);
          }))
        continue;
      if (std::optional<std::string> Path =
              findNamedFile(Core, Name, DesignDir))
        Found.push_back(std::move(*Path));
      else
        Failed = true;
    }
  }
  if (Failed)
    return mlir::failure();
  return Found;
}
