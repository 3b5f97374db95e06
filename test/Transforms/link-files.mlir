// RUN: aieforge opt --aie-assign-core-link-files %s 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=WARN < %t.err

// CHECK: aie.core
// CHECK: } {link_files = ["f.o", "g.o"]}
// WARN: func 'unused' has link_with but is never called from any core; its artifact will not be linked or merged
module {
  aie.device(npu1) {
    %t = aie.tile(1, 3)
    func.func private @f() attributes {link_with = "f.o"}
    func.func private @f2() attributes {link_with = "f.o"}
    func.func private @g() attributes {link_with = "g.o"}
    func.func private @unused() attributes {link_with = "h.o"}
    aie.core(%t) {
      func.call @f() : () -> ()
      func.call @g() : () -> ()
      func.call @f2() : () -> ()
      aie.end
    }
  }
}
