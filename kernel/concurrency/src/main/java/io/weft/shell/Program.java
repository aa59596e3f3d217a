package io.weft.shell;

import io.weft.exec.Offload;
import io.weft.loop.TimedOut;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A program to be started: what, where, with which input. Immutable; each change makes another one.
/// `exec("git", "log").in(folder).timeout(seconds(5)).capture().run()`
///
/// @param command the program and its arguments
/// @param folder  where it works; null for where this JVM does
/// @param added   variables of the environment besides those of this JVM
/// @param input   what it reads from standard input
/// @param limit   how long it may take; null for ever
/// @param captured whether what it prints is kept instead of shown
/// @param anyCode whether exit codes other than 0 are no failure
public record Program(List<String> command, Path folder, Map<String, String> added, String input, Duration limit,
        boolean captured, boolean anyCode) {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if there is no command, or the limit is negative
    public Program {
        command = List.copyOf(command);
        added = Map.copyOf(added);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("A program needs its name, for example exec(\"ls\", \"-l\").");
        }
        if (limit != null && limit.isNegative()) {
            throw new IllegalArgumentException(
                    "A program with the limit " + limit + ": it must be zero or more, for example seconds(5).");
        }
    }

    /// {@return a program with arguments, which no shell interprets}
    ///
    /// @param command the program and its arguments
    public static Program of(String... command) {
        return new Program(List.of(command), null, Map.of(), "", null, false, false);
    }

    /// {@return a line or script for the system's shell}
    ///
    /// @param script what the shell is to do
    public static Program shell(String script) {
        return WINDOWS ? of("cmd.exe", "/c", script) : of(shellOfSystem(), "-c", script);
    }

    private static String shellOfSystem() {
        return new File("/bin/bash").canExecute() ? "/bin/bash" : "/bin/sh";
    }

    /// {@return it in another folder}
    ///
    /// @param newFolder where it works
    public Program in(Path newFolder) {
        return new Program(command, Objects.requireNonNull(newFolder), added, input, limit, captured, anyCode);
    }

    /// {@return it in another folder}
    ///
    /// @param newFolder where it works
    public Program in(String newFolder) {
        return in(Path.of(newFolder));
    }

    /// {@return it with a further variable of the environment}
    ///
    /// @param name  of the variable
    /// @param value of the variable
    public Program env(String name, String value) {
        var all = new TreeMap<>(added);
        all.put(name, value);
        return new Program(command, folder, all, input, limit, captured, anyCode);
    }

    /// {@return it with something to read from standard input, which is empty else}
    ///
    /// @param text what it reads
    public Program input(String text) {
        return new Program(command, folder, added, Objects.requireNonNull(text), limit, captured, anyCode);
    }

    /// {@return it with a time that it may take; then it is killed}
    ///
    /// @param time real time
    public Program timeout(Duration time) {
        return new Program(command, folder, added, input, Objects.requireNonNull(time), captured, anyCode);
    }

    /// {@return it with its output kept for [Ended#out()] and [Ended#err()], instead of shown}
    public Program capture() {
        return new Program(command, folder, added, input, limit, true, anyCode);
    }

    /// {@return it with exit codes other than 0 as results, not failures}
    public Program anyExitCode() {
        return new Program(command, folder, added, input, limit, captured, true);
    }

    /// Runs it and waits for its end; meanwhile the other tasks of the loop run. What it prints appears as it comes. A caller that
    /// is cancelled kills it and all that it started.
    ///
    /// @return how it ended
    /// @throws ProgramFailed             if its exit code is not 0, unless any is allowed; with the end of its standard error
    /// @throws TimedOut                  if it took too long; it is killed then
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait
    /// @throws io.weft.loop.TaskFailed   if there is no such program or folder
    public Ended run() {
        var running = new RunningProgram(this);
        return Offload.offload(running::run);
    }

    /// {@return what it is, for messages}
    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
