//===- Machine.cpp - the Linux machine that aieforge runs on --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Doctor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace aieforge::doctor;
using namespace llvm;

Machine::~Machine() = default;

std::string Machine::path(const Twine &Path) const {
  return (Root + Path).str();
}

/// Up to 1 MiB of a file. Devices are read without waiting for more.
static std::optional<std::string> slurp(const std::string &Path) {
  int File = ::open(Path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (File < 0)
    return std::nullopt;
  constexpr size_t Most = 1 << 20;
  std::string Text;
  char Part[8192];
  while (Text.size() < Most) {
    ssize_t Got = ::read(File, Part, sizeof(Part));
    // The kernel's log says EPIPE where it has forgotten messages.
    if (Got < 0 && (errno == EINTR || errno == EPIPE))
      continue;
    if (Got <= 0)
      break;
    Text.append(Part, Got);
  }
  ::close(File);
  return Text;
}

std::optional<std::string> Machine::read(const Twine &Path) const {
  std::optional<std::string> Text = slurp(path(Path));
  if (Text)
    *Text = StringRef(*Text).rtrim().str();
  return Text;
}

std::vector<std::string> Machine::list(const Twine &Path) const {
  std::vector<std::string> Names;
  std::error_code Error;
  for (sys::fs::directory_iterator I(path(Path), Error), End;
       !Error && I != End; I.increment(Error))
    Names.push_back(sys::path::filename(I->path()).str());
  llvm::sort(Names);
  return Names;
}

std::optional<std::string> Machine::linkName(const Twine &Path) const {
  char Target[4096];
  ssize_t Size = ::readlink(path(Path).c_str(), Target, sizeof(Target));
  if (Size <= 0)
    return std::nullopt;
  return sys::path::filename(StringRef(Target, Size)).str();
}

bool Machine::exists(const Twine &Path) const {
  return sys::fs::exists(path(Path));
}

std::optional<Machine::Node> Machine::node(const Twine &Path) const {
  struct stat S;
  if (::stat(path(Path).c_str(), &S) != 0)
    return std::nullopt;
  return Node{static_cast<unsigned>(S.st_mode & 0777), S.st_uid, S.st_gid};
}

Machine::User Machine::user() const {
  User U{::geteuid(), {}};
  int Count = ::getgroups(0, nullptr);
  std::vector<gid_t> Groups(std::max(Count, 0));
  Count = ::getgroups(Groups.size(), Groups.data());
  for (int I = 0; I < Count; ++I)
    U.Groups.push_back(Groups[I]);
  U.Groups.push_back(::getegid());
  return U;
}

Machine::Limit Machine::lockedMemory() const {
  rlimit L;
  if (::getrlimit(RLIMIT_MEMLOCK, &L) != 0)
    return {};
  auto Bytes = [](rlim_t V) { return V == RLIM_INFINITY ? ~0ull : V; };
  return {Bytes(L.rlim_cur), Bytes(L.rlim_max)};
}

std::string Machine::environment(StringRef Name) const {
  const char *Value = std::getenv(Name.str().c_str());
  return Value ? Value : "";
}

std::optional<std::string> Machine::kernelLog() const {
  return read("/dev/kmsg");
}

namespace {
// The driver's question for its contexts, as its header for programs has it:
// DRM_IOCTL_AMDXDNA_GET_INFO with DRM_AMDXDNA_QUERY_HW_CONTEXTS.
struct GetInfo {
  uint32_t Parameter;
  uint32_t BufferSize;
  uint64_t Buffer;
};
struct ContextInfo {
  uint32_t Id, StartColumn, Columns, Padding;
  int64_t Process;
  uint64_t Submissions, Completions, Migrations, Preemptions, Errors;
};
} // namespace

std::optional<std::vector<Machine::Context>>
Machine::contexts(StringRef Node) const {
  constexpr unsigned DriverCommands = 0x40, GetInfoCommand = 7,
                     QueryContexts = 5, MostContexts = 256;
  int File = ::open(path(Node).c_str(), O_RDWR | O_CLOEXEC);
  if (File < 0)
    return std::nullopt;
  std::vector<ContextInfo> Answer(MostContexts);
  GetInfo Question{QueryContexts,
                   static_cast<uint32_t>(Answer.size() * sizeof(ContextInfo)),
                   reinterpret_cast<uint64_t>(Answer.data())};
  int Result = ::ioctl(
      File, _IOWR('d', DriverCommands + GetInfoCommand, GetInfo), &Question);
  ::close(File);
  if (Result != 0)
    return std::nullopt;
  size_t Count = std::min<size_t>(Question.BufferSize / sizeof(ContextInfo),
                                  Answer.size());
  std::vector<Context> All;
  for (const ContextInfo &C : ArrayRef(Answer).take_front(Count))
    All.push_back({C.Process, C.Columns});
  return All;
}
