// A core works on a FIFO that its DMAs pass on.
//! aieforge: error: fifo_link_accessed.mlir:12:12: error: 'aie.objectfifo.acquire' op currently cannot access objectFifo used in ObjectFifoLinkOp: the DMAs of the link tile pass its objects on
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.core(%core) {
      %s = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
