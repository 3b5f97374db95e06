// What control code cannot do.
// RUN: aieforge opt --aie-npu-to-cert --split-input-file --verify-diagnostics %s

// expected-error@+1 {{no device found matching --device-name "main"}}
module {
  aie.device(npu2) @side {
  }
}

// -----

aie.device(npu2) {
  %t = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%t, MM2S, 0)
  aie.runtime_sequence(%a: memref<16xi32>) {
    // expected-error@+1 {{has no counterpart in control code; lower the sequence to register writes first (aie-dma-to-npu)}}
    aiex.npu.dma_wait {symbol = @in}
  }
}

// -----

aie.device(npu2) {
  aie.runtime_sequence(%a: memref<16xi32>) {
    %c0 = arith.constant 0 : i32
    // expected-error@+1 {{patches address 118788, but no block write before it fills that BD}}
    aiex.npu.address_patch(%c0 : i32) {addr = 118788 : ui32, arg_idx = 0 : i32}
  }
}

// -----

aie.device(npu2) {
  aie.runtime_sequence() {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %c2 = arith.constant 2 : i32
    // expected-error@+1 {{waits for channel MM2S 1 of a Core tile, whose tokens are not known}}
    aiex.npu.sync(%c0, %c2, %c1, %c1, %c1, %c1) : i32, i32, i32, i32, i32, i32
  }
}

// -----

module {
  aie.device(npu2) {
    aie.runtime_sequence() {
      // expected-error@+1 {{loads device @bare, which has no runtime sequence @configure; convert-aie-to-transaction makes one}}
      aiex.npu.load_pdi {device_ref = @bare}
    }
  }
  aie.device(npu2) @bare {
  }
}
