// Ports of the shim that the overlay needs and the design has.
// RUN: aieforge opt --split-input-file --verify-diagnostics --aie-generate-column-control-overlay="route-shim-to-tile-ctrl=true" %s

// expected-error@+1 {{failed to generate column control overlay from shim dma to tile ctrl ports, because some shim mm2s dma channels were reserved from routing control packets. DMA : 0 of shim tile (0, 0) is taken by a flow of the design; move that to another port}}
aie.device(npu1_1col) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  // expected-note@+1 {{this is the flow}}
  aie.flow(%s, DMA : 0, %t, DMA : 0)
}

// -----

// expected-error@+1 {{failed to generate column control overlay from tile ctrl ports to shim south ports, because some shim south ports were reserved from routing control packets. South : 0 of shim tile (0, 0) is taken by a flow of the design}}
aie.device(npu1_1col) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  // expected-note@+1 {{this is the flow}}
  aie.flow(%t, DMA : 0, %s, South : 0)
}
