// An address behind the end of the memory.
//! aieforge: error: memory_beyond.mlir:10:10: error: 'aie.buffer' op buffer 'a' at address 0xFFC0 with 256 bytes does not lie in the tile's memory of 65536 bytes (on tile (0, 2))
//! memory_beyond.mlir:9:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	a: 0xFFC0-0x100BF (256 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {address = 65472 : i32, sym_name = "a"} : memref<64xi32>
  }
}
