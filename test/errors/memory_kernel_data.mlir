// A kernel whose variables do not fit beside the buffers.
//$ compile memory_kernel_data.c
//! aieforge: error: memory_kernel_data.mlir:13:5: error: core (0,2): data memory: no room for 24000 bytes (alignment 4) of .bss.Table in memory_kernel_data.c; the free regions are 0x7bf80..0x80000 (16512 bytes); the largest variables are Table (24000 bytes)
//! memory_kernel_data.mlir:10:13: warning: Bank-aware allocation failed, trying basic sequential allocation.
//! memory_kernel_data.mlir:10:13: note: buffer 'a' (48000 bytes) fits into none of the 4 banks of 16384 bytes
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<12000xi32>
    func.func private @work()
    aie.core(%core) {
      func.call @work() : () -> ()
      aie.end
    }
  }
}
