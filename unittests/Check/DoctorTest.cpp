//===- DoctorTest.cpp - machines that are fit, and others -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Doctor.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"

#include <gmock/gmock.h>

using namespace aieforge;
using namespace aieforge::doctor;
using namespace llvm;
using ::testing::HasSubstr;

namespace {

constexpr unsigned RenderGroup = 109;

/// A machine in a temporary folder; a Phoenix where all is well.
class FakeMachine : public Machine {
public:
  FakeMachine() : FakeMachine(makeFolder()) {
    write("/sys/bus/pci/devices/0000:c4:00.1/vendor", "0x1022\n");
    write("/sys/bus/pci/devices/0000:c4:00.1/device", "0x1502\n");
    write("/sys/bus/pci/devices/0000:c4:00.1/revision", "0x00\n");
    write("/sys/bus/pci/devices/0000:c4:00.1/fw_version", "1.5.5.391\n");
    link("/sys/bus/pci/devices/0000:c4:00.1/driver", "../drivers/amdxdna");
    write("/sys/bus/pci/devices/0000:00:00.0/vendor", "0x8086\n");
    write("/sys/module/amdxdna/version", "2.19.0\n");
    write("/proc/sys/kernel/osrelease", "6.14.2-generic\n");
    link("/sys/class/accel/accel0/device", "../../devices/0000:c4:00.1");
    write("/dev/accel/accel0", "");
    write("/etc/group", "root:x:0:\nvideo:x:44:\nrender:x:109:me\n");
    write("/lib/firmware/amdnpu/1502_00/npu.sbin.zst", "firmware");
    write("/opt/xilinx/xrt/lib/libxrt_coreutil.so.2", "");
    write("/opt/xilinx/xrt/lib/libxrt_driver_xdna.so.2", "");
    write("/opt/xilinx/xrt/version.json",
          "{\n  \"BUILD_VERSION\" : \"2.19.0\"\n}\n");
    write("/peano/bin/clang", "");
    Me = {1000, {1000, RenderGroup}};
  }
  ~FakeMachine() override { sys::fs::remove_directories(Folder); }

  void write(const std::string &Path, StringRef Text) {
    std::string Full = Folder + Path;
    ASSERT_FALSE(sys::fs::create_directories(sys::path::parent_path(Full)));
    cantFail(writeFile(Full, BytesRef(Text.bytes_begin(), Text.size())));
  }
  void link(const std::string &Path, const std::string &Target) {
    std::string Full = Folder + Path;
    ASSERT_FALSE(sys::fs::create_directories(sys::path::parent_path(Full)));
    sys::fs::remove(Full);
    ASSERT_FALSE(sys::fs::create_link(Target, Full));
  }
  void remove(const std::string &Path) {
    ASSERT_FALSE(sys::fs::remove_directories(Folder + Path));
    sys::fs::remove(Folder + Path);
  }

  std::optional<Node> node(const Twine &Path) const override {
    if (!exists(Path))
      return std::nullopt;
    return NodeOwner;
  }
  User user() const override { return Me; }
  Limit lockedMemory() const override { return Locked; }
  std::string environment(StringRef Name) const override {
    return Name == "PEANO_INSTALL_DIR" ? Peano : "";
  }
  std::optional<std::vector<Context>> contexts(StringRef) const override {
    return InUse;
  }

  User Me;
  Node NodeOwner = {0660, 0, RenderGroup};
  Limit Locked;
  std::string Peano = "/peano";
  std::optional<std::vector<Context>> InUse = std::vector<Context>();

private:
  explicit FakeMachine(std::string Folder) : Machine(Folder), Folder(Folder) {}
  static std::string makeFolder() {
    SmallString<128> Name;
    EXPECT_FALSE(sys::fs::createUniqueDirectory("aieforge-doctor", Name));
    return Name.str().str();
  }

  std::string Folder;
};

Diagnosis about(const Report &R, StringRef Rule) {
  for (const Diagnosis &D : R.Items)
    if (D.Rule->Id == Rule)
      return D;
  ADD_FAILURE() << "nothing about " << Rule.str();
  return {};
}

/// The finding about \p Rule on a machine that is good but for \p Change; it
/// has to have the texts of that variant.
Finding after(StringRef Rule, StringRef Variant,
              std::function<void(FakeMachine &)> Change) {
  FakeMachine M;
  Change(M);
  Diagnosis D = about(examine(M), Rule);
  EXPECT_FALSE(D.Good) << D.Found.What;
  const check::Rule *R = check::findRule(Rule);
  StringRef Remedy = R->Remedy;
  Severity Level = R->Level;
  for (const check::RuleVariant &V : R->Variants)
    if (V.Name == Variant) {
      Remedy = V.Remedy;
      Level = V.Level;
    }
  EXPECT_EQ(D.Found.Remedy, Remedy);
  EXPECT_EQ(D.Found.Level, Level);
  EXPECT_FALSE(StringRef(D.Found.Remedy).contains('\n'));
  return D.Found;
}

TEST(CheckDoctor, FitMachine) {
  FakeMachine M;
  M.InUse->push_back({42, 4});
  M.write("/proc/42/comm", "llm-server\n");
  Report R = examine(M);
  EXPECT_TRUE(R.HasNpu);
  EXPECT_TRUE(R.fit());
  for (const Diagnosis &D : R.Items)
    EXPECT_TRUE(D.Good) << D.Found.What;
  EXPECT_EQ(R.Items.size(), 9u);
  EXPECT_EQ(about(R, "Y01").Found.What,
            "phoenix at PCI address 0000:c4:00.1: AIE2, 4 columns");
  EXPECT_EQ(about(R, "Y02").Found.What,
            "amdxdna 2.19.0 is bound to the NPU (kernel 6.14.2-generic)");
  EXPECT_EQ(about(R, "Y03").Found.What,
            "/dev/accel/accel0 (mode 0660, group 109) is open to this user");
  EXPECT_EQ(about(R, "Y05").Found.What,
            "Firmware 1.5.5.391 runs; the driver accepts protocol 5.7 and "
            "later");
  EXPECT_EQ(about(R, "Y06").Found.What,
            "XRT 2.19.0 is in /opt/xilinx/xrt, with the NPU plug-in");
  EXPECT_EQ(about(R, "H03").Found.What,
            "1 of 6 hardware contexts are in use, by llm-server (42)");
  EXPECT_THAT(about(R, "H04").Found.What,
              HasSubstr("unlimited (hard limit unlimited)"));
}

TEST(CheckDoctor, NoNpu) {
  FakeMachine M;
  M.remove("/sys");
  M.remove("/dev");
  Report R = examine(M);
  EXPECT_FALSE(R.HasNpu);
  EXPECT_FALSE(R.fit());
  EXPECT_EQ(about(R, "Y01").Found.What, "There is no NPU on the PCI bus");
  EXPECT_EQ(about(R, "Y01").Found.Level, Severity::Note);
  // What does not need an NPU is looked at all the same.
  EXPECT_TRUE(about(R, "H04").Good);
  EXPECT_TRUE(about(R, "Y06").Good);
}

TEST(CheckDoctor, EmptyMachine) {
  Machine Nothing("/nonexistent");
  Report R = examine(Nothing);
  EXPECT_FALSE(R.HasNpu);
  EXPECT_FALSE(R.Items.empty());
}

TEST(CheckDoctor, Npus) {
  after("Y01", "unknown", [](FakeMachine &M) {
    M.write("/sys/bus/pci/devices/0000:c4:00.1/device", "0x17f1\n");
  });
  FakeMachine M;
  M.write("/sys/bus/pci/devices/0000:c4:00.1/device", "0x17f0\n");
  M.write("/sys/bus/pci/devices/0000:c4:00.1/revision", "0x11\n");
  Report R = examine(M);
  ASSERT_TRUE(R.Npu);
  EXPECT_EQ(R.Npu->Name, "strix-halo");
  EXPECT_EQ(about(R, "H03").Found.What, "0 of 16 hardware contexts are in use");
}

TEST(CheckDoctor, Driver) {
  auto Unbound = [](FakeMachine &M) {
    M.remove("/sys/bus/pci/devices/0000:c4:00.1/driver");
  };
  Finding F = after("Y02", "", Unbound);
  EXPECT_EQ(F.What,
            "amdxdna is loaded, but not bound to the NPU at 0000:c4:00.1");
  F = after("Y02", "not-loaded", [&](FakeMachine &M) {
    Unbound(M);
    M.remove("/sys/module/amdxdna");
  });
  EXPECT_EQ(F.What, "amdxdna is not loaded (kernel 6.14.2-generic)");
  EXPECT_EQ(F.Remedy, "sudo modprobe amdxdna");
  after("Y02", "old-kernel", [&](FakeMachine &M) {
    Unbound(M);
    M.remove("/sys/module/amdxdna");
    M.write("/proc/sys/kernel/osrelease", "6.8.0-45-generic\n");
  });
  F = after("Y02", "other", [](FakeMachine &M) {
    M.link("/sys/bus/pci/devices/0000:c4:00.1/driver", "../drivers/vfio-pci");
  });
  EXPECT_EQ(F.What, "vfio-pci is bound to the NPU at 0000:c4:00.1");
}

TEST(CheckDoctor, Node) {
  after("Y03", "none", [](FakeMachine &M) { M.remove("/dev"); });
  auto Stranger = [](FakeMachine &M) { M.Me = {1000, {1000}}; };
  Finding F = after("Y03", "", Stranger);
  EXPECT_EQ(F.What,
            "/dev/accel/accel0 (mode 0660, group 109) is not open to this "
            "user");
  after("Y04", "", Stranger);
  after("Y04", "no-group",
        [](FakeMachine &M) { M.write("/etc/group", "root:x:0:\n"); });
  // Open to everybody, or to root.
  FakeMachine M;
  Stranger(M);
  M.NodeOwner.Mode = 0666;
  EXPECT_TRUE(about(examine(M), "Y03").Good);
  M.NodeOwner.Mode = 0600;
  EXPECT_FALSE(about(examine(M), "Y03").Good);
  M.Me = {0, {0}};
  EXPECT_TRUE(about(examine(M), "Y03").Good);
  // The owner's own bits count for the owner.
  M.Me = {1000, {RenderGroup}};
  M.NodeOwner = {0066, 1000, RenderGroup};
  EXPECT_FALSE(about(examine(M), "Y03").Good);
}

TEST(CheckDoctor, LockedMemory) {
  Finding F = after("H04", "", [](FakeMachine &M) {
    M.Locked = {8 << 20, ~0ull};
  });
  EXPECT_EQ(F.What, "The limit for locked memory is 8 MiB (hard limit "
                    "unlimited); a program needs 64 MiB and more");
  EXPECT_EQ(F.Remedy, "ulimit -l unlimited");
  F = after("H04", "hard", [](FakeMachine &M) {
    M.Locked = {64 << 10, 64 << 10};
  });
  EXPECT_THAT(F.What, HasSubstr("is 64 KiB (hard limit 64 KiB)"));
  EXPECT_THAT(F.Symptom, HasSubstr("err=-11"));
  // The heap alone does not leave room.
  after("H04", "hard", [](FakeMachine &M) { M.Locked = {64 << 20, 64 << 20}; });
  FakeMachine M;
  M.Locked = {65 << 20, 65 << 20};
  EXPECT_TRUE(about(examine(M), "H04").Good);
}

TEST(CheckDoctor, Firmware) {
  auto Unbound = [](FakeMachine &M) {
    M.remove("/sys/bus/pci/devices/0000:c4:00.1/driver");
    M.remove("/sys/bus/pci/devices/0000:c4:00.1/fw_version");
  };
  auto WithLog = [&](StringRef Line) {
    return [=](FakeMachine &M) {
      Unbound(M);
      M.write("/dev/kmsg", ("6,1,0,-;usb 1-1: new device\n3,2,5,-;amdxdna "
                            "0000:c4:00.1: [drm] *ERROR* " +
                            Line + "\n")
                               .str());
    };
  };
  Finding F = after("Y05", "protocol",
                    WithLog("Incompatible firmware protocol major 6 minor 1"));
  EXPECT_EQ(F.What,
            "The kernel log says: amdxdna 0000:c4:00.1: [drm] *ERROR* "
            "Incompatible firmware protocol major 6 minor 1; the driver wants "
            "protocol 5.7 and later");
  after("Y05", "missing", WithLog("failed to request_firmware npu.sbin"));
  after("Y05", "", WithLog("firmware is not alive"));
  after("Y05", "missing", [&](FakeMachine &M) {
    Unbound(M);
    M.remove("/lib/firmware");
  });
  after("Y05", "unknown", Unbound);
  after("Y05", "unknown", [](FakeMachine &M) {
    M.remove("/sys/bus/pci/devices/0000:c4:00.1/fw_version");
  });
}

TEST(CheckDoctor, ContextsXrtAndPeano) {
  Finding F = after("H03", "", [](FakeMachine &M) {
    M.InUse->assign(6, {7, 1});
  });
  EXPECT_EQ(F.What,
            "6 of 6 hardware contexts are in use, by unknown program (7)");
  after("H03", "unknown", [](FakeMachine &M) { M.InUse.reset(); });
  after("Y06", "", [](FakeMachine &M) { M.remove("/opt"); });
  after("Y06", "no-plugin", [](FakeMachine &M) {
    M.remove("/opt/xilinx/xrt/lib/libxrt_driver_xdna.so.2");
  });
  after("Y07", "", [](FakeMachine &M) { M.Peano = ""; });
  after("Y07", "broken", [](FakeMachine &M) { M.remove("/peano"); });
  // The packages of a distribution have no version file.
  FakeMachine M;
  M.remove("/opt");
  M.write("/usr/lib/x86_64-linux-gnu/libxrt_coreutil.so", "");
  M.write("/usr/lib/x86_64-linux-gnu/libxrt_coreutil.so.2", "");
  M.write("/usr/lib/x86_64-linux-gnu/libxrt_coreutil.so.2.17.0", "");
  M.write("/usr/lib/x86_64-linux-gnu/libxrt_driver_xdna.so.2", "");
  EXPECT_EQ(about(examine(M), "Y06").Found.What,
            "XRT 2.17.0 is in /usr, with the NPU plug-in");
}

} // namespace
