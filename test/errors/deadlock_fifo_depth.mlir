// A core that wants three objects of a FIFO of depth two.
//! aieforge: error: deadlock_fifo_depth.mlir:11:12: error: 'aie.objectfifo.acquire' op acquires 3 objects, but @in has only 2 on tile (0, 2): the core would wait for ever
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, [2, 2]) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %a = aie.objectfifo.acquire @in(Consume, 2) : !aie.objectfifosubview<memref<16xi32>>
      %b = aie.objectfifo.acquire @in(Consume, 3) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
