package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Completion, inspection, completeness.
class AnalysisTest {

    private static TestCells cells;

    @BeforeAll
    static void open() {
        cells = new TestCells(List.of("io.weft.sync.TaskLock", "io.weft.sync.TaskQueue"),
                "import static io.weft.Weft.*;", "import static io.weft.Primitives.*;");
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
        assertEquals(List.of(new Completion.Match("ensureCapacity(", "method", "(int minCapacity): void")),
                c.matches());
        assertEquals("int k = 1;\nwords.".length(), c.start());
        assertEquals("int k = 1;\nwords.ensureC".length(), c.end());
    }

    @Test
    void aLongerNameHasFewerMatchesAndNewNamesAreFound() {
        var few = complete("words.ens");
        assertEquals(few.matches(), complete("words.ensureC").matches());
        assertEquals("words.ensureC".length(), complete("words.ensureC").end());
        assertTrue(complete("words.s").matches().size() > complete("words.si").matches().size());
        for (int round = 0; round < 20; round++) {
            complete("words.s");
        }
        assertTrue(complete("words.s").matches().stream().noneMatch(match -> match.signature().isEmpty()));
        assertEquals(List.of(), complete("newly").matches());
        cells.run("int newlyDeclared = 1;");
        assertEquals(1, complete("newly").matches().size());
        assertEquals("int", complete("newlyD").matches().getFirst().signature());
        cells.run("long newlyDeclared = 1;");
        assertEquals("long", complete("newlyD").matches().getFirst().signature());
    }

    @Test
    void completesNamesAndKinds() {
        assertEquals(List.of(new Completion.Match("words", "variable", "ArrayList<String>")),
                complete("wor").matches());
        assertTrue(complete("ArrayLis").matches().contains(new Completion.Match("ArrayList", "class", "")));
        assertEquals(List.of(new Completion.Match("twice(", "method", "(int n): int")), complete("twi").matches());
    }

    @Test
    @Tag("real") // JShell lists the packages in a thread of its own, which pauses while it is asked.
    void completesPackages() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (!complete("import java.util.conc").matches()
                    .contains(new Completion.Match("concurrent.", "package", ""))) {
                Thread.sleep(Duration.ofMillis(20));
            }
        });
    }

    @Test
    void knowsWhatTheSameCellDeclaresFurtherUp() {
        var c = complete("import java.util.zip.*;\nvar text = \"abc\";\nrecord Pt(int xx) {}\ntext.subSeq");
        assertEquals(List.of(new Completion.Match("subSequence(", "method",
                "(int beginIndex, int endIndex): CharSequence")), c.matches());
        assertEquals("import java.util.zip.*;\nvar text = \"abc\";\nrecord Pt(int xx) {}\ntext.".length(), c.start());
    }

    @Test
    void ownNamesComeFirstAndThoseOfEveryObjectLast() {
        var texts = complete("\"\".").matches().stream().map(Completion.Match::text).toList();
        assertEquals(texts.size(), texts.stream().distinct().count());
        assertTrue(texts.size() > 30);
        assertTrue(texts.getLast().startsWith("toString(") || texts.getLast().startsWith("wait("), texts::toString);
        assertEquals("count", complete("co").matches().getFirst().text());
    }

    @Test
    void overloadsAreCounted() {
        var match = complete("Math.absE").matches();
        assertEquals(List.of(new Completion.Match("absExact(", "method", "(int a): int (and 1 more)")), match);
    }

    @Test
    void typesThatLackAnImportAreOfferedInFull() {
        var index = new TypeIndex(AnalysisTest.class.getClassLoader());
        assertEquals(List.of("java.util.List", "java.awt.List"), index.named("List"));
        assertEquals(List.of("java.net.http.HttpClient"), index.beginningWith("HttpClien", 5));
        assertEquals(List.of(), index.named("LauncherHelper"), "what is not exported cannot be imported");
        cells.session.types().named("x");
        var match = complete("var c = HttpClien").matches();
        assertEquals(
                List.of(new Completion.Match("java.net.http.HttpClient", "class", "import java.net.http.HttpClient;")),
                match);
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
        assertTrue(inspect("String.valueOf").contains("String String.valueOf(Object"), inspect("String.valueOf"));
        assertTrue(inspect("Math.abs(").contains("double Math.abs(double"), inspect("Math.abs("));
        assertTrue(inspect("int q = 1;\nArrayList").contains("ArrayList<E>"), inspect("ArrayList"));
        assertEquals("ArrayList<String> words\nholds a java.util.ArrayList", inspect("words"));
        assertEquals("int count", inspect("count"));
        assertEquals(Optional.empty(), cells.session.inspect("unknownThing", 12, 0));
        assertEquals(Optional.empty(), cells.session.inspect("", 0, 0));
    }

    private static String inspect(String code) {
        return cells.session.inspect(code, code.length(), 0).orElseThrow().plain();
    }

    @Test
    void inspectsWhatCellsDeclare() {
        assertEquals("int twice(int n)\n    Doubles it.", inspect("twice"));
        var all = cells.session.inspect("twice", 5, 1).orElseThrow();
        assertTrue(all.plain().endsWith("int twice(int n) { return 2 * n; }"), all.plain());
        assertTrue(all.markdown().startsWith("```java\nint twice(int n)\n```\nDoubles it."), all.markdown());
    }

    @Test
    void inspectsThePreloadedLibrary() {
        assertTrue(inspect("spawn").contains("Starts a task. It runs when the current one waits;"), inspect("spawn"));
        assertTrue(inspect("lock().hold").contains("TaskLock.hold()\n    "), inspect("lock().hold"));
        assertTrue(inspect("new TaskLock(").contains("TaskLock("), inspect("new TaskLock("));
        var type = cells.session.inspect("TaskQueue", 9, 1).orElseThrow();
        assertTrue(type.plain().startsWith("io.weft.sync.TaskQueue<T>\n    "), type.plain().substring(0, 200));
        assertTrue(type.markdown().contains("public final class TaskQueue<T>"), type.markdown());
        var one = cells.session.inspect("seconds(", 8, 0).orElseThrow().markdown();
        assertTrue(one.contains("- *param seconds* how many; fractions are fine"), one);
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
