"""Java as it is written elsewhere runs unchanged; calls that would end the kernel fail their cell."""

import pytest


@pytest.mark.parametrize("code", [
    "System.exit(1);", "System.exit(0);", "Runtime.getRuntime().exit(3);", "Runtime.getRuntime().halt(4);",
    "void leave() { System.exit(5); }\nleave();", "Runnable way = () -> System.exit(6);\nway.run();",
    "IntConsumer out = System::exit;\nout.accept(7);",
    "class Quitter { Quitter() { System.exit(8); } }\nnew Quitter();",
    "spawn(() -> System.exit(9)).join();",
])
def test_exit_fails_the_cell_and_the_kernel_lives(kernel, code):
    pid = kernel.pid
    cell = kernel.execute("import java.util.function.*;\n" + code)
    assert "exit" in cell.error["evalue"].lower() or "halt" in cell.error["evalue"].lower(), cell.error["evalue"]
    assert kernel.run("40 + 2").result == "42"
    assert kernel.pid == pid and kernel.process.poll() is None


def test_exit_on_a_thread_of_the_cell(kernel):
    cell = kernel.run("new Thread(() -> System.exit(1)).start();")
    kernel.wait(lambda: "exit" in cell.stderr.lower(), 5, "message of the refused exit on stderr")
    assert kernel.run("40 + 2").result == "42"


PASTED = """
import java.util.concurrent.*;
import java.util.*;

public class PastedPool {
    private final Semaphore permits = new Semaphore(2);
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    public List<Integer> squares(int n) throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            final int number = i;
            futures.add(pool.submit(() -> {
                permits.acquire();
                try {
                    return number * number;
                } finally {
                    permits.release();
                }
            }));
        }
        List<Integer> result = new ArrayList<>();
        for (Future<Integer> future : futures) {
            result.add(future.get());
        }
        pool.shutdown();
        return result;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(new PastedPool().squares(5));
        System.out.println(Semaphore.class.getName() + " " + Future.class.getName() + " " + Executors.class.getName());
    }
}
"""


def test_pasted_class_means_the_jdk(kernel):
    kernel.run(PASTED)
    cell = kernel.run("PastedPool.main(new String[0]);")
    assert cell.stdout == ("[0, 1, 4, 9, 16]\njava.util.concurrent.Semaphore java.util.concurrent.Future "
                           "java.util.concurrent.Executors\n")


@pytest.mark.parametrize("name", [
    "java.util.concurrent.Semaphore", "java.util.concurrent.Future", "java.util.concurrent.Executor",
    "java.util.concurrent.locks.Lock", "java.util.concurrent.locks.Condition", "java.util.concurrent.Executors",
    "java.util.concurrent.TimeoutException", "java.util.Timer", "java.util.Queue", "java.lang.Process",
    "java.time.Duration", "java.nio.channels.Channel", "java.lang.ThreadGroup",
    "java.util.concurrent.Phaser", "java.util.concurrent.Flow",
])
def test_simple_names_are_the_jdks_without_imports(kernel, name):
    assert kernel.run(name.rsplit(".", 1)[1] + ".class.getName()").result == name


def test_methods_of_io(kernel):
    assert kernel.run('print("a"); println("b"); IO.println("c"); println();').stdout == "ab\nc\n\n"


@pytest.mark.parametrize("code, result", [
    ('sealed interface Shape permits Dot, Line { } record Dot() implements Shape { } '
     'record Line(int n) implements Shape { }\n'
     'int size(Shape s) { return switch (s) { case Dot() -> 0; case Line(int n) -> n; }; }\nsize(new Line(3))', "3"),
    ("<T extends Comparable<T>> T most(List<T> of) { return Collections.max(of); }\nmost(List.of(1, 5, 2))", "5"),
    ("int even(int n) { return n == 0 ? 1 : odd(n - 1); }\nint odd(int n) { return n == 0 ? 0 : even(n - 1); }\n"
     "even(10)", "1"),
    ("enum Mood { GOOD, BAD }\nMood.valueOf(\"BAD\").ordinal()", "1"),
    ("interface Greeter { String greet(String n); }\nGreeter g = n -> \"hi \" + n;\ng.greet(\"you\")", "hi you"),
    ("var map = new HashMap<String, List<Integer>>();\n"
     "map.computeIfAbsent(\"a\", _ -> new ArrayList<>()).add(1);\nmap", "{a=[1]}"),
    ("int[] box = {1};\nRunnable bump = () -> box[0]++;\nbump.run(); bump.run();\nbox[0]", "3"),
    ("import java.util.regex.*;\nPattern.compile(\"b+\").matcher(\"abbc\").replaceAll(\"-\")", "a-c"),
])
def test_java_of_many_kinds(kernel, code, result):
    assert kernel.run(code).result == result


def test_variables_survive_imports_redefinitions_and_reruns(kernel):
    kernel.run("record Point(int x) { }\nvar kept = new Point(5);\nint f() { return 1; }")
    kernel.run("import java.util.zip.*;")
    kernel.run("int f() { return 2; }")
    kernel.run("record Point(int x) { }")
    assert kernel.run("kept.x() + f()").result == "7"


def test_reset_of_a_variable_is_told(kernel):
    kernel.run("class Mine { int n = 1; }\nvar mine = new Mine();")
    cell = kernel.run("class Mine { int n = 2; int other; }")
    told = cell.stdout + cell.stderr
    after = kernel.execute("mine == null")
    if after.status == "error" or after.result == "true":
        assert "mine" in told and "Mine" in told, f"a variable that lost its value is named, not {told!r}"


def test_lambda_of_an_earlier_cell_runs_on(kernel):
    kernel.run("import java.util.function.*;\nint base = 40;\nIntSupplier plus = () -> base + 2;")
    for i in range(5):
        kernel.run(f"base + {i}")
    assert kernel.run("plus.getAsInt()").result == "42"


def test_context_class_loader_sees_the_classes_of_cells(kernel):
    kernel.run("class Seen { }")
    cell = kernel.run("Class.forName(Seen.class.getName(), true, Thread.currentThread().getContextClassLoader())"
                      " == Seen.class")
    assert cell.result == "true"


def test_long_cell(kernel):
    cell = kernel.run("\n".join(f"int v{i} = {i};" for i in range(100)) + "\nv0 + v99", timeout=60)
    assert cell.result == "99"
