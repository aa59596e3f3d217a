package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stops running code on plain threads with 8 MB of stack.
public class StopCheckTest {

    private static final long BOUND_MILLIS = 10_000;
    private static TestCells cells;
    public static volatile CountDownLatch running;
    // Set by recursive cells, which at the end of their stack have no room for a call.
    public static volatile int depth;

    private static final class Halt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halt() {
            super("stopped", null, false, false);
        }
    }

    private static final class Run {
        volatile CellOutcome outcome;
        Thread thread;

        static Run of(String code) throws InterruptedException {
            var run = new Run();
            running = new CountDownLatch(1);
            run.thread = new Thread(null, () -> run.outcome = cells.eval(code), "cell", 8 << 20);
            run.thread.setDaemon(true);
            run.thread.start();
            assertTrue(running.await(20, TimeUnit.SECONDS));
            return run;
        }
    }

    @BeforeAll
    static void open() {
        cells = new TestCells("import static io.weft.jupyter.cell.StopCheckTest.*;");
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    /// Called by cells once they are inside.
    public static void go() {
        running.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "go(); while (true) {}",
            "go(); for (long i = 0; ; i++) { if (i < 0) break; }",
            "go(); do { } while (Math.abs(-1) == 1);",
            "go(); while (true) try { while (true); } catch (Throwable t) {}",
            "class F { int n; void f() { if (n++ == 0) go(); depth = n; try { f(); } catch (Throwable t) { g(); } }"
                    + " void g() { try { f(); } catch (Throwable t) { g(); } } } new F().f();",
            "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } go(); fib(90)",
            "go(); Stream.generate(() -> 1).forEach(x -> { try { Integer.parseInt(\"x\"); } catch (Exception e) {} });",
            "go(); new Object() { void spin(int k) { while (true) switch (k) { case 1: continue; default: k = 1; } } }"
                    + ".spin(0);",
            "class Init { static int x; static { go(); while (x == 0) { } } } Init.x = 1;",
            "class Ctor { Ctor(int n) { this(n > 0 ? n : 1, \"\"); } Ctor(int n, String s) { go(); while (n > 0); } }"
                    + " new Ctor(3);"})
    void stops(String code) throws Exception {
        var run = Run.of(code);
        if (code.contains("depth")) {
            awaitFullStack();
        }
        try (var _ = StopCheck.arm(() -> Thread.currentThread() == run.thread, Halt::new)) {
            run.thread.join(BOUND_MILLIS);
        }
        assertFalse(run.thread.isAlive(), () -> "still running " + BOUND_MILLIS + " ms after the stop: " + code);
        assertInstanceOf(CellOutcome.Threw.class, run.outcome);
        assertEquals(2, cells.run("1 + 1"));
    }

    private static void awaitFullStack() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (depth < 20_000) {
            assertTrue(System.nanoTime() < deadline, "recursion did not get deep");
            Thread.onSpinWait();
        }
    }

    @Test
    void stopsOnlyTheThreadMeantAndStopsOverlap() throws Exception {
        var first = Run.of("go(); while (true) {}");
        var second = Run.of("go(); while (true) {}");
        var a = StopCheck.arm(() -> Thread.currentThread() == first.thread, Halt::new);
        first.thread.join(BOUND_MILLIS);
        assertNotNull(first.outcome);
        assertTrue(second.thread.isAlive());
        var b = StopCheck.arm(() -> Thread.currentThread() == second.thread, Halt::new);
        a.close();
        second.thread.join(BOUND_MILLIS);
        b.close();
        assertNotNull(second.outcome);
        assertEquals(45, cells.run("int s = 0; for (int i = 0; i < 10; i++) s += i; s"));
    }

    @Test
    void wovenCodeStillVerifies() {
        assertEquals("3 b 7 [1, 2] two", cells
                .run("""
                                sealed interface S permits A, B {}
                                record A(int a) implements S {}
                                record B(String b) implements S {}
                                String name(S s) {
                            return switch (s) { case A(int a) when a > 1 -> "" + a; case A _ -> "a"; case B(var b) -> b; };
                        }
                                S pick(boolean first) { S s; if (first) s = new A(3); else s = new B("b"); return s; }
                                class Base { final int n; Base(int n) { this.n = n; } }
                                class Sub extends Base { Sub(boolean b) { super(b ? 7 : 8); } }
                                int sync(Object o) { synchronized (o) { for (int i = 0; ; i++) if (i == 2) return i; } }
                                <T extends Comparable<T>> List<T> sorted(Collection<T> c) {
                            var l = new ArrayList<>(c);
                            Collections.sort(l);
                            return l;
                        }
                                name(pick(true)) + " " + name(pick(false)) + " " + new Sub(true).n + " "
                                        + sorted(List.of(2, 1)) + " "
                                        + switch (sync(new Object())) { case 2 -> "two"; default -> "other"; }"""));
    }
}
