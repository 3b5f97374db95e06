# Which tests of an mlir-aie checkout are run. Tests of what this project does
# not set out to do are left out by the rules below; each leaves a line
# "REASON<tab>TEST" in the file `excluded`. A module of its own, because lit
# hands the test format to its worker processes.
import os
import re
import lit.formats


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def design(text):
    """The text without comments."""
    return re.sub(r"//.*", "", text)


def without_device(text):
    """AIE ops outside any device: mlir-aie takes xcvc1902 for these."""
    code = design(text)
    return (re.search(r"\baie\.(tile|core|buffer|switchbox|mem)\b", code)
            and not re.search(r"aie\.device", code, re.IGNORECASE))


def lines(text, keyword):
    return "\n".join(re.findall(keyword + r"(.*)", text))


# In order; the first that holds is the reason given.
rules = [
    ("Python", lambda path, text: path.endswith(".py")
     or re.search(r"%python|%PYTHON|%pytest|\.py\b", lines(text, "RUN:"))),
    # xllvm is the dialect of the instructions that aievec is lowered to.
    ("aievec", lambda path, text: re.search(r"AIEVec|aievec_tests", path)
     or re.search(r"aievec|\bxllvm\b", text)),
    ("Chess, Vitis or aiesimulator", lambda path, text: re.search(
        r"chess|aiesim|aietools|dont_run", lines(text, "REQUIRES:"))
     or re.search(r"xchesscc|aiesim|xbridge", lines(text, "RUN:"))),
    ("AIE1 or Versal device", lambda path, text: re.search(
        r"aie\.device\(\s*xcv|AIE\.device\(\s*xcv", text)
     or path.endswith(".mlir") and without_device(text)),
    ("NPU, XRT or HRX", lambda path, text: re.search(
        r"ryzen_ai|xrt|hrx|aie-lsp-server", lines(text, "REQUIRES:"))),
]


class Conformance(lit.formats.ShTest):
    """Finds the tests and leaves out what a rule excludes."""

    def __init__(self, excluded):
        super().__init__(execute_external=True)
        self.excluded = excluded

    def getTestsInDirectory(self, suite, path, config, local):
        for test in super().getTestsInDirectory(suite, path, config, local):
            name = "/".join(test.path_in_suite)
            text = read(test.getSourcePath())
            reason = next((r for r, holds in rules if holds(name, text)), None)
            if reason is None:
                yield test
            else:
                with open(self.excluded, "a") as file:
                    file.write(reason + "\t" + name + "\n")
