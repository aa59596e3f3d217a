package io.weft.jupyter.cell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.ZipFile;

/// Finds the source of a type: of the kernel's own library (packed beside its classes), of the JDK (`lib/src.zip`, where it is
/// installed), of a library whose `-sources.jar` lies beside its jar.
final class SourceFiles {

    private static final String OWN = "META-INF/sources/";

    private final ClassLoader loader;

    SourceFiles(ClassLoader loader) {
        this.loader = loader;
    }

    /// @param topLevel the qualified name of a type that is in no other
    Optional<String> of(String topLevel) {
        String file = topLevel.replace('.', '/') + ".java";
        try {
            var own = resource(OWN + file);
            return own.isPresent() ? own : beside(topLevel, file);
        } catch (IOException e) {
            System.getLogger(SourceFiles.class.getName())
                    .log(System.Logger.Level.DEBUG, "the source of " + topLevel + " cannot be read", e);
            return Optional.empty();
        }
    }

    private Optional<String> resource(String name) throws IOException {
        try (var stream = loader.getResourceAsStream(name)) {
            return stream == null ? Optional.empty() : Optional.of(text(stream));
        }
    }

    private Optional<String> beside(String topLevel, String file) throws IOException {
        Class<?> type;
        try {
            type = Class.forName(topLevel, false, loader);
        } catch (ClassNotFoundException | LinkageError _) {
            return Optional.empty();
        }
        if (type.getModule().isNamed()) {
            return entry(Path.of(System.getProperty("java.home"), "lib", "src.zip"),
                    type.getModule().getName() + "/" + file);
        }
        var jar = jar(type.getProtectionDomain().getCodeSource());
        return jar.isPresent() && jar.get().getPath().endsWith(".jar")
                ? entry(Path.of(jar.get().getPath().replaceFirst("\\.jar$", "-sources.jar")), file)
                : Optional.empty();
    }

    private static Optional<File> jar(CodeSource source) {
        return source == null || !"file".equals(source.getLocation().getProtocol())
                ? Optional.empty()
                : Optional.of(new File(URI.create(source.getLocation().toString())));
    }

    private static Optional<String> entry(Path zip, String name) throws IOException {
        if (!Files.isRegularFile(zip)) {
            return Optional.empty();
        }
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.getEntry(name);
            return entry == null ? Optional.empty() : Optional.of(text(file.getInputStream(entry)));
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
