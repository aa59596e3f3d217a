package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What later cells do to the variables of earlier ones.
class KeptVariablesTest {

    private static final String DECLARATIONS = """
            record P(int a) {}
            class C { int z = 1; int f() { return g() + z; } }
            int g() { return 5; }
            class D extends C { List<P> ps = new ArrayList<>(); }
            sealed interface S permits A, B {}
            record A(int x) implements S {}
            record B(S s) implements S {}
            int later() { return missing() + 1; }
            class Later { Missing m; }
            enum E { X, Y { int q() { return 2; } }; int q() { return 1; } }
            <T extends Comparable<T>> T larger(T a, T b) { return a.compareTo(b) > 0 ? a : b; }""";
    private static final String VARIABLES = """
            var p = new P(3); C c = new C(); var d = new D(); var v = g(); int w = g();
            Supplier<Integer> sup = () -> g() + p.a();
            var ps = new ArrayList<P>(List.of(p));
            Map<String, List<D>> md = new HashMap<>(Map.of("d", List.of(d)));
            S s = new B(new A(1)); E e = E.Y; P[] arr = { p };
            var anon = new Object() { int hidden = 4; int get() { return hidden + g(); } };
            int x1 = 1, x2 = 2; var big = larger(2, 3);
            v = 77; w = 78; x1 = 79; x2 = 80; anon.hidden = 81; c.z = 82; d.z = 83; big = 84;""";
    private static final String VALUES = "\"\" + v + w + x1 + x2 + p + c.z + d.z + sup.get() + ps + md.size() + s + anon.get() + e.q()"
            + " + arr[0] + big";

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
    void importsOfEveryKindLeaveThemAlone() {
        cells.run(DECLARATIONS);
        cells.run(VARIABLES);
        var before = cells.run(VALUES);
        for (var imports : List.of("int q0 = 1;\n\nimport java.util.zip.*;", "import static java.lang.Math.*;",
                "import module java.sql;", "// said\nimport java.util.logging.*; // why",
                "\n/* more\n lines */ import java.util.concurrent.\n   atomic.*;\nimport java.util.regex.*;",
                "import java.util.zip.\n  CRC32;", "import java.util.zip.*;")) {
            assertEquals(List.of(), cells.completed(imports).notes(), imports);
            assertEquals(before, cells.run(VALUES), imports);
        }
        assertEquals(2, cells.run("int missing() { return 1; } later()"));
        assertEquals(before, cells.run(VALUES));
    }

    @Test
    void anImportThatGivesANameAnotherMeaningIsForWhatFollows() {
        cells.run(
                "List<String> names = new ArrayList<>(List.of(\"a\")); int size(List<String> l) { return l.size(); }");
        for (var imports : List.of("import java.awt.*;", "import java.awt.List;")) {
            assertEquals(List.of(), cells.completed(imports).notes());
            assertEquals("[a]1", cells.run("\"\" + names + size(names)"));
        }
        assertEquals("java.awt.List", cells.run("List.class.getName()"));
    }

    @Test
    void anImportCompletesWhatWaitsForIt() {
        cells.run("double area(double r) { return PI * r * r; } long sum(CRC32 c) { return c.getValue(); }");
        cells.run("import static java.lang.Math.*; import java.util.zip.*;");
        assertEquals(Math.PI, cells.run("area(1)"));
        assertEquals(0L, cells.run("sum(new CRC32())"));
    }

    @Test
    void aMethodThatTheirInitialisersCallMayChange() {
        cells.run("int g() { return 5; }");
        cells.run("var v = g(); int w = g(); Supplier<Integer> sup = () -> g(); v = 7;");
        assertEquals(List.of(), cells.completed("int g() { return 6; }").notes());
        assertEquals("7 5 6", cells.run("v + \" \" + w + \" \" + g()"));
    }

    @Test
    void ownInitialiserRunsAgain() {
        cells.run("int g() { return 5; } var v = g(); v = 7;");
        assertEquals(5, cells.run("var v = g(); v"));
        assertEquals(6, cells.run("int g() { return 6; } var v = g(); v"));
        assertEquals(7, cells.run("var v = g() + 1; v"));
    }

    @Test
    void whatIsInferredFromMixedValuesCanBeUsed() {
        cells.run("var list = List.of(1, \"a\", 2.0); var map = Map.of(\"k\", 1, \"l\", 'c');");
        assertEquals("[1, a, 2.0]1", cells.run("\"\" + list + list.get(0)"));
        assertEquals(1, cells.run("map.get(\"k\")"));
        cells.run("list = List.of(\"b\", 3)");
        assertEquals("[b, 3]", cells.run("list.stream().map(x -> x.toString()).toList().toString()"));
    }

    @Test
    void nothingIsSaidOfAVariableThatTheCellDeclaresAnew() {
        cells.run("record R(int a) {} R r = new R(1); R other = null;");
        var outcome = cells.completed("record R(int a, int b) {} R r = new R(1, 2);");
        assertEquals(List.of("variable other (R) was reset, because R changed: assign it again"), outcome.notes());
        assertEquals("R[a=1, b=2]", cells.run("r.toString()"));
    }
}
