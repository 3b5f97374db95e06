// DMA tasks, sequences of other devices and resets that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.bd_chain @copy(%a: memref<64xi32>) {
    aie.end
  }
  aie.runtime_sequence(%a: memref<64xi32>, %i: index) {
    %0 = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32>)
      aie.end
    ^lonely:
      // expected-error@+1 {{Block ending in this terminator does not form a chain with entry block}}
      aie.dma_bd(%a : memref<64xi32>)
      aie.end
    }
    %2 = aiex.dma_configure_task(%shim, MM2S, 0) {
      // expected-error@+1 {{Cannot give more than 4 dimensions on a shim tile}}
      aie.dma_bd(%a : memref<64xi32> sizes = [1, 1, 1, 4, 4] strides = [1, 1, 1, 4, 1])
      aie.end
    }
    %3 = aiex.dma_configure_task(%shim, MM2S, 0) {
      // expected-error@+1 {{the iteration attribute is not supported on the runtime-sequence path: a task takes its iteration from the outermost dimension}}
      aie.dma_bd(%a : memref<64xi32>) {iteration = #aie.bd_iteration<size = 4, stride = 1>}
      aie.end
    }
    %4 = aiex.dma_configure_task(%t, MM2S, 0) {
      // expected-error@+1 {{Burst length is only supported in Shim NOC tiles}}
      aie.dma_bd(%b : memref<64xi32>) {burst_length = 64 : i32}
      aie.end
    }
    %7 = aiex.dma_configure_task_for @in {
      // expected-error@+1 {{Cannot give more than 4 dimensions on a shim tile}}
      aie.dma_bd(%a : memref<64xi32> sizes = [1, 1, 1, 4, 4] strides = [1, 1, 1, 4, 1])
      aie.end
    }
    // expected-error@+1 {{symbol does not reference valid BD chain: @nothing}}
    %5 = aiex.dma_start_bd_chain_for @nothing(%a) : (memref<64xi32>) for @in
    // expected-error@+1 {{Number of arguments (2) does not match the BD chain's (1)}}
    %6 = aiex.dma_start_bd_chain @copy(%a, %i) : (memref<64xi32>, index) on (%shim, MM2S, 0)
    // expected-error@+1 {{needs an aie.lock}}
    aiex.set_lock(%i, 1)
    // expected-error@+1 {{symbol is neither an objectfifo nor its rearm binding: @copy}}
    aiex.dma_channel_reset_for(@copy)
    // expected-error@+1 {{channel 6 out of range for this tile and direction: a mem tile has 6}}
    aiex.dma_channel_reset(%mem, S2MM, 6)
  }
}

// -----

module {
  aiex.scratchpad_parameter @value : i32
  aie.device(npu2) @other {
  }
  // expected-note@+1 {{This device does not have a 'store' runtime sequence}}
  aie.device(npu1) @worker {
    aie.runtime_sequence @load(%a: memref<64xi32>) {
    }
  }
  aie.device(npu1) {
    aie.runtime_sequence(%a: memref<64xi32>) {
      // expected-error@+1 {{Not a device: '@value'}}
      aiex.configure @value {
      }
      // expected-error@+1 {{Device types do not match: 'npu1' vs. 'npu2'}}
      aiex.configure @other {
      }
      aiex.configure @worker {
        // expected-error@+1 {{number of run op arguments (2) does not match number of callee runtime sequence arguments (1): argument count mismatch}}
        aiex.run @load(%a, %a) : (memref<64xi32>, memref<64xi32>)
        // expected-error@+1 {{No such runtime sequence for device 'worker': 'store'}}
        aiex.run @store(%a) : (memref<64xi32>)
      }
    }
  }
}
