// FIFOs that each fit but not together.
//! aieforge: error: bds_two_fifos.mlir:10:5: error: 'aie.dma_bd' op Allocator exhausted available BD IDs (maximum 16 available for channel 0) on tile (0, 2)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @a(%shim, {%core}, [2, 6]) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%shim, {%core}, [2, 6]) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, [6, 2]) : !aie.objectfifo<memref<16xi32>>
  }
}
