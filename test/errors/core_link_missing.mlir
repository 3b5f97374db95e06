// A file to link that is not there.
//! aieforge: error: core_link_missing.mlir:10:5: error: links with 'nothing.o', which is neither given on the command line nor in the working folder nor beside the design
//! core_link_missing.mlir:10:5: warning: link_with on aie.core is deprecated; attach link_with to the func.func declaration instead
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    func.func private @work()
    aie.core(%core) {
      func.call @work() : () -> ()
      aie.end
    } {link_with = "nothing.o"}
  }
}
