// An acquire of a FIFO that does not exist.
//! aieforge: error: fifo_unknown.mlir:9:12: error: 'aie.objectfifo.acquire' op cannot retrieve associated object FIFO @none
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %s = aie.objectfifo.acquire @none(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
