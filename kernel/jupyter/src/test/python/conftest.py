"""Fixtures: a kernel per module, kernels of a test's own, and figures that the run prints at its end.

The kernelspec is named by WEFT_KERNEL (default weft); WEFT_TIME_FACTOR stretches every bound on a slow machine.
"""

import os

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from kernel_client import KERNEL, TIME_FACTOR, Kernel

figures = []

# The user's own history is no place for what tests run.
os.environ.setdefault("WEFT_HISTORY", ":memory:")


class Shared:
    """The module's kernel. A test that leaves it dead or stuck costs the next one a fresh start, not its result."""

    def __init__(self):
        self.kernel = None

    def get(self):
        if self.kernel is None:
            self.kernel = Kernel()
        return self.kernel

    def check(self):
        if self.kernel is not None and not self.kernel.responsive():
            self.close()

    def close(self):
        if self.kernel is not None:
            self.kernel.close()
            self.kernel = None


@pytest.fixture(scope="module")
def _shared():
    shared = Shared()
    yield shared
    shared.close()


@pytest.fixture
def kernel(_shared):
    yield _shared.get()
    _shared.check()


@pytest.fixture
def new_kernel():
    """Starts kernels for one test alone: new_kernel(env=..., ...)."""
    started = []

    def start(**options):
        started.append(Kernel(**options))
        return started[-1]

    yield start
    for kernel in started:
        kernel.close()


@pytest.fixture
def spec():
    return KernelSpecManager().get_kernel_spec(KERNEL)


@pytest.fixture
def command(spec):
    """The kernelspec's command without the connection file: java, its flags, -jar, the jar."""
    return [part for part in spec.argv if "{connection_file}" not in part]


@pytest.fixture
def noted(request):
    """Keeps a figure for the summary at the end of the run: noted("what and how much")."""
    return lambda text: figures.append(f"{request.node.name}: {text}")


@pytest.fixture
def measured(noted):
    """Notes a time and holds it against its bound: measured("what", seconds, bound)."""

    def keep(what, seconds, bound):
        limit = bound * TIME_FACTOR
        noted(f"{what} {seconds:.3f} s (at most {limit:.2f})")
        assert seconds <= limit, f"{what} took {seconds:.3f} s, at most {limit:.2f} s are allowed"

    return keep


def pytest_report_header(config):
    return f"kernelspec {KERNEL}: {KernelSpecManager().find_kernel_specs().get(KERNEL)}"


def pytest_sessionstart(session):
    if KERNEL not in KernelSpecManager().find_kernel_specs():
        pytest.exit(f"no kernelspec {KERNEL!r} is installed: run java -jar weft-kernel.jar --install, "
                    "or name another in WEFT_KERNEL", returncode=3)


def pytest_terminal_summary(terminalreporter):
    if figures:
        terminalreporter.section("figures")
        for line in figures:
            terminalreporter.line(line)
