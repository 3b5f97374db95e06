// Two buffers whose given addresses overlap.
//! aieforge: error: memory_overlap.mlir:12:10: error: 'aie.buffer' op buffer 'b' at address 0x1080 overlaps buffer 'a' at address 0x1000 (256 bytes) (on tile (0, 2))
//! memory_overlap.mlir:10:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	a: 0x1000-0x10FF (256 bytes) bank 0
//! 	b: 0x1080-0x117F (256 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {address = 4096 : i32, sym_name = "a"} : memref<64xi32>
    %b = aie.buffer(%core) {address = 4224 : i32, sym_name = "b"} : memref<64xi32>
  }
}
