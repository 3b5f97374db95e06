// A dialect that does not exist.
//! aieforge: error: text_unknown_dialect.mlir:9:5: error: Dialect `aievec' not found for custom op 'aievec.add'
//! text_unknown_dialect.mlir:9:5: note: Available dialects: AIE, AIEX, affine, aie, aiex, arith, builtin, cf, dlti, func, index, llvm, math, memref, scf, ub, vector ; for more info on dialect registration see https://mlir.llvm.org/getting_started/Faq/#registered-loaded-dependent-whats-up-with-dialects-management
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aievec.add(%core)
  }
}
