// An address that is no multiple of 4.
//! aieforge: error: memory_misaligned.mlir:10:10: error: 'aie.buffer' op address 0x1001 of buffer 'a' must be a multiple of 32 bytes, the width of the tile's load/store bus (or set aligned = false) (on tile (0, 2))
//! memory_misaligned.mlir:9:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	a: 0x1001-0x1100 (256 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {address = 4097 : i32, sym_name = "a"} : memref<64xi32>
  }
}
