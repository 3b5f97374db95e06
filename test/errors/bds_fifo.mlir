// An object FIFO deeper than a core tile has BDs.
//! aieforge: error: bds_fifo.mlir:8:5: error: 'aie.objectfifo' op needs 17 BDs on tile (0, 2), which has 16: lower the depth or the repeat count
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, [2, 17]) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
