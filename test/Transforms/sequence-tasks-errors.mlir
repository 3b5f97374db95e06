// Tasks that cannot work.
// RUN: aieforge opt --aie-assign-runtime-sequence-bd-ids --aie-dma-tasks-to-npu --split-input-file --verify-diagnostics %s

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32) {bd_id = 7 : i32}
      aie.end
    }
    // expected-error@+1 {{Specified buffer descriptor ID 7 is already in use}}
    %u = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32) {bd_id = 7 : i32}
      aie.end
    }
  }
}

// -----

// Mem-tile numbers of a shim.
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      // expected-error@+1 {{has BD number 16, which this channel cannot use}}
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32) {bd_id = 16 : i32}
      aie.end
    }
  }
}

// -----

// A freed BD that somebody else wrote is no longer the task's.
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    } {issue_token = true}
    aiex.dma_start_task(%t)
    aiex.dma_await_task(%t)
    %u = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    }
    // expected-error@+1 {{starts a task again whose buffer descriptor 0 was freed and given to another task}}
    aiex.dma_start_task(%t)
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    } {issue_token = true}
    aiex.dma_start_task(%t)
    aiex.dma_await_task(%t)
    // expected-error@+1 {{would block here forever: no transfer of MM2S channel 0 on tile (0, 0)}}
    aiex.dma_await_task(%t)
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %n: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    // expected-error@+1 {{Runtime-valued control flow in a runtime sequence is not supported}}
    scf.for %i = %c0 to %n step %c1 {
      %t = aiex.dma_configure_task(%shim, MM2S, 0) {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      aiex.dma_start_task(%t)
      aiex.dma_await_task(%t)
    }
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      // expected-error@+2 {{BD length is 128 bytes. Lowest three dimensions of data layout transformation would result in transfer of 64 bytes.}}
      // expected-note@+1 {{make the length the product of the sizes}}
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32 sizes = [4, 4] strides = [8, 1])
      aie.end
    }
    aiex.dma_start_task(%t)
  }
}

// -----

aie.device(npu1) {
  %mem = aie.tile(0, 1)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%mem, MM2S, 0) {
      // expected-error@+1 {{moves host memory, which only shim DMAs reach}}
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    }
    aiex.dma_start_task(%t)
  }
}
