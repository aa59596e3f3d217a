package io.weft.jupyter.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Where Jupyter keeps its data, by the rules of jupyter_core. A record of what the rules depend on, so that each
/// platform's rules can be asked on every platform.
record JupyterDirs(Os os, Map<String, String> env, Path home) {
    enum Os {
        LINUX, MAC, WINDOWS
    }

    static JupyterDirs ofThisMachine() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Os os = name.startsWith("windows") ? Os.WINDOWS : name.startsWith("mac") ? Os.MAC : Os.LINUX;
        Map<String, String> env = System.getenv();
        String home = env.get(os == Os.WINDOWS ? "USERPROFILE" : "HOME");
        return new JupyterDirs(os, env, Path.of(home == null ? System.getProperty("user.home") : home));
    }

    /// The user's own data folder.
    Path userDir() {
        String explicit = value("JUPYTER_DATA_DIR");
        if (explicit != null) {
            return Path.of(explicit);
        }
        boolean platformDirs = isOn("JUPYTER_PLATFORM_DIRS");
        return switch (os) {
            case LINUX -> folder("XDG_DATA_HOME", home.resolve(".local", "share")).resolve("jupyter");
            case MAC -> platformDirs
                    ? home.resolve("Library", "Application Support", "Jupyter")
                    : home.resolve("Library", "Jupyter");
            case WINDOWS -> platformDirs
                    ? folder("LOCALAPPDATA", home.resolve("AppData", "Local")).resolve("Jupyter")
                    : windowsDir();
        };
    }

    /// All data folders, best first, that can be known without asking a Python for its own prefix.
    List<Path> searchPath() {
        LinkedHashSet<Path> dirs = new LinkedHashSet<>();
        String extra = value("JUPYTER_PATH");
        if (extra != null) {
            List.of(extra.split(os == Os.WINDOWS ? ";" : ":"))
                    .stream()
                    .filter(Predicate.not(String::isBlank))
                    .map(Path::of)
                    .forEach(dirs::add);
        }
        dirs.add(userDir());
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            if (value(variable) != null) {
                dirs.add(dataUnder(Path.of(value(variable))));
            }
        }
        dirs.addAll(systemDirs());
        return new ArrayList<>(dirs);
    }

    /// The data folder of an installation prefix.
    static Path dataUnder(Path prefix) {
        return prefix.resolve("share", "jupyter");
    }

    private List<Path> systemDirs() {
        if (os == Os.WINDOWS) {
            return value("PROGRAMDATA") == null ? List.of() : List.of(Path.of(value("PROGRAMDATA"), "jupyter"));
        }
        return List.of(Path.of("/usr/local/share/jupyter"), Path.of("/usr/share/jupyter"));
    }

    private Path windowsDir() {
        return value("APPDATA") == null
                ? folder("JUPYTER_CONFIG_DIR", home.resolve(".jupyter")).resolve("data")
                : Path.of(value("APPDATA"), "jupyter");
    }

    private Path folder(String variable, Path otherwise) {
        return value(variable) == null ? otherwise : Path.of(value(variable));
    }

    private String value(String variable) {
        String value = env.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }

    private boolean isOn(String variable) {
        String value = env.getOrDefault(variable, "no").toLowerCase(Locale.ROOT);
        return !List.of("no", "n", "false", "off", "0", "0.0").contains(value);
    }
}
