"""What a cell does to the kernel, the kernel survives: full memory, floods of output, deadlocks, exits, endless recursion."""

import re

import psutil
import pytest

from exchange import plain

SMALL_HEAP = {"JDK_JAVA_OPTIONS": "-Xmx192m"}
MIB = 1 << 20


@pytest.mark.parametrize("hog", [
    'var hog = new ArrayList<byte[]>();\nwhile (true) hog.add(new byte[1 << 16]);',
    '{ var hog = new ArrayList<int[]>(); while (true) hog.add(new int[100]); }',
    'var text = new StringBuilder("ab");\nwhile (true) text.append(text);',
])
def test_a_full_heap_fails_the_cell_alone(new_kernel, hog):
    kernel = new_kernel(env=SMALL_HEAP)
    kernel.run("int kept = 7; void background() { while (true) sleep(millis(50)); }\nvar task = spawn(() -> background());")
    cell = kernel.execute(hog, timeout=60)
    assert cell.error["ename"] == "OutOfMemoryError"
    limit, raised = re.search(r"heap is limited to (\d+) MiB; raise it with -Xmx(\d+)m", cell.traceback).groups()
    assert 180 <= int(limit) <= 192 and int(raised) == 2 * int(limit), "collectors count a little less than -Xmx"
    assert "JDK_JAVA_OPTIONS" in cell.traceback
    assert kernel.run("kept + 1").result == "8"
    assert kernel.run("task.isDone()").result == "false", "tasks of other cells go on"
    kernel.check_works()


def test_a_variable_of_an_earlier_cell_that_fills_the_heap_is_emptied(new_kernel):
    kernel = new_kernel(env=SMALL_HEAP)
    kernel.run("var hog = new ArrayList<byte[]>(); var other = new ArrayList<byte[]>();")
    cell = kernel.execute("while (true) hog.add(new byte[1 << 20]);", timeout=60)
    assert cell.error["ename"] == "OutOfMemoryError"
    assert "variable hog (ArrayList<byte[]>) was set to null" in cell.stderr
    assert kernel.run("other.size()").result == "0"


def test_full_memory_in_tasks_and_threads(new_kernel):
    kernel = new_kernel(env=SMALL_HEAP)
    cell = kernel.execute("""void hog() { var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 20]); }
gather(() -> hog(), () -> sleep(millis(10)));""", timeout=60)
    assert cell.error["ename"] == "OutOfMemoryError"
    kernel.execute("thread(() -> hog()).join();", timeout=60)
    kernel.check_works()


@pytest.mark.parametrize("flood", [
    'while (printed < 40_000_000) { println("x".repeat(99)); printed += 100; }',
    'while (printed < 40_000_000) { print("x".repeat(100)); printed += 100; }',
    'println("x".repeat(40_000_000));',
    'each(8, i -> threadPrints());',
])
def test_a_flood_is_capped(new_kernel, flood):
    kernel = new_kernel()
    kernel.run("long printed = 0;\nvoid threadPrints() { offload(() -> { for (int i = 0; i < 50_000; i++) "
               'println("x".repeat(99)); }); }')
    cell = kernel.execute(flood, timeout=60)
    cell.ok()
    assert 15.9 * MIB <= len(cell.stdout) <= 16 * MIB
    assert cell.stderr.count("WEFT_OUTPUT_LIMIT=64") == 1
    assert psutil.Process(kernel.pid).memory_info().rss < 900 * MIB
    assert kernel.run('println("next");').stdout == "next\n", "each cell has a limit of its own"


def test_the_limit_can_be_chosen(new_kernel):
    kernel = new_kernel(env={"WEFT_OUTPUT_LIMIT": "1"})
    cell = kernel.run('for (int i = 0; i < 30_000; i++) println("žluť".repeat(10));')
    assert 0.9 * MIB < len(cell.stdout.encode()) <= MIB
    assert "�" not in cell.stdout
    unlimited = new_kernel(env={"WEFT_OUTPUT_LIMIT": "off"})
    assert len(unlimited.run('println("x".repeat(20_000_000));', timeout=60).stdout) == 20_000_001


def test_endless_recursion_of_two_methods(kernel):
    cell = kernel.execute("int ping(int n) { return pong(n); }\nint pong(int n) { return ping(n) + 1; }\nping(0)")
    assert cell.error["ename"] == "StackOverflowError"
    assert len(cell.traceback.splitlines()) < 30
    assert "again" in cell.traceback, "the repetition is told, not shown"
    kernel.check_works()


def test_deadlock_of_library_locks_is_told(kernel):
    cell = kernel.begin("""var left = lock("left"); var right = lock("right");
println("started");
void both(TaskLock first, TaskLock second) {
    try (var a = first.hold()) { sleep(millis(20)); try (var b = second.hold()) { } }
}
gather(() -> both(left, right), () -> both(right, left));""")
    kernel.interrupt(cell)
    kernel.check_works()


def test_deadlock_of_java_locks_is_interrupted(kernel):
    cell = kernel.begin("""println("started");
var one = new java.util.concurrent.locks.ReentrantLock(); var two = new java.util.concurrent.locks.ReentrantLock();
void both(java.util.concurrent.locks.Lock first, java.util.concurrent.locks.Lock second) throws Exception {
    first.lockInterruptibly();
    try { Thread.sleep(20); second.lockInterruptibly(); } finally { first.unlock(); }
}
gather(() -> both(one, two), () -> both(two, one));""")
    kernel.interrupt(cell)
    kernel.check_works()


def test_deadlock_of_monitors_is_interrupted(kernel):
    cell = kernel.begin("""println("started");
Object a = new Object(), b = new Object();
void both(Object first, Object second) throws Exception {
    synchronized (first) { Thread.sleep(20); synchronized (second) { } }
}
gather(() -> both(a, b), () -> both(b, a));""")
    kernel.interrupt(cell)
    kernel.check_works()


@pytest.mark.parametrize("code", [
    "System.exit(3);", "Runtime.getRuntime().exit(3);", "Runtime.getRuntime().halt(3);",
    'List.of(3).forEach(System::exit);',
    'System.class.getMethod("exit", int.class).invoke(null, 3);',
    'Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 3);',
])
def test_exits_are_refused(kernel, code):
    cell = kernel.execute(code)
    assert "refused" in cell.traceback or "ExitRefused" in cell.traceback, cell.traceback
    kernel.check_works()


def test_uncaught_errors_of_threads_show_in_their_cell(kernel):
    cell = kernel.submit('var t = new Thread(() -> { throw new IllegalStateException("in my thread"); });\nt.start();\nt.join();')
    kernel.finish(cell).ok()
    kernel.wait(lambda: "in my thread" in cell.stderr, 5, "the thread's failure")
    assert "line 1, in a lambda" in plain(cell.stderr), cell.stderr


def test_mutually_dependent_classes(kernel):
    kernel.run("class Ping { Pong other; int hit() { return other == null ? 1 : other.hit() + 1; } }")
    kernel.run("class Pong { Ping other; int hit() { return other == null ? 1 : other.hit() + 1; } }")
    assert kernel.run("var p = new Ping(); p.other = new Pong(); p.hit()").result == "2"
    kernel.run("class Even { boolean is(int n) { return n == 0 || new Odd().is(n - 1); } }\n"
               "class Odd { boolean is(int n) { return n != 0 && new Even().is(n - 1); } }")
    assert kernel.run("new Even().is(10)").result == "true"


def test_variables_survive_what_does_not_concern_them(kernel):
    kernel.run("var kept = new ArrayList<>(List.of(1, 2)); record Point(int x) {}\nvar point = new Point(3);\n"
               "static int half(int n) { return n / 2; }")
    cells = ["import java.util.zip.*;", "static int half(int n) { return n / 2 + 1; }", "record Point(int x) {}",
             "var other = 4;", "class New {}", "static int half(int n) { return n / 2 + 2; }"]
    for code in cells:
        assert kernel.run(code).stderr == "", code
        assert kernel.run("kept + \" \" + point").result == "[1, 2] Point[x=3]", code
    assert kernel.run("half(2)").result == "3"


def test_a_variable_of_a_changed_type_is_told(kernel):
    kernel.run('class Shape { String name = "old"; }\nvar shape = new Shape();')
    cell = kernel.run('class Shape { String name = "new"; int edges; }')
    assert "variable shape (Shape) was lost, because Shape changed: declare it again" in cell.stderr


def test_a_pool_of_a_cell_that_runs_again_is_closed(kernel):
    kernel.run('var crew = threads(2, threadOptions().name("crew"));\nvar first = crew;\nfirst = null;')
    cell = kernel.run('var crew = threads(2, threadOptions().name("crew"));')
    assert "closed the thread pool 'crew' of cell" in cell.stderr and "which crew held" in cell.stderr
    assert kernel.run("crew.call(() -> 5)").result == "5"


def test_memory_of_many_cells(kernel, noted):
    def used():
        return int(kernel.run("System.gc(); var r = Runtime.getRuntime(); (r.totalMemory() - r.freeMemory()) / 1024").result)

    def run(count):
        for number in range(count):
            kernel.execute(f"Math.abs({number}) + 1" if number % 2 else f"{{ int a = {number}; List.of(a).forEach(b -> {{}}); }}")

    run(100)
    before = used()
    run(400)
    grown = (used() - before) / 400
    noted(f"heap that a cell leaves behind: {grown:.1f} KiB")
    assert grown < 30


def test_imports_and_new_methods_leave_variables_alone(kernel):
    kernel.run("""record Kept(int a) {}
int given() { return 5; }
var kept = new Kept(3); var got = given(); int plain = given(); List<Kept> all = new ArrayList<>(List.of(kept));
Supplier<Integer> later = () -> given() + kept.a();
got = 6; plain = 7;""")
    for code in ("int between = 1;\n\nimport java.util.zip.*;", "// comment\nimport java.awt.*;", "import static java.lang.Math.*;",
                 "import module java.sql;", "\nimport java.util.zip.\n    CRC32;", "int given() { return 8; }"):
        assert kernel.run(code).stderr == "", code
        assert kernel.run('"" + kept + got + plain + all + later.get()').result.endswith("Kept[a=3]67[Kept[a=3]]8"), code


def test_what_the_compiler_cannot_write_does_not_end_the_session(kernel):
    cell = kernel.execute('String tooLong = "' + "x" * 70_000 + '";')
    assert cell.error["evalue"] == "constant string too long"
    cell = kernel.execute("1" + "+1" * 20_000)
    assert "nested too deeply" in cell.error["evalue"]
    assert kernel.run("int after = 3; after + 1").result == "4"
