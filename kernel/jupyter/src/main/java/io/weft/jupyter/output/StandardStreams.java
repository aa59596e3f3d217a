package io.weft.jupyter.output;

import io.weft.jupyter.message.Stream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// Puts the cells' streams in the place of the JVM's.
public final class StandardStreams {

    private StandardStreams() {}

    /// From now on `System.out` and `System.err` write to the cell that the current thread works for, and `System.in` asks its client.
    ///
    /// @param current  the output of the current thread's cell, or null before the first cell
    /// @param nextLine asks the client of the current thread's cell for a line, without its end
    public static void install(Supplier<CellOutput> current, Supplier<String> nextLine) {
        System.setOut(stream(new RoutedStream(Stream.Name.STDOUT, current, System.out)));
        System.setErr(stream(new RoutedStream(Stream.Name.STDERR, current, System.err)));
        System.setIn(new CellInput(current, nextLine));
    }

    private static PrintStream stream(RoutedStream routed) {
        return new PrintStream(routed, false, StandardCharsets.UTF_8);
    }
}
