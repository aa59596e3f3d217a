"""The kernel about itself: ports, usage, the debugger that it has not, and the welcome of a subscriber."""

import json
import os

import psutil
import pytest
import zmq


def test_connect_request(kernel):
    info = kernel.manager.get_connection_info()
    content = kernel.ask("connect_request").reply.content
    assert content["status"] == "ok"
    for port in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
        assert content[port] == info[port]


def test_usage_request(kernel):
    reply = kernel.ask("usage_request", channel="control").reply
    assert reply.type == "usage_reply" and reply.content["status"] == "ok"
    content = reply.content
    assert content["pid"] == kernel.pid and content["cpu_count"] == os.cpu_count()
    resident = psutil.Process(kernel.pid).memory_info().rss
    assert resident / 2 < content["kernel_memory"] < resident * 2
    memory = content["host_virtual_memory"]
    assert memory["total"] >= memory["available"] >= 0 and 0 <= memory["percent"] <= 100
    assert content["kernel_cpu"] >= 0 and 0 <= content["host_cpu_percent"] <= 100
    assert content["hostname"]


def test_usage_is_answered_while_a_cell_spins(kernel):
    cell = kernel.begin("while (true) {}")
    assert kernel.ask("usage_request", channel="control", timeout=5).status == "ok"
    kernel.interrupt(cell)


def test_debug_info_says_that_nothing_is_started(kernel):
    request = {"type": "request", "seq": 7, "command": "debugInfo", "arguments": {}}
    reply = kernel.ask("debug_request", request, channel="control").reply
    assert reply.type == "debug_reply"
    content = reply.content
    assert (content["type"], content["request_seq"], content["command"]) == ("response", 7, "debugInfo")
    assert content["success"] is True
    assert content["body"]["isStarted"] is False
    assert content["body"]["breakpoints"] == [] and content["body"]["stoppedThreads"] == []


@pytest.mark.parametrize("command", ["initialize", "attach", "setBreakpoints", "evaluate", "nonsense"])
def test_other_debug_requests_are_refused(kernel, command):
    request = {"type": "request", "seq": 8, "command": command, "arguments": {}}
    content = kernel.ask("debug_request", request, channel="control").reply.content
    assert content["success"] is False and content["request_seq"] == 8 and content["command"] == command
    assert "debugger" in content["message"]
    kernel.check_works()


def test_debug_request_without_a_command(kernel):
    exchange = kernel.ask("debug_request", {}, channel="control")
    assert exchange.reply.type == "debug_reply" and exchange.status == "error"


def test_features_are_told_truthfully(kernel):
    content = kernel.ask("kernel_info_request").reply.content
    assert content.get("debugger") is False and "debugger" not in content["supported_features"]


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_unknown_request_gets_an_error_reply(kernel, channel):
    exchange = kernel.ask("wishful_request", channel=channel)
    assert exchange.reply.type == "wishful_reply" and exchange.status == "error"
    assert "wishful_request" in exchange.reply.content["evalue"]
    assert exchange.states == ["busy", "idle"]


def subscriber(kernel, topic):
    info = kernel.manager.get_connection_info()
    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.linger = 0
    socket.connect(f"{info['transport']}://{info['ip']}:{info['iopub_port']}")
    socket.subscribe(topic)
    return socket


@pytest.mark.parametrize("topic", [b"", b"kernel.", b"stream"])
def test_subscriber_is_welcomed(kernel, topic):
    socket = subscriber(kernel, topic)
    try:
        assert socket.poll(5000), "no iopub_welcome within 5 s"
        # A session of its own, since one takes no message twice, and the kernel's client sees this one too.
        session = kernel.client.session.clone()
        _, frames = session.feed_identities(socket.recv_multipart())
        message = session.deserialize(frames)
        assert message["header"]["msg_type"] == "iopub_welcome"
        assert message["parent_header"] == {} and message["metadata"] == {}
        assert message["content"] == {"subscription": topic.decode()}
    finally:
        socket.close()


def test_each_subscriber_is_welcomed_once_and_nothing_else_is(kernel):
    sockets = [subscriber(kernel, b"iopub_welcome_" + bytes([65 + i])) for i in range(3)]
    try:
        for socket in sockets:
            assert socket.poll(5000)
            socket.recv_multipart()
        kernel.run("1 + 1")
        kernel.quiet(0.2)
        for socket in sockets:
            assert not socket.poll(0)
    finally:
        for socket in sockets:
            socket.close()


def test_welcome_is_signed_json(kernel):
    socket = subscriber(kernel, b"")
    try:
        assert socket.poll(5000)
        frames = socket.recv_multipart()
        at = frames.index(b"<IDS|MSG>")
        assert frames[at + 1] == kernel.client.session.sign(frames[at + 2:at + 6])
        assert json.loads(frames[at + 5])["subscription"] == ""
    finally:
        socket.close()
