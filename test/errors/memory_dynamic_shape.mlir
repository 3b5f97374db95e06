// A buffer without a size.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) : memref<?xi32>
  }
}
