// A device's configuration as ops of a sequence, and reconfigurations by it.
// RUN: aieforge opt --convert-aie-to-transaction --split-input-file %s | FileCheck %s --check-prefix=TXN
// RUN: aieforge opt --convert-aie-to-control-packets --split-input-file %s | FileCheck %s --check-prefix=PKT
// RUN: aieforge opt --aie-expand-load-pdi --split-input-file %s | FileCheck %s --check-prefix=PDI

// South 0 to Core 0 of tile (0,2): master port 0, slave port 5.
// TXN-LABEL: aie.device(npu2_1col) @design
// TXN: aie.runtime_sequence @configure()
// TXN: %[[A:.*]] = arith.constant 2355200
// TXN: %[[V:.*]] = arith.constant -2147483643
// TXN: aiex.npu.write32(%[[A]], %[[V]])
// TXN: arith.constant 2355476
// TXN: aiex.npu.write32
// PKT-LABEL: aie.device(npu2_1col) @design
// PKT: aie.runtime_sequence @configure()
// PKT-NEXT: aiex.control_packet {address = 2355200 : ui32, data = array<i32: -2147483643>, opcode = 0 : i32, stream_id = 0 : i32}
// PKT-NEXT: aiex.control_packet {address = 2355476 : ui32, data = array<i32: -2147483648>

// The images loaded alternate; what is not expanded does not count.
// PDI: aie.device(npu2_1col) @empty_1
// PDI: aie.device(npu2_1col) @empty_0
// PDI: aie.runtime_sequence @twice
// PDI-NEXT: aiex.npu.load_pdi {device_ref = @empty_0, expand_mode = 0 : i32}
// PDI: arith.constant 2355200
// PDI: aiex.npu.load_pdi {device_ref = @design, expand_mode = 0 : i32}
// PDI-NEXT: aiex.npu.load_pdi {device_ref = @empty_1, expand_mode = 0 : i32}
// PDI: arith.constant 2355200
module {
  aie.device(npu2_1col) @design {
    %tile = aie.tile(0, 2)
    aie.switchbox(%tile) {
      aie.connect<South : 0, Core : 0>
    }
  }
  aie.device(npu2_1col) @main {
    aie.runtime_sequence @twice() {
      aiex.npu.load_pdi {device_ref = @design}
      aiex.npu.load_pdi {device_ref = @design, expand_mode = 0 : i32}
      aiex.npu.load_pdi {device_ref = @design}
    }
  }
}
