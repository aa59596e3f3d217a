package io.weft.jupyter.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder that magics work in. A JVM cannot change its own: Java's relative paths keep to the one it was started in.
final class Folder {

    private volatile Path current = Path.of("").toAbsolutePath();

    Path current() {
        return current;
    }

    /// A path as magics read it: relative to this folder, `~` for the home folder.
    Path resolve(String path) {
        var home = System.getProperty("user.home");
        var expanded = path.equals("~") ? home : path.startsWith("~/") ? home + path.substring(1) : path;
        return current.resolve(expanded).normalize();
    }

    void change(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new MagicError("There is no folder " + folder + ".");
        }
        current = folder;
    }

    /// The files that a path or a pattern with `*` and `?` names, in order.
    List<Path> matching(String pattern) throws IOException {
        if (!pattern.contains("*") && !pattern.contains("?")) {
            return List.of(resolve(pattern));
        }
        int wild = Math.min(index(pattern, '*'), index(pattern, '?'));
        int slash = Math.max(pattern.lastIndexOf('/', wild), pattern.lastIndexOf('\\', wild));
        var base = resolve(slash < 0 ? "" : pattern.substring(0, slash + 1));
        var matcher = base.getFileSystem().getPathMatcher("glob:" + pattern.substring(slash + 1).replace('\\', '/'));
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        int deep = pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) pattern.substring(slash + 1)
                        .chars()
                        .filter(c -> c == '/')
                        .count();
        try (Stream<Path> files = Files.walk(base, deep)) {
            return files.filter(file -> !file.equals(base) && matcher.matches(base.relativize(file))).sorted().toList();
        }
    }

    private static int index(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? text.length() : at;
    }
}
