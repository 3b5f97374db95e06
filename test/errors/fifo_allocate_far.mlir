// Memory that only one end reaches.
//! aieforge: error: fifo_allocate_far.mlir:11:5: error: 'aie.objectfifo.allocate' op objectfifo has no shared memory access to delegate tile's memory module: the cores on (0, 2) and (0, 3) do not both reach the memory of (0, 5)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c5 = aie.tile(0, 5)
    aie.objectfifo @f(%core, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.allocate @f(%c5)
  }
}
