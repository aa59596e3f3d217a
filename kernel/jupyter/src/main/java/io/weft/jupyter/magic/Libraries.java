package io.weft.jupyter.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/// Adds libraries to a session: to its compiler and loader, and what they bring that somebody must be told of.
final class Libraries {

    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    private final MagicHost host;

    Libraries(MagicHost host) {
        this.host = host;
    }

    /// Adds jars and folders; those that are there already are left as they are.
    ///
    /// @return those that are new
    List<Path> add(List<Path> paths) {
        var known = host.java().classpath();
        var fresh = paths.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .filter(path -> !known.contains(path))
                .toList();
        if (fresh.isEmpty()) {
            return fresh;
        }
        host.java().addToClasspath(fresh);
        fresh.forEach(this::registerDrivers);
        var extensions = host.installExtensions();
        if (!extensions.isEmpty()) {
            System.out.println("Installed " + String.join(", ", extensions));
        }
        return fresh;
    }

    /// `DriverManager` looks for drivers once only; a driver's class registers itself when it is initialised.
    private void registerDrivers(Path path) {
        for (var name : drivers(path)) {
            try {
                Class.forName(name, true, host.java().libraries());
            } catch (ClassNotFoundException | LinkageError e) {
                System.err.println("The JDBC driver " + name + " of " + path.getFileName() + " cannot be loaded: " + e);
            }
        }
    }

    private static List<String> drivers(Path path) {
        try {
            if (Files.isDirectory(path)) {
                var file = path.resolve(DRIVERS);
                return Files.isRegularFile(file) ? names(Files.readString(file)) : List.of();
            }
            try (var zip = new ZipFile(path.toFile())) {
                var entry = zip.getEntry(DRIVERS);
                return entry == null
                        ? List.of()
                        : names(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new MagicError(path + " is no jar that can be read: " + e.getMessage(), e);
        }
    }

    private static List<String> names(String services) {
        var names = new ArrayList<String>();
        services.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(n -> !n.isEmpty())
                .forEach(names::add);
        return names;
    }
}
