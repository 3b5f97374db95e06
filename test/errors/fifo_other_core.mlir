// A core that is no end of the FIFO.
//! aieforge: error: fifo_other_core.mlir:11:12: error: 'aie.objectfifo.acquire' op consumer port of objectFifo accessed by core running on non-consumer tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    %c3 = aie.tile(0, 3)
    aie.core(%c3) {
      %s = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
