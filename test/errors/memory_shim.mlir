// A buffer on a shim tile.
//! aieforge: error: memory_shim.mlir:8:13: error: 'aie.tile' op buffers do not fit into the memory of tile (0, 0): the buffers need more than the tile's memory of 0 bytes: 64 bytes of buffers and a stack of 0; buffer '_anonymous0' is the first one beyond the end
//! memory_shim.mlir:11:10: note: this is the buffer
//! memory_shim.mlir:8:13: note: MemoryMap:
//! 	_anonymous0: 0x0-0x3F (64 bytes)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%shim) : memref<16xi32>
  }
}
