package io.weft.jupyter.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `%classpath` and `%jars`.
final class LibraryMagics {

    private final Folder folder;
    private final MagicHost host;
    private final Libraries libraries;

    LibraryMagics(Folder folder, MagicHost host) {
        this.folder = folder;
        this.host = host;
        this.libraries = new Libraries(host);
    }

    List<Magic> all() {
        return List.of(
                Magic.line("classpath", "%classpath [PATH...]",
                        """
                                Adds jars and folders of classes to the class path; without arguments it prints what was added.
                                A PATH may have * and ?, and several may be joined as the system joins class paths. Services, JDBC drivers and
                                extensions in them are found.""",
                        words -> classpath(words.words())),
                Magic.line("jars", "%jars PATH...", """
                        Adds jars to the class path, from a folder all of them.
                        A PATH may have * and ?.""", words -> jars(words)).also("jar"));
    }

    private Object classpath(List<String> words) throws IOException {
        if (words.isEmpty()) {
            host.java().classpath().forEach(System.out::println);
            return host.java().classpath().stream().map(Path::toString).toList();
        }
        var paths = new ArrayList<Path>();
        for (var word : words) {
            for (var part : word.split(File.pathSeparator)) {
                paths.addAll(existing(part));
            }
        }
        return added(paths);
    }

    private Object jars(Words words) throws IOException {
        if (words.words().isEmpty()) {
            throw new MagicError("%jars needs jars, as in %jars lib/*.jar.");
        }
        var paths = new ArrayList<Path>();
        for (var word : words.words()) {
            for (var path : existing(word)) {
                if (Files.isDirectory(path)) {
                    try (Stream<Path> files = Files.list(path)) {
                        files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(paths::add);
                    }
                } else {
                    paths.add(path);
                }
            }
        }
        return added(paths);
    }

    private List<Path> existing(String pattern) throws IOException {
        var found = folder.matching(pattern).stream().filter(Files::exists).toList();
        if (found.isEmpty()) {
            throw new MagicError("Nothing is there for " + pattern + " (looked in " + folder.current() + ").");
        }
        return found;
    }

    private List<String> added(List<Path> paths) {
        return libraries.add(paths).stream().map(Path::toString).toList();
    }
}
