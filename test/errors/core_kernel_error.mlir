// A kernel with an error.
//$ compile core_kernel_error.cc
//! aieforge: error: core_kernel_error.cc: the kernel does not compile:
//! core_kernel_error.cc:3:15: error: use of undeclared identifier 'Missing'
//!     3 |   int32_t X = Missing;
//!       |               ^~~~~~~
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
