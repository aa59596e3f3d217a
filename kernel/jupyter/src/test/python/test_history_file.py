"""The history's file: it outlives kernels, whatever ends them, and no state of it keeps a kernel from working."""

import os
import sqlite3
import stat
import time

import pytest

from processes import exit_seconds


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "history.sqlite"


@pytest.fixture
def start(new_kernel, file):
    return lambda **env: new_kernel(env={"WEFT_HISTORY": str(file), **env})


def tail(kernel, n=100, **fields):
    content = {"output": False, "raw": True, "hist_access_type": "tail", "n": n, **fields}
    return kernel.ask("history_request", content).reply.content["history"]


def inputs(kernel, n=100):
    return [entry[2] for entry in tail(kernel, n)]


def await_cell(file, text, timeout=20):
    """Waits until the file holds this cell."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if file.exists():
            connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
            try:
                if connection.execute("SELECT 1 FROM history WHERE source_raw = ?", (text,)).fetchone():
                    return
            except sqlite3.OperationalError:
                pass  # The table is being made.
            finally:
                connection.close()
        time.sleep(0.05)
    raise AssertionError(f"{file} does not hold {text!r} after {timeout} s")


def test_next_kernel_finds_it(start):
    first = start()
    first.run('"čau 😀"')
    first.run("20 + 22")
    first.manager.shutdown_kernel(now=False)
    second = start()
    second.run("1")
    entries = tail(second, output=True)
    assert [entry[1:] for entry in entries] == [[1, ['"čau 😀"', "čau 😀"]], [2, ["20 + 22", "42"]], [1, ["1", "1"]]]
    assert entries[1][0] == entries[2][0] - 1, "sessions are counted"
    before = second.ask("history_request", {"output": False, "raw": True, "hist_access_type": "range", "session": -1,
                                            "start": 2, "stop": 3}).reply.content["history"]
    assert [entry[2] for entry in before] == ["20 + 22"]


def test_killed_kernel_has_kept_its_cells(start, file):
    first = start()
    first.run("int kept = 1;")
    await_cell(file, "int kept = 1;")
    running = first.begin("while (true) {}")
    await_cell(file, '{ println("started"); while (true) {} }')
    first.process.kill()
    exit_seconds(first.process, 5)
    assert not running.done
    assert inputs(start())[-2:] == ["int kept = 1;", '{ println("started"); while (true) {} }']


def test_restart_keeps_it(new_kernel, file, monkeypatch):
    # In this process's environment, which is the one that a restart takes.
    monkeypatch.setenv("WEFT_HISTORY", str(file))
    kernel = new_kernel()
    kernel.run("int before = 1;")
    kernel.manager.restart_kernel(now=False)
    kernel._await_subscription(60)
    assert "int before = 1;" in inputs(kernel)


def test_two_kernels_at_once(start):
    first, second = start(), start()
    for n in range(10):
        first.run(f"int first{n} = {n};")
        second.run(f"int second{n} = {n};")
    found = inputs(first)
    assert {f"int {name}{n} = {n};" for name in ("first", "second") for n in range(10)} <= set(found)
    own = first.ask("history_request", {"output": False, "raw": True, "hist_access_type": "range", "session": 0}).reply
    assert [entry[2] for entry in own.content["history"]] == [f"int first{n} = {n};" for n in range(10)]


def test_only_its_user_can_read_it(start, file):
    kernel = start()
    kernel.run("1")
    assert inputs(kernel) == ["1"]
    for path in file.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_cells_that_are_not_to_be_stored_are_not(start, file):
    kernel = start()
    kernel.run("int seen = 1;")
    kernel.run("int unseen = 1;", store_history=False)
    kernel.run("int silent = 1;", silent=True)
    assert inputs(kernel) == ["int seen = 1;"]
    kernel.manager.shutdown_kernel(now=False)
    for path in file.parent.iterdir():
        assert b"unseen" not in path.read_bytes() and b"silent" not in path.read_bytes()


@pytest.mark.parametrize("value", ["off", ":memory:"])
def test_none(new_kernel, tmp_path, value):
    kernel = new_kernel(env={"WEFT_HISTORY": value, "XDG_STATE_HOME": str(tmp_path)})
    kernel.run("6 * 7")
    assert inputs(kernel) == ["6 * 7"], "this session's own are known"
    kernel.manager.shutdown_kernel(now=False)
    assert list(tmp_path.iterdir()) == []


def console(kernel):
    kernel.console.seek(0)
    return kernel.console.read().decode()


def check_works_from_memory(kernel, file):
    assert kernel.run("6 * 7").result == "42"
    kernel.run("6 * 8")
    assert inputs(kernel) == ["6 * 7", "6 * 8"]
    cell = kernel.run("6 * 9")
    assert inputs(kernel)[-1] == "6 * 9"
    assert cell.stderr == "" and cell.stdout == ""
    notes = [line for line in console(kernel).splitlines() if "history" in line.lower()]
    assert len(notes) == 1 and str(file) in notes[0] and "WEFT_HISTORY" in notes[0], console(kernel)


def test_file_that_is_no_database(start, file):
    file.parent.mkdir()
    file.write_bytes(b"this is no database " * 1000)
    check_works_from_memory(start(), file)
    assert file.read_bytes() == b"this is no database " * 1000, "what somebody else wrote stays"


def test_file_cut_in_the_middle(start, file):
    kernel = start()
    for n in range(30):
        kernel.run(f'int cut{n} = {n}; // {"x" * 500}')
    kernel.manager.shutdown_kernel(now=False)
    whole = file.read_bytes()
    file.write_bytes(whole[:len(whole) // 2])
    second = start()
    assert second.run("6 * 7").result == "42"
    assert inputs(second)[-1] == "6 * 7"


def test_locked_file(start, file):
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE other (a)")
    connection.commit()
    connection.execute("BEGIN EXCLUSIVE")
    try:
        check_works_from_memory(start(), file)
    finally:
        connection.close()


@pytest.mark.parametrize("place", ["/proc/history.sqlite", "/dev/null/history.sqlite"])
def test_folder_that_takes_no_file(start, place):
    if not os.path.exists("/proc/self"):
        pytest.skip("no /proc here")
    check_works_from_memory(start(WEFT_HISTORY=place), place)


def test_cells_of_subshells_are_kept(start):
    kernel = start()
    shell = kernel.ask("create_subshell_request", channel="control").reply.content["subshell_id"]
    cell = kernel.request("execute_request", {"code": "3 * 4", "silent": False, "store_history": True,
                                              "user_expressions": {}, "allow_stdin": False}, subshell=shell)
    kernel.finish(cell).ok()
    assert tail(kernel, output=True)[-1][2] == ["3 * 4", "12"]
