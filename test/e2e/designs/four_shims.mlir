// Four columns in one sequence, whose data crosses from column c to column 3 - c.
module {
  aie.device(npu1_4col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem_0_1 = aie.tile(0, 1)
    %shim_1_0 = aie.tile(1, 0)
    %mem_1_1 = aie.tile(1, 1)
    %shim_2_0 = aie.tile(2, 0)
    %mem_2_1 = aie.tile(2, 1)
    %shim_3_0 = aie.tile(3, 0)
    %mem_3_1 = aie.tile(3, 1)
    aie.objectfifo @in0(%shim_0_0, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out0(%mem_0_1, {%shim_3_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in0] -> [@out0]([] [])
    aie.objectfifo @in1(%shim_1_0, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out1(%mem_1_1, {%shim_2_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in1] -> [@out1]([] [])
    aie.objectfifo @in2(%shim_2_0, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out2(%mem_2_1, {%shim_1_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in2] -> [@out2]([] [])
    aie.objectfifo @in3(%shim_3_0, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out3(%mem_3_1, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in3] -> [@out3]([] [])
    aiex.runtime_sequence(%a0: memref<64xi32>, %a1: memref<64xi32>, %a2: memref<64xi32>, %a3: memref<64xi32>, %b0: memref<64xi32>, %b1: memref<64xi32>, %b2: memref<64xi32>, %b3: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a0[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 0 : i64, metadata = @in0} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a1[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 1 : i64, metadata = @in1} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a2[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 2 : i64, metadata = @in2} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a3[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 3 : i64, metadata = @in3} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b0[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 4 : i64, issue_token = true, metadata = @out0} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b1[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 5 : i64, issue_token = true, metadata = @out1} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b2[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 6 : i64, issue_token = true, metadata = @out2} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b3[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 7 : i64, issue_token = true, metadata = @out3} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out0}
      aiex.npu.dma_wait {symbol = @out1}
      aiex.npu.dma_wait {symbol = @out2}
      aiex.npu.dma_wait {symbol = @out3}
    }
  }
}
