package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cells at the limits of the compiler, and Java that JShell by itself refuses.
class OddCellsTest {

    private static TestCells cells;

    @BeforeAll
    static void open() {
        cells = new TestCells();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    void whatTheCompilerCannotWriteFailsAlone() {
        var tooLong = "x".repeat(70_000);
        for (var code : List.of("String s = \"" + tooLong + "\";", "\"" + tooLong + "\".length()",
                "String f() { return \"" + tooLong + "\"; }")) {
            assertEquals("constant string too long", cells.compileError(code).value());
            assertEquals(4, cells.run("int v = 3; v + 1"));
        }
        assertEquals("code too large", cells.compileError("int[] a = {" + "1,".repeat(30_000) + "};").value());
        assertEquals(5, cells.run("int w = 4; w + 1"));
    }

    @Test
    void whatIsNestedTooDeeplyFailsAlone() {
        var error = cells.compileError("1" + "+1".repeat(20_000));
        assertEquals("this is nested too deeply for the compiler: divide it into several statements", error.value());
        assertEquals(4, cells.run("int deep = 3; deep + 1"));
    }

    @Test
    void longLiteralsCommentsAndMethodsCompile() {
        assertEquals(30_000, cells.run("String b = \"" + "a\\\"".repeat(15_000) + "\"; b.length()"));
        assertEquals(12_000, cells.run("var t = \"\"\"\n" + "a\"b\n".repeat(3_000) + "\"\"\"; t.length()"));
        assertEquals(3, cells.run("/*" + "* \n".repeat(20_000) + "*/ 1+2 //" + "x".repeat(50_000)));
        assertEquals(5000, cells.run("int five() { int x = 0;\n" + "x += 1;\n".repeat(5000) + "return x; }\nfive()"));
        assertEquals(List.of(), cells.completed("\n".repeat(20_000) + "package a.b;\nint q = 1;").notes());
    }

    @Test
    void recordsHaveCanonicalConstructors() {
        cells.run("""

                // R4 { }
                @Deprecated public record R4<T>(T a, int b) implements Comparable<R4<T>> {
                  static int made = 0; // R4 { }
                  R4 {
                     if (b < 0) throw new IllegalArgumentException("b");
                  }
                  R4(T a) { this(a, 1); }
                  record R5(int x) { R5 { x = x + 1; } }
                  static String text() { var s = "; R4 {"; { new R4<>("a"); } return s; }
                  public int compareTo(R4<T> o) { return 0; }
                }
                record Plain(int a) { Plain(int a) { this.a = a; } }""");
        assertEquals("R4[a=s, b=1]; R4 {Plain[a=1]", cells.run("new R4<>(\"s\") + R4.text() + new Plain(1)"));
        assertTrue(TestCells.plain(cells.report("new R4<>(\"a\", -1)")).contains("line 6, in new R4\n"));
        cells.run("var kept = new Plain(7);");
        assertEquals(List.of(), cells.completed("record Plain(int a) { Plain(int a) { this.a = a; } }").notes());
        assertEquals("Plain[a=7]", cells.run("kept.toString()"));
    }

    @Test
    void errorsInSuchRecordsHaveTheirPlace() {
        var text = TestCells.plain(cells.compileError("int a;\nrecord R6(int a) { R6 { a = \"s\"; } }"));
        assertTrue(text.contains("line 2, column 29\n"), text);
    }

    @Test
    void linesAreThoseOfTheCell() {
        for (var code : List.of("\n\n\n1 / 0", "// c\n\n/* d\n*/ 1 / 0\n\n", "int n = 0;\n\n;\n1 / 0",
                "\n\n\nint z = 1 / 0;", "int a1 = 1;\r\n\r\n\r\nint b1 = 1 / 0;\r\n",
                "\n\nif (true)\n\tSystem.out.println(1 / 0);")) {
            var text = TestCells.plain(cells.report(code));
            assertTrue(text.contains("line 4\n") && text.contains("->   4 | "), code + ": " + text);
        }
        for (var code : List.of("\n\n  nope", "int a = 1;\r\n\r\n  nope();", "// \ud83d\ude00\n\n  nope = 1;",
                "\n\n\tint x = 1; nope();".replace("\tint x = 1; ", "\t\t"))) {
            var text = TestCells.plain(cells.compileError(code));
            assertTrue(text.contains("line 3, column 3\n") && text.contains("->   3 | "), code + ": " + text);
        }
    }
}
