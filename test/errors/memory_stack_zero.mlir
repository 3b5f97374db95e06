// No stack at all.
//! aieforge: error: memory_stack_zero.mlir:11:7: error: custom op 'aie.core' 'aie.core' op attribute 'stack_size' failed to satisfy constraint: 32-bit signless integer attribute whose minimum value is 1
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
  
      aie.end
    } {stack_size = 0 : i32}
  }
}
