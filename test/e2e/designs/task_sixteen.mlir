// More tasks than the shim has BDs: awaited ones give theirs back.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<160xi32>, %b: memref<160xi32>) {
      %out0 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 0, 8)
        aie.end
      } {issue_token = true}
      %in0 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 0, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out0)
      aiex.dma_start_task(%in0)
      aiex.dma_await_task(%in0)
      aiex.dma_await_task(%out0)
      %out1 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 8, 8)
        aie.end
      } {issue_token = true}
      %in1 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 56, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out1)
      aiex.dma_start_task(%in1)
      aiex.dma_await_task(%in1)
      aiex.dma_await_task(%out1)
      %out2 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 16, 8)
        aie.end
      } {issue_token = true}
      %in2 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 112, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out2)
      aiex.dma_start_task(%in2)
      aiex.dma_await_task(%in2)
      aiex.dma_await_task(%out2)
      %out3 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 24, 8)
        aie.end
      } {issue_token = true}
      %in3 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 8, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out3)
      aiex.dma_start_task(%in3)
      aiex.dma_await_task(%in3)
      aiex.dma_await_task(%out3)
      %out4 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 32, 8)
        aie.end
      } {issue_token = true}
      %in4 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 64, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out4)
      aiex.dma_start_task(%in4)
      aiex.dma_await_task(%in4)
      aiex.dma_await_task(%out4)
      %out5 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 40, 8)
        aie.end
      } {issue_token = true}
      %in5 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 120, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out5)
      aiex.dma_start_task(%in5)
      aiex.dma_await_task(%in5)
      aiex.dma_await_task(%out5)
      %out6 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 48, 8)
        aie.end
      } {issue_token = true}
      %in6 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 16, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out6)
      aiex.dma_start_task(%in6)
      aiex.dma_await_task(%in6)
      aiex.dma_await_task(%out6)
      %out7 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 56, 8)
        aie.end
      } {issue_token = true}
      %in7 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 72, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out7)
      aiex.dma_start_task(%in7)
      aiex.dma_await_task(%in7)
      aiex.dma_await_task(%out7)
      %out8 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 64, 8)
        aie.end
      } {issue_token = true}
      %in8 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 128, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out8)
      aiex.dma_start_task(%in8)
      aiex.dma_await_task(%in8)
      aiex.dma_await_task(%out8)
      %out9 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 72, 8)
        aie.end
      } {issue_token = true}
      %in9 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 24, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out9)
      aiex.dma_start_task(%in9)
      aiex.dma_await_task(%in9)
      aiex.dma_await_task(%out9)
      %out10 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 80, 8)
        aie.end
      } {issue_token = true}
      %in10 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 80, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out10)
      aiex.dma_start_task(%in10)
      aiex.dma_await_task(%in10)
      aiex.dma_await_task(%out10)
      %out11 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 88, 8)
        aie.end
      } {issue_token = true}
      %in11 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 136, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out11)
      aiex.dma_start_task(%in11)
      aiex.dma_await_task(%in11)
      aiex.dma_await_task(%out11)
      %out12 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 96, 8)
        aie.end
      } {issue_token = true}
      %in12 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 32, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out12)
      aiex.dma_start_task(%in12)
      aiex.dma_await_task(%in12)
      aiex.dma_await_task(%out12)
      %out13 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 104, 8)
        aie.end
      } {issue_token = true}
      %in13 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 88, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out13)
      aiex.dma_start_task(%in13)
      aiex.dma_await_task(%in13)
      aiex.dma_await_task(%out13)
      %out14 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 112, 8)
        aie.end
      } {issue_token = true}
      %in14 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 144, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out14)
      aiex.dma_start_task(%in14)
      aiex.dma_await_task(%in14)
      aiex.dma_await_task(%out14)
      %out15 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 120, 8)
        aie.end
      } {issue_token = true}
      %in15 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 40, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out15)
      aiex.dma_start_task(%in15)
      aiex.dma_await_task(%in15)
      aiex.dma_await_task(%out15)
      %out16 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 128, 8)
        aie.end
      } {issue_token = true}
      %in16 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 96, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out16)
      aiex.dma_start_task(%in16)
      aiex.dma_await_task(%in16)
      aiex.dma_await_task(%out16)
      %out17 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 136, 8)
        aie.end
      } {issue_token = true}
      %in17 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 152, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out17)
      aiex.dma_start_task(%in17)
      aiex.dma_await_task(%in17)
      aiex.dma_await_task(%out17)
      %out18 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 144, 8)
        aie.end
      } {issue_token = true}
      %in18 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 48, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out18)
      aiex.dma_start_task(%in18)
      aiex.dma_await_task(%in18)
      aiex.dma_await_task(%out18)
      %out19 = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<160xi32>, 152, 8)
        aie.end
      } {issue_token = true}
      %in19 = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<160xi32>, 104, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out19)
      aiex.dma_start_task(%in19)
      aiex.dma_await_task(%in19)
      aiex.dma_await_task(%out19)
    }
  }
}
