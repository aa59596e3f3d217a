"""Functions, classes and variables of cells in worker processes."""

import os
import signal
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from processes import gone_seconds

POOL = "var workers = processes(2, processOptions().memory(128).name(\"crew\"));"


@pytest.fixture
def pool(kernel):
    assert kernel.run(POOL).status == "ok"
    yield kernel
    kernel.run("workers.terminate();")


def check(kernel, code, timeout=60):
    cell = kernel.run(code, timeout=timeout)
    assert cell.status == "ok", cell.traceback
    return cell


def workers_of(pid):
    return [p for p in psutil.Process(pid).children() if "io.weft.process.WorkerMain" in " ".join(p.cmdline())]


def test_methods_records_and_variables_of_cells(pool):
    check(pool, "int base = 100; record Pt(int i, long pid) {} int sq(int i) { return i * i + base; }")
    assert check(pool, "workers.map(3, i -> sq(i))").result == "[100, 101, 104]"
    check(pool, "base = 200;")
    assert check(pool, "workers.map(3, i -> sq(i))").result == "[200, 201, 204]"
    code = ("var pt = workers.call(() -> new Pt(sq(2), pid()));\n"
            "pt instanceof Pt && pt.equals(new Pt(204, pt.pid())) && pt.pid() != pid()")
    assert check(pool, code).result == "true"


def test_writes_in_a_worker_do_not_come_back(pool):
    check(pool, "var mine = new ArrayList<Integer>(List.of(1));")
    cell = check(pool, "println(workers.call(() -> { mine.add(2); return mine.size(); })); println(mine);")
    assert cell.stdout == "2\n[1]\n"


def test_a_redefined_method_is_the_new_one(pool):
    check(pool, "int version() { return 1; }")
    assert check(pool, "workers.call(() -> version())").result == "1"
    check(pool, "int version() { return 2; }")
    assert check(pool, "workers.call(() -> version())").result == "2"


def test_enums_classes_and_lambdas_held_in_variables(pool):
    check(pool, "enum Colour { RED, GREEN { int v() { return 7; } }; int v() { return 1; } }\n"
                "class Acc { int n; Acc me = this; Function<Integer, Integer> twice = v -> v * 2 + Colour.GREEN.v(); }\n"
                "var acc = new Acc(); Function<Integer, Integer> rec = null;\n"
                "rec = n -> n <= 1 ? 1 : n * rec.apply(n - 1);")
    code = "workers.call(() -> { acc.n = acc.twice.apply(5); return List.of(acc.n, acc.me == acc, Colour.RED.v()); })"
    assert check(pool, code).result == "[17, true, 1]"
    assert check(pool, "workers.call(() -> rec.apply(5))").result == "120"
    assert check(pool, "workers.call(() -> EnumSet.of(Colour.GREEN)).contains(Colour.GREEN)").result == "true"
    assert check(pool, "workers.map(List.of(1, 2), acc.twice::apply)").result == "[9, 11]"


def test_what_cannot_be_shipped_is_named(pool):
    check(pool, "Object lock = new Object();")
    cell = pool.execute("workers.call(() -> lock.hashCode())")
    assert cell.error["ename"] == "NotShippable"
    assert "'lock'" in cell.error["evalue"] and "java.lang.Object" in cell.error["evalue"]
    cell = pool.execute("workers.call(() -> Thread.currentThread())")
    assert cell.error["ename"] == "NotShippable" and "result" in cell.error["evalue"]
    # What the job does not read does no harm.
    assert check(pool, "synchronized (lock) { println(workers.call(() -> 5)); }").stdout == "5\n"


def test_exceptions_of_cells_arrive_with_their_fields_and_their_line(pool):
    check(pool, "class Broken extends RuntimeException { int code; Broken(int c) { super(\"code \" + c); code = c; } }")
    check(pool, "int breaks(int i) {\n  throw new Broken(i);\n}")
    cell = check(pool, "try { workers.call(() -> breaks(3)); } catch (Broken e) { println(e.code); }")
    assert cell.stdout == "3\n"
    cell = pool.execute("workers.call(() -> breaks(3))")
    assert cell.error["evalue"] == "code 3" and "throw new Broken(i)" in cell.traceback


def test_prints_are_live_and_in_the_cell_that_gave_the_job(pool):
    cell = pool.submit('println("here"); workers.call(() -> { println("there"); sleep(seconds(1.5)); });')
    pool.await_text(cell, "there", timeout=30)
    assert not cell.done
    pool.finish(cell, 10)
    assert cell.stdout == "here\nthere\n"
    first = check(pool, 'var later = workers.submit(() -> { sleep(seconds(0.5)); println("from the first"); });')
    second = check(pool, 'println("second"); later.join();')
    pool.await_text(first, "from the first", timeout=5)
    assert second.stdout == "second\n"


def test_the_front_door_works_in_a_worker(pool):
    code = "workers.call(() -> { var t = spawn(() -> { sleep(millis(1)); return 1; }); return t.join() + map(3, i -> i).size(); })"
    assert check(pool, code).result == "4"
    assert pool.execute("workers.call(() -> { assert 1 == 2; return 1; })").error["ename"] == "AssertionError"


def test_a_worker_that_is_killed_fails_its_job_alone(pool):
    cell = pool.begin("workers.call(() -> { System.err.println(\"last words\"); sleep(seconds(60)); });")
    pool.wait(lambda: "last words" in cell.stderr, 10, "the job's print")
    for worker in workers_of(pool.pid):
        worker.send_signal(signal.SIGKILL)
    pool.finish(cell, 10)
    assert cell.error["ename"] == "WorkerDied"
    assert "SIGKILL" in cell.error["evalue"] and "last words" in cell.error["evalue"]
    assert check(pool, "workers.call(() -> 1)").result == "1"


@pytest.mark.parametrize("body", ["sleep(seconds(60));", "while (true) {}"])
def test_an_interrupt_of_the_cell_ends_its_jobs(pool, body):
    check(pool, "workers.map(2, i -> i, 1);")
    cell = pool.begin("workers.each(2, _ -> { %s });" % body)
    pool.quiet(0.3)
    pool.interrupt(cell)
    assert "nterrupt" in cell.error["ename"] + cell.error["evalue"]
    assert check(pool, "workers.call(() -> 1)", timeout=20).result == "1"


def test_a_pool_whose_cell_runs_again_is_closed(kernel):
    check(kernel, POOL + " workers.call(() -> 1);")
    old = workers_of(kernel.pid)
    check(kernel, POOL + " workers.call(() -> 1);")
    kernel.wait(lambda: not any(p.is_running() and p.status() != "zombie" for p in old), 10, "the end of the old pool")
    check(kernel, "workers.terminate();")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="asks Linux which files a process has mapped")
def test_workers_use_their_cache_once_it_is_made(new_kernel, tmp_path):
    kernel = new_kernel(env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)})
    maps = "workers.call(() -> Files.readString(Path.of(\"/proc/self/maps\"))).contains(\".aot\")"
    check(kernel, POOL)
    assert check(kernel, maps).result == "false"
    assert check(kernel, "offload(() -> io.weft.process.WorkerCache.make())", timeout=120).result == "true"
    assert [f.suffix for f in (tmp_path / "weft").iterdir() if f.name.startswith("worker-")] == [".aot"]
    check(kernel, POOL)
    assert check(kernel, maps).result == "true"
    assert not [f for f in (tmp_path / "weft").iterdir() if f.name.startswith(".worker-")]


def files():
    """In the folder for temporary files and in shared memory, those that workers could leave there."""
    folders = [Path(tempfile.gettempdir()), Path("/dev/shm")]
    return {f for folder in folders if folder.is_dir() for f in folder.iterdir()}


def hsperf(pids):
    """The files in which JVMs tell about themselves."""
    return [f for f in Path(tempfile.gettempdir()).glob("hsperfdata_*/*") if f.name in pids]


def test_no_worker_and_no_file_is_left_when_the_kernel_is_killed(new_kernel, measured):
    before = files()
    kernel = new_kernel()
    check(kernel, "var eight = processes(8, processOptions().memory(64)); eight.map(8, i -> i, 1);", timeout=90)
    check(kernel, "var numbers = sharedLongs(1000); eight.each(8, i -> numbers.set(i, i));", timeout=30)
    kernel.begin("eight.each(8, _ -> { while (true) {} });")
    workers = workers_of(kernel.pid)
    assert len(workers) == 8
    pids = {str(w.pid) for w in workers}
    started = time.monotonic()
    os.kill(kernel.pid, signal.SIGKILL)
    for worker in workers:
        gone_seconds(worker.pid, 5)
    measured("eight busy workers are gone after the kernel's death in", time.monotonic() - started, 0.5)
    assert not [f for f in files() - before if f.name.startswith("weft")]
    assert not hsperf(pids)


def test_workers_without_a_job_are_gone_at_once_when_the_kernel_is_killed(new_kernel, measured):
    kernel = new_kernel()
    check(kernel, POOL + " workers.map(2, i -> i, 1);")
    workers = workers_of(kernel.pid)
    started = time.monotonic()
    os.kill(kernel.pid, signal.SIGKILL)
    for worker in workers:
        gone_seconds(worker.pid, 5)
    measured("two idle workers are gone after the kernel's death in", time.monotonic() - started, 0.2)


def test_a_process_that_has_done_its_work_ends_at_once(kernel, measured):
    seconds = check(kernel, "measure(() -> process(() -> {}).start().join())", timeout=30).result
    measured("a process from start to end took", float(seconds), 1.0)
