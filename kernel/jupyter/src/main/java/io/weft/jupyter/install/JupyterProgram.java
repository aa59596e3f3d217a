package io.weft.jupyter.install;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A `jupyter` command on the path.
record JupyterProgram(Path path) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// All of them, in the order of the path, each once however many links lead to it.
    static List<JupyterProgram> onPath(JupyterDirs dirs) {
        String path = dirs.env().getOrDefault("PATH", dirs.env().getOrDefault("Path", ""));
        String file = dirs.os() == JupyterDirs.Os.WINDOWS ? "jupyter.exe" : "jupyter";
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(Predicate.not(String::isBlank))
                .map(folder -> Path.of(folder, file))
                .filter(Files::isExecutable)
                .map(JupyterProgram::realPath)
                .distinct()
                .map(JupyterProgram::new)
                .toList();
    }

    /// Its name and version as one line, or empty if it does not run.
    Optional<String> version() {
        Child child = Child.run(List.of(path.toString(), "--version"), LIMIT);
        return child.code() != 0
                ? Optional.empty()
                : Optional.of(child.out()
                        .lines()
                        .filter(line -> line.matches("(jupyter_client|nbconvert|notebook|jupyterlab) .*"))
                        .filter(line -> !line.contains("not installed"))
                        .map(line -> line.replaceAll("\\s*:\\s*", " "))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("version unknown"));
    }

    /// The data folders that this Jupyter looks into, its Python's own among them.
    List<Path> dataDirs() {
        Child child = Child.run(List.of(path.toString(), "--paths", "--json"), LIMIT);
        List<Path> dirs = new ArrayList<>();
        try {
            JsonObject paths = child.code() == 0 ? new Gson().fromJson(child.out(), JsonObject.class) : null;
            JsonArray data = paths == null ? null : paths.getAsJsonArray("data");
            if (data != null) {
                data.forEach(dir -> dirs.add(Path.of(dir.getAsString())));
            }
        } catch (JsonParseException | ClassCastException _) {
            // A Jupyter too old for --json: the rules that this program knows must do.
            dirs.clear();
        }
        return dirs;
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path;
        }
    }
}
