// link_with beside link_files.
//! aieforge: error: core_link_both.mlir:8:5: error: 'aie.core' op cannot specify both 'link_with' (deprecated) and 'link_files'; list all objects in link_files
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
  
      aie.end
    } {link_files = ["a.o"], link_with = "b.o"}
  }
}
