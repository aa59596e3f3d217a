package io.weft.jupyter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportsTest {

    @Test
    void noTypeHidesOneOfJavaBase() throws IOException {
        var names = javaBaseNames();
        assertTrue(names.contains("List") && names.contains("Semaphore"), "the names of java.base were found");
        var hidden = Imports.types().stream().map(ImportsTest::simpleName).filter(names::contains).toList();
        assertEquals(List.of(), hidden);
    }

    @Test
    void everyTypeIsThere() throws ClassNotFoundException {
        for (var type : Imports.types()) {
            assertEquals(type, Class.forName(type).getName());
        }
    }

    private static Set<String> javaBaseNames() throws IOException {
        var base = ModuleLayer.boot().findModule("java.base").orElseThrow();
        var names = new HashSet<String>();
        for (ModuleDescriptor.Exports exported : base.getDescriptor().exports()) {
            if (exported.isQualified()) {
                continue;
            }
            var folder = FileSystems.getFileSystem(URI.create("jrt:/"))
                    .getPath("modules", "java.base",
                            exported.source().replace('.', '/'));
            try (var files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .filter(name -> isPublic(exported.source() + "." + name))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
