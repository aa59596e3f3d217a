package io.weft.jupyter.history;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the history's file is, by the environment and the customs of the platform.
public final class HistoryPlace {

    /// A file, or `off` or `:memory:` for none.
    static final String VARIABLE = "WEFT_HISTORY";

    private static final String FOLDER = "weft";
    private static final String FILE = "history.sqlite";

    private HistoryPlace() {}

    /// @param system the value of `os.name`
    /// @return empty if there is to be no file
    /// @throws IllegalArgumentException if the variable holds no path of this system
    static Optional<Path> of(Map<String, String> env, Path home, String system) {
        var chosen = env.getOrDefault(VARIABLE, "").strip();
        return switch (chosen.toLowerCase(Locale.ROOT)) {
            case "off", ":memory:" -> Optional.empty();
            case "" -> Optional.of(standard(env, home, system.toLowerCase(Locale.ROOT)));
            default -> Optional.of(explicit(chosen));
        };
    }

    /// Where files go that can be made again.
    public static Path cache(Map<String, String> env, Path home, String system) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(env, "LOCALAPPDATA", home.resolve("AppData", "Local")).resolve(FOLDER, "cache");
        }
        return name.startsWith("mac")
                ? home.resolve("Library", "Caches", FOLDER)
                : folder(env, "XDG_CACHE_HOME", home.resolve(".cache")).resolve(FOLDER);
    }

    private static Path standard(Map<String, String> env, Path home, String system) {
        if (system.startsWith("windows")) {
            return folder(env, "LOCALAPPDATA", home.resolve("AppData", "Local")).resolve(FOLDER, FILE);
        }
        return system.startsWith("mac")
                ? home.resolve("Library", "Application Support", FOLDER, FILE)
                : folder(env, "XDG_STATE_HOME", home.resolve(".local", "state")).resolve(FOLDER, FILE);
    }

    private static Path folder(Map<String, String> env, String variable, Path otherwise) {
        var value = env.getOrDefault(variable, "");
        return value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }

    private static Path explicit(String chosen) {
        try {
            return Path.of(chosen).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(VARIABLE + " is '" + chosen + "', which is no path here ("
                    + e.getReason() + "), so this session's cells are kept in memory only: name a file, or say off.",
                    e);
        }
    }
}
