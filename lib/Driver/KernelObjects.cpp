//===- KernelObjects.cpp - what a design's kernels are linked from --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelObjects.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Assembler.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ThreadPool.h"

using namespace aieforge;
using namespace llvm;

namespace {

std::unique_ptr<MemoryBuffer> toBuffer(const Bytes &Data, StringRef Name) {
  return MemoryBuffer::getMemBufferCopy(
      StringRef(reinterpret_cast<const char *>(Data.data()), Data.size()),
      Name);
}

Expected<Bytes> generate(Module &M, const KernelOptions &Options, bool Verify) {
  codegen::CodeGenOptions CodeGen;
  CodeGen.OptLevel = Options.OptLevel;
  CodeGen.Verify = Verify;
  if (Error E = codegen::optimize(M, CodeGen))
    return std::move(E);
  return codegen::emitObject(M, CodeGen);
}

Expected<Bytes> compileIR(StringRef Path, const KernelOptions &Options,
                          bool Verify) {
  LLVMContext Context;
  SMDiagnostic Problem;
  std::unique_ptr<Module> M = parseIRFile(Path, Problem, Context);
  if (!M) {
    std::string Text;
    raw_string_ostream OS(Text);
    Problem.print(nullptr, OS, /*ShowColors=*/false);
    return makeError("{0}", StringRef(Text).rtrim());
  }
  return generate(*M, Options, Verify);
}

Expected<Bytes> assembleFile(StringRef Path, std::string &Warnings) {
  auto Source = readFile(Path);
  if (!Source)
    return Source.takeError();
  Expected<aie2::AssembledObject> Object =
      aie2::assemble((*Source)->getBuffer(), Path);
  if (!Object)
    return Object.takeError();
  for (const std::string &Warning : Object->Warnings)
    Warnings += Warning + "\n";
  return std::move(Object->Elf);
}

/// One kernel file as an object or archive. \p Warnings is set to clang's text.
Expected<std::unique_ptr<MemoryBuffer>> buildOne(StringRef Path,
                                                 const KernelOptions &Options,
                                                 bool Verify,
                                                 std::string &Warnings) {
  StringRef Extension = sys::path::extension(Path);
  if (isKernelSource(Path)) {
    LLVMContext Context;
    Expected<KernelIR> IR = compileKernel(Path, Context, Options);
    if (!IR)
      return IR.takeError();
    Warnings = std::move(IR->Warnings);
    Expected<Bytes> Object = generate(*IR->Module, Options, Verify);
    if (!Object)
      return prefixError(Path, Object.takeError());
    return toBuffer(*Object, Path);
  }
  if (Extension == ".ll" || Extension == ".bc") {
    Expected<Bytes> Object = compileIR(Path, Options, Verify);
    if (!Object)
      return prefixError(Path, Object.takeError());
    return toBuffer(*Object, Path);
  }
  if (Extension == ".s") {
    Expected<Bytes> Object = assembleFile(Path, Warnings);
    if (!Object)
      return Object.takeError();
    return toBuffer(*Object, Path);
  }
  if (Extension == ".o" || Extension == ".a")
    return readFile(Path);
  return makeError("{0}: not a kernel: the name must end in .c, .cc, .cpp, "
                   ".cxx, .ll, .bc, .s, .o or .a",
                   Path);
}
} // namespace

Expected<KernelObjects>
KernelObjects::build(const std::vector<std::string> &Paths,
                     const KernelOptions &Options, unsigned Jobs, bool Verify) {
  struct Slot {
    std::unique_ptr<MemoryBuffer> File;
    std::string Warnings, Problem;
  };
  std::vector<Slot> Slots(Paths.size());
  auto BuildSlot = [&](size_t I) {
    auto File = buildOne(Paths[I], Options, Verify, Slots[I].Warnings);
    if (File)
      Slots[I].File = std::move(*File);
    else
      Slots[I].Problem = toString(File.takeError());
  };
  if (Paths.size() > 1 && Jobs != 1) {
    codegen::initializeTarget();
    DefaultThreadPool Pool(hardware_concurrency(Jobs));
    for (size_t I = 0; I < Paths.size(); ++I)
      Pool.async(BuildSlot, I);
    Pool.wait();
  } else {
    for (size_t I = 0; I < Paths.size(); ++I)
      BuildSlot(I);
  }

  KernelObjects Result;
  std::string Problems;
  for (Slot &S : Slots) {
    Result.Warnings += S.Warnings;
    if (!S.Problem.empty())
      Problems += (Problems.empty() ? "" : "\n") + S.Problem;
    else
      Result.Files.push_back(std::move(S.File));
  }
  if (!Problems.empty())
    return makeError("{0}", Problems);
  if (Error E = Result.indexSymbols())
    return std::move(E);
  return Result;
}

std::vector<MemoryBufferRef> KernelObjects::buffers() const {
  std::vector<MemoryBufferRef> Refs;
  for (const auto &File : Files)
    Refs.push_back(File->getMemBufferRef());
  return Refs;
}

static Error indexObject(MemoryBufferRef Buffer, StringRef File,
                         KernelObjects::SymbolIndex &To) {
  auto Object = object::ObjectFile::createELFObjectFile(Buffer);
  if (!Object)
    return Object.takeError();
  for (const object::SymbolRef &Symbol : (*Object)->symbols()) {
    Expected<uint32_t> Flags = Symbol.getFlags();
    if (!Flags)
      return Flags.takeError();
    if ((*Flags & object::SymbolRef::SF_Undefined) ||
        !(*Flags & object::SymbolRef::SF_Global))
      continue;
    Expected<StringRef> Name = Symbol.getName();
    if (!Name)
      return Name.takeError();
    To.emplace(Name->str(), File.str());
  }
  return Error::success();
}

static Error indexArchive(MemoryBufferRef Buffer,
                          KernelObjects::SymbolIndex &To) {
  Expected<std::unique_ptr<object::Archive>> Archive =
      object::Archive::create(Buffer);
  if (!Archive)
    return Archive.takeError();
  Error Walk = Error::success();
  for (const object::Archive::Child &Child : (*Archive)->children(Walk)) {
    Expected<MemoryBufferRef> Member = Child.getMemoryBufferRef();
    if (!Member)
      return joinErrors(Member.takeError(), std::move(Walk));
    if (Error E = indexObject(*Member, Buffer.getBufferIdentifier(), To))
      return joinErrors(std::move(E), std::move(Walk));
  }
  return Walk;
}

Error KernelObjects::indexSymbols() {
  for (const auto &File : Files) {
    MemoryBufferRef Buffer = File->getMemBufferRef();
    bool IsArchive = Buffer.getBuffer().starts_with("!<arch>\n");
    Error E = IsArchive ? indexArchive(Buffer, DefinedIn)
                        : indexObject(Buffer, Buffer.getBufferIdentifier(),
                                      DefinedIn);
    if (E)
      return prefixError(Buffer.getBufferIdentifier(), std::move(E));
  }
  return Error::success();
}

StringRef KernelObjects::definedIn(StringRef Name) const {
  auto [First, Last] = DefinedIn.equal_range(Name);
  return First == Last ? StringRef() : StringRef(First->second);
}

bool KernelObjects::isDefinedIn(StringRef Name,
                                const std::set<StringRef> &Some) const {
  auto [First, Last] = DefinedIn.equal_range(Name);
  return std::any_of(First, Last, [&](const auto &Entry) {
    return Some.count(Entry.second) != 0;
  });
}

StringRef KernelObjects::mangledVariantOf(StringRef Name) const {
  for (const auto &[Symbol, File] : DefinedIn) {
    ItaniumPartialDemangler Demangler;
    if (Demangler.partialDemangle(Symbol.c_str()) || !Demangler.isFunction())
      continue;
    char *Base = Demangler.getFunctionBaseName(nullptr, nullptr);
    bool Same = Base && Name == Base;
    std::free(Base);
    if (Same)
      return Symbol;
  }
  return {};
}
