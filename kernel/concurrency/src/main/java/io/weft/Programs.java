package io.weft;

import io.weft.shell.Ended;
import io.weft.shell.Program;

/// The front door to programs of the operating system.
///
/// ```java
/// shell("ls -l | wc")                                              // what it prints appears in the cell
/// exec("git", "clone", url)                                        // no shell between: nothing to quote
/// var log = program("git", "log").in(folder).capture().run();      // log.lines(), log.err(), log.exitCode()
/// script("sort | uniq").input(text).timeout(seconds(5)).capture().run()
/// ```
public final class Programs {

    private Programs() {}

    /// Does something in the system's shell, and waits for its end while other tasks run; see [Program#run()].
    ///
    /// @param script a line or several
    /// @return how it ended
    public static Ended shell(String script) {
        return Program.shell(script).run();
    }

    /// Runs a program with arguments, which no shell interprets, and waits for its end while other tasks run; see [Program#run()].
    ///
    /// @param command the program and its arguments
    /// @return how it ended
    public static Ended exec(String... command) {
        return Program.of(command).run();
    }

    /// {@return a program to be run with input, in a folder, with a timeout, and so on; see [Program]}
    ///
    /// @param command the program and its arguments
    public static Program program(String... command) {
        return Program.of(command);
    }

    /// {@return something for the system's shell, to be run with input, in a folder, with a timeout, and so on; see [Program]}
    ///
    /// @param script a line or several
    public static Program script(String script) {
        return Program.shell(script);
    }
}
