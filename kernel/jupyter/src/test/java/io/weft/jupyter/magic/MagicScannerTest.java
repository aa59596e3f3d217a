package io.weft.jupyter.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.jupyter.magic.MagicCall.Form;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicScannerTest {

    private static final Set<String> KNOWN = Set.of("who", "time", "load", "maven", "sh");

    private static List<MagicCall> scan(String cell) {
        return MagicScanner.scan(cell, KNOWN::contains, Set.of("done")::contains);
    }

    private static List<String> texts(String cell) {
        return scan(cell).stream().map(call -> call.name() + "|" + call.arguments()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "int a = 7 % 3;", "int a = 7\n  % 3;", "int a = b\n%who;", "int a = b\n%c;",
            "int a = f(b\n%who\n);", "a %= 3;", "\"\"\"\n%who\n\"\"\"", "/*\n%who\n*/", "// %who", "\"%who\"",
            "String s = \"%d\".formatted(1);", "!done", "!a || b", "!x.y()", "!a == b", "!(a)", "!done;",
            "int x = 1\n%who + 2", "char c = '%';", "x = a % b", "var s = \"\"\"\n  a \\\"\"\"\n%who\n  \"\"\";"})
    void javaStaysJava(String cell) {
        assertEquals(List.of(), scan(cell));
    }

    @Test
    void aLineOfItsOwn() {
        assertEquals(List.of("who|"), texts("%who"));
        assertEquals(List.of("maven|a:b:1 c:d:2"), texts("  %maven a:b:1 c:d:2  \nint x;"));
        assertEquals(List.of("who|", "load|f.jsh"), texts("int a = 1;\n%who\nfoo();\n%load f.jsh"));
        assertEquals(List.of("who|x"), texts("foo()\n%who x\n"));
        assertEquals(List.of("sh|ls"), texts("void f() {\n    %sh ls\n}"));
        assertEquals(List.of("who|"), texts("foo(); // \"\n%who"));
        assertEquals(List.of("maven|a:b:1 c:d:2"), texts("%maven a:b:1 \\\n c:d:2"));
        assertEquals(List.of("nothing|"), texts("int a;\n%nothing"));
    }

    @Test
    void theValueOfAnAssignment() {
        var call = scan("var t = %time f(1);\nt").getFirst();
        assertEquals(Form.VALUE, call.form());
        assertEquals("f(1)", call.arguments());
        assertEquals(List.of(), scan("boolean b = a ==\n%who;"));
    }

    @Test
    void aWholeCell() {
        var call = scan("\n %%sh --no-raise\nls\n%who").getFirst();
        assertEquals(new MagicCall(Form.CELL, "sh", "--no-raise", 2, "\n %%sh --no-raise\nls\n%who".length()), call);
        assertTrue(
                assertThrows(UnknownMagic.class, () -> scan("int a;\n%%sh\nls")).getMessage().contains("first line"));
    }

    @Test
    void shellCommands() {
        assertEquals(List.of("sh|ls -l"), texts("!ls -l"));
        assertEquals(List.of("sh|ls"), texts("!ls"));
        assertEquals(List.of("sh|git status"), texts("int a;\n!git status\n"));
    }
}
