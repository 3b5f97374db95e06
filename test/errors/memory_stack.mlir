// A stack larger than the memory.
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
