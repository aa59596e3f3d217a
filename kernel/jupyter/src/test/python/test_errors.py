"""Errors: the user's exception, the user's frames, the line marked, exactly one message."""

import pytest

from exchange import plain

INTERNALS = ("jdk.jshell", "io.weft.jupyter", "REPL.", "$JShell$", "do_it$", "java.lang.reflect",
             "SPIResolutionException", "EvalException")


def check_clean(text):
    seen = [word for word in INTERNALS if word in text]
    assert not seen, f"internals {seen} show in\n{text}"


def caret_points_at(traceback, source_line, token):
    """Whether a caret stands below the token, in the line after the one that shows the source."""
    lines = traceback.splitlines()
    for shown, below in zip(lines, lines[1:]):
        if source_line in shown and "^" in below:
            start = shown.index(source_line) + source_line.index(token)
            return start <= below.index("^") < start + len(token)
    return False


def test_exception_in_a_method(kernel):
    cell = kernel.execute("""int divide(int a, int b) {
    return a / b;
}
println("before");
divide(6, 0);
println("after");
""")
    assert cell.error["ename"].endswith("ArithmeticException")
    assert cell.error["evalue"] == "/ by zero"
    assert cell.stdout == "before\n"
    traceback = cell.traceback
    assert "return a / b;" in traceback, f"the failing line is shown:\n{traceback}"
    assert "divide(6, 0)" in traceback or "line 5" in traceback, f"so is the caller:\n{traceback}"
    assert "divide" in traceback
    check_clean(traceback)


def test_reply_repeats_the_error(kernel):
    cell = kernel.execute('throw new IllegalStateException("told twice");')
    assert {key: cell.reply.content[key] for key in ("ename", "evalue", "traceback")} == cell.error
    assert "execution_count" in cell.reply.content


def test_failing_line_is_marked(kernel):
    cell = kernel.execute('int fine = 1;\nint[] three = new int[3];\nint off = three[3];\nint never = 2;')
    marked = [line for line in cell.traceback.splitlines() if "three[3]" in line]
    assert marked, f"the failing line is shown:\n{cell.traceback}"
    assert any(line.split("int off")[0].strip(" 0123456789:|│") for line in marked), f"and marked:\n{cell.traceback}"
    assert "line 3" in cell.traceback or any("3" in line.split("int off")[0] for line in marked)
    assert kernel.execute("never").status == "error", "nothing after the failing line ran"


def test_frames_of_an_earlier_cell(kernel):
    kernel.run("int third(List<Integer> list) {\n    return list.get(2);\n}")
    cell = kernel.execute("int x = third(List.of(1));")
    assert cell.error["ename"].endswith("IndexOutOfBoundsException")
    assert "return list.get(2);" in cell.traceback
    assert "third" in cell.traceback
    check_clean(cell.traceback)


def test_exception_in_a_lambda_under_the_jdk(kernel):
    cell = kernel.execute('List.of("a", "b").stream().map(s -> s.charAt(1)).toList()')
    assert cell.error["ename"].endswith("StringIndexOutOfBoundsException")
    assert "s.charAt(1)" in cell.traceback
    check_clean(cell.traceback)


def test_own_exception_class(kernel):
    kernel.run("class Overdrawn extends RuntimeException { Overdrawn(String m) { super(m); } }")
    cell = kernel.execute('throw new Overdrawn("by 5");')
    assert cell.error["ename"] == "Overdrawn"
    assert cell.error["evalue"] == "by 5"
    check_clean(cell.traceback)


def test_cause_chain(kernel):
    cell = kernel.execute("""try {
    throw new java.io.IOException("inner trouble");
} catch (java.io.IOException e) {
    throw new IllegalStateException("outer trouble", e);
}""")
    assert cell.error["evalue"] == "outer trouble"
    traceback = cell.traceback
    assert "IOException" in traceback and "inner trouble" in traceback
    assert "outer trouble" in traceback
    check_clean(traceback)


def test_cause_that_leads_in_a_circle(kernel):
    cell = kernel.execute("""var outer = new RuntimeException("outer");
var inner = new RuntimeException("inner", outer);
outer.initCause(inner);
throw outer;""")
    assert cell.error["evalue"] == "outer"
    assert "inner" in cell.traceback
    assert len(cell.traceback.splitlines()) < 100


def test_suppressed_exceptions_are_told(kernel):
    cell = kernel.execute("""class Sticky implements AutoCloseable {
    public void close() { throw new IllegalArgumentException("did not close"); }
}
try (var it = new Sticky()) { throw new IllegalStateException("body failed"); }""")
    assert cell.error["evalue"] == "body failed"
    assert "did not close" in cell.traceback


def test_checked_exception_without_message(kernel):
    cell = kernel.execute("throw new java.util.concurrent.TimeoutException();")
    assert cell.error["ename"].endswith("TimeoutException")
    assert isinstance(cell.error["evalue"], str)
    assert cell.traceback


def test_exception_of_a_task_arrives_in_join(kernel):
    kernel.run('int fail() { throw new IllegalStateException("in the task"); }')
    cell = kernel.execute("gather(() -> fail(), () -> 1);")
    assert cell.error["ename"].endswith("IllegalStateException")
    assert cell.error["evalue"] == "in the task"
    assert "fail" in cell.traceback
    check_clean(cell.traceback)


@pytest.mark.parametrize("code, words", [
    ("assert 1 == 2;", ""), ('assert 1 == 2 : "sums differ";', "sums differ"),
    ("void check(int n) { assert n > 0; }\ncheck(0);", ""),
    ("class Checked { static void go() { assert false; } }\nChecked.go();", ""),
])
def test_false_assertion_fails_the_cell(kernel, code, words):
    cell = kernel.execute(code)
    assert cell.error["ename"].endswith("AssertionError")
    assert words in cell.error["evalue"]
    kernel.run("assert 1 == 1;")


def test_endless_recursion(kernel):
    cell = kernel.execute("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)")
    assert cell.error["ename"].endswith("StackOverflowError")
    assert "deep" in cell.traceback
    assert len(cell.traceback.splitlines()) < 200, "a repeating trace is cut"
    assert kernel.run("40 + 2").result == "42"


def test_out_of_memory(kernel):
    cell = kernel.execute("Object hog = new long[Integer.MAX_VALUE][];")
    assert cell.error["ename"].endswith("OutOfMemoryError")
    assert kernel.run("40 + 2").result == "42"


def test_compile_error_names_the_place(kernel):
    cell = kernel.execute('String words = "a";\nint number = words;\n')
    assert "incompatible types" in cell.error["evalue"] + cell.traceback
    assert caret_points_at(cell.traceback, "int number = words;", "words"), cell.traceback
    assert "line 2" in cell.traceback or "2" in cell.traceback.split("int number")[0].splitlines()[-1]
    check_clean(cell.traceback)


def test_compile_error_far_down_and_after_wide_characters(kernel):
    cell = kernel.execute('String face = "😀";\n\n\n    String more = "žluť" + missing;')
    assert "missing" in cell.error["evalue"] + cell.traceback
    assert 'String more = "žluť" + missing;' in cell.traceback
    assert caret_points_at(cell.traceback, 'String more = "žluť" + missing;', "missing"), cell.traceback


@pytest.mark.parametrize("code, word", [
    ("int broken = ;", "expression"), ("void open() {", ""), ('String s = "open', ""), ("nonsense + 1", "nonsense"),
    ("void f() { undeclared(); }\nf();", "undeclared"), ("return 5 +;", ""), ("}", ""), ("#", ""), ("int 9a = 1;", ""),
    ("goto x;", ""), ('"abc".lenght()', "lenght"), ("new Random().nextGaussian(1, 2, 3)", ""), ("yield 1;", ""),
])
def test_code_that_does_not_compile(kernel, code, word):
    cell = kernel.execute(code)
    assert cell.error["ename"] and cell.error["evalue"]
    assert word in cell.error["evalue"] + cell.traceback
    check_clean(cell.traceback)
    assert kernel.run("40 + 2").result == "42"


def test_warnings_do_not_fail_a_cell(kernel):
    assert kernel.run('List raw = new ArrayList(); raw.add("x"); raw.size()').result == "1"


def test_nothing_comes_after_the_error(kernel):
    cell = kernel.execute('println("one");\nthrow new IllegalStateException("stop");\n')
    assert [m.type for m in cell.iopub] == ["status", "execute_input", "stream", "error", "status"]
    assert plain(cell.error["traceback"][-1]).strip()
