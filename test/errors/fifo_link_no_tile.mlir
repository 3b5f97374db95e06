// Linked FIFOs that share no tile.
//! aieforge: error: fifo_link_no_tile.mlir:10:5: error: 'aie.objectfifo.link' op ObjectFifoLinkOp must have a link point, i.e., a shared tile between objectFifos
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
  }
}
