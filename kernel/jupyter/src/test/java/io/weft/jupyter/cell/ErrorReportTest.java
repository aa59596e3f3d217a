package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

    private TestCells cells;

    @BeforeEach
    void open() {
        cells = new TestCells();
    }

    @AfterEach
    void close() {
        cells.close();
    }

    @Test
    void framesOfEarlierCellsAreMarked() {
        cells.run("// how much\nint half(int n) {\n    return 1 / n;\n}");
        var report = cells.report("int a = 0;\nint b = 1;\nhalf(a)");
        assertEquals("ArithmeticException", report.name());
        assertEquals("/ by zero", report.value());
        assertEquals("""
                java.lang.ArithmeticException: / by zero
                  cell 1, line 3, in half
                     2 | int half(int n) {
                ->   3 |     return 1 / n;
                     4 | }
                  cell 2, line 3
                ->   3 | half(a)""", TestCells.plain(report));
    }

    @Test
    void causesLambdasAndTypesOfCellsAreReadable() {
        cells.run("class Boom extends RuntimeException { Boom(String m, Throwable c) { super(m, c); } }");
        var report = cells.report("""
                class Thrower {
                    void go() {
                        try {
                            List.of("x").forEach(s -> Integer.parseInt(s));
                        } catch (NumberFormatException e) {
                            throw new Boom("no number", e);
                        }
                    }
                }
                new Thrower().go();""");
        String text = TestCells.plain(report);
        assertEquals("Boom", report.name());
        assertTrue(text.startsWith("Boom: no number\n  cell 2, line 6, in Thrower.go\n"), text);
        assertTrue(text.contains("Caused by: java.lang.NumberFormatException: For input string: \"x\"\n"), text);
        assertTrue(text.contains("cell 2, line 4, in Thrower.a lambda of go") || text.contains("a lambda of go"), text);
        assertTrue(text.contains("->  10 | new Thrower().go();"), text);
        assertFalse(text.contains("CellControl") || text.contains("jdk.jshell") || text.contains("$JShell$"), text);
    }

    @Test
    void aBackgroundExceptionIsLocatedAfterItsMethodWasRedefined() throws Exception {
        cells.run("int f() {\n  throw new IllegalStateException(\"old\");\n}");
        cells.run("Supplier<Object> s = () -> f();");
        var old = (java.util.function.Supplier<?>) cells.run("s");
        Throwable[] thrown = new Throwable[1];
        Throwable first = catching(old);
        cells.run("\n\n\nint f() { return 2; }");
        cells.run("1+1");
        var thread = new Thread(() -> thrown[0] = catching(() -> {
            throw (IllegalStateException) first;
        }));
        thread.start();
        thread.join();
        String text = TestCells.plain(cells.session.report(thrown[0]));
        assertTrue(text.contains("cell 1, line 2, in f"), text);
        assertTrue(text.contains("cell 2, line 1, in a lambda"), text);
    }

    private static Throwable catching(java.util.function.Supplier<?> body) {
        try {
            body.get();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void plainStackTracesSpeakOfCellsToo() {
        var thrown = cells.thrown("int g() {\n  return List.of().getFirst() == null ? 1 : 2;\n}\n\ng();");
        var frames = java.util.Arrays.toString(thrown.getStackTrace());
        assertTrue(frames.contains("g(cell 1:2)") && frames.contains("(cell 1:5)"), frames);
    }

    @Test
    void overloadsOfTwoCellsKeepTheirPlaces() {
        cells.run("int f(int a) {\n  return 1 / a;\n}");
        cells.run("\nint f(String s) {\n  return f(s.length());\n}");
        String text = TestCells.plain(cells.report("f(\"\")"));
        assertTrue(text.contains("cell 1, line 2, in f") && text.contains("cell 2, line 3, in f"), text);
    }

    @Test
    void deepRecursionGivesAShortReport() {
        String text = TestCells.plain(cells.report("int r(int n) { return r(n + 1) + 1; }\nr(0)"));
        assertTrue(text.startsWith("java.lang.StackOverflowError"), text);
        assertTrue(text.lines().count() < 40 && text.contains("    ... the same again, "), text);
    }

    @Test
    void aMessageThatThrowsIsSurvived() {
        var report = cells.report("throw new RuntimeException() {"
                + " public String getMessage() { throw new IllegalStateException(); } };");
        assertEquals("(its getMessage() threw java.lang.IllegalStateException)", report.value());
    }

    @Test
    void compileErrorsMarkThePlace() {
        var report = cells.compileError("int x = 1;\nint y = foo + x;");
        assertEquals("CompileError", report.name());
        assertEquals("""
                CompileError: cannot find symbol: variable foo
                  cell 1, line 2, column 9
                     1 | int x = 1;
                ->   2 | int y = foo + x;
                       |         ^^^""", TestCells.plain(report));
    }

    @Test
    void incompleteSourceSaysWhatIsMissing() {
        assertEquals("the cell ends before the '{' of line 2 is closed: add '}'",
                cells.compileError("int x = 1;\nvoid f() {\n  int y;").value());
        assertEquals("the cell ends before the '\"\"\"' of line 1 is closed: add '\"\"\"'",
                cells.compileError("var t = \"\"\"\n abc { ( ").value());
        assertEquals("the cell ends before the '(' of line 1 is closed: add ')'",
                cells.compileError("println(\"a)\"").value());
        assertEquals("the cell ends before the '/*' of line 1 is closed: add '*/'",
                cells.compileError("/* abc").value());
        assertEquals("the cell ends in the middle of a statement: complete it", cells.compileError("int z = ").value());
    }

    @Test
    void manyErrorsAreCapped() {
        String text = TestCells.plain(cells.compileError("{ a1(); a2(); a3(); a4(); a5(); a6(); a7(); }"));
        assertTrue(text.endsWith("... 2 more errors"), text);
    }
}
