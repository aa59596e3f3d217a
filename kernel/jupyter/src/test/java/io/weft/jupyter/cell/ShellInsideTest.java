package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

/// What the kernel asks of JShell beside its API.
class ShellInsideTest {

    private static final String CLASS = " class $JShell$1q { static Object f() { return %s; } }";

    @Test
    void compilesBesideWhatIsDeclared() {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            var inside = new ShellInside(shell);
            shell.eval("import java.util.Map;");
            shell.eval("int a = 1;");
            assertFalse(inside.header().contains("\n"));
            assertEquals(Set.of("REPL.$JShell$1q"),
                    inside.compile("$JShell$1q", inside.header() + CLASS.formatted("Map.of(a, a)")).keySet());
            assertEquals(Set.of("REPL.$JShell$1q", "REPL.$JShell$1q$1"),
                    inside.compile("$JShell$1q", inside.header() + CLASS.formatted("new Object() {}")).keySet());
            assertEquals(Map.of(), inside.compile("$JShell$1q", inside.header() + CLASS.formatted("b")));
        }
    }

    @Test
    void forgetsASnippetAndItsClass() {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            var inside = new ShellInside(shell);
            var snippet = shell.eval("2 + 2").getFirst().snippet();
            var name = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
            var user = inside.header() + CLASS.formatted(name + ".class");
            assertFalse(inside.compile("$JShell$1q", user).isEmpty());
            shell.drop(snippet);
            inside.forget(snippet, Optional.of(name));
            assertTrue(inside.compile("$JShell$1q", user).isEmpty());
            assertEquals(0, shell.snippets().count());
            assertEquals("5", shell.eval("2 + 3").getFirst().value());
        }
    }
}
