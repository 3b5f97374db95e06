// Object FIFOs that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  // expected-error@+1 {{data layout transformations are not supported on shim tile producers}}
  aie.objectfifo @f0(%shim dimensionsToStream [<size = 4, stride = 1>], {%t}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{data layout transformations are not supported on shim tile consumers}}
  aie.objectfifo @f1(%t, {%shim dimensionsFromStream [<size = 4, stride = 1>]}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{repeat_count must be strictly positive}}
  aie.objectfifo @f2(%t, {%u}, 2 : i32) {repeat_count = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{repeat_count unavailable for shim tiles}}
  aie.objectfifo @f3(%shim, {%u}, 2 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`iter_count` must be between 1 and 256, but is 257}}
  aie.objectfifo @f4(%mem, {%u}, 2 : i32) {iter_count = 257 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`iter_count` is currently only supported on MemTiles: one end of the objectfifo must be on one}}
  aie.objectfifo @f5(%t, {%u}, 2 : i32) {iter_count = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`init_values` unavailable for shim tiles}}
  aie.objectfifo @f6(%shim, {%u}, 1 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<0> : memref<4xi32>]
  // expected-error@+1 {{`aie_stream_port` needs `aie_stream`}}
  aie.objectfifo @f7(%t, {%u}, 2 : i32) {aie_stream_port = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`aie_stream` must be 0 (producer), 1 (consumer) or 2 (both)}}
  aie.objectfifo @f8(%t, {%u}, 2 : i32) {aie_stream = 3 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`aie_stream_port` must be given with `aie_stream`}}
  aie.objectfifo @f9(%t, {%u}, 2 : i32) {aie_stream = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`aie_stream_port` must be 0 or 1}}
  aie.objectfifo @f10(%t, {%u}, 2 : i32) {aie_stream = 2 : i32, aie_stream_port = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`aie_stream` can only be used in 1-to-1 object FIFOs}}
  aie.objectfifo @f11(%t, {%u, %mem}, 2 : i32) {aie_stream = 0 : i32, aie_stream_port = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`aie_stream` is not available on a mem tile}}
  aie.objectfifo @f12(%mem, {%u}, 2 : i32) {aie_stream = 0 : i32, aie_stream_port = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`repeat_count`, `iter_count` and `init_values` are not available with `aie_stream`}}
  aie.objectfifo @f13(%t, {%u}, 2 : i32) {aie_stream = 0 : i32, aie_stream_port = 0 : i32, repeat_count = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{dimensions are not available on a stream end}}
  aie.objectfifo @f14(%t, {%u dimensionsFromStream [<size = 4, stride = 1>]}, 2 : i32) {aie_stream = 1 : i32, aie_stream_port = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{needs at least one consumer}}
  aie.objectfifo @f15(%t, {}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`padValue` requires `padDimensions`}}
  aie.objectfifo @f16(%mem, {%u}, 2 : i32) {padValue = 1 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{`padValue` requires the CONSTANT_PAD_VALUE register of AIE2P mem tiles: npu1 pads with zeros}}
  aie.objectfifo @f17(%mem, {%u}, 2 : i32) {padDimensions = #aie<bd_pad_layout_array[<const_pad_before = 1, const_pad_after = 1>]>, padValue = 1 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{element types of producer and consumer objects must be the same}}
  aie.objectfifo @f18(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>> -> !aie.objectfifo<memref<4xi16>>
  // expected-error@+1 {{objects must have a static shape}}
  aie.objectfifo @f19(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<?xi32>>
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{the depth of an objectfifo is an integer or a list of integers}}
  aie.objectfifo @f(%t, {%t}, "two") : !aie.objectfifo<memref<4xi32>>
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{an initial value must have the type of the objects, 'memref<4xi32>'}}
  aie.objectfifo @f(%t, {%t}, 1 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<0> : memref<8xi32>]
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{memtile_repeat must be an integer}}
  aie.objectfifo @f(%t, {%t}, 1 : i32) {memtile_repeat = "two"} : !aie.objectfifo<memref<4xi32>>
}

// -----

aie.device(npu1) {
  %mem = aie.tile(0, 1)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @many(%t, {%u, %mem}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @dma(%t, {%u}, 2 : i32) {via_DMA = true} : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @repeated(%t, {%u}, 2 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @walked(%t dimensionsToStream [<size = 4, stride = 1>], {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @stream(%t, {%u}, 2 : i32) {aie_stream = 2 : i32, aie_stream_port = 0 : i32} : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{cannot retrieve associated object FIFO @nothing}}
  aie.objectfifo.allocate @nothing(%t)
  // expected-error@+1 {{can only be used in 1-to-1 object FIFOs}}
  aie.objectfifo.allocate @many(%t)
  // expected-error@+1 {{an objectfifo with set `via_DMA` attribute}}
  aie.objectfifo.allocate @dma(%t)
  // expected-error@+1 {{an objectfifo with set `repeat_count` attribute}}
  aie.objectfifo.allocate @repeated(%t)
  // expected-error@+1 {{an objectfifo with set dimensions attribute}}
  aie.objectfifo.allocate @walked(%t)
  // expected-error@+1 {{an objectfifo using stream ports}}
  aie.objectfifo.allocate @stream(%t)
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @in2(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @inw(%shim, {%mem dimensionsFromStream [<size = 8, stride = 1>]}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @a(%mem, {%t}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @b(%mem, {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @r(%mem, {%u}, 2 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @w(%mem dimensionsToStream [<size = 16, stride = 1>], {%t}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  // expected-error@+1 {{does not support 'join' and 'distribute' at the same time}}
  aie.objectfifo.link [@in, @in2] -> [@a, @b]([] [])
  // expected-error@+1 {{links a name that is not an objectfifo of the device}}
  aie.objectfifo.link [@in] -> [@nothing]([] [])
  // expected-error@+1 {{cannot have offsets on both sides}}
  aie.objectfifo.link [@in] -> [@a]([0] [0])
  // expected-error@+1 {{number of provided destination offsets (1) must be equal to the number of output objectFifos (2)}}
  aie.objectfifo.link [@in] -> [@a, @b]([] [0])
  // expected-error@+1 {{number of provided source offsets (0) must be equal to the number of input objectFifos (2)}}
  aie.objectfifo.link [@in, @in2] -> [@w]([] [])
  // expected-error@+1 {{source offsets should be empty for a distribute}}
  aie.objectfifo.link [@in] -> [@a, @b]([0] [0, 4])
  // expected-error@+1 {{destination offsets should be empty for a join}}
  aie.objectfifo.link [@in, @in2] -> [@w]([0, 8] [0])
  // expected-error@+1 {{offsets must grow and stay inside the object of the joined or distributed objectFifo}}
  aie.objectfifo.link [@in] -> [@a, @b]([] [0, 8])
  // expected-error@+1 {{specified output stride(s) and size(s) result in out of bounds access in join input}}
  aie.objectfifo.link [@in, @in2] -> [@w]([0, 8] [])
  // expected-error@+1 {{specified input stride(s) and size(s) result in out of bounds access in distribute output}}
  aie.objectfifo.link [@inw] -> [@a, @b]([] [0, 4])
  // expected-error@+1 {{repeat counts of output object FIFOs must be equal}}
  aie.objectfifo.link [@in] -> [@a, @r]([] [0, 4])

  %x = aie.external_buffer : memref<8xi32>
  // expected-error@+1 {{tile is not a shim tile}}
  aie.objectfifo.register_external_buffers @in(%t, {%x}) : (memref<8xi32>)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @f(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.core(%u) {
    // expected-error@+1 {{producer port of objectFifo accessed by core running on non-producer tile}}
    aie.objectfifo.release @f(Produce, 1)
    // expected-error@+1 {{ObjectFifo element and ObjectFifoSubview element must match: the FIFO has 'memref<4xi32>'}}
    %0 = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
    %1 = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<4xi32>>
    // expected-error@+1 {{the result must have the type of the FIFO's objects}}
    %2 = aie.objectfifo.subview.access %1[0] : !aie.objectfifosubview<memref<4xi32>> -> memref<8xi32>
    %3 = builtin.unrealized_conversion_cast %1 : !aie.objectfifosubview<memref<4xi32>> to !aie.objectfifosubview<memref<4xi32>>
    // expected-error@+1 {{subview operand must be the direct result of an aie.objectfifo.acquire}}
    %4 = aie.objectfifo.subview.access %3[0] : !aie.objectfifosubview<memref<4xi32>> -> memref<4xi32>
    aie.end
  }
  // expected-error@+1 {{must be called from inside a CoreOp}}
  %5 = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<4xi32>>
  // expected-error@+1 {{must be called from inside a CoreOp}}
  %6 = aie.objectfifo.subview.access %5[0] : !aie.objectfifosubview<memref<4xi32>> -> memref<4xi32>
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 0)
  // expected-error@+1 {{expected one channel_dirs entry per channel tile: there are 0 entries for 1}}
  aie.objectfifo_rearm_binding @r0 channels(%t : index) locks() {channel_dirs = array<i32>, channel_indices = array<i32: 1>, lock_inits = array<i32>}
  // expected-error@+1 {{expected one lock_inits entry per lock: there are 0 entries for 1}}
  aie.objectfifo_rearm_binding @r1 channels() locks(%l : index) {channel_dirs = array<i32>, channel_indices = array<i32>, lock_inits = array<i32>}
  // expected-error@+1 {{head_bd_ids and repeat_counts must both be set or both be absent}}
  aie.objectfifo_rearm_binding @r2 channels() locks() {channel_dirs = array<i32>, channel_indices = array<i32>, head_bd_ids = array<i32>, lock_inits = array<i32>}
  // expected-error@+1 {{expected one head_bd_ids entry per channel tile: there are 0 entries for 1}}
  aie.objectfifo_rearm_binding @r3 channels(%t : index) locks() {channel_dirs = array<i32: 0>, channel_indices = array<i32: 1>, head_bd_ids = array<i32>, lock_inits = array<i32>, repeat_counts = array<i32: 1>}
  // expected-error@+1 {{channel_dirs entries must be 0 (S2MM) or 1 (MM2S), not 2}}
  aie.objectfifo_rearm_binding @r4 channels(%t : index) locks() {channel_dirs = array<i32: 2>, channel_indices = array<i32: 1>, lock_inits = array<i32>}
  // expected-error@+1 {{channel_tiles must be non-shim tiles: the channels of a shim are the sequence's own}}
  aie.objectfifo_rearm_binding @r5 channels(%shim : index) locks() {channel_dirs = array<i32: 0>, channel_indices = array<i32: 1>, lock_inits = array<i32>}
  // expected-error@+1 {{locks operands must be aie.lock values}}
  aie.objectfifo_rearm_binding @r6 channels() locks(%t : index) {channel_dirs = array<i32>, channel_indices = array<i32>, lock_inits = array<i32: 1>}
}
