"""What the operating system says about processes, and waiting for them."""

import os
import select
import subprocess
import time

import psutil

from kernel_client import TIME_FACTOR


def cpu_seconds(pid, over=1.0):
    """The processor time that a process uses while the given time passes."""
    process = psutil.Process(pid)
    before = process.cpu_times()
    time.sleep(over)
    after = process.cpu_times()
    return (after.user - before.user) + (after.system - before.system)


def check_calm(pid):
    """No thread spins. A compiler of the JVM may still be at work, so one quiet second of four is asked for."""
    used = []
    for _ in range(4):
        used.append(cpu_seconds(pid))
        if used[-1] < 0.2:
            return
    raise AssertionError(f"the process goes on computing: {used} s of processor time in seconds that follow each other")


def gone_seconds(pid, timeout):
    """How long a process that need not be our child takes to end, from now; a zombie has ended."""
    started = time.monotonic()
    timeout *= TIME_FACTOR
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return 0.0
    except AttributeError:
        psutil.Process(pid).wait(timeout)
        return time.monotonic() - started
    try:
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        assert poller.poll(timeout * 1000), f"process {pid} still lives after {timeout} s"
        return time.monotonic() - started
    finally:
        os.close(handle)


def exit_seconds(process, timeout):
    """How long the process takes to end from now."""
    started = time.monotonic()
    try:
        process.wait(timeout * TIME_FACTOR)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"process {process.pid} still lives after {timeout} s") from None
    return time.monotonic() - started
