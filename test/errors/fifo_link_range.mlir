// An offset behind the end of the object.
//! aieforge: error: fifo_link_range.mlir:12:5: error: 'aie.objectfifo.link' op offsets must grow and stay inside the object of the joined or distributed objectFifo
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @c(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @d(%mem, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@c, @d]([] [0, 48])
  }
}
