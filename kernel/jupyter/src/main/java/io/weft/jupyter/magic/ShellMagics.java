package io.weft.jupyter.magic;

import io.weft.shell.Program;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// `%sh`, the folder and the environment of commands.
final class ShellMagics {

    private final Folder folder;
    /// Variables that commands get besides those of the kernel.
    private final Map<String, String> added = new ConcurrentHashMap<>();

    ShellMagics(Folder folder) {
        this.folder = folder;
    }

    List<Magic> all() {
        return List.of(
                Magic.both("sh", "%sh [--no-raise] COMMAND\n!COMMAND ARGUMENTS\n%%sh [--no-raise]",
                        """
                                Runs a command, or a cell of them, in the system's shell; what it prints appears as it comes.
                                An exit code other than 0 fails the cell, except with --no-raise. Other tasks run on meanwhile; interrupting the cell
                                ends the command and what it started. `int code = %sh COMMAND` gives the exit code. Commands get no input.""",
                        words -> line(words), (words, body) -> cell(words, body), "--no-raise")
                        .also("bash", "system", "shell"),
                Magic.line("cd", "%cd [-q] [FOLDER]", """
                        Changes the folder that magics and their commands work in.
                        Java's own relative paths do not follow: a JVM cannot change its folder. -q prints nothing.""",
                        this::cd, "-q"),
                Magic.line("pwd", "%pwd", "Prints the folder that magics and their commands work in.", _ -> {
                    System.out.println(folder.current());
                    return folder.current();
                }),
                Magic.line("env", "%env [NAME[=VALUE]]", """
                        Prints variables of the environment, or sets one for commands.
                        Java's `System.getenv` does not see what is set here: a JVM's environment is fixed.""",
                        words -> env(words.text())));
    }

    private Object line(Words words) throws Exception {
        var options = words.options(List.of("--no-raise"), List.of());
        if (options.rest().isBlank()) {
            throw new MagicError("%sh needs a command, as in %sh ls -l.");
        }
        return run(options.rest(), options.has("--no-raise"));
    }

    private Object cell(Words words, Magic.Body body) throws Exception {
        var options = words.options(List.of("--no-raise"), List.of());
        if (!options.rest().isBlank()) {
            throw new MagicError("%%sh takes its commands from the lines below it; for one command write %sh.");
        }
        run(body.text(), options.has("--no-raise"));
        return null;
    }

    private int run(String script, boolean noRaise) {
        // The JDK would hand over a question mark for what the locale has no code for.
        var encoding = System.getProperty("sun.jnu.encoding");
        if (!Charset.forName(encoding).newEncoder().canEncode(script)) {
            throw new MagicError("%sh: the kernel's locale (" + encoding + ") cannot hand these letters to a program: "
                    + "start Jupyter with LC_ALL=C.UTF-8, or keep the command to ASCII.");
        }
        var program = Program.shell(script).in(folder.current()).anyExitCode();
        for (var each : added.entrySet()) {
            program = program.env(each.getKey(), each.getValue());
        }
        int code = program.run().exitCode();
        if (code != 0 && !noRaise) {
            throw new MagicError("The command ended with exit code " + code + "; with --no-raise the cell goes on.");
        }
        return code;
    }

    private Object cd(Words words) {
        var options = words.options(List.of("-q"), List.of());
        folder.change(folder.resolve(options.rest().isEmpty() ? "~" : unquoted(options.rest())));
        if (!options.has("-q")) {
            System.out.println(folder.current());
        }
        return folder.current();
    }

    private Object env(String text) {
        var all = new TreeMap<>(System.getenv());
        all.putAll(added);
        if (text.isBlank()) {
            all.forEach((name, value) -> System.out.println(name + "=" + value));
            return all;
        }
        var parts = new ArrayList<>(List.of(text.split("[=\\s]", 2)));
        var name = parts.getFirst();
        if (parts.size() == 2) {
            added.put(name, unquoted(parts.get(1).strip()));
            return added.get(name);
        }
        if (!all.containsKey(name)) {
            throw new MagicError("The environment has no variable " + name + "; %env " + name
                    + "=VALUE sets it for commands.");
        }
        System.out.println(all.get(name));
        return all.get(name);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
