package io.weft.jupyter.cell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/// The classes of the kernel's jar, for the compiler. Its own way to read a jar makes a file system of it, some 50 ms at the start of
/// every kernel; the JVM has the jar open already. Guarded by the session's lock.
final class OwnJar {

    private static final String CLASS = ".class";

    private final Path path;
    private final String prefix;
    private JarFile jar;
    /// The entries of classes, by package. Made when first asked for.
    private Map<String, List<String>> packages;

    private OwnJar(Path path) {
        this.path = path;
        prefix = path.toUri() + "!/";
    }

    /// Empty where the class path is not a single jar, as in tests.
    static Optional<OwnJar> of(String classPath) {
        boolean single = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return single ? Optional.of(new OwnJar(Path.of(classPath))) : Optional.empty();
    }

    Path path() {
        return path;
    }

    /// @param name of a package
    Stream<JavaFileObject> classes(String name, boolean andBelow) throws IOException {
        var all = packages();
        var entries = andBelow
                ? all.keySet()
                        .stream()
                        .filter(p -> p.equals(name) || name.isEmpty() || p.startsWith(name + "."))
                        .flatMap(p -> all.get(p).stream())
                : all.getOrDefault(name, List.of()).stream();
        return entries.map(ClassFile::new);
    }

    private Map<String, List<String>> packages() throws IOException {
        if (packages == null) {
            jar = new JarFile(path.toFile(), false);
            packages = new HashMap<>();
            var entries = jar.entries();
            while (entries.hasMoreElements()) {
                var entry = entries.nextElement().getName();
                if (entry.endsWith(CLASS)) {
                    int slash = Math.max(0, entry.lastIndexOf('/'));
                    packages.computeIfAbsent(entry.substring(0, slash).replace('/', '.'), _ -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        return packages;
    }

    /// A class file of the jar.
    final class ClassFile extends SimpleJavaFileObject {

        private final String entry;

        private ClassFile(String entry) {
            super(URI.create(prefix + entry), Kind.CLASS);
            this.entry = entry;
        }

        String binaryName() {
            return entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
        }

        @Override
        public InputStream openInputStream() throws IOException {
            JarEntry found = jar.getJarEntry(entry);
            if (found == null) {
                throw new IOException(path + " has no " + entry + " any more: restart the kernel");
            }
            return jar.getInputStream(found);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ClassFile that && that.entry.equals(entry);
        }

        @Override
        public int hashCode() {
            return entry.hashCode();
        }
    }
}
