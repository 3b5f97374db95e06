// A buffer inside the stack.
//! aieforge: error: memory_stack_overlap.mlir:11:10: error: 'aie.buffer' op buffer 'a' at address 0x200 overlaps the core's stack of 1024 bytes (on tile (0, 2))
//! memory_stack_overlap.mlir:10:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	(stack): 0x0-0x3FF (1024 bytes)
//! 	a: 0x200-0x2FF (256 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {address = 512 : i32, sym_name = "a"} : memref<64xi32>
    aie.core(%core) {
  
      aie.end
    }
  }
}
