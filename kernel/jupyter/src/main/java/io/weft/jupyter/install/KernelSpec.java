package io.weft.jupyter.install;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `kernel.json` says. Field names are Jupyter's.
record KernelSpec(
        List<String> argv,
        String display_name,
        String language,
        String interrupt_mode,
        Map<String, Object> metadata) {
    static final String FILE = "kernel.json";
    static final String JAR_PREFIX = "weft-kernel-";

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String CONNECTION_FILE = "{connection_file}";

    /// A kernel of `jar` in the JDK at `javaHome`.
    static KernelSpec of(Path javaHome, JupyterDirs.Os os, Path jar, List<String> jvmOptions) {
        List<String> argv = new ArrayList<>();
        argv.add(javaHome.resolve("bin", os == JupyterDirs.Os.WINDOWS ? "java.exe" : "java").toString());
        argv.addAll(JvmFlags.of(jar));
        argv.addAll(jvmOptions);
        argv.addAll(List.of("-jar", jar.toString(), CONNECTION_FILE));
        return new KernelSpec(argv, "Java 25 (Weft)", "java", "message", Map.of("debugger", false));
    }

    /// Reads `kernel.json` in `folder`, if it is one that this class could have written.
    static Optional<KernelSpec> readOurs(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            KernelSpec spec = GSON.fromJson(Files.readString(file), KernelSpec.class);
            return Optional.ofNullable(spec).filter(KernelSpec::isOurs);
        } catch (JsonParseException e) {
            throw new IOException(file + " is not a kernelspec in JSON", e);
        }
    }

    String toJson() {
        return GSON.toJson(this) + "\n";
    }

    Path java() {
        return Path.of(argv.getFirst());
    }

    Path jar() {
        return Path.of(argv.get(argv.indexOf("-jar") + 1));
    }

    /// What stands between the JVM and `-jar`.
    List<String> flags() {
        return argv.subList(1, argv.indexOf("-jar"));
    }

    private boolean isOurs() {
        int jar = argv == null ? -1 : argv.indexOf("-jar");
        return jar > 0 && jar + 1 < argv.size()
                && jar().getFileName() != null && jar().getFileName().toString().startsWith(JAR_PREFIX);
    }
}
