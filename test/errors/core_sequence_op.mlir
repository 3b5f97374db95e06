// A runtime sequence's op in a core.
//! aieforge: error: core_sequence_op.mlir:10:7: error: 'aiex.npu.preempt' op has no meaning in the program of a core
//! core_sequence_op.mlir:9:5: error: the program of core (0, 2) cannot be lowered
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      aiex.npu.preempt {level = 1 : ui8}
      aie.end
    }
  }
}
