"""shutdown_request: a reply, and the process is gone; a kernel does not outlive its front end."""

import json
import signal
import subprocess
import sys

import psutil
import pytest

from kernel_client import KERNEL
from processes import exit_seconds, gone_seconds

BUSY = {
    "idle": "",
    "busy loop": "while (true) {}",
    "busy loop that catches everything": "while (true) try { while (true); } catch (Throwable t) { }",
    "busy task": "spawn(() -> { while (true) { } });",
    "sleeping": "Thread.sleep(60000);",
    "waiting for itself": "new java.util.concurrent.CompletableFuture<String>().join();",
}


def shut_down(kernel, restart=False):
    request = kernel.request("shutdown_request", {"restart": restart}, channel="control")
    kernel.wait(lambda: request.reply, 5, "shutdown_reply")
    return request.reply


@pytest.mark.parametrize("state", BUSY)
def test_process_is_gone_within_a_second(new_kernel, measured, state):
    kernel = new_kernel()
    kernel.begin(BUSY[state])
    reply = shut_down(kernel)
    assert (reply.type, reply.channel) == ("shutdown_reply", "control")
    assert reply.content == {"status": "ok", "restart": False}
    measured(f"from the reply to the end of the process, {state}", exit_seconds(kernel.process, 5), 1.0)
    assert kernel.process.returncode == 0, kernel.describe()


def test_with_restart(new_kernel, measured):
    kernel = new_kernel()
    reply = shut_down(kernel, restart=True)
    assert reply.content == {"status": "ok", "restart": True}
    measured("from the reply to the end of the process", exit_seconds(kernel.process, 5), 1.0)


@pytest.mark.parametrize("code", [
    "spawn(() -> sleep(seconds(600)));",
    "new Thread(() -> { while (true) { } }).start();",
    "var stubborn = new Thread(() -> { while (true) { } }); stubborn.setDaemon(false); stubborn.start();",
    "java.util.concurrent.Executors.newFixedThreadPool(2).submit(() -> { Thread.sleep(600000); return 1; });",
    "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));",
    "new java.util.Timer().schedule(new TimerTask() { public void run() { } }, 1000, 1000);",
], ids=["sleeping task", "thread", "user thread", "pool", "shutdown hook", "timer"])
def test_what_cells_left_running_does_not_delay_it(new_kernel, measured, code):
    kernel = new_kernel()
    kernel.run("import java.util.*;\n" + code)
    shut_down(kernel)
    measured("from the reply to the end of the process", exit_seconds(kernel.process, 5), 1.0)


def test_child_processes_go_too(new_kernel):
    kernel = new_kernel()
    child = int(kernel.run('var child = new ProcessBuilder("sleep", "600").start(); child.pid()').result)
    shut_down(kernel)
    exit_seconds(kernel.process, 5)
    try:
        gone_seconds(child, 3)
    finally:
        if psutil.pid_exists(child):
            subprocess.run(["kill", "-9", str(child)], check=False)


def test_output_before_it_arrives(new_kernel):
    kernel = new_kernel()
    cell = kernel.run('for (int i = 0; i < 50_000; i++) println("line " + i);', timeout=60)
    shut_down(kernel)
    assert cell.stdout.endswith("line 49999\n")


def test_by_the_kernel_manager(new_kernel):
    kernel = new_kernel()
    process = kernel.process
    kernel.manager.shutdown_kernel(now=False)
    assert process.poll() == 0, "the manager had no need to kill it"


def test_restart_forgets_everything(new_kernel):
    kernel = new_kernel()
    kernel.run("int mine = 1;")
    session = kernel.log[-1].raw["header"]["session"]
    kernel.manager.restart_kernel(now=False)
    kernel._await_subscription(60)
    assert kernel.execute("mine").status == "error"
    assert kernel.log[-1].raw["header"]["session"] != session
    assert kernel.run("40 + 2").reply.content["execution_count"] == 2


def test_terminate_signal(new_kernel):
    kernel = new_kernel()
    kernel.begin("while (true) {}")
    kernel.process.send_signal(signal.SIGTERM)
    exit_seconds(kernel.process, 3)


FRONT_END = """
import json, subprocess, sys
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name=sys.argv[1])
manager.start_kernel(independent=sys.argv[2] == "independent", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
client = manager.blocking_client()
client.start_channels()
client.wait_for_ready(timeout=60)
if sys.argv[3]:
    client.execute(sys.argv[3])
    while client.get_iopub_msg(timeout=20)["msg_type"] != "stream":
        pass
print(json.dumps({"pid": manager.provisioner.process.pid, "file": manager.connection_file}), flush=True)
sys.stdin.read()
"""


def front_end(kind="bound", code=""):
    """A front end in a process of its own, with a kernel; both must be ended by the test."""
    process = subprocess.Popen([sys.executable, "-c", FRONT_END, KERNEL, kind, code],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    assert line, "the front end did not get its kernel up"
    return process, json.loads(line)


def end(process, pid):
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        psutil.Process(pid).kill()


NO_MEMORY = """
record Link(Object next) {}
void fill() { Object chain = null; while (true) try { chain = new Link(chain); } catch (OutOfMemoryError e) {} }
println("started");
for (int i = 0; i < 2; i++) Thread.ofPlatform().daemon().start(() -> fill());
fill();
"""


@pytest.mark.parametrize("code", ["", 'println("started"); while (true) {}', NO_MEMORY], ids=["idle", "busy", "no memory"])
def test_kernel_ends_after_its_front_end_was_killed(measured, monkeypatch, code):
    if code == NO_MEMORY:
        monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx128m")
    process, kernel = front_end(code=code)
    try:
        if code == NO_MEMORY:
            assert psutil.Process(kernel["pid"]).cpu_percent(2) > 20, "the kernel does not fill its heap"
        process.kill()
        process.wait()
        limit = 20.0 if code == NO_MEMORY else 5.0
        measured("from the front end's death to the kernel's", gone_seconds(kernel["pid"], 2 * limit), limit)
    finally:
        end(process, kernel["pid"])


def test_kernel_of_nobody_outlives_the_process_that_started_it():
    from jupyter_client import BlockingKernelClient
    process, kernel = front_end(kind="independent")
    try:
        process.kill()
        process.wait()
        client = BlockingKernelClient()
        client.load_connection_file(kernel["file"])
        client.start_channels()
        client.wait_for_ready(timeout=20)
        # Longer than a kernel with a dead front end lives on.
        assert client.execute_interactive("Thread.sleep(4000);", timeout=20)["content"]["status"] == "ok"
        client.stop_channels()
    finally:
        end(process, kernel["pid"])


def test_twenty_restarts_leave_nothing(new_kernel, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("JDK_JAVA_OPTIONS", f"-Djava.io.tmpdir={tmp_path} -XX:-UsePerfData")
    monkeypatch.setenv("WEFT_HISTORY", str(tmp_path / "history.sqlite"))
    kernel = new_kernel()
    me = psutil.Process()
    before = {child.pid for child in me.children(recursive=True)} - {kernel.pid}
    for n in range(20):
        kernel.run(f"int n{n} = {n}; new ProcessBuilder(\"sleep\", \"600\").start().pid()")
        old = kernel.pid
        kernel.manager.restart_kernel(now=False)
        kernel._await_subscription(60)
        gone_seconds(old, 5)
    left = [p for p in me.children(recursive=True) if p.pid not in before | {kernel.pid}
            and p.status() != psutil.STATUS_ZOMBIE]
    assert left == [], left
    kernel.manager.shutdown_kernel(now=False)
    assert sorted(path.name for path in tmp_path.iterdir()) in (
        ["history.sqlite"], ["history.sqlite", "history.sqlite-shm", "history.sqlite-wal"])
