// Two places for one FIFO.
//! aieforge: error: fifo_allocate_twice.mlir:9:5: error: 'aie.objectfifo' op has more than one allocate operation: its objects can be in one memory only
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @f(%core, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.allocate @f(%core)
    aie.objectfifo.allocate @f(%c3)
  }
}
