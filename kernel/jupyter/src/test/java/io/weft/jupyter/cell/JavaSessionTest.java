package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Evaluation of cells. One session serves all tests, so each uses names of its own.
public class JavaSessionTest {

    public static final CountDownLatch STARTED = new CountDownLatch(1);
    public static final CountDownLatch RELEASE = new CountDownLatch(1);
    public static JavaSession shared;
    private static TestCells cells;

    @BeforeAll
    static void open() {
        cells = new TestCells("import static java.lang.Math.floorMod;");
        shared = cells.session;
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    void valueIsTheObjectOfTheLastExpression() {
        assertEquals(2, cells.run("1+1"));
        assertEquals(3, cells.run("int a1 = 1; int b1 = 2; a1 + b1"));
        assertEquals("x\n", cells.run("\"\"\"\nx\n\"\"\""));
        Object list = cells.run("var l1 = new ArrayList<String>(); l1");
        assertSame(list, cells.run("l1"));
        assertEquals(1, cells.run("floorMod(-1, 2)"));
    }

    @Test
    void declarationsAssignmentsVoidAndNullHaveNoValue() {
        for (var code : List.of("int a2 = 1;", "a2 = 3", "String s2 = null; s2", "System.out.flush()", "void m2() {}",
                "record R2(int a) {}", "import java.util.zip.*;", "", " \n", "// only\n/* comments */", ";",
                "for (int i = 0; i < 2; i++) { }")) {
            assertEquals(Optional.empty(), cells.completed(code).value(), code);
        }
    }

    @Test
    void tellsWhetherTheLastSnippetIsTerminated() {
        assertTrue(cells.completed("1 + 1; // note").terminated());
        assertFalse(cells.completed("1 + 1 // \";").terminated());
    }

    @Test
    void resultsAreNotTurnedIntoText() {
        assertInstanceOf(Object.class, cells.run("""
                class Loud { public String toString() { throw new IllegalStateException("rendered"); } }
                new Loud()"""));
    }

    @Test
    void declarationsOfEveryKindWork() {
        assertEquals("6 ONE 9 [a, b]", cells.run("""
                interface Shape3 { int area(); }
                record Square3(int side) implements Shape3 { public int area() { return side * side; } }
                enum Size3 { ONE, TWO }
                class Sum3 { static int of(int... xs) { int s = 0; for (int x : xs) s += x; return s; } }
                <T> List<T> pair3(T a, T b) { return List.of(a, b); }
                import java.util.stream.Collectors;
                var p3 = Stream.of("a", "b").collect(Collectors.toList());
                Sum3.of(1, 2, 3) + " " + Size3.ONE + " " + new Square3(3).area() + " " + pair3(p3.get(0), "b")"""));
    }

    @Test
    void pastedClassMeansTheJdkTypes() {
        assertEquals(42, cells.run("""
                package com.example.app;

                import java.util.concurrent.*;

                public class Pasted4 {
                    private static final Semaphore two = new Semaphore(2);
                    public static int answer() throws Exception {
                        ExecutorService pool = Executors.newFixedThreadPool(2);
                        try {
                            Future<Integer> f = pool.submit(() -> { two.acquire(); return 42; });
                            return f.get();
                        } finally { pool.shutdown(); }
                    }
                }
                Pasted4.answer()"""));
    }

    @Test
    void stopsAtTheFirstFailingSnippet() {
        assertInstanceOf(ArithmeticException.class, cells.thrown("int a5 = 1; a5 = 2; a5 = 1 / 0; a5 = 4;"));
        assertEquals(2, cells.run("a5"));
        assertInstanceOf(ArithmeticException.class, cells.thrown("int u5 = 1 / 0, w5 = 3;"));
        assertEquals(0, cells.run("w5"));
    }

    @Test
    void unbalancedCellRunsNothing() {
        cells.run("int a6 = 1;");
        cells.compileError("a6 = 2; void f6() {");
        cells.compileError("a6 = 3; } int z6;");
        assertEquals(1, cells.run("a6"));
    }

    @Test
    void assertionsAreOn() {
        assertInstanceOf(AssertionError.class, cells.thrown("assert 1 == 2;"));
        assertInstanceOf(AssertionError.class, cells.thrown("class A7 { void f() { assert false; } } new A7().f();"));
    }

    @Test
    void exitCallsAreRefused() {
        for (var code : List.of("System.exit(1)", "Runtime.getRuntime().exit(2);", "Runtime.getRuntime().halt(3);",
                "java.util.function.IntConsumer c8 = System::exit; c8.accept(4);",
                "java.util.function.IntConsumer d8 = Runtime.getRuntime()::halt; d8.accept(5);",
                "class E8 { static void die() { System.exit(6); } } E8.die();")) {
            var refused = assertInstanceOf(ExitRefused.class, cells.thrown(code), code);
            assertTrue(refused.getMessage().contains("would end the kernel"), refused.getMessage());
        }
    }

    @Test
    void lambdaOfADroppedSnippetRunsOn() {
        cells.run("List<Supplier<String>> l9 = new ArrayList<>();");
        cells.run("l9.add(() -> \"size \" + l9.size());");
        for (int i = 0; i < 5; i++) {
            cells.run("l9.size() + " + i);
        }
        assertEquals("size 1", cells.run("l9.get(0).get()"));
    }

    @Test
    void resultOfADroppedSnippetIsReleased() throws Exception {
        cells.run("new int[10]");
        var held = new java.util.ArrayList<Object>();
        for (int i = 1; i < 2000; i++) {
            String name = "REPL.$JShell$" + i;
            if (cells.session.classSource().classFile(name) != null) {
                for (var field : cells.session.loader().loadClass(name).getDeclaredFields()) {
                    field.setAccessible(true);
                    if (field.getName().startsWith("$") && field.getType() == int[].class) {
                        held.add(field);
                        assertNull(field.get(null));
                    }
                }
            }
        }
        assertEquals(1, held.size());
    }

    @Test
    void variablesSurviveImportsMethodsAndIdenticalTypes() {
        cells.run("record P10(int a) {} class C10 { int z = 1; } int f10() { return 1; }");
        cells.run("var p10 = new P10(3); C10 c10 = new C10(); int v10 = f10(); v10 = 10;");
        cells.run("import java.util.zip.CRC32;");
        cells.run("int f10() { return 2; }");
        var again = cells.completed("record P10(int a) {} class C10 { int z = 1; }");
        assertEquals(List.of(), again.notes());
        assertEquals("P10[a=3] 1 10 2", cells.run("p10 + \" \" + c10.z + \" \" + v10 + \" \" + f10()"));
    }

    @Test
    void aVariableDeclaredAgainAsItWasCanBeUsed() {
        for (int round = 0; round < 3; round++) {
            assertEquals(42, cells.run("int again = 41; again + 1"));
            assertEquals(43, cells.run("var after = again + 2; after"));
            assertEquals(44L, cells.run("long after = again + 3; after"));
        }
    }

    @Test
    void statementsWithoutAnEndCompile() {
        assertInstanceOf(IllegalStateException.class,
                cells.thrown("while (true) { throw new IllegalStateException(); }"));
        assertInstanceOf(IllegalStateException.class, cells.thrown("throw new IllegalStateException();"));
        assertEquals(3, cells.run("int steps = 0; for (;;) if (++steps == 3) break; steps"));
        assertEquals(7, cells.run("steps += 4; steps"));
        assertEquals("incompatible types: missing return value", cells.compileError("if (steps > 0) return;").value());
    }

    @Test
    void changedTypeNamesTheVariablesThatItReset() {
        cells.run("class C11 { int z = 1; } C11 c11 = new C11(); int k11 = 7;");
        var outcome = cells.completed("class C11 { int z = 1; int y = 2; }");
        assertEquals(List.of("variable c11 (C11) was reset, because C11 changed: assign it again"), outcome.notes());
        assertNull(cells.run("c11"));
        assertEquals(7, cells.run("k11"));
    }

    @Test
    void forwardReferencesWork() {
        var first = cells.completed("int f12() { return g12() + 1; }");
        assertEquals(List.of("f12() can be called once a cell declares method g12()"), first.notes());
        var report = cells.report("f12()");
        assertEquals("UnresolvedReference", report.name());
        assertEquals("f12() uses method g12(), which no cell declares yet: declare it, then call f12() again",
                report.value());
        cells.run("int g12() { return 1; }");
        assertEquals(2, cells.run("f12()"));
        assertEquals(List.of(), cells.completed("int h12() { return i12(); } int i12() { return 5; }").notes());
        assertEquals(5, cells.run("h12()"));
    }

    @Test
    void overloadsOfSeveralCellsCallEachOther() {
        cells.run("int f13(int a) { return a; }");
        cells.run("int f13(String s) { return f13(s.length()); }");
        assertEquals(3, cells.run("f13(\"abc\")"));
    }

    @Test
    void aCellMayEvaluateAnother() {
        cells.run("int n14 = 1;");
        assertEquals(43, cells.run("""
                var o14 = (io.weft.jupyter.cell.CellOutcome.Completed) io.weft.jupyter.cell.JavaSessionTest.shared.eval(
                        new io.weft.jupyter.cell.CellSource("inner", "n14 = 42; n14"),
                        io.weft.jupyter.cell.SnippetRunner.inline());
                (Integer) o14.value().get() + 1"""));
        assertEquals(42, cells.run("n14"));
    }

    @Test
    void completionWorksWhileACellRuns() throws Exception {
        String wait = "io.weft.jupyter.cell.JavaSessionTest.STARTED.countDown();"
                + " io.weft.jupyter.cell.JavaSessionTest.RELEASE.await();";
        var running = new FutureTask<>(() -> cells.session.eval(new CellSource("cell w", wait),
                SnippetRunner.inline()));
        Thread.ofPlatform().daemon().start(running);
        assertTrue(STARTED.await(20, TimeUnit.SECONDS));
        assertFalse(running.isDone());
        assertFalse(cells.session.complete("\"\".subs", 7).matches().isEmpty());
        assertTrue(cells.session.inspect("String.valueOf", 14, 0).isPresent());
        assertEquals(2, cells.run("1+1"));
        RELEASE.countDown();
        assertInstanceOf(CellOutcome.Completed.class, running.get(20, TimeUnit.SECONDS));
    }

    @Test
    void userExpressionsAreSingleExpressions() {
        cells.run("int a15 = 4;");
        var outcome = cells.session.evalExpression("a15 * 2", SnippetRunner.inline());
        assertEquals(Optional.of(8), assertInstanceOf(CellOutcome.Completed.class, outcome).value());
        for (var bad : List.of("int q15 = 3;", "a15; a15", "", "for (;;) {}", "a15 +")) {
            var refused = cells.session.evalExpression(bad, SnippetRunner.inline());
            assertInstanceOf(CellOutcome.CompileError.class, refused, bad);
        }
    }

    @Test
    void anExceptionOfTheRunnerIsTheOutcome() {
        var cancelled = new java.util.concurrent.CancellationException("before it began");
        var outcome = cells.session.eval(CellSource.numbered(99, "1+1"), _ -> {
            throw cancelled;
        });
        assertSame(cancelled, assertInstanceOf(CellOutcome.Threw.class, outcome).thrown());
    }

    @Test
    void aThrowableThatIsNeitherExceptionNorErrorArrivesAsItself() {
        var thrown = cells.thrown("class T16 extends Throwable {} throw new T16();");
        assertSame(Throwable.class, thrown.getClass().getSuperclass());
    }

    @Test
    void whatIsDeclaredAgainAfterAResetIsNew() {
        try (var cells = new TestCells()) {
            cells.run("int code = 3; int twice() { return 2 * code; } record R(int x) {}");
            assertEquals(6, cells.run("twice()"));
            cells.session.reset();
            cells.run("int code = 1; int twice() { return 20 * code; } record R(String s) {}");
            assertEquals(20, cells.run("twice()"));
            assertEquals("s", cells.run("new R(\"s\").s()"));
        }
    }
}
