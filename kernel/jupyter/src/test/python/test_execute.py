"""execute_request: counts, results, its options, the queue behind a failure."""

import pytest


def test_order_of_a_cells_messages(kernel):
    cell = kernel.run('println("out");\n40 + 2')
    assert [m.type for m in cell.iopub] == ["status", "execute_input", "stream", "execute_result", "status"]
    assert cell.states == ["busy", "idle"]
    count = cell.reply.content["execution_count"]
    (shown,) = cell.of("execute_input")
    assert shown.content == {"code": 'println("out");\n40 + 2', "execution_count": count}
    (result,) = cell.of("execute_result")
    assert result.content["execution_count"] == count
    assert result.content["data"]["text/plain"] == "42"
    assert result.content["metadata"] == {}


def test_execution_count_increments_by_one_also_after_errors(kernel):
    counts = [kernel.execute(code).reply.content["execution_count"]
              for code in ("1", "int broken = ;", 'throw new RuntimeException("x");', 'println("y");', "2")]
    assert counts == list(range(counts[0], counts[0] + 5))


@pytest.mark.parametrize("code, result", [
    ("1 + 1", "2"), ("1 + 1 // words after", "2"), ('"text"', "text"), ("'c'", "c"), ("1L << 40", "1099511627776"),
    ("List.of(1, 2)", "[1, 2]"), ("new int[] {1, 2, 3}.length", "3"), ("int a = 1; int b = 2; a + b", "3"),
    ('var words = List.of("a");\nwords', "[a]"), ("// words before\n5", "5"), ('"""\n    block\n    """', "block\n"),
])
def test_value_of_the_last_expression(kernel, code, result):
    assert kernel.run(code).result == result


@pytest.mark.parametrize("code", [
    "", "   \n\n", "// words", "/* words\n * on lines */", "/// doc", ";", ";;", "int declared = 3;",
    "int quiet() { return 1; }", "class Quiet { }", "import java.util.zip.CRC32;", "for (int i = 0; i < 2; i++) { }",
    "(Object) null", "1 + 1;", "int assigned;\nassigned = 4;",
])
def test_cells_without_a_value(kernel, code):
    cell = kernel.run(code)
    assert cell.result is None
    assert cell.stdout == "" and cell.stderr == ""
    assert cell.states == ["busy", "idle"]


def test_state_lives_on_between_cells(kernel):
    kernel.run("int kept = 20; int twice(int n) { return 2 * n; }\nrecord Pair(int a, int b) { }")
    assert kernel.run("twice(kept) + new Pair(1, 2).b()").result == "42"


def test_to_string_runs_as_part_of_the_cell(kernel):
    kernel.run('class Loud { public String toString() { println("asked"); return "loud"; } }')
    cell = kernel.run("new Loud()")
    assert cell.result == "loud"
    assert cell.stdout == "asked\n"


def test_failing_to_string_does_not_take_the_kernel_along(kernel):
    kernel.run('class Rude { public String toString() { throw new IllegalStateException("no words"); } }')
    cell = kernel.execute("new Rude()")
    told = cell.stderr + (cell.result or "") + ("" if cell.status == "ok" else cell.traceback)
    assert "no words" in told, "what toString threw is told to the user"
    assert kernel.run("40 + 2").result == "42"


def test_display_data(kernel):
    cell = kernel.run('display("<b>bold</b>", "text/html");')
    (shown,) = cell.of("display_data")
    assert shown.content["data"]["text/html"] == "<b>bold</b>"


def test_silent_shows_and_counts_nothing(kernel):
    before = kernel.run("1").reply.content["execution_count"]
    cell = kernel.run("40 + 2; int silently = 5;\nsilently", silent=True)
    assert not cell.of("execute_input", "execute_result")
    assert cell.states == ["busy", "idle"]
    after = kernel.run("silently")
    assert after.result == "5", "the code did run"
    assert after.reply.content["execution_count"] == before + 1


def test_store_history_false_does_not_count(kernel):
    before = kernel.run("1").reply.content["execution_count"]
    assert kernel.run("1002 + 1", store_history=False).result == "1003"
    assert kernel.run("2").reply.content["execution_count"] == before + 1
    history = kernel.ask("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 5})
    assert "1002 + 1" not in [entry[2] for entry in history.reply.content["history"]]


def test_user_expressions(kernel):
    cell = kernel.run("int base = 40;", user_expressions={"sum": "base + 2", "unknown": "nonsense", "thrown": "1 / 0"})
    expressions = cell.reply.content["user_expressions"]
    assert expressions.keys() == {"sum", "unknown", "thrown"}
    assert expressions["sum"]["status"] == "ok"
    assert expressions["sum"]["data"]["text/plain"] == "42"
    assert "metadata" in expressions["sum"]
    for name, word in (("unknown", "nonsense"), ("thrown", "zero")):
        failed = expressions[name]
        assert failed["status"] == "error"
        assert failed["ename"] and isinstance(failed["traceback"], list)
        assert word in failed["evalue"], failed
    assert not cell.of("execute_result", "error")


def queue_behind_a_failure(kernel, stop_on_error):
    failing = 'sleep(millis(300)); throw new IllegalStateException("first");'
    cells = [kernel.submit(failing, stop_on_error=stop_on_error)]
    cells += [kernel.submit(f'println("ran {i}");') for i in range(3)]
    for cell in cells:
        kernel.finish(cell)
    assert cells[0].status == "error"
    return cells[1:]


def test_stop_on_error_aborts_what_waits(kernel):
    for cell in queue_behind_a_failure(kernel, stop_on_error=True):
        assert cell.status in ("aborted", "error"), cell.reply
        assert not cell.of("execute_input", "stream"), "an aborted cell did not run"
        assert cell.states == ["busy", "idle"]
    assert kernel.run('println("later");').stdout == "later\n"


def test_without_stop_on_error_the_queue_goes_on(kernel):
    cells = queue_behind_a_failure(kernel, stop_on_error=False)
    assert [cell.stdout for cell in cells] == ["ran 0\n", "ran 1\n", "ran 2\n"]
    assert all(cell.status == "ok" for cell in cells)


@pytest.mark.parametrize("_", range(10))
def test_cell_sent_right_after_an_error_reply_runs(kernel, _):
    failing = kernel.submit('throw new IllegalStateException("first");')
    kernel.wait(lambda: failing.reply, 5, "error reply")
    assert kernel.run('println("sent after it");').stdout == "sent after it\n"


def test_stop_on_error_aborts_cells_alone(kernel):
    failing = kernel.submit('sleep(millis(300)); throw new IllegalStateException("first");')
    info = kernel.request("kernel_info_request")
    history = kernel.request("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 1})
    for exchange in (failing, info, history):
        kernel.finish(exchange)
    assert (info.status, history.status) == ("ok", "ok")


def test_cells_run_in_the_order_sent(kernel):
    cells = [kernel.submit(f'println("cell {i}");') for i in range(20)]
    for cell in cells:
        kernel.finish(cell)
    counts = [cell.reply.content["execution_count"] for cell in cells]
    assert counts == list(range(counts[0], counts[0] + 20))
    assert [cell.stdout for cell in cells] == [f"cell {i}\n" for i in range(20)]


def test_two_kernels_share_nothing(kernel, new_kernel):
    kernel.run("int mine = 1;")
    other = new_kernel()
    assert other.execute("mine").status == "error"
