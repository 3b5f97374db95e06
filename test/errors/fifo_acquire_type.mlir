// A wrong element type.
//! aieforge: error: fifo_acquire_type.mlir:10:12: error: 'aie.objectfifo.acquire' op ObjectFifo element and ObjectFifoSubview element must match: the FIFO has 'memref<16xi32>'
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %s = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
      aie.end
    }
  }
}
