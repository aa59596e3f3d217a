"""A Jupyter front end for the tests: one thread, every channel, every message kept."""

import os
import tempfile
import time

import zmq
from jupyter_client.manager import KernelManager

from exchange import Exchange, Message

KERNEL = os.environ.get("WEFT_KERNEL", "weft")
# Bounds are written for a quiet machine; a loaded one may stretch all of them by this factor.
TIME_FACTOR = float(os.environ.get("WEFT_TIME_FACTOR", "1"))
CHANNELS = ("shell", "control", "iopub", "stdin")


class Stalled(AssertionError):
    """A message that must come did not; the text lists what came instead."""


class Kernel:
    """One running kernel with a BlockingKernelClient; messages are read by the calling thread alone."""

    def __init__(self, name=KERNEL, env=None, start_timeout=60, **manager_options):
        self.console = tempfile.TemporaryFile()
        self.exchanges = {}
        self.log = []
        self.manager = KernelManager(kernel_name=name, **manager_options)
        started = time.monotonic()
        environment = {**os.environ, **(env or {})}
        self.manager.start_kernel(stdout=self.console, stderr=self.console, env=environment)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        # The client's channels wrap asynchronous sockets in jupyter_client 7 and plain ones in 8; a shadow is plain.
        self.sockets = {c: zmq.Socket.shadow(getattr(self.client, f"{c}_channel").socket.underlying) for c in CHANNELS}
        self.poller = zmq.Poller()
        for socket in self.sockets.values():
            self.poller.register(socket, zmq.POLLIN)
        try:
            self._await_subscription(start_timeout)
        except BaseException:
            self.close()
            raise
        self.start_seconds = time.monotonic() - started

    @property
    def process(self):
        return self.manager.provisioner.process

    @property
    def pid(self):
        return self.process.pid

    def _await_subscription(self, timeout):
        # iopub forgets what it published before it knew the subscription, so ask until a status arrives too.
        deadline = time.monotonic() + timeout * TIME_FACTOR
        while True:
            info = self.request("kernel_info_request")
            left = deadline - time.monotonic()
            self.wait(lambda: info.reply, left, "first kernel_info_reply", stretch=False)
            try:
                self.wait(lambda: info.done, min(0.5, left), "first idle", stretch=False)
                return
            except Stalled:
                if time.monotonic() > deadline:
                    raise

    def request(self, msg_type, content=None, channel="shell", subshell=None):
        """Sends a request; its answers gather in the exchange while somebody waits."""
        message = self.client.session.msg(msg_type, content or {})
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        exchange = self.exchanges[message["header"]["msg_id"]] = Exchange(message["header"], time.monotonic())
        getattr(self.client, f"{channel}_channel").send(message)
        return exchange

    def ask(self, msg_type, content=None, channel="shell", timeout=10):
        exchange = self.request(msg_type, content, channel)
        return self.finish(exchange, timeout, what=msg_type)

    def submit(self, code, allow_stdin=False, **options):
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": allow_stdin, "stop_on_error": True, **options}
        return self.request("execute_request", content)

    def begin(self, code, **options):
        """Submits a cell and waits until its code runs; code that does not print started itself is made to."""
        # In one block, since between two statements of a cell the second is still to be compiled.
        cell = self.submit(code if 'println("started")' in code else f'{{ println("started"); {code} }}', **options)
        self.wait(lambda: "started\n" in cell.stdout or cell.done, 10, f"start of cell {code[:60]!r}")
        assert "started\n" in cell.stdout, f"the cell ended before it ran: {cell.reply}"
        return cell

    def execute(self, code, timeout=20, **options):
        return self.finish(self.submit(code, **options), timeout, what=f"end of cell {code[:60]!r}")

    def run(self, code, timeout=20, **options):
        return self.execute(code, timeout, **options).ok()

    def finish(self, exchange, timeout=20, what="reply and idle"):
        self.wait(lambda: exchange.done, timeout, what)
        return exchange

    def await_text(self, exchange, text, timeout=10, name="stdout"):
        """Waits until the cell has printed the text; the moment at which its message came."""
        self.wait(lambda: text in exchange.text(name), timeout, f"{text!r} on {name}")
        return exchange.of("stream")[-1].at

    def interrupt(self, cell, timeout=10):
        """Asks on the control channel, waits for the cell's end; the seconds from the request to the error reply."""
        request = self.request("interrupt_request", channel="control")
        self.wait(lambda: cell.done, timeout, "end of the interrupted cell")
        self.finish(request, timeout, "interrupt_reply")
        assert request.status == "ok", request.reply
        return cell.reply.at - request.sent_at

    def wait(self, condition, timeout, what, stretch=True):
        deadline = time.monotonic() + timeout * (TIME_FACTOR if stretch else 1)
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                raise Stalled(f"no {what} within {timeout:.1f} s\n{self.describe()}")
            if not self._receive(min(left, 0.25)) and self.process.poll() is not None and not self._receive(0):
                raise Stalled(f"no {what}: the kernel ended, exit code {self.process.poll()}\n{self.describe()}")

    def quiet(self, seconds):
        """Takes in what still comes, for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._receive(left)

    def _receive(self, timeout):
        ready = dict(self.poller.poll(timeout * 1000))
        for channel, socket in self.sockets.items():
            if socket in ready:
                self._take(channel, socket)
        return bool(ready)

    def _take(self, channel, socket):
        while True:
            try:
                frames = socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            _, frames = self.client.session.feed_identities(frames)
            message = Message(channel, time.monotonic(), self.client.session.deserialize(frames))
            self.log.append(message)
            self._sort(message)

    def _sort(self, message):
        exchange = self.exchanges.get(message.parent_id)
        if exchange is None:
            return
        if message.channel == "iopub":
            exchange.iopub.append(message)
        elif message.channel == "stdin":
            exchange.input_requests.append(message)
        elif exchange.reply is None:
            exchange.reply = message
        else:
            exchange.extra_replies.append(message)

    def check_works(self):
        """The next cell works, and so does the loop."""
        assert self.run("40 + 2", timeout=5).result == "42"
        assert self.run('gather(() -> sleep(millis(10)), () -> println("on"));', timeout=5).stdout == "on\n"

    def describe(self):
        self.console.seek(0)
        console = self.console.read().decode(errors="replace")[-3000:]
        received = "\n".join(f"  {m}" for m in self.log[-25:])
        return f"received ({len(self.log)}, the last 25):\n{received}\nconsole of the kernel:\n{console}"

    def responsive(self):
        """Whether a next test may use this kernel."""
        if self.process.poll() is not None or any(not e.done for e in self.exchanges.values() if e.reply):
            return False
        try:
            self.ask("kernel_info_request", channel="control", timeout=5)
            return self.execute("1 + 1", timeout=5, silent=True, store_history=False).status == "ok"
        except AssertionError:
            return False

    def close(self):
        self.client.stop_channels()
        try:
            self.manager.shutdown_kernel(now=True)
        finally:
            self.manager.cleanup_resources()
            self.console.close()
