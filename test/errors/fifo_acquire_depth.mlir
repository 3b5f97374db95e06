// More objects at once than the FIFO has, in shared memory.
//! aieforge: error: fifo_acquire_depth.mlir:11:12: error: 'aie.objectfifo.acquire' op acquires 3 objects, but @f has only 2 on tile (0, 2): the core would wait for ever
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @f(%c3, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %s = aie.objectfifo.acquire @f(Consume, 3) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
