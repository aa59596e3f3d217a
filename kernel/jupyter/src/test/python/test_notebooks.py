"""Notebooks executed by nbclient and by nbconvert's command."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from exchange import plain
from kernel_client import KERNEL, TIME_FACTOR


def notebook(*cells):
    kernelspec = {"name": KERNEL, "display_name": KERNEL, "language": "java"}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells],
                                    metadata={"kernelspec": kernelspec})


def execute(book):
    return NotebookClient(book, kernel_name=KERNEL, timeout=int(60 * TIME_FACTOR)).execute()


def text(cell, name="stdout"):
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == name)


def test_executes():
    book = execute(notebook('println("a"); System.err.println("b");', "int n = 40;", "n + 2", "assert n == 40;"))
    assert text(book.cells[0]) == "a\n"
    assert text(book.cells[0], "stderr") == "b\n"
    assert [cell.execution_count for cell in book.cells] == [1, 2, 3, 4]
    (result,) = book.cells[2].outputs
    assert result.output_type == "execute_result" and result.data["text/plain"] == "42"
    nbformat.validate(book)


def test_false_assertion_fails_it():
    book = notebook("1", "assert 1 == 2;", 'println("never");')
    with pytest.raises(CellExecutionError, match="AssertionError"):
        execute(book)
    assert book.cells[2].outputs == []


def test_cell_that_may_fail_by_its_tag():
    book = notebook('throw new IllegalStateException("expected");', "40 + 2")
    book.cells[0].metadata["tags"] = ["raises-exception"]
    execute(book)
    assert book.cells[0].outputs[0].output_type == "error"
    assert book.cells[1].outputs[0].data["text/plain"] == "42"


def test_late_output_does_not_land_in_a_later_cell():
    book = execute(notebook('spawn(() -> { sleep(millis(300)); println("late"); });', "sleep(seconds(1));"))
    assert book.cells[1].outputs == []


def nbconvert(path, to="notebook"):
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", to, "--output", "executed", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120 * TIME_FACTOR)


@pytest.mark.parametrize("to, suffix", [("notebook", "ipynb"), ("html", "html")])
def test_nbconvert(tmp_path, to, suffix):
    path = tmp_path / "book.ipynb"
    nbformat.write(notebook('println("by the command");', "40 + 2"), path)
    done = nbconvert(path, to)
    assert done.returncode == 0, done.stderr
    assert "by the command" in (tmp_path / f"executed.{suffix}").read_text()


def test_nbconvert_fails_with_a_false_assertion(tmp_path):
    path = tmp_path / "book.ipynb"
    nbformat.write(notebook("assert 1 == 2;"), path)
    done = nbconvert(path)
    assert done.returncode != 0
    assert "AssertionError" in plain(done.stderr)


def test_nbconvert_fails_with_code_that_does_not_compile(tmp_path):
    path = tmp_path / "book.ipynb"
    nbformat.write(notebook('int n = "text";'), path)
    done = nbconvert(path)
    assert done.returncode != 0
    assert "incompatible types" in plain(done.stderr)
