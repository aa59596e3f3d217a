"""Jupyter console in a terminal of its own: a person's keys, and what the screen then shows."""

import os
import re
import shutil

import pytest

from kernel_client import KERNEL, TIME_FACTOR

pexpect = pytest.importorskip("pexpect", reason="pexpect is missing: install it to test jupyter console")
if shutil.which("jupyter-console", path="/usr/bin:" + os.environ["PATH"]) is None:
    pytest.skip("jupyter console is missing: install it to test it", allow_module_level=True)

COMMAND = shutil.which("jupyter-console", path="/usr/bin:" + os.environ["PATH"])
UP, TAB, CONTROL_C, CONTROL_D = "\x1b[A", "\t", "\x03", "\x04"


class Console:

    def __init__(self, tmp_path):
        env = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1",
               "WEFT_HISTORY": str(tmp_path / "history.sqlite")}
        # The console gives up on is_complete after a second, which a loaded machine may need.
        patient = f"--ZMQTerminalInteractiveShell.kernel_is_complete_timeout={20 * TIME_FACTOR}"
        self.child = pexpect.spawn(COMMAND, ["--kernel", KERNEL, patient], env=env, encoding="utf-8", timeout=20 * TIME_FACTOR,
                                   dimensions=(40, 120))
        self.await_prompt()

    def await_prompt(self):
        self.child.expect(r"In \[")
        self.child.expect(r"\]: ")

    def type(self, keys):
        self.child.send(keys)

    def run(self, code, expected):
        # Enter on its own, as a person presses it; together they would be a paste.
        self.type(code)
        self.see(code[-1])
        self.type("\r")
        self.see(expected)
        self.await_prompt()

    def see(self, expected, seconds=-1):
        """Waits until the screen has shown this; colours may stand between any two characters."""
        between = r"(?:\x1b\[[0-9;?]*[A-Za-z])*"
        self.child.expect(between.join(re.escape(c) for c in expected), timeout=seconds)

    def close(self):
        if self.child.closed:
            return
        self.type(CONTROL_D)
        if self.child.expect(["exit", pexpect.EOF, pexpect.TIMEOUT], timeout=2) != 1:
            self.type("y\r")
        self.child.close(force=True)


@pytest.fixture
def console(tmp_path):
    console = Console(tmp_path)
    yield console
    console.close()


def test_cells_run(console):
    console.run("6 * 7 * 101", "4242")
    console.run('println("čau " + "😀")', "čau 😀")
    console.run("int x = ;", "illegal start of expression")
    console.run("20 + 22", "42")


def test_tab_completes(console):
    console.type("Math.floorDivEx")
    console.see("x")
    console.type(TAB)
    console.see("act(")
    console.type("84000, 2)")
    console.see(")")
    console.type("\r")
    console.see("42000")


def test_interrupt(console):
    # What is waited for is computed, so that the echo of the code does not count.
    console.type('println("o".repeat(4)); while (true) {}')
    console.see("}")
    console.type("\r")
    console.see("oooo")
    console.type(CONTROL_C)
    seen = console.child.expect(["escaped interact", "Interrupted"])
    if seen == 0:
        pytest.skip("this jupyter console loses its own interrupts, with every kernel: a newer one is needed")
    console.await_prompt()
    console.run("6 * 7 * 101", "4242")


def test_input(console):
    console.type('"hello " + input("who? ").toUpperCase()')
    console.see(")")
    console.type("\r")
    console.see("who? ")
    # The console shows the question before it reads, and drops what was typed in between.
    for _ in range(5):
        console.type("žofie\r")
        try:
            console.see("hello ŽOFIE", 5)
            return
        except pexpect.TIMEOUT:
            continue
    console.see("hello ŽOFIE")


def test_up_brings_back_what_was_run(console, tmp_path):
    console.run("7000 + 1", "7001")
    console.type(UP)
    console.see("7000 + 1")
    console.type(" + 1")
    console.see("1")
    console.type("\r")
    console.see("7002")
    console.await_prompt()
    console.close()
    after = Console(tmp_path)
    try:
        after.type(UP)
        after.see("7000 + 1 + 1")
    finally:
        after.close()


def test_unfinished_code_gets_another_line(console):
    console.type("for (int i = 0; i < 2; i++) {")
    console.see("{")
    console.type("\r")
    console.see("...:")
    console.type('println("round " + i); }')
    console.see("}")
    console.type("\r")
    console.see("round 1")

