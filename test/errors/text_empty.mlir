// An empty file.
//! aieforge: error: text_empty.mlir: the design holds no aie.device
