package io.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The library's public surface is the checked-in file `public-surface.txt`: whoever changes it sees so, and says so in the same
/// commit. A run with `-Dweft.surface=write` writes the file anew.
class PublicSurfaceTest {

    private static final Path FILE = Path.of("public-surface.txt");
    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void isTheOneCheckedIn() throws IOException, ClassNotFoundException {
        var surface = surface();
        assertTrue(surface.size() > 100, "the classes were found");
        if ("write".equals(System.getProperty("weft.surface"))) {
            Files.write(FILE, surface);
        }
        assertEquals(String.join("\n", Files.readAllLines(FILE)), String.join("\n", surface),
                "the public surface has changed: if that is meant, run mvn test -Dtest=PublicSurfaceTest "
                        + "-Dweft.surface=write in kernel/concurrency");
    }

    private static List<String> surface() throws IOException, ClassNotFoundException {
        var lines = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                var name = CLASSES.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
                var type = Class.forName(name.substring(0, name.length() - ".class".length()), false,
                        PublicSurfaceTest.class.getClassLoader());
                if (reachable(type)) {
                    describe(type, lines);
                }
            }
        }
        return lines;
    }

    private static boolean reachable(Class<?> type) {
        return visible(type.getModifiers())
                && (type.getEnclosingClass() == null || reachable(type.getEnclosingClass()));
    }

    private static void describe(Class<?> type, List<String> lines) {
        lines.add(type.toGenericString());
        var members = new ArrayList<String>();
        Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(member -> shown(member))
                .forEach(member -> members.add("    " + member.toGenericString()));
        Arrays.stream(type.getDeclaredFields())
                .filter(PublicSurfaceTest::shown)
                .forEach(field -> members.add("    " + field.toGenericString()));
        members.sort(null);
        lines.addAll(members);
    }

    private static boolean shown(Member member) {
        return visible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
