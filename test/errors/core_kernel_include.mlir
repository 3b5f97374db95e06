// A kernel that includes a file that is not there.
//$ compile core_kernel_include.c
//! aieforge: error: core_kernel_include.c: the kernel does not compile:
//! core_kernel_include.c:1:10: fatal error: 'aie_api/aie.hpp' file not found
//!     1 | #include <aie_api/aie.hpp>
//!       |          ^~~~~~~~~~~~~~~~~
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    func.func private @work()
    aie.core(%core) {
      func.call @work() : () -> ()
      aie.end
    }
  }
}
