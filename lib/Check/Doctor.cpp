//===- Doctor.cpp - is this machine fit to run NPU programs ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Doctor.h"
#include "Reporter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::doctor;
using namespace llvm;

namespace {
/// One examination; each function is one item of the report.
class Examination {
public:
  explicit Examination(const Machine &M) : M(M) {}
  Report run();

private:
  void good(StringRef Rule, const Twine &What);
  void bad(StringRef Rule, const Twine &What, StringRef Variant = "");

  void findNpu();
  void examineDriver();
  void examineNode();
  void examineGroup();
  void examineLockedMemory();
  void examineFirmware();
  bool examineKernelLog();
  void examineContexts();
  void examineXrt();
  void examinePeano();

  std::optional<unsigned> groupNumber(StringRef Name) const;
  std::string processName(int64_t Process) const;

  const Machine &M;
  Report Out;
  std::string Address; ///< Of the NPU on the PCI bus.
  std::string Node;    ///< "/dev/accel/accel0"
  bool Bound = false;
};
} // namespace

static const LinuxSupport &Linux = linuxSupport();
static constexpr StringLiteral PciDevices = "/sys/bus/pci/devices/";
static constexpr StringLiteral XrtLibrary = "libxrt_coreutil.so";
static constexpr StringLiteral XrtPlugIn = "libxrt_driver_xdna.so";

bool Report::fit() const {
  return HasNpu && all_of(Items, [](const Diagnosis &D) {
           return D.Good || D.Found.Level > Severity::FailsRun;
         });
}

void Examination::good(StringRef Rule, const Twine &What) {
  Diagnosis &D = Out.Items.emplace_back();
  D.Rule = findRule(Rule);
  D.Good = true;
  D.Found.Rule = Rule.str();
  D.Found.What = What.str();
}

void Examination::bad(StringRef Rule, const Twine &What, StringRef Variant) {
  Reporter R("");
  R.add(Rule, "", What, Variant);
  Out.Items.push_back({findRule(Rule), false, R.take().front()});
}

/// A number as /sys writes it: "0x1022".
static std::optional<unsigned> sysNumber(const std::optional<std::string> &S) {
  unsigned Value;
  if (!S || StringRef(*S).getAsInteger(0, Value))
    return std::nullopt;
  return Value;
}

void Examination::findNpu() {
  constexpr unsigned Amd = 0x1022;
  // Devices of later generations that the driver knows.
  constexpr unsigned Others[] = {0x17f1, 0x17f2, 0x17f3,
                                 0x1b0a, 0x1b0b, 0x1b0c};
  std::string Unknown;
  for (const std::string &Name : M.list(PciDevices)) {
    if (sysNumber(M.read(PciDevices + Name + "/vendor")) != Amd)
      continue;
    std::optional<unsigned> Id =
        sysNumber(M.read(PciDevices + Name + "/device"));
    unsigned Revision =
        sysNumber(M.read(PciDevices + Name + "/revision")).value_or(0);
    for (const Npu &N : allNpus())
      if (!Out.Npu && Id == N.PciDevice && Revision == N.PciRevision) {
        Out.Npu = &N;
        Address = Name;
      }
    bool Relative =
        any_of(allNpus(), [&](const Npu &N) { return Id == N.PciDevice; });
    if (Id && Unknown.empty() && (Relative || is_contained(Others, *Id)))
      Unknown = text("PCI device {0} is {1:x-4} revision {2:x-2}", Name, *Id,
                     Revision);
  }
  Out.HasNpu = Out.Npu || !Unknown.empty();
  if (Out.Npu)
    good("Y01",
         text("{0} at PCI address {1}: {2}, {3} columns", Out.Npu->Name,
              Address, hw::toString(Out.Npu->Gen), Out.Npu->UsableColumns));
  else if (Out.HasNpu)
    bad("Y01", Unknown + ", an NPU that aieforge does not know", "unknown");
  else
    bad("Y01", "There is no NPU on the PCI bus");
}

/// Major and minor number of a kernel release.
static std::pair<unsigned, unsigned> versionOf(StringRef Release) {
  unsigned Major = 0, Minor = 0;
  if (!Release.consumeInteger(10, Major) && Release.consume_front("."))
    Release.consumeInteger(10, Minor);
  return {Major, Minor};
}

void Examination::examineDriver() {
  std::optional<std::string> Driver =
      M.linkName(PciDevices + Address + "/driver");
  std::string Module = Linux.Module.str();
  Bound = Driver == Module;
  std::string Release = M.read("/proc/sys/kernel/osrelease").value_or("");
  if (Bound) {
    std::optional<std::string> Version =
        M.read("/sys/module/" + Module + "/version");
    good("Y02", text("{0} {1} is bound to the NPU (kernel {2})", Module,
                     Version ? *Version : "of the kernel", Release));
    return;
  }
  if (Driver)
    return bad("Y02", text("{0} is bound to the NPU at {1}", *Driver, Address),
               "other");
  if (M.exists("/sys/module/" + Module))
    return bad("Y02", text("{0} is loaded, but not bound to the NPU at {1}",
                           Module, Address));
  bool Old = !Release.empty() &&
             versionOf(Release) <
                 std::make_pair(Linux.FirstKernelMajor, Linux.FirstKernelMinor);
  bad("Y02", text("{0} is not loaded (kernel {1})", Module, Release),
      Old ? "old-kernel" : "not-loaded");
}

/// May \p U read and write?
static bool mayOpen(const Machine::Node &N, const Machine::User &U) {
  constexpr unsigned ReadWrite = 6, Root = 0;
  unsigned Shift = U.Id == N.User ? 6 : is_contained(U.Groups, N.Group) ? 3 : 0;
  return U.Id == Root || (N.Mode >> Shift & ReadWrite) == ReadWrite;
}

void Examination::examineNode() {
  std::string Folder = Linux.NodeFolder.str();
  for (const std::string &Name : M.list("/sys/class/accel"))
    if (Node.empty() &&
        M.linkName("/sys/class/accel/" + Name + "/device") == Address)
      Node = Folder + "/" + Name;
  std::optional<Machine::Node> N;
  if (!Node.empty())
    N = M.node(Node);
  if (!N) {
    bad("Y03", "There is no node for the NPU below " + Folder, "none");
    Node.clear();
    return;
  }
  std::string Mode = text("{0} (mode 0{1}, group {2})", Node,
                          utostr(N->Mode >> 6) + utostr(N->Mode >> 3 & 7) +
                              utostr(N->Mode & 7),
                          N->Group);
  if (mayOpen(*N, M.user()))
    good("Y03", Mode + " is open to this user");
  else
    bad("Y03", Mode + " is not open to this user");
}

std::optional<unsigned> Examination::groupNumber(StringRef Name) const {
  std::string Groups = M.read("/etc/group").value_or("");
  SmallVector<StringRef> Lines;
  StringRef(Groups).split(Lines, '\n');
  for (StringRef Line : Lines) {
    SmallVector<StringRef> Fields; // name, password, number, members
    Line.split(Fields, ':');
    unsigned Number;
    if (Fields.size() >= 3 && Fields[0] == Name &&
        !Fields[2].getAsInteger(10, Number))
      return Number;
  }
  return std::nullopt;
}

void Examination::examineGroup() {
  std::string Group = Linux.NodeGroup.str();
  std::optional<unsigned> Number = groupNumber(Group);
  Machine::User U = M.user();
  if (!Number)
    bad("Y04", "There is no group " + Group, "no-group");
  else if (is_contained(U.Groups, *Number))
    good("Y04", "This user is in the group " + Group);
  else if (U.Id == 0)
    good("Y04", "This user is root");
  else
    bad("Y04", "This user is not in the group " + Group);
}

/// "64 MiB", "unlimited"
static std::string bytesText(uint64_t Bytes) {
  if (Bytes == ~0ull)
    return "unlimited";
  constexpr uint64_t MiB = 1 << 20, KiB = 1 << 10;
  return Bytes % MiB == 0 ? text("{0} MiB", Bytes / MiB)
                          : text("{0} KiB", Bytes / KiB);
}

void Examination::examineLockedMemory() {
  Machine::Limit L = M.lockedMemory();
  std::string What =
      text("The limit for locked memory is {0} (hard limit {1}); a program "
           "needs {2} and more",
           bytesText(L.Soft), bytesText(L.Hard), bytesText(Linux.HeapBytes));
  if (L.Soft > Linux.HeapBytes || M.user().Id == 0)
    good("H04", M.user().Id == 0 && L.Soft <= Linux.HeapBytes
                    ? What + "; root is not bound by it"
                    : What);
  else
    bad("H04", What, L.Hard > Linux.HeapBytes ? "" : "hard");
}

static std::string protocolText(const Npu &N) {
  ListSeparator Comma(" or ");
  std::string Text;
  raw_string_ostream OS(Text);
  for (const FirmwareProtocol &P : N.Protocols)
    OS << Comma << P.Major << "." << P.Minor << " and later";
  return Text;
}

/// Reports the first message of the driver that explains a failed start.
bool Examination::examineKernelLog() {
  std::optional<std::string> Log = M.kernelLog();
  if (!Log)
    return false;
  struct Sign {
    StringLiteral Words;
    StringLiteral Variant;
  };
  static constexpr Sign Signs[] = {{"failed to request_firmware", "missing"},
                                   {"firmware protocol", "protocol"},
                                   {"Firmware minor version", "protocol"},
                                   {"start npu failed, ret -95", "protocol"},
                                   {"start npu failed", ""},
                                   {"firmware is not alive", ""},
                                   {"failed to start psp", ""},
                                   {"Hardware init failed", ""}};
  SmallVector<StringRef> Lines;
  StringRef(*Log).split(Lines, '\n');
  for (StringRef Line : Lines)
    for (const Sign &S : Signs)
      if (Line.contains(Linux.Module) && Line.contains(S.Words)) {
        StringRef Message = Line.substr(Line.find(Linux.Module));
        std::string What = text("The kernel log says: {0}", Message);
        if (S.Variant == "protocol")
          What += "; the driver wants protocol " + protocolText(*Out.Npu);
        bad("Y05", What, S.Variant);
        return true;
      }
  return false;
}

void Examination::examineFirmware() {
  std::string Folder = "/lib/firmware/amdnpu/" + Out.Npu->Firmware.str();
  std::vector<std::string> Files = M.list(Folder);
  bool Installed = any_of(Files, [](const std::string &F) {
    return StringRef(F).contains(".sbin");
  });
  std::optional<std::string> Version =
      M.read(PciDevices + Address + "/fw_version");
  if (Bound && Version && *Version != "0.0.0.0")
    return good("Y05",
                text("Firmware {0} runs; the driver accepts protocol {1}",
                     *Version, protocolText(*Out.Npu)));
  // A driver that is bound has come to terms with the firmware.
  if (!Bound && examineKernelLog())
    return;
  if (!Installed && !Bound)
    return bad("Y05", "There is no firmware in " + Folder, "missing");
  bad("Y05",
      Bound ? "The driver does not tell the firmware's version"
            : "Firmware is installed, but no driver runs it",
      "unknown");
}

std::string Examination::processName(int64_t Process) const {
  std::string Name =
      M.read("/proc/" + Twine(Process) + "/comm").value_or("unknown program");
  return text("{0} ({1})", Name, Process);
}

void Examination::examineContexts() {
  std::optional<std::vector<Machine::Context>> All = M.contexts(Node);
  if (!All)
    return bad("H03", "The driver does not tell the contexts in use",
               "unknown");
  std::vector<std::string> Programs;
  for (const Machine::Context &C : *All)
    Programs.push_back(processName(C.Process));
  llvm::sort(Programs);
  Programs.erase(llvm::unique(Programs), Programs.end());
  std::string What = text("{0} of {1} hardware contexts are in use",
                          All->size(), Out.Npu->MaxContexts);
  if (!Programs.empty())
    What += ", by " + join(Programs, ", ");
  if (All->size() >= Out.Npu->MaxContexts)
    bad("H03", What);
  else
    good("H03", What);
}

/// The value of "Key": "…" in a flat JSON text.
static std::string jsonText(StringRef Text, StringRef Key) {
  Text = Text.substr(Text.find(("\"" + Key + "\"").str()));
  Text = Text.split(':').second.split('"').second;
  return Text.split('"').first.str();
}

/// The version in the name of the library, the longest there is:
/// "libxrt_coreutil.so.2.19.0".
static std::string libraryVersion(ArrayRef<std::string> Files) {
  StringRef Longest;
  for (StringRef F : Files)
    if (F.consume_front(XrtLibrary) && F.consume_front(".") &&
        F.size() > Longest.size())
      Longest = F;
  return Longest.empty() ? "of unknown version" : Longest.str();
}

static bool hasFile(ArrayRef<std::string> Files, StringRef Start) {
  return any_of(Files, [&](StringRef F) { return F.starts_with(Start); });
}

void Examination::examineXrt() {
  std::vector<std::string> Folders = {"/opt/xilinx/xrt", "/usr"};
  if (std::string Given = M.environment("XILINX_XRT"); !Given.empty())
    Folders.insert(Folders.begin(), Given);
  for (const std::string &Folder : Folders)
    for (const char *Lib : {"/lib", "/lib64", "/lib/x86_64-linux-gnu"}) {
      std::vector<std::string> Files = M.list(Folder + Lib);
      if (!hasFile(Files, XrtLibrary))
        continue;
      std::string Version = jsonText(
          M.read(Folder + "/version.json").value_or(""), "BUILD_VERSION");
      std::string What =
          text("XRT {0} is in {1}",
               Version.empty() ? libraryVersion(Files) : Version, Folder);
      if (hasFile(Files, XrtPlugIn))
        return good("Y06", What + ", with the NPU plug-in");
      return bad("Y06", What + ", without " + XrtPlugIn, "no-plugin");
    }
  bad("Y06", "XRT is not installed in " + join(Folders, " or "));
}

void Examination::examinePeano() {
  std::string Given = M.environment("PEANO_INSTALL_DIR");
  if (Given.empty())
    return bad("Y07", "PEANO_INSTALL_DIR is not set");
  if (M.exists(Given + "/bin/clang"))
    return good("Y07", "Peano is in " + Given);
  bad("Y07", "PEANO_INSTALL_DIR is " + Given + ", which has no bin/clang",
      "broken");
}

Report Examination::run() {
  findNpu();
  if (Out.Npu) {
    examineDriver();
    examineFirmware();
    if (Bound)
      examineNode();
  }
  examineGroup();
  examineLockedMemory();
  if (!Node.empty())
    examineContexts();
  examineXrt();
  examinePeano();
  return std::move(Out);
}

Report doctor::examine(const Machine &M) { return Examination(M).run(); }
