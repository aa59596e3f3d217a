package io.weft.jupyter.magic;

import io.weft.jupyter.cell.Declared;
import io.weft.jupyter.message.HistoryRequest;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `%who`, `%reset`, `%history`, `%timeout`, `%debug-port`.
final class SessionMagics {

    private static final int WIDTH = 60;

    private final MagicHost host;

    SessionMagics(MagicHost host) {
        this.host = host;
    }

    List<Magic> all() {
        return List.of(
                Magic.line("who", "%who [WORD...]", """
                        Prints the names that cells have declared: variables, methods, types.
                        With words only those that contain one of them.""", this::who),
                Magic.line("whos", "%whos [WORD...]", """
                        Prints what cells have declared, variables with their types and values.
                        With words only those whose name contains one of them.""", this::whos),
                Magic.line("reset", "%reset",
                        """
                                Forgets all that cells have declared and imported, and closes what their variables hold.
                                Closed is what is AutoCloseable, the last declared first; thread pools are shut down. The class path stays. Tasks of
                                earlier cells run on: interrupt them, or restart the kernel.""",
                        _ -> reset()),
                Magic.line("history", "%history [-n COUNT] [-o] [-g PATTERN]", """
                        Prints the cells that ran in this session.
                        -n only the last ones, -o with their results, -g those that match a pattern with * and ?.""",
                        this::history, "-n", "-o", "-g").also("hist"),
                Magic.line("timeout", "%timeout [TIME | off]",
                        """
                                Ends each later cell that runs longer than this, as an interrupt does.
                                TIME is a number of seconds, or has a unit: 500ms, 30s, 2m. Without an argument it prints the limit.""",
                        words -> timeout(words.text()), "off"),
                Magic.line("debug-port", "%debug-port",
                        """
                                Prints the port to which a Java debugger can connect.
                                The JVM opens one only if it was started for that: install the kernel with
                                --jvm-option=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=localhost:0""",
                        _ -> DebugPort.open()));
    }

    private Object who(Words words) {
        var all = host.java().declarations();
        print("variables", all.variables().stream().map(Declared.Variable::name).toList(), words);
        print("methods", all.methods(), words);
        print("types", all.types(), words);
        return all.variables().stream().map(Declared.Variable::name).toList();
    }

    private static void print(String what, List<String> names, Words words) {
        var shown = names.stream().filter(name -> matches(name, words)).toList();
        if (!shown.isEmpty()) {
            System.out.println(what + ": " + String.join(", ", shown));
        }
    }

    private static boolean matches(String name, Words words) {
        return words.words().isEmpty() || words.words().stream().anyMatch(name::contains);
    }

    private Object whos(Words words) {
        var all = host.java().declarations();
        var variables = all.variables().stream().filter(v -> matches(v.name(), words)).toList();
        int name = width(variables.stream().map(Declared.Variable::name).toList());
        int type = width(variables.stream().map(Declared.Variable::type).toList());
        for (var variable : variables) {
            System.out.println(("%-" + name + "s  %-" + type + "s  %s").formatted(variable.name(), variable.type(),
                    shortened(variable.value())));
        }
        print("methods", all.methods(), words);
        print("types", all.types(), words);
        return null;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    /// Calls the value's `toString`, which is the user's code.
    private static String shortened(Object value) {
        String text;
        try {
            text = switch (value) {
                case null -> "null";
                case String s -> '"' + s + '"';
                case Object[] array -> array.length + " elements";
                case Object o when o.getClass().isArray() -> Array.getLength(o) + " elements";
                case Object o -> Objects.toString(o);
            };
        } catch (RuntimeException e) {
            text = "(its toString threw " + e.getClass().getSimpleName() + ")";
        }
        var line = text.lines().findFirst().orElse("");
        return line.length() > WIDTH || line.length() < text.length()
                ? line.substring(0, Math.min(WIDTH, line.length())) + "…"
                : line;
    }

    private Object reset() {
        var closed = new ArrayList<String>();
        for (var variable : host.java().declarations().variables().reversed()) {
            try {
                if (variable.value() instanceof ExecutorService pool) {
                    pool.shutdownNow();
                    closed.add(variable.name());
                } else if (variable.value() instanceof AutoCloseable resource) {
                    resource.close();
                    closed.add(variable.name());
                }
            } catch (Exception e) {
                System.err.println("%reset could not close " + variable.name() + ": " + e);
            }
        }
        host.java().reset();
        System.out.println("Declarations and imports of cells are forgotten" + (closed.isEmpty()
                ? "."
                : "; closed: " + String.join(", ", closed) + "."));
        return null;
    }

    private Object history(Words words) {
        var options = words.options(List.of("-o"), List.of("-n", "-g"));
        int count;
        try {
            count = options.value("-n").map(Integer::parseInt).orElse(HistoryRequest.NO_LIMIT);
        } catch (NumberFormatException e) {
            throw new MagicError("%history: -n takes a whole number, not " + options.value("-n").orElse("") + ".", e);
        }
        var entries = host.history(new HistoryRequest.Range(options.has("-o"), true, 0, 0, HistoryRequest.NO_LIMIT))
                .history();
        var pattern = options.value("-g").map(g -> Pattern.compile(glob(g))).orElse(null);
        var shown = entries.stream()
                .filter(e -> pattern == null || pattern.matcher(e.input()).find())
                .toList();
        var last = shown.subList(Math.max(0, shown.size() - count), shown.size());
        for (var entry : last) {
            var lines = entry.input().lines().collect(Collectors.joining("\n     "));
            System.out.println("%4d %s".formatted(entry.line(), lines));
            if (options.has("-o") && entry.output() != null) {
                System.out.println("   → " + entry.output());
            }
        }
        return null;
    }

    private static String glob(String glob) {
        return glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
    }

    private Object timeout(String text) {
        if (!text.isBlank()) {
            try {
                host.cellTimeout(Durations.limit("%timeout", text));
            } catch (IllegalArgumentException e) {
                throw new MagicError(e.getMessage(), e);
            }
        }
        System.out.println(host.cellTimeout()
                .map(limit -> "Cells may run for " + Durations.text(limit) + ".")
                .orElse("Cells may run without a limit."));
        return null;
    }
}
