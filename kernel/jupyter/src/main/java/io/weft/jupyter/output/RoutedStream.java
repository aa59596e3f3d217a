package io.weft.jupyter.output;

import io.weft.jupyter.message.Stream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/// What stands behind `System.out` or `System.err`: each write goes to the cell that the current thread works for.
final class RoutedStream extends OutputStream {

    private final Stream.Name name;
    private final Supplier<CellOutput> current;
    private final OutputStream elsewhere;

    /// @param current   the output of the current thread's cell, or null before the first cell
    /// @param elsewhere takes what belongs to no cell
    RoutedStream(Stream.Name name, Supplier<CellOutput> current, OutputStream elsewhere) {
        this.name = name;
        this.current = current;
        this.elsewhere = elsewhere;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var output = current.get();
        if (output == null) {
            elsewhere.write(bytes, offset, length);
            elsewhere.flush();
        } else {
            output.write(name, Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }
}
