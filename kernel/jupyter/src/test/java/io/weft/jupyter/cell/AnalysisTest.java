package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Completion, inspection, completeness.
class AnalysisTest {

    private static TestCells cells;

    @BeforeAll
    static void open() {
        cells = new TestCells();
        cells.run("var words = new ArrayList<String>(); int count = 3;");
        cells.run("/** Doubles it. */ int twice(int n) { return 2 * n; }");
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    private static Completion complete(String code) {
        return cells.session.complete(code, code.length());
    }

    @Test
    void completesMembersWithTheirPlace() {
        var c = complete("int k = 1;\nwords.ensureC");
        assertEquals(List.of(new Completion.Match("ensureCapacity(", "method")), c.matches());
        assertEquals("int k = 1;\nwords.".length(), c.start());
        assertEquals("int k = 1;\nwords.ensureC".length(), c.end());
    }

    @Test
    void completesNamesAndKinds() {
        assertEquals(List.of(new Completion.Match("words", "variable")), complete("wor").matches());
        assertTrue(complete("ArrayLis").matches().contains(new Completion.Match("ArrayList", "class")));
        assertTrue(complete("twi").matches().contains(new Completion.Match("twice(", "method")));
        assertTrue(complete("import java.util.conc").matches()
                .contains(
                        new Completion.Match("concurrent.", "package")),
                complete("import java.util.conc")::toString);
    }

    @Test
    void knowsWhatTheSameCellDeclaresFurtherUp() {
        var c = complete("import java.util.zip.*;\nvar text = \"abc\";\nrecord Pt(int xx) {}\ntext.subSeq");
        assertEquals(List.of(new Completion.Match("subSequence(", "method")), c.matches());
        assertEquals("import java.util.zip.*;\nvar text = \"abc\";\nrecord Pt(int xx) {}\ntext.".length(), c.start());
    }

    @Test
    void matchesAreSortedAndSingle() {
        var texts = complete("\"\".").matches().stream().map(Completion.Match::text).toList();
        assertEquals(texts.stream().distinct().sorted().toList(), texts);
        assertTrue(texts.size() > 30);
    }

    @Test
    void completesInTheMiddle() {
        var c = cells.session.complete("words.ensureC; println(1);", 13);
        assertEquals("ensureCapacity(", c.matches().getFirst().text());
        assertEquals(13, c.end());
    }

    @Test
    void nothingToComplete() {
        assertEquals(List.of(), complete("nonsense123").matches());
        assertEquals(List.of(), complete("// com").matches());
    }

    @Test
    void inspectsAtTheEndOfTheCode() {
        String valueOf = cells.session.inspect("String.valueOf", 14, 0).orElseThrow();
        assertTrue(valueOf.contains("String String.valueOf(Object"), valueOf);
        String abs = cells.session.inspect("Math.abs(", 9, 0).orElseThrow();
        assertTrue(abs.contains("double Math.abs(double"), abs);
        String list = cells.session.inspect("int q = 1;\nArrayList", 20, 0).orElseThrow();
        assertTrue(list.contains("ArrayList<E>"), list);
        assertEquals("ArrayList<String> words\nholds a java.util.ArrayList",
                cells.session.inspect("words", 3, 0).orElseThrow());
        assertEquals("int count", cells.session.inspect("count", 5, 0).orElseThrow());
        assertTrue(cells.session.inspect("twice", 5, 0).orElseThrow().contains("int twice(int n)"));
        assertEquals(Optional.empty(), cells.session.inspect("unknownThing", 12, 0));
        assertEquals(Optional.empty(), cells.session.inspect("", 0, 0));
    }

    @Test
    void completeness() {
        for (var code : List.of("1+1", "int x = 1;", "int x = 1", "", "// c", "void f() {}", "if (true) println(1);")) {
            assertInstanceOf(Completeness.Complete.class, cells.session.completeness(code), code);
        }
        assertEquals(new Completeness.Incomplete("    "), cells.session.completeness("void f() {"));
        assertEquals(new Completeness.Incomplete("        "), cells.session.completeness("class A { void f() {\n"));
        assertEquals(new Completeness.Incomplete("    "), cells.session.completeness("for (int i = 0; i < 3; i++)"));
        assertEquals(new Completeness.Incomplete(""), cells.session.completeness("var s = \"\"\"\n a {"));
        for (var code : List.of("int x = ;", "} int z;", "'a")) {
            assertInstanceOf(Completeness.Invalid.class, cells.session.completeness(code), code);
        }
    }

    @Test
    void javadocBecomesText() {
        assertEquals("A list of E.\n\nSecond.", JavadocText.plain("A {@code list} of <b>E</b>.\n\n<p>Second.\n"));
        assertEquals("First.", JavadocText.summary("First.\n\nSecond."));
    }
}
