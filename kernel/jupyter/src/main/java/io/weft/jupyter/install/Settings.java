package io.weft.jupyter.install;

import io.weft.jupyter.magic.Durations;
import io.weft.jupyter.magic.Words;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// What the environment says about sessions. Each `WEFT_` variable is also read under JJava's name, where the first is not set.
///
/// @param classpath       paths to add, as `%classpath` takes them
/// @param scripts         files to run before the first cell, as `%load` takes them
/// @param script          Java to run before the first cell, empty for none
/// @param compilerOptions for the compiler of cells
/// @param cellTimeout     how long a cell may run
/// @param loadsExtensions whether extensions of JJava are installed
/// @param problems        a sentence for each variable whose value is of no use
public record Settings(List<String> classpath, List<String> scripts, String script, List<String> compilerOptions,
        Optional<Duration> cellTimeout, boolean loadsExtensions, List<String> problems) {

    private static final String PREFIX = "WEFT_";
    private static final String JJAVA = "JJAVA_";
    private static final String CLASSPATH = "CLASSPATH";
    private static final String SCRIPTS = "STARTUP_SCRIPTS_PATH";
    private static final String SCRIPT = "STARTUP_SCRIPT";
    private static final String COMPILER = "COMPILER_OPTS";
    private static final String JVM = "JVM_OPTS";
    private static final String TIMEOUT = "CELL_TIMEOUT";
    private static final String JJAVA_TIMEOUT = "TIMEOUT";
    private static final String EXTENSIONS = "LOAD_EXTENSIONS";

    /// For `--help`.
    static final String HELP = """
            Environment of a kernel (each also as JJAVA_..., JJAVA_TIMEOUT for the last but one):
              WEFT_CLASSPATH             jars and folders to add to the class path; may have * and ?
              WEFT_STARTUP_SCRIPTS_PATH  files to run before the first cell, separated as a class path; may have * and ?
              WEFT_STARTUP_SCRIPT        Java to run before the first cell
              WEFT_COMPILER_OPTS         options for the compiler of cells, such as -Xlint:deprecation
              WEFT_JVM_OPTS              JVM options that --install writes into the kernelspec, besides --jvm-option
              WEFT_CELL_TIMEOUT          how long a cell may run: 30 (seconds), 500ms, 2m, off
              WEFT_LOAD_EXTENSIONS       0 or false: extensions made for JJava are not installed
            """;

    /// Reads them; bad values count as not set and have a sentence among the problems.
    public static Settings of(Map<String, String> env) {
        var problems = new ArrayList<String>();
        var timeout = Optional.<Duration>empty();
        try {
            timeout = timeout(env);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage() + " It is ignored.");
        }
        return new Settings(paths(value(env, CLASSPATH)), paths(value(env, SCRIPTS)), value(env, SCRIPT),
                compilerOptions(env, problems), timeout, extensions(env, problems), List.copyOf(problems));
    }

    /// The JVM options that the environment wants in a kernelspec.
    static List<String> jvmOptions(Map<String, String> env) {
        return words(value(env, JVM));
    }

    /// The names of the variables that are set and have an effect, as `--doctor` lists them.
    static List<String> given(Map<String, String> env) {
        return env.keySet()
                .stream()
                .filter(name -> List.of(CLASSPATH, SCRIPTS, SCRIPT, COMPILER, JVM, TIMEOUT, EXTENSIONS)
                        .stream()
                        .anyMatch(end -> name.equals(PREFIX + end) || name.equals(JJAVA + end))
                        || name.equals(JJAVA + JJAVA_TIMEOUT))
                .sorted()
                .toList();
    }

    private static String value(Map<String, String> env, String end) {
        var own = env.get(PREFIX + end);
        return own == null ? env.getOrDefault(JJAVA + end, "") : own;
    }

    private static List<String> paths(String text) {
        return Arrays.stream(text.split(File.pathSeparator)).map(String::strip).filter(p -> !p.isEmpty()).toList();
    }

    private static List<String> words(String text) {
        return Words.of("", text).words();
    }

    /// Asks the compiler whether it takes them, if there are any: with a wrong one no cell would compile.
    private static List<String> compilerOptions(Map<String, String> env, List<String> problems) {
        var options = words(value(env, COMPILER));
        if (options.isEmpty()) {
            return options;
        }
        try {
            ToolProvider.getSystemJavaCompiler().getTask(null, null, _ -> {}, options, null, List.of());
            return options;
        } catch (IllegalArgumentException | IllegalStateException e) {
            problems.add(PREFIX + COMPILER + ": the compiler does not take '" + String.join(" ", options) + "' ("
                    + e.getMessage() + "); it is ignored.");
            return List.of();
        }
    }

    private static boolean extensions(Map<String, String> env, List<String> problems) {
        var value = value(env, EXTENSIONS).strip().toLowerCase(Locale.ROOT);
        boolean set = env.containsKey(PREFIX + EXTENSIONS) || env.containsKey(JJAVA + EXTENSIONS);
        return switch (value) {
            case "0", "false", "no", "off" -> false;
            case "" -> !set;
            case "1", "true", "yes", "on" -> true;
            default -> {
                problems.add(PREFIX + EXTENSIONS + " takes 0 or 1, not '" + value + "'; extensions are installed.");
                yield true;
            }
        };
    }

    /// JJava reads milliseconds, or a number and the name of a `TimeUnit`.
    private static Optional<Duration> timeout(Map<String, String> env) {
        if (env.containsKey(PREFIX + TIMEOUT)) {
            return Durations.limit(PREFIX + TIMEOUT, env.get(PREFIX + TIMEOUT));
        }
        var text = env.getOrDefault(JJAVA + JJAVA_TIMEOUT, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parts = text.split("\\s+");
        try {
            long number = Long.parseLong(parts[0]);
            var unit = parts.length > 1 ? TimeUnit.valueOf(parts[1].toUpperCase(Locale.ROOT)) : TimeUnit.MILLISECONDS;
            return number < 1 ? Optional.empty() : Optional.of(Duration.of(number, unit.toChronoUnit()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(JJAVA + JJAVA_TIMEOUT
                    + " takes milliseconds, or a number and a unit such as 30 SECONDS, not '" + text + "'.", e);
        }
    }
}
