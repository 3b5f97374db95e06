// Autumn 2023 below object FIFOs: dmaStart, dmaBd with a tuple, useLock, nextBd.
module {
  AIE.device(ipu) {
    %shim = AIE.tile(0, 0)
    %core = AIE.tile(0, 2)
    %x = AIE.buffer(%core) {sym_name = "x"} : memref<16xi32>
    %free = AIE.lock(%core, 0) {init = 1 : i32}
    %full = AIE.lock(%core, 1) {init = 0 : i32}
    AIE.flow(%shim, DMA : 0, %core, DMA : 0)
    AIE.flow(%core, DMA : 0, %shim, DMA : 0)
    AIE.shimDMAAllocation @in(MM2S, 0, 0)
    AIE.shimDMAAllocation @out(S2MM, 0, 0)
    %m = AIE.mem(%core) {
      %0 = AIE.dmaStart("S2MM", 0, ^in, ^next)
    ^in:
      AIE.useLock(%free, "AcquireGreaterEqual", 1)
      AIE.dmaBd(<%x : memref<16xi32>, 0, 16>, 0)
      AIE.useLock(%full, "Release", 1)
      AIE.nextBd ^in
    ^next:
      %1 = AIE.dmaStart("MM2S", 0, ^out, ^end)
    ^out:
      AIE.useLock(%full, "AcquireGreaterEqual", 1)
      AIE.dmaBd(<%x : memref<16xi32>, 0, 16>, 0)
      AIE.useLock(%free, "Release", 1)
      AIE.nextBd ^out
    ^end:
      AIE.end
    }
    func.func @sequence(%a: memref<48xi32>, %b: memref<48xi32>) {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %c48 = arith.constant 48 : i32
      AIEX.ipu.dma_memcpy_nd (%c0, %c0, %b[%c0, %c0, %c0, %c0][%c1, %c1, %c1, %c48][%c0, %c0, %c0]) {metadata = @out, id = 0 : i32} : (i32, i32, memref<48xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
      AIEX.ipu.dma_memcpy_nd (%c0, %c0, %a[%c0, %c0, %c0, %c0][%c1, %c1, %c1, %c48][%c0, %c0, %c0]) {metadata = @in, id = 1 : i32} : (i32, i32, memref<48xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
      AIEX.ipu.sync {column = 0 : i32, row = 0 : i32, direction = 0 : i32, channel = 0 : i32, column_num = 1 : i32, row_num = 1 : i32}
      return
    }
  }
}
