# A lit format for wrong designs: every .mlir file of a folder is compiled (or
# run, if its head says so), and everything that the program says is compared
# with the head of the file:
#
#   // What is wrong.
#   //$ run kernel.c --max-cycles 20000    the command, without the design's name
#   //= 1                                  exit status, if it is not 1
#   //! full text of the report            one line each, in order
#
# Lines of source text and the carets below them are left out, and no file may
# be written. After a change of messages, `lit --param bless=1` writes what the
# program says into the heads; read the difference before it is committed.
import os
import re
import subprocess

import lit.formats
import lit.Test


def marked(lines, mark):
    return [l[len(mark):].rstrip() for l in lines if l.startswith(mark)]


def report(text):
    """The lines of a report without source lines and carets."""
    result = []
    for line in text.split("\n"):
        if re.match(r"^\s*\^\s*$", line):
            result.pop()
        else:
            result.append(line.rstrip())
    while result and not result[-1]:
        result.pop()
    return result


class Refused(lit.formats.FileBasedTest):
    def execute(self, test, lit_config):
        path = test.getSourcePath()
        failure = self.problems(test, path)
        if failure and "bless" in lit_config.params:
            # Messages hold line numbers, which move with the head's length.
            for _ in range(3):
                self.bless(path, self.says(test, path)[0])
            failure = self.problems(test, path)
        return (lit.Test.FAIL, failure) if failure else (lit.Test.PASS, "")

    def says(self, test, path):
        """What the program says, its exit status, whether it wrote a file."""
        with open(path) as f:
            command = (marked(f, "//$ ") or ["compile"])[0].split()
        out = test.getExecPath() + ".xclbin"
        insts = test.getExecPath() + ".insts.bin"
        os.makedirs(os.path.dirname(out), exist_ok=True)
        for name in [out, insts]:
            if os.path.exists(name):
                os.remove(name)
        call = ["aieforge", command[0], os.path.basename(path)] + command[1:]
        if command[0] == "compile":
            call += ["-o", out]
        done = subprocess.run(
            call, cwd=os.path.dirname(path), capture_output=True, text=True,
            env=test.config.environment, timeout=60)
        written = os.path.exists(out) or os.path.exists(insts)
        return report(done.stderr + done.stdout), done.returncode, written

    def problems(self, test, path):
        with open(path) as f:
            lines = f.read().split("\n")
        status = int((marked(lines, "//= ") or ["1"])[0])
        want = [l.removeprefix(" ") for l in marked(lines, "//!")]
        got, returned, written = self.says(test, path)
        problems = []
        if returned != status:
            problems.append("exit status %d, not %d" % (returned, status))
        if written:
            problems.append("a file was written")
        if got != want or not want:
            problems.append("expected:\n  " + "\n  ".join(want))
            problems.append("got:\n  " + "\n  ".join(got))
        return "\n".join(problems)

    def bless(self, path, says):
        with open(path) as f:
            lines = [l for l in f.read().split("\n") if not l.startswith("//!")]
        head = 0
        while head < len(lines) and lines[head].startswith("//"):
            head += 1
        lines[head:head] = [("//! " + l).rstrip() for l in says]
        with open(path, "w") as f:
            f.write("\n".join(lines))
