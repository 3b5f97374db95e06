// A circuit and a packet flow from one port.
//! aieforge: error: routes_circuit_and_packet.mlir:9:5: error: Unable to find a legal routing: (0, 0) South : 3 is an end of a flow and of a packet flow: a port is either circuit or packet switched
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.flow(%shim, DMA : 0, %core, DMA : 0)
    aie.packet_flow(1) {
      aie.packet_source<%shim, DMA : 0>
      aie.packet_dest<%c3, DMA : 0>
    }
  }
}
