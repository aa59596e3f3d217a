package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintsTest {

    private static final String[] DOORS = Stream.of("Weft", "Tasks", "Primitives", "Threads")
            .map(name -> "import static io.weft." + name + ".*;")
            .toArray(String[]::new);

    private static TestCells cells;

    @BeforeAll
    static void open() {
        cells = new TestCells(DOORS);
        cells.run("var items = List.of(1, 2); String words = \"a\"; int total = 0;");
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    private static List<String> hints(String code) {
        return TestCells.plain(cells.compileError(code))
                .lines()
                .filter(line -> line.startsWith("  hint: "))
                .map(line -> line.substring("  hint: ".length()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            await x                             | there is no await
            await sleep(seconds(1))             | task.join()
            async void f() {}                   | there is no async
            time.sleep(1);                      | time.sleep is sleep(seconds(1))
            asyncio.sleep(1);                   | asyncio.sleep is sleep(seconds(1))
            asyncio.gather(f(), g());           | gather(() -> f(), () -> g())
            asyncio.run(f());                   | a cell is a task already
            asyncio.create_task(f());           | spawn(() -> f())
            gevent.joinall(jobs);               | joinAll(tasks)
            threading.Thread(f);                | thread(() -> f())
            sleep(1);                           | seconds(1)
            sleep(0.5);                         | seconds(0.5)
            timeout(1, () -> {});               | a time has a unit
            println(1, 2);                      | println takes one value
            print(1, 2);                        | print takes one value
            println "a"                         | parentheses
            def f(x): return x                  | void f() { ... }
            import numpy as np                  | an import names a type
            from time import sleep              | an import names a type
            var x = None;                       | in Java None is null
            boolean b = True;                   | in Java True is true
            lambda x: x + 1                     | x -> ...
            lambda x, y: x + y                  | (x, y) -> ...
            len(items)                          | x.size()
            str(3)                              | String.valueOf(x)
            range(3)                            | map(n, i -> ...)
            input("name")                       | readln
            f"a {total}"                        | .formatted(a, b)
            'abc'                               | double quotes
            var q = 'hello';                    | double quotes
            yield();                            | yieldNow()
            queue<Integer>                      | TaskQueue<Integer> x = queue()
            Object q = queue<Integer>(3);       | io.weft.Primitives.<Integer>queue()
            for i in range(3): print(i)         | each(3, i -> ...)
            if total == 3:                      | parentheses
            raise Exception()                   | throw new
            items[0]                            | x.get(0)
            items.append(3)                     | did you mean add(...)?
            items.length()                      | did you mean size(...)?
            words.size()                        | did you mean length(...)?
            words.upper()                       | did you mean toUpperCase(...)?
            items.sise()                        | did you mean size(...)?
            Math.sqroot(2)                      | did you mean sqrt(...)?
            prinln(1)                           | did you mean println(...)
            totl + 1                            | did you mean total?
            Strin s = "";                       | did you mean String
            event().is_set()                    | did you mean isSet(...)?
            spawn(sleep(seconds(1)))            | spawn(() -> f())
            gather(1, 2)                        | gather(() -> f(), () -> g())
            gather(items.stream())              | map(inputs, x -> f(x))
            fresh = 3;                          | var fresh = ...
            total ** 2                          | Math.pow(x, 2)
            not true                            | not is !
            true and false                      | and is &&
            val y = 3;                          | in Java val is var
            "ab" * 3                            | .repeat(3)
            HttpClient.newHttpClient()          | add import java.net.http.HttpClient;
            new JButton()                       | add import javax.swing.JButton;
            new DocumentBuilder()               | add import javax.xml.parsers.DocumentBuilder;
            """)
    void eachMistakeGetsTheCallToUse(String code, String words) {
        var hints = hints(code);
        assertTrue(hints.stream().anyMatch(hint -> hint.contains(words)), () -> code + " gives " + hints);
    }

    @Test
    void aSemicolonIsMissedAtTheEndOfItsLine() {
        assertEquals(List.of("a statement ends with a semicolon: add ';' there"), hints("{ int k = 3\nint l = 4; }"));
    }

    @Test
    void theHintFollowsTheCaret() {
        assertEquals("""
                CompileError: cannot find symbol: variable totl
                  cell 1, line 1, column 1
                ->   1 | totl
                       | ^^^^
                  hint: did you mean total?""",
                TestCells.plain(cells.compileError("totl")).replaceFirst("cell \\d+", "cell 1"));
    }

    @Test
    void messagesAreShort() {
        var value = cells.compileError("gather(items.stream())").value();
        assertTrue(value.startsWith("no suitable method found for gather(Stream<Integer>); there is "), value);
        assertTrue(value.length() < 400, value);
        assertEquals("incompatible types: java.util.Date cannot be converted to java.sql.Date",
                cells.compileError("java.sql.Date d = new java.util.Date();").value());
    }

    @Test
    void soundJavaMeetsNoForeignForm() throws Exception {
        var folder = java.nio.file.Path.of("src/main/java");
        try (var files = java.nio.file.Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var hint = ForeignSyntax.hint(Comments.code(java.nio.file.Files.readString(file)));
                assertTrue(hint.isEmpty(), () -> file + " is taken for something else: " + hint);
            }
        }
    }

    @Test
    void whatHintsNameIsThere() {
        var frontDoor = new FrontDoor(HintsTest.class.getClassLoader(), List.of(DOORS));
        var call = Pattern.compile("(?<![\\w.] ?)([a-z]\\w*)\\(");
        var known = List.of("f", "g", "println", "readln", "for", "if");
        var unknown = ForeignNames.calls()
                .flatMap(text -> call.matcher(text).results().map(m -> m.group(1)))
                .filter(name -> !known.contains(name) && frontDoor.method(name).isEmpty())
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void aMethodThatHidesAPreloadedOneIsPointedOutOnce() {
        try (var own = new TestCells(DOORS)) {
            assertEquals(
                    List.of("your sleep(int) hides the preloaded sleep in every cell: rename it, or call that one as "
                            + "io.weft.Weft.sleep(...)"),
                    own.completed("void sleep(int n) {}").notes());
            assertEquals(List.of(), own.completed("void sleep(int n) { n++; }").notes());
            assertEquals(List.of(), own.completed("void mine() {}").notes());
        }
    }

    @Test
    void aDeclarationThatLacksAnImportNamesIt() {
        try (var own = new TestCells(DOORS)) {
            assertEquals(
                    List.of("b can be used once a cell declares class JButton; or has import javax.swing.JButton;"),
                    own.completed("JButton b;").notes());
        }
    }

    @Test
    void objectsOwnWaitIsExplained() {
        var text = TestCells.plain(cells.report("var done = event(); done.wait();"));
        assertTrue(text.contains("hint: wait() is the method of every Java object") && text.contains("await()"), text);
        text = TestCells.plain(cells.report("condition().notify();"));
        assertTrue(text.contains("hint: notify() is") && text.contains("signal()"), text);
    }
}
