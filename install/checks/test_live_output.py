"""A notebook's output is seen while it runs, with the kernel that is installed."""

import os
import pathlib
import subprocess
import sys

import nbformat
import pytest

LIB = pathlib.Path(__file__).resolve().parents[1] / "lib"
KERNEL = os.environ.get("WEFT_KERNEL", "weft")


@pytest.fixture
def convert(tmp_path):
    """Starts nbconvert on a notebook of these cells."""
    started = []

    def start(*cells):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(source, metadata={"tags": ["a-tag"]}) for source in cells]
        nbformat.write(notebook, tmp_path / "some.ipynb")
        command = [sys.executable, "-m", "nbconvert", "--config", LIB / "nbconvert_config.py", "--log-level=CRITICAL",
                   "--to", "html", "--execute", f"--ExecutePreprocessor.kernel_name={KERNEL}",
                   "--ExecutePreprocessor.timeout=60", tmp_path / "some.ipynb"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_cells_output_is_there_before_the_cell_ends(convert, tmp_path):
    go = tmp_path / "go"
    process = convert(
        "1 + 1",
        f'System.out.println("I wait"); var go = java.nio.file.Path.of("{go}");\n'
        "while (!java.nio.file.Files.exists(go)) { Thread.sleep(10); }",
    )
    seen = []
    for line in process.stdout:
        seen.append(line.strip())
        if "I wait" in line:
            go.touch()
    assert process.wait(timeout=60) == 0
    assert seen[:2] == ["[1/2] a-tag  1 + 1", "2"]
    assert seen[2].startswith("ok in ")
    assert seen[-1].startswith("2 cells in ")
    assert (tmp_path / "some.html").is_file()


def test_a_cell_that_fails_shows_its_error_once_and_ends_the_run(convert, tmp_path):
    process = convert("1 / 0", "2 + 2")
    text, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "by zero" in text and "failed after" in text
    assert "[2/2]" not in text
    assert "CellExecutionError" not in text
    assert "\x1b" not in text
    assert not (tmp_path / "some.html").exists()


def test_what_a_cell_skips_is_counted_and_noted(convert, tmp_path, monkeypatch):
    monkeypatch.setenv("WEFT_SKIPPED", str(tmp_path / "skipped.txt"))
    process = convert('println("skipped: one thing, as it is missing"); println("not skipped: another");', "1")
    text, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert text.splitlines()[-1].endswith("; skipped: 1")
    assert (tmp_path / "skipped.txt").read_text() == "skipped: one thing, as it is missing\n"
