// The core's value is fetched where the sequence says so: after the transfers.
module {
  aiex.scratchpad_parameter @gain : i32
  aiex.scratchpad_parameter @bias : i16
  aiex.scratchpad_parameter @mask : i8
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      %gain = aiex.read_scratchpad_parameter @gain : i32
      %short = aiex.read_scratchpad_parameter @bias : i16
      %bias = arith.extsi %short : i16 to i32
      %byte = aiex.read_scratchpad_parameter @mask : i8
      %mask = arith.extui %byte : i8 to i32
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %size step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %m = arith.muli %v, %gain : i32
          %a = arith.addi %m, %bias : i32
          %r = arith.xori %a, %mask : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.sync_scratchpad_parameters_from_host
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
