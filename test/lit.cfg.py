# The lit suite: command-line and IR tests. Test files may use
#   %source (the source tree), %t, FileCheck, not, aieforge.
import os
import lit.formats

config.name = "aieforge"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".mlir", ".test", ".s", ".ll", ".c", ".cc"]
config.excludes = ["Inputs", "install"]
config.test_source_root = os.path.join(config.source_dir, "test")
config.test_exec_root = os.path.join(config.build_dir, "test", "out")
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.build_dir, "bin"), config.llvm_tools_dir,
     config.environment["PATH"]])
config.environment["LC_ALL"] = "C"
config.substitutions.append(("%source", config.source_dir))
config.substitutions.append(("%build", config.build_dir))
