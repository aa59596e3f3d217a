"""Every request is answered as the messaging protocol says: reply type, status, parent, busy and idle around it."""

import re
import uuid

import pytest
import zmq

REQUESTS = {
    "kernel_info_request": {},
    "complete_request": {"code": "Math.m", "cursor_pos": 6},
    "inspect_request": {"code": "Math.max", "cursor_pos": 8, "detail_level": 0},
    "is_complete_request": {"code": "1 + 1"},
    "history_request": {"output": False, "raw": True, "hist_access_type": "tail", "n": 3},
    "comm_info_request": {},
    "execute_request": {"code": "1 + 1", "silent": False, "store_history": True, "user_expressions": {},
                        "allow_stdin": False, "stop_on_error": True},
}
FIELDS = {
    "kernel_info_reply": {"protocol_version", "implementation", "implementation_version", "language_info", "banner"},
    "complete_reply": {"matches", "cursor_start", "cursor_end", "metadata"},
    "inspect_reply": {"found", "data", "metadata"},
    "is_complete_reply": set(),
    "history_reply": {"history"},
    "comm_info_reply": {"comms"},
    "execute_reply": {"execution_count", "user_expressions"},
}


def check_header(message, session=None):
    header = message.raw["header"]
    assert header.keys() >= {"msg_id", "session", "username", "date", "msg_type", "version"}, header
    assert re.fullmatch(r"5\.\d+", header["version"]), header
    assert header["date"].tzinfo is not None, f"the date names no zone: {header['date']}"
    if session:
        assert header["session"] == session, "a kernel has one session for its whole life"


@pytest.mark.parametrize("request_type", REQUESTS)
def test_request_is_answered_by_the_spec(kernel, request_type):
    exchange = kernel.ask(request_type, REQUESTS[request_type])
    reply_type = request_type.replace("request", "reply")
    assert exchange.reply.type == reply_type
    expected = "complete" if request_type == "is_complete_request" else "ok"
    assert exchange.status == expected
    missing = FIELDS[reply_type] - exchange.reply.content.keys()
    assert not missing, f"{reply_type} lacks {missing}"
    assert exchange.states == ["busy", "idle"]
    assert exchange.iopub[0].type == "status" and exchange.iopub[-1].type == "status"
    assert exchange.reply.date <= exchange.iopub[-1].date, "idle is published after the reply was sent"
    for message in [exchange.reply, *exchange.iopub]:
        check_header(message, exchange.reply.raw["header"]["session"])
        assert message.raw["parent_header"] == exchange.header, "the parent is the request's header, unchanged"


def test_message_ids_are_unique(kernel):
    for _ in range(5):
        kernel.run("1 + 1")
    ids = [m.raw["header"]["msg_id"] for m in kernel.log]
    assert len(ids) == len(set(ids))


def test_kernel_info(kernel):
    content = kernel.ask("kernel_info_request").reply.content
    assert re.fullmatch(r"5\.\d+", content["protocol_version"])
    language = content["language_info"]
    # As other Java kernels call them, so that notebooks move between kernels.
    assert (language["name"], language["file_extension"]) == ("Java", ".jshell")
    assert language["version"].startswith("25")
    assert language["mimetype"].startswith("text/")
    assert content["banner"] and content["implementation"] and content["implementation_version"]
    for link in content.get("help_links", []):
        assert link["text"] and link["url"].startswith("http")


def test_kernel_info_on_the_control_channel(kernel):
    exchange = kernel.ask("kernel_info_request", channel="control")
    assert exchange.reply.type == "kernel_info_reply" and exchange.status == "ok"
    assert exchange.reply.channel == "control"


@pytest.mark.parametrize("code, status", [
    ("1 + 1", "complete"), ("", "complete"), ("// words", "complete"), ("int a = 1; int b = 2;", "complete"),
    ("for (int i = 0; i < 3; i++) {", "incomplete"), ("int x = 1;\nvoid f() {", "incomplete"),
    ("int x = ;", "invalid"), ("int ok = 1;\n)", "invalid"),
])
def test_is_complete(kernel, code, status):
    assert kernel.ask("is_complete_request", {"code": code}).status == status


def test_is_complete_indents_within_a_block(kernel):
    content = kernel.ask("is_complete_request", {"code": "void f() {"}).reply.content
    assert content["status"] == "incomplete"
    assert content["indent"].strip() == "" and content["indent"] != "", content


def test_unknown_request_changes_nothing(kernel):
    unknown = kernel.request("wishful_request", {"a": 1})
    kernel.run("1 + 1")
    assert unknown.states in ([], ["busy", "idle"]), "statuses come in pairs"
    if unknown.reply:
        assert unknown.status == "error"


@pytest.mark.parametrize("content", [
    {}, {"code": 7}, {"code": None}, {"code": "1", "user_expressions": []}, {"code": "1", "silent": "often"},
])
def test_malformed_execute_request_is_answered_with_an_error(kernel, content):
    exchange = kernel.ask("execute_request", content)
    assert exchange.reply.type == "execute_reply"
    assert exchange.status == "error"
    assert exchange.reply.content["evalue"]
    assert exchange.states == ["busy", "idle"]
    assert kernel.run("40 + 2").result == "42"


@pytest.mark.parametrize("request_type, content", [
    ("complete_request", {"code": "Math.m", "cursor_pos": 999}),
    ("complete_request", {"code": "Math.m", "cursor_pos": -5}),
    ("complete_request", {"code": "", "cursor_pos": 0}),
    ("inspect_request", {"code": "Math.max", "cursor_pos": 999, "detail_level": 0}),
    ("inspect_request", {"code": "", "cursor_pos": 0, "detail_level": 1}),
    ("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 0}),
    ("history_request", {"output": False, "raw": True, "hist_access_type": "sideways"}),
    ("is_complete_request", {}),
])
def test_odd_fields_are_answered(kernel, request_type, content):
    exchange = kernel.ask(request_type, content)
    assert exchange.reply.type == request_type.replace("request", "reply")
    assert exchange.states == ["busy", "idle"]


def test_comm_info_lists_no_comms_at_first(kernel):
    assert kernel.ask("comm_info_request", {"target_name": "nobody"}).reply.content["comms"] == {}


def test_comm_of_an_unknown_target_is_closed(kernel):
    comm_id = uuid.uuid4().hex
    opened = kernel.request("comm_open", {"comm_id": comm_id, "target_name": "nobody", "data": {}})
    kernel.wait(lambda: opened.of("comm_close"), 5, "comm_close")
    assert opened.of("comm_close")[0].content["comm_id"] == comm_id


def beat(kernel, payload):
    heart = zmq.Context.instance().socket(zmq.REQ)
    heart.linger = 0
    info = kernel.manager.get_connection_info()
    heart.connect(f"{info['transport']}://{info['ip']}:{info['hb_port']}")
    try:
        heart.send(payload)
        assert heart.poll(2000), "no heartbeat within 2 s"
        return heart.recv()
    finally:
        heart.close()


def test_heartbeat_echoes_while_a_cell_spins(kernel):
    assert beat(kernel, b"ping") == b"ping"
    cell = kernel.begin("while (true) {}")
    assert beat(kernel, b"\x00\xff") == b"\x00\xff"
    kernel.interrupt(cell)
