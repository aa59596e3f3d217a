package io.weft.jupyter.session;

import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.cell.SnippetRunner;
import io.weft.jupyter.display.JJavaBridge;
import io.weft.jupyter.magic.MagicHost;
import io.weft.jupyter.magic.Magics;
import io.weft.jupyter.magic.NestedFailure;
import io.weft.jupyter.message.HistoryReply;
import io.weft.jupyter.message.HistoryRequest;
import io.weft.jupyter.message.Publication;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What magics get from the session.
final class SessionHost implements MagicHost {

    private final JavaSession java;
    private final Function<HistoryRequest, HistoryReply> history;
    private final Consumer<Publication> publisher;
    private final Supplier<Cell> cell;
    private final JJavaBridge bridge;
    /// Set once, before the first cell.
    private volatile Magics magics;
    private volatile Optional<Duration> cellTimeout;

    SessionHost(JavaSession java, Function<HistoryRequest, HistoryReply> history, Consumer<Publication> publisher,
            Supplier<Cell> cell, JJavaBridge bridge, Optional<Duration> cellTimeout) {
        this.java = java;
        this.history = history;
        this.publisher = publisher;
        this.cell = cell;
        this.bridge = bridge;
        this.cellTimeout = cellTimeout;
    }

    void use(Magics used) {
        magics = used;
    }

    @Override
    public Object eval(CellSource source, SnippetRunner around) {
        var resolved = new CellSource(source.name(), magics.toJava(source.text()), source.shown());
        var outcome = InlineEval.eval(java, resolved, around);
        outcome.notes().forEach(System.err::println);
        return switch (outcome) {
            case CellOutcome.Completed(var value, _, _) -> value.orElse(null);
            case CellOutcome.CompileError _ -> throw new NestedFailure(outcome);
            case CellOutcome.Threw(var thrown, _) -> {
                withoutMagic(thrown);
                throw new NestedFailure(outcome);
            }
        };
    }

    /// The code is shown as if it stood in the cell by itself: what is below it on the stack is the magic that ran it.
    private static void withoutMagic(Throwable thrown) {
        var frames = thrown.getStackTrace();
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].getClassName().equals(InlineEval.class.getName())) {
                thrown.setStackTrace(Arrays.copyOf(frames, i));
                return;
            }
        }
    }

    @Override
    public CellSource source(String text, String shown) {
        var current = cell.get();
        return CellSource.numbered(current == null ? 0 : current.number(), text, shown);
    }

    @Override
    public JavaSession java() {
        return java;
    }

    @Override
    public HistoryReply history(HistoryRequest request) {
        return history.apply(request);
    }

    @Override
    public void cellTimeout(Optional<Duration> limit) {
        cellTimeout = limit;
    }

    @Override
    public Optional<Duration> cellTimeout() {
        return cellTimeout;
    }

    @Override
    public void publish(Publication content) {
        publisher.accept(content);
    }

    @Override
    public List<String> installExtensions() {
        return bridge.newExtensions(java.libraries());
    }
}
