"""complete_request and inspect_request: right places in code points, and an answer while a cell runs."""

import pytest

from exchange import plain


def complete(kernel, marked, timeout=10):
    """Completes at the bar; the texts that each match would lead to."""
    cursor = marked.index("|")
    code = marked.replace("|", "", 1)
    content = kernel.ask("complete_request", {"code": code, "cursor_pos": cursor}, timeout=timeout).reply.content
    assert content["status"] == "ok", content
    assert 0 <= content["cursor_start"] <= content["cursor_end"] <= len(code)
    assert len(content["matches"]) == len(set(content["matches"])), "no match comes twice"
    return [code[:content["cursor_start"]] + match + code[content["cursor_end"]:] for match in content["matches"]]


def offers(texts, start):
    return any(text.startswith(start) for text in texts)


def inspect(kernel, marked, detail=0):
    cursor = marked.index("|")
    content = {"code": marked.replace("|", "", 1), "cursor_pos": cursor, "detail_level": detail}
    return kernel.ask("inspect_request", content).reply.content


@pytest.mark.parametrize("marked, expected", [
    ('"abc".toUpp|', '"abc".toUpperCase'), ("Math.floorM|", "Math.floorMod"), ("Integer.MAX|", "Integer.MAX_VALUE"),
    ("Strin|", "String"), ("new ArrayLi|", "new ArrayList"), ("spaw|", "spawn"), ("printl|", "println"),
    ("int n = Math.ab|", "int n = Math.abs"), ("int a = 1;\nint b = Math.ab|", "int a = 1;\nint b = Math.abs"),
    ("for (int i = 0; i < 3; i++) { Math.ab|", "for (int i = 0; i < 3; i++) { Math.abs"),
    ("import java.util.conc|", "import java.util.concurrent"),
])
def test_completion(kernel, marked, expected):
    texts = complete(kernel, marked)
    assert offers(texts, expected), texts


def test_completion_of_the_users_names(kernel):
    kernel.run("int myCounterOfThings = 1; String myMethodForThings(int n) { return null; }")
    assert offers(complete(kernel, "myCounterOf|"), "myCounterOfThings")
    assert offers(complete(kernel, "myMethodFor|"), "myMethodForThings")
    assert offers(complete(kernel, "myMethodForThings(1).toUpp|"), "myMethodForThings(1).toUpperCase")


@pytest.mark.parametrize("marked, start, tail", [
    ('String s = "😀"; s.toUpp|', 'String s = "😀"; s.toUpperCase', ""),
    ('/* 😀🧵👩‍👩‍👧 */ Math.ab|', "/* 😀🧵👩‍👩‍👧 */ Math.abs", ""),
    ('Math.ab| /* 😀 after */', "Math.abs", " /* 😀 after */"),
])
def test_completion_counts_code_points(kernel, marked, start, tail):
    kernel.run('String s = "😀";')
    texts = [text for text in complete(kernel, marked) if text.startswith(start)]
    assert texts, complete(kernel, marked)
    assert texts[0].endswith(tail)


def test_completion_in_the_middle_keeps_what_follows(kernel):
    texts = complete(kernel, "int n = Math.ab| + 1;")
    assert any(text.startswith("int n = Math.abs") and text.endswith(" + 1;") for text in texts), texts


def test_nothing_to_complete(kernel):
    assert complete(kernel, "zzzNoSuchName|") == []
    assert complete(kernel, '"inside a string toUpp|"') == []


def test_inspect_at_the_end_of_a_name(kernel):
    content = inspect(kernel, "String.valueOf|")
    assert content["found"] is True
    assert "valueOf" in content["data"]["text/plain"]


def test_inspect_within_a_call(kernel):
    content = inspect(kernel, "Math.max(|1, 2)")
    assert content["found"] is True
    assert "max" in plain(content["data"]["text/plain"])


def test_inspect_the_users_variable_and_method(kernel):
    kernel.run("var inspected = new ArrayList<String>(); int inspectedMethod(String words) { return 1; }")
    assert "ArrayList" in inspect(kernel, "inspected|")["data"]["text/plain"]
    assert "words" in inspect(kernel, "inspectedMethod|")["data"]["text/plain"] or \
        "String" in inspect(kernel, "inspectedMethod|")["data"]["text/plain"]


def test_inspect_counts_code_points(kernel):
    content = inspect(kernel, '/* 😀😀😀😀 */ Math.max| /* 😀 */')
    assert content["found"] is True
    assert "max" in content["data"]["text/plain"]


def test_inspect_finds_nothing_in_nonsense(kernel):
    content = inspect(kernel, "zzzNoSuchName|")
    assert content["status"] == "ok" and content["found"] is False and content["data"] == {}


def test_inspect_runs_no_code(kernel):
    kernel.run('class Loud { public String toString() { println("asked"); return "loud"; } }\nvar loud = new Loud();')
    seen = len(kernel.log)
    inspect(kernel, "loud|")
    kernel.run("1")
    assert not any(m.type == "stream" for m in kernel.log[seen:])


WHILE_RUNNING = {
    "complete_request": {"code": '"abc".toUpp', "cursor_pos": 11},
    "inspect_request": {"code": "Math.max", "cursor_pos": 8, "detail_level": 0},
    "is_complete_request": {"code": "void f() {"},
    "kernel_info_request": {},
    "comm_info_request": {},
    "history_request": {"output": False, "raw": True, "hist_access_type": "tail", "n": 3},
}
RUNNING = {"busy": "while (true) {}", "sleeping": "Thread.sleep(60000);", "waiting": "sleep(seconds(60));",
           "pinned": 'class Pin { static int v = 1; static { println("started"); while (v > 0) {} } }\nPin.v'}


@pytest.mark.parametrize("state", RUNNING)
def test_answers_while_a_cell_runs(kernel, measured, state):
    kernel.ask("complete_request", WHILE_RUNNING["complete_request"])
    cell = kernel.begin(RUNNING[state])
    try:
        for request_type, content in WHILE_RUNNING.items():
            exchange = kernel.ask(request_type, content, timeout=5)
            assert exchange.states == ["busy", "idle"]
            measured(request_type, exchange.seconds, 1.0)
        assert cell.reply is None, "the cell runs still"
    finally:
        kernel.interrupt(cell)
    assert cell.states == ["busy", "idle"]


def test_many_requests_while_a_cell_prints(kernel):
    cell = kernel.submit('for (int i = 0; i < 200; i++) { println("line " + i); sleep(millis(5)); }')
    kernel.await_text(cell, "line 0\n")
    exchanges = [kernel.request("complete_request", WHILE_RUNNING["complete_request"]) for _ in range(20)]
    for exchange in exchanges:
        kernel.finish(exchange)
        assert any("toUpperCase" in match for match in exchange.reply.content["matches"])
    kernel.finish(cell)
    assert cell.ok().stdout == "".join(f"line {i}\n" for i in range(200))
