// A stack larger than the memory.
//! aieforge: error: memory_stack.mlir:8:5: error: 'aie.core' op stack_size 70000 leaves no local memory for this tile's buffers (65536 bytes total)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
  
      aie.end
    } {stack_size = 70000 : i32}
  }
}
