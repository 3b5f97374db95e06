// Eight columns of the second generation, each through its mem tile.
module {
  aie.device(npu2) {
    %shim_0_0 = aie.tile(0, 0)
    %mem_0_1 = aie.tile(0, 1)
    aie.objectfifo @in0(%shim_0_0, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out0(%mem_0_1, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in0] -> [@out0]([] [])
    %shim_1_0 = aie.tile(1, 0)
    %mem_1_1 = aie.tile(1, 1)
    aie.objectfifo @in1(%shim_1_0, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out1(%mem_1_1, {%shim_1_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in1] -> [@out1]([] [])
    %shim_2_0 = aie.tile(2, 0)
    %mem_2_1 = aie.tile(2, 1)
    aie.objectfifo @in2(%shim_2_0, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out2(%mem_2_1, {%shim_2_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in2] -> [@out2]([] [])
    %shim_3_0 = aie.tile(3, 0)
    %mem_3_1 = aie.tile(3, 1)
    aie.objectfifo @in3(%shim_3_0, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out3(%mem_3_1, {%shim_3_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in3] -> [@out3]([] [])
    %shim_4_0 = aie.tile(4, 0)
    %mem_4_1 = aie.tile(4, 1)
    aie.objectfifo @in4(%shim_4_0, {%mem_4_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out4(%mem_4_1, {%shim_4_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in4] -> [@out4]([] [])
    %shim_5_0 = aie.tile(5, 0)
    %mem_5_1 = aie.tile(5, 1)
    aie.objectfifo @in5(%shim_5_0, {%mem_5_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out5(%mem_5_1, {%shim_5_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in5] -> [@out5]([] [])
    %shim_6_0 = aie.tile(6, 0)
    %mem_6_1 = aie.tile(6, 1)
    aie.objectfifo @in6(%shim_6_0, {%mem_6_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out6(%mem_6_1, {%shim_6_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in6] -> [@out6]([] [])
    %shim_7_0 = aie.tile(7, 0)
    %mem_7_1 = aie.tile(7, 1)
    aie.objectfifo @in7(%shim_7_0, {%mem_7_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out7(%mem_7_1, {%shim_7_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in7] -> [@out7]([] [])
    aie.runtime_sequence(%a: memref<512xi32>, %b: memref<512xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 64][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @in1} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 128][1, 1, 1, 64][0, 0, 0, 1]) {id = 2 : i64, metadata = @in2} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 192][1, 1, 1, 64][0, 0, 0, 1]) {id = 3 : i64, metadata = @in3} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 256][1, 1, 1, 64][0, 0, 0, 1]) {id = 4 : i64, metadata = @in4} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 320][1, 1, 1, 64][0, 0, 0, 1]) {id = 5 : i64, metadata = @in5} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 384][1, 1, 1, 64][0, 0, 0, 1]) {id = 6 : i64, metadata = @in6} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 448][1, 1, 1, 64][0, 0, 0, 1]) {id = 7 : i64, metadata = @in7} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 8 : i64, issue_token = true, metadata = @out0} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 64][1, 1, 1, 64][0, 0, 0, 1]) {id = 9 : i64, issue_token = true, metadata = @out1} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 128][1, 1, 1, 64][0, 0, 0, 1]) {id = 10 : i64, issue_token = true, metadata = @out2} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 192][1, 1, 1, 64][0, 0, 0, 1]) {id = 11 : i64, issue_token = true, metadata = @out3} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 256][1, 1, 1, 64][0, 0, 0, 1]) {id = 12 : i64, issue_token = true, metadata = @out4} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 320][1, 1, 1, 64][0, 0, 0, 1]) {id = 13 : i64, issue_token = true, metadata = @out5} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 384][1, 1, 1, 64][0, 0, 0, 1]) {id = 14 : i64, issue_token = true, metadata = @out6} : memref<512xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 448][1, 1, 1, 64][0, 0, 0, 1]) {id = 15 : i64, issue_token = true, metadata = @out7} : memref<512xi32>
      aiex.npu.dma_wait {symbol = @out0}
      aiex.npu.dma_wait {symbol = @out1}
      aiex.npu.dma_wait {symbol = @out2}
      aiex.npu.dma_wait {symbol = @out3}
      aiex.npu.dma_wait {symbol = @out4}
      aiex.npu.dma_wait {symbol = @out5}
      aiex.npu.dma_wait {symbol = @out6}
      aiex.npu.dma_wait {symbol = @out7}
    }
  }
}
