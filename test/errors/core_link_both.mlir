// link_with beside link_files.
//! aieforge: error: core_link_both.mlir:9:5: warning: link_with on aie.core is deprecated; put it on the func.func declarations of the functions called
//! core_link_both.mlir:9:5: error: links with 'b.o', which is neither given on the command line nor in the working folder nor beside the design
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
