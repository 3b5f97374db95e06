// FIFOs that each fit but not together.
//! aieforge: error: bds_two_fifos.mlir:7:13: error: 'aie.mem' op has more than 16 blocks with a BD (18), but the core tile has 16 BDs
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
