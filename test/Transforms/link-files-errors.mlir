// RUN: aieforge opt --aie-assign-core-link-files --split-input-file --verify-diagnostics %s | FileCheck %s

// One file goes one way into all programs of a device.
aie.device(npu1) {
  %a = aie.tile(0, 2)
  %b = aie.tile(0, 3)
  func.func private @f() attributes {link_with = "k.ll", link_with_mode = "merge"}
  func.func private @g() attributes {link_with = "k.ll"}
  // expected-note@+1 {{artifact 'k.ll' is object-linked here}}
  aie.core(%a) {
    func.call @g() : () -> ()
    aie.end
  }
  // expected-error@+1 {{artifact 'k.ll' is merged into an LLVM module here but object-linked in the same aie.device}}
  aie.core(%b) {
    func.call @f() : () -> ()
    aie.end
  }
}

// -----

// CHECK: link_files = ["old.o"]
// CHECK-NOT: link_with =
aie.device(npu1) {
  %a = aie.tile(0, 2)
  func.func private @f()
  // expected-warning@+1 {{link_with on aie.core is deprecated; attach link_with to the func.func declaration instead}}
  aie.core(%a) {
    %f = func.constant @f : () -> ()
    // expected-warning@+1 {{are not automatically resolved; name their objects in link_files of the core}}
    func.call_indirect %f() : () -> ()
    aie.end
  } {link_with = "old.o"}
}
