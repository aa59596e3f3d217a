package io.weft.jupyter.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types that an import could name, by simple name: those of the JDK's modules and of the libraries that the session added. It is
/// made in the background when it is first asked for, since it takes a tenth of a second. Any thread.
final class TypeIndex {

    private static final String CLASS = ".class";
    // Packages of an application that carry the name which was meant more often than others do.
    private static final List<String> FIRST = List.of("java.util.", "java.util.concurrent.", "java.io.", "java.nio.",
            "java.time.", "java.net.", "java.");

    private final ClassLoader loader;
    private final Set<Path> added = new LinkedHashSet<>();
    /// Guarded by this; null before the first question, and after a library was added.
    private CompletableFuture<TreeMap<String, List<String>>> names;

    TypeIndex(ClassLoader loader) {
        this.loader = loader;
    }

    /// Takes in a jar or a folder of classes.
    synchronized void add(Path library) {
        added.add(library);
        names = null;
    }

    /// The qualified names of the public types of this simple name, likeliest first; waits for the index.
    List<String> named(String simpleName) {
        return index().join().getOrDefault(simpleName, List.of()).stream().filter(this::isPublic).toList();
    }

    /// The qualified names of public types whose simple names begin like this; none while the index is still being made.
    List<String> beginningWith(String prefix, int most) {
        return index().getNow(new TreeMap<>())
                .tailMap(prefix)
                .entrySet()
                .stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> entry.getValue().stream())
                .filter(this::isPublic)
                .limit(most)
                .toList();
    }

    private synchronized CompletableFuture<TreeMap<String, List<String>>> index() {
        if (names == null) {
            var libraries = List.copyOf(added);
            var made = new CompletableFuture<TreeMap<String, List<String>>>();
            names = made;
            Thread.ofPlatform().daemon().name("weft type index").start(() -> {
                try {
                    made.complete(find(libraries));
                } catch (RuntimeException | Error e) {
                    made.completeExceptionally(e);
                }
            });
        }
        return names;
    }

    private static TreeMap<String, List<String>> find(List<Path> libraries) {
        var found = Stream.concat(
                ModuleLayer.boot()
                        .configuration()
                        .modules()
                        .stream()
                        .flatMap(module -> ofModule(module.reference())),
                libraries.stream().flatMap(TypeIndex::ofLibrary));
        var byName = found.collect(
                Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1), TreeMap::new,
                        Collectors.toCollection(ArrayList::new)));
        byName.values().forEach(names -> names.sort(Comparator.comparingInt(TypeIndex::rank)));
        return new TreeMap<>(byName);
    }

    private static int rank(String name) {
        for (int i = 0; i < FIRST.size(); i++) {
            if (name.startsWith(FIRST.get(i))) {
                return i;
            }
        }
        return name.startsWith("javax.") || name.startsWith("jdk.") || name.startsWith("com.sun.") ? 100 : 50;
    }

    private static Stream<String> ofModule(ModuleReference module) {
        var exported = module.descriptor()
                .exports()
                .stream()
                .filter(e -> !e.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        if (exported.isEmpty() || ModuleFinder.ofSystem().find(module.descriptor().name()).isEmpty()) {
            return Stream.of();
        }
        try (var reader = module.open(); var files = reader.list()) {
            return topLevel(files).filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.')))
                    && !(name.startsWith("java.lang.") && name.lastIndexOf('.') == "java.lang".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A library that cannot be read has no types to offer; using it says why.
    private static Stream<String> ofLibrary(Path library) {
        try {
            if (Files.isDirectory(library)) {
                try (var files = Files.walk(library)) {
                    return topLevel(files.map(file -> library.relativize(file).toString().replace('\\', '/'))).toList()
                            .stream();
                }
            }
            try (var jar = new JarFile(library.toFile())) {
                return topLevel(jar.stream().map(entry -> entry.getName())).toList().stream();
            }
        } catch (IOException e) {
            System.getLogger(TypeIndex.class.getName()).log(System.Logger.Level.DEBUG, "no types of " + library, e);
            return Stream.of();
        }
    }

    private static Stream<String> topLevel(Stream<String> files) {
        return files.filter(file -> file.endsWith(CLASS) && file.indexOf('$') < 0 && file.indexOf('-') < 0
                && file.indexOf('/') > 0)
                .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
    }

    private boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, loader).getModifiers());
        } catch (ClassNotFoundException | LinkageError _) {
            return false;
        }
    }
}
