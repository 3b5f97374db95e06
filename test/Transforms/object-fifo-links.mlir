// Distribute and join through a memory tile, broadcast, repeat counts, initial
// values, data layout transformations.
// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-objectFifo-unroll %s --split-input-file | FileCheck %s

// CHECK-LABEL: @distribute
// One lock pair for each slice.
// CHECK: aie.lock(%{{.*}}) {init = 2 : i32, sym_name = "in_cons_prod_lock_0"}
// CHECK: aie.lock(%{{.*}}) {init = 0 : i32, sym_name = "in_cons_cons_lock_0"}
// CHECK: aie.lock(%{{.*}}) {init = 2 : i32, sym_name = "in_cons_prod_lock_1"}
// CHECK: aie.lock(%{{.*}}) {init = 0 : i32, sym_name = "in_cons_cons_lock_1"}
// CHECK: aie.memtile_dma
// CHECK: aie.dma_start(S2MM, 0
// CHECK: aie.use_lock(%in_cons_prod_lock_0
// CHECK: aie.dma_bd(%in_cons_buff_0 : memref<48xi32> offset = 0 len = 16)
// CHECK: aie.use_lock(%in_cons_cons_lock_0
// CHECK: aie.use_lock(%in_cons_prod_lock_1
// CHECK: aie.dma_bd(%in_cons_buff_0 : memref<48xi32> offset = 16 len = 32)
// CHECK: aie.dma_bd(%in_cons_buff_1 : memref<48xi32> offset = 0 len = 16)
// CHECK: aie.dma_bd(%in_cons_buff_1 : memref<48xi32> offset = 16 len = 32)
// CHECK: aie.dma_start(MM2S, 0
// CHECK: aie.use_lock(%in_cons_cons_lock_0
// CHECK: aie.dma_bd(%in_cons_buff_0 : memref<48xi32> offset = 0 len = 16)
// CHECK: aie.dma_start(MM2S, 1
// CHECK: aie.use_lock(%in_cons_cons_lock_1
// CHECK: aie.dma_bd(%in_cons_buff_0 : memref<48xi32> offset = 16 len = 32)
module {
  aie.device(npu1) @distribute {
    %s = aie.tile(0, 0)
    %m = aie.tile(0, 1)
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    aie.objectfifo @in(%s, {%m}, 2 : i32) : !aie.objectfifo<memref<48xi32>>
    aie.objectfifo @one(%m, {%a}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @two(%m, {%b}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@in] -> [@one, @two]([] [0, 16])
  }
}

// -----

// CHECK-LABEL: @join
// CHECK: aie.lock(%{{.*}}) {init = 2 : i32, sym_name = "out_prod_lock_1"}
// CHECK: aie.memtile_dma
// CHECK: aie.dma_start(S2MM, 0
// CHECK: aie.dma_bd(%out_buff_0 : memref<32xi32> offset = 0 len = 16)
// CHECK: aie.dma_start(S2MM, 1
// CHECK: aie.use_lock(%out_prod_lock_1
// CHECK: aie.dma_bd(%out_buff_0 : memref<32xi32> offset = 16 len = 16)
// CHECK: aie.dma_start(MM2S, 0
// CHECK: aie.use_lock(%out_cons_lock_0
// CHECK: aie.dma_bd(%out_buff_0 : memref<32xi32> offset = 0 len = 16)
// CHECK: aie.use_lock(%out_cons_lock_1
// CHECK: aie.dma_bd(%out_buff_0 : memref<32xi32> offset = 16 len = 16)
module {
  aie.device(npu1) @join {
    %s = aie.tile(0, 0)
    %m = aie.tile(0, 1)
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    aie.objectfifo @one(%a, {%m}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @two(%b, {%m}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%m, {%s}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@one, @two] -> [@out]([0, 16] [])
  }
}

// -----

// CHECK-LABEL: @broadcast
// CHECK: aie.flow(%{{.*}}tile_0_2, DMA : 0, %{{.*}}tile_2_4, DMA : 0)
// CHECK: aie.flow(%{{.*}}tile_0_2, DMA : 0, %{{.*}}tile_1_3, DMA : 0)
module {
  aie.device(npu1) @broadcast {
    %p = aie.tile(0, 2)
    %a = aie.tile(1, 3)
    %b = aie.tile(2, 4)
    aie.objectfifo @f(%p, {%a, %b}, [2, 3, 4]) : !aie.objectfifo<memref<16xi32>>
  }
}

// -----

// Every object is sent three times: the locks count sendings.
// CHECK-LABEL: @repeat
// CHECK: aie.lock(%{{.*}}) {init = 6 : i32, sym_name = "f_prod_lock_0"}
// CHECK: aie.core
// CHECK: %[[THREE:.*]] = arith.constant 3 : i32
// CHECK: aie.use_lock(%f_prod_lock_0, AcquireGreaterEqual, %[[THREE]])
// CHECK: aie.mem(
// CHECK-COUNT-3: aie.dma_bd(%f_buff_0
// CHECK-COUNT-3: aie.dma_bd(%f_buff_1
module {
  aie.device(npu1) @repeat {
    %p = aie.tile(0, 2)
    %m = aie.tile(0, 1)
    aie.objectfifo @f(%p, {%m}, 2 : i32) {repeat_count = 3 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.core(%p) {
      %a = aie.objectfifo.acquire @f(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.objectfifo.release @f(Produce, 1)
      aie.end
    }
  }
}

// -----

// CHECK-LABEL: @init
// CHECK: aie.buffer(%{{.*}}) {sym_name = "f_buff_0"} : memref<2xi32> = dense<[1, 2]>
// CHECK: aie.buffer(%{{.*}}) {sym_name = "f_buff_1"} : memref<2xi32> = dense<[3, 4]>
// CHECK: aie.lock(%{{.*}}) {init = 0 : i32, sym_name = "f_prod_lock_0"}
// CHECK: aie.lock(%{{.*}}) {init = 2 : i32, sym_name = "f_cons_lock_0"}
// CHECK: sizes = [2] strides = [1]
module {
  aie.device(npu1) @init {
    %m = aie.tile(0, 1)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%m dimensionsToStream [<size = 2, stride = 1>], {%c}, 2 : i32) : !aie.objectfifo<memref<2xi32>> = [dense<[1, 2]>, dense<[3, 4]>]
  }
}
