"""Temporary folders go with the kernel; those of a killed kernel with the next one."""

import pathlib
import signal

from processes import exit_seconds

MAKE = 'var f = temporaryFolder(); Files.writeString(f.resolve("a"), "x"); println(f);'


def made(kernel):
    folder = pathlib.Path(kernel.run(MAKE).stdout.strip())
    assert (folder / "a").read_text() == "x"
    return folder


def test_they_go_with_the_kernel(new_kernel):
    kernel = new_kernel()
    folder = made(kernel)
    kernel.request("shutdown_request", {"restart": False}, channel="control")
    exit_seconds(kernel.process, 10)
    assert not folder.parent.exists()


def test_what_a_killed_kernel_left_goes_with_the_next_one_and_the_living_keep_theirs(new_kernel):
    killed, living, later = new_kernel(), new_kernel(), new_kernel()
    left, kept = made(killed), made(living)
    killed.process.send_signal(signal.SIGKILL)
    exit_seconds(killed.process, 10)
    assert left.exists()
    made(later)
    assert not left.parent.exists()
    assert kept.exists()
