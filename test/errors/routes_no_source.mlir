// A packet flow without a source.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.packet_flow(1) {
      aie.packet_dest<%core, DMA : 0>
    }
  }
}
