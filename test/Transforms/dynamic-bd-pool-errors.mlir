// What a pool of BD numbers cannot serve.
// RUN: aieforge opt --aie-lower-dynamic-bd-pool --split-input-file --verify-diagnostics %s

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 1)
  aie.runtime_sequence @fixed(%a: memref<64xi32>, %c: i1) {
    // expected-error@+1 {{uses BD 3 of a tile whose tasks draw their numbers from the dynamic pool}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 3 : i64, metadata = @in} : memref<64xi32>
    scf.if %c {
      %t = aiex.dma_configure_task(%shim, MM2S, 0) {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      aiex.dma_start_task(%t)
    }
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @sometimes(%a: memref<64xi32>, %n: index, %none: index) {
    %c1 = arith.constant 1 : index
    // expected-error@+1 {{carries a pool-allocated task in only some of its iterations}}
    %last = scf.for %i = %c1 to %n step %c1 iter_args(%t = %none) -> (index) {
      %u = aiex.dma_configure_task(%shim, MM2S, 0) {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      scf.yield %u : index
    }
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @channels(%a: memref<64xi32>, %c: i1) {
    // expected-error@+1 {{yields tasks on different physical channels}}
    %t = scf.if %c -> (index) {
      %u = aiex.dma_configure_task(%shim, MM2S, 0) {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      scf.yield %u : index
    } else {
      %u = aiex.dma_configure_task(%shim, MM2S, 1) {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      scf.yield %u : index
    }
    aiex.dma_free_task(%t)
  }
}
