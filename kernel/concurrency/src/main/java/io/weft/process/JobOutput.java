package io.weft.process;

import io.weft.process.Message.Kind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// What a job prints goes to the parent together with its results, so that it arrives before them.
final class JobOutput extends OutputStream {

    private final Outgoing out;
    private final Kind kind;
    private final LongSupplier job;

    private JobOutput(Outgoing out, Kind kind, LongSupplier job) {
        this.out = out;
        this.kind = kind;
        this.job = job;
    }

    static PrintStream stream(Outgoing out, Kind kind, LongSupplier job) {
        return new PrintStream(new JobOutput(out, kind, job), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        out.send(Message.bytes(kind, job.getAsLong(), new byte[]{(byte) b}));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > 0) {
            out.send(Message.bytes(kind, job.getAsLong(), Arrays.copyOfRange(bytes, offset, offset + length)));
        }
    }
}
