# lit configuration for the test suite of an mlir-aie checkout, with this
# project's tools in place of its own. Used by scripts/conformance, which gives
# the parameters upstream (checkout), build (build folder), out (result folder)
# and llvm (LLVM's tools).
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from upstream_suite import Conformance

upstream = os.path.abspath(lit_config.params["upstream"])
build = os.path.abspath(lit_config.params["build"])
out = os.path.abspath(lit_config.params["out"])


config.name = "mlir-aie"
config.test_format = Conformance(os.path.join(out, "excluded.txt"))
config.suffixes = [".mlir", ".py", ".test"]
config.excludes = ["lit.cfg.py", "Inputs"]
config.test_source_root = os.path.join(upstream, "test")
config.test_exec_root = os.path.join(out, "run")
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), lit_config.params["llvm"],
     config.environment["PATH"]])
config.environment["LC_ALL"] = "C"
# This project compiles cores itself, which is what tests want Peano for.
config.available_features = {"peano"}

# What the suite's own configuration files ask for.
config.vitis_components = []
config.vitis_aietools_dir = ""
config.enable_chess_tests = False
config.enable_python_tests = False

for name, value in [
    ("%aiecc", "aiecc"),
    ("%extraAieCcFlags%", ""),
    ("%aieHostTargetTriplet%", "x86_64-linux-gnu"),
    ("%VitisSysrootFlag%", ""),
    ("%link_against_hsa%", ""),
    ("%test_lib_flags", ""),
    ("%run_on_board", "echo"),
    ("%run_on_vck5000", "echo"),
    ("%host_clang", "clang++"),
    ("%host_link_flags", ""),
    ("%PEANO_INSTALL_DIR", "/nonexistent"),
    ("%aie_runtime_lib%", os.path.join(upstream, "aie_runtime_lib")),
]:
    config.substitutions.append((name, value))
