package io.weft.jupyter.output;

import io.weft.jupyter.message.ClearOutput;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.Stream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// What one cell prints and displays, in order, also long after it ended. Printed text is sent in batches: a short time
/// after the first of it, when much has gathered, and before anything that must come after it. Any thread.
public final class CellOutput {

    /// A batch is sent at once when it reaches this size.
    private static final int BATCH_CHARS = 1 << 16;
    private static final byte[] NOTHING = {};

    private final Consumer<Publication> publisher;
    private final OutputClock clock;
    private final boolean silent;
    private final OutputLimit limit;
    // All guarded by this.
    private final StringBuilder batch = new StringBuilder();
    private Stream.Name stream = Stream.Name.STDOUT;
    private byte[] partOfCharacter = NOTHING;
    private boolean flushPlanned;

    /// How much may still be printed; negative once the limit was told.
    private long left;

    /// @param publisher sends to all clients, as caused by the cell's request
    /// @param silent    whether the cell's output is dropped, as its request asked
    /// @param limit     how much may be printed
    public CellOutput(Consumer<Publication> publisher, OutputClock clock, boolean silent, OutputLimit limit) {
        this.limit = limit;
        this.left = limit.bytes();
        this.publisher = publisher;
        this.clock = clock;
        this.silent = silent;
    }

    /// Prints text.
    public void print(Stream.Name name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Prints UTF-8; a character may come in several calls.
    synchronized void write(Stream.Name name, byte[] bytes) {
        if (silent || bytes.length == 0 || left < 0) {
            return;
        }
        if (bytes.length > left) {
            exceed(name, bytes);
            return;
        }
        left -= bytes.length;
        append(name, bytes);
    }

    /// What fits of it, then the note, then nothing until the client clears the output.
    private void exceed(Stream.Name name, byte[] bytes) {
        append(name, Arrays.copyOf(bytes, (int) left));
        partOfCharacter = NOTHING;
        append(Stream.Name.STDERR, limit.note().getBytes(StandardCharsets.UTF_8));
        left = -1;
        flush();
    }

    private void append(Stream.Name name, byte[] bytes) {
        if (name != stream) {
            flush();
            stream = name;
        }
        var whole = join(partOfCharacter, bytes);
        int end = Utf8.completeLength(whole);
        partOfCharacter = end == whole.length ? NOTHING : Arrays.copyOfRange(whole, end, whole.length);
        batch.append(new String(whole, 0, end, StandardCharsets.UTF_8));
        if (batch.length() >= BATCH_CHARS) {
            flush();
        } else if (!flushPlanned) {
            flushPlanned = true;
            clock.flushSoon(this);
        }
    }

    /// Sends something other than text, after all text so far.
    public synchronized void publish(Publication content) {
        flush();
        if (content instanceof ClearOutput) {
            left = limit.bytes();
        }
        if (!silent) {
            publisher.accept(content);
        }
    }

    /// Sends all text so far.
    public synchronized void flush() {
        flushPlanned = false;
        if (!batch.isEmpty()) {
            publisher.accept(new Stream(stream, batch.toString()));
            batch.setLength(0);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
