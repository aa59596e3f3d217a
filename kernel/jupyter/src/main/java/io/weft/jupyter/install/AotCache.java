package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The ahead-of-time cache of a kernel (JEP 483 and 515): classes that are loaded and linked, and the profile of a run of
/// typical cells. It halves the wait for the first cell. It lies beside the jar and carries its name.
///
/// The JVM itself says whether a cache fits: it compares its own build, the jar and the flags, and starts without the
/// cache when one differs. So a cache that is missing, cut off or outdated costs time and nothing else.
///
/// @param java the program that runs the kernel
/// @param flags what stands between it and `-jar`
/// @param jar the kernel's jar
public record AotCache(Path java, List<String> flags, Path jar) {
    /// The only argument of a run that makes a cache.
    public static final String TRAIN = "--train";
    private static final String FLAG = "-XX:AOTCache=";
    private static final List<String> GENERAL = List.of("[info", "An error has occurred", "Unable to map",
            "Unable to use AOT cache.", "Loading static archive failed", "Disabling optimized",
            "AOT cache has aot-linked");
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(30);
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(3);

    static AotCache of(KernelSpec spec) {
        return new AotCache(spec.java(), spec.flags(), spec.jar());
    }

    /// The flag that makes a JVM of this jar use its cache.
    static String flag(Path jar) {
        return FLAG + beside(jar);
    }

    static Path beside(Path jar) {
        String name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + ".aot");
    }

    /// Starts the JVM once with the cache or not at all: why it refuses the cache, empty if it takes it.
    Optional<String> refusal() {
        if (!Files.isReadable(beside(jar))) {
            return Optional.of(beside(jar) + " is not there");
        }
        List<String> command = command("-XX:AOTMode=on", "-Xlog:aot=info:stderr");
        command.addAll(List.of("-cp", jar.toString(), FlagProbe.class.getName()));
        Child child = Child.run(command, PROBE_LIMIT);
        return child.code() == 0 ? Optional.empty() : Optional.of(reason(child));
    }

    /// Makes the cache, by a run of typical cells in a JVM of its own: some seconds. Kernels that start meanwhile keep to
    /// the cache that was there, if any.
    ///
    /// @throws IOException if there is none in the end, with the reason
    public void train() throws IOException {
        Path file = beside(jar);
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        List<String> command = command("-XX:AOTCacheOutput=" + part);
        command.remove(flag(jar));
        command.addAll(List.of("-jar", jar.toString(), TRAIN));
        try {
            Child child = Child.run(command, TRAINING_LIMIT);
            if (child.code() != 0 || !Files.isRegularFile(part)) {
                throw new IOException(child.lastError());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".config"));
        }
    }

    private List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of(more));
        return command;
    }

    /// What the JVM logged last before it says that it cannot start; the lines around it say so in general.
    private static String reason(Child child) {
        return child.err()
                .lines()
                .filter(line -> line.startsWith("[") && GENERAL.stream().noneMatch(line::contains))
                .map(line -> line.substring(line.lastIndexOf(']') + 1).strip())
                .findFirst()
                .orElseGet(child::lastError);
    }
}
