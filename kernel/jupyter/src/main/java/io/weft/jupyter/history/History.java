package io.weft.jupyter.history;

import io.weft.jupyter.message.HistoryReply;
import io.weft.jupyter.message.HistoryRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Remembers cells, on a thread of its own: no cell waits for it. The file is opened a moment after the start, so
/// that this delays no first cell. A file that cannot be used is told once, and memory takes its place.
public final class History {

    /// From the start to the opening of the file. Consoles ask early, and give up after a second.
    private static final Duration BEFORE_OPENING = Duration.ofMillis(700);
    /// Of one result. More is cut.
    private static final int MAX_RESULT = 1 << 16;

    private final Consumer<String> note;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("weft history").factory());
    /// Not yet kept. Guarded by itself.
    private final List<HistoryStore.Change> pending = new ArrayList<>();
    /// Null before the file is opened. Written by the history's thread.
    private volatile HistoryStore store;

    /// @param note shows a sentence to whoever looks after the kernel
    public History(Consumer<String> note) {
        this.note = note;
    }

    /// Has the file opened in a moment.
    public void start() {
        thread.schedule(this::flush, BEFORE_OPENING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A cell began. Any thread; returns at once.
    public void began(int line, String code) {
        plan(new HistoryStore.Change.Began(line, code));
    }

    /// A cell had a result. Any thread; returns at once.
    public void result(int line, String text) {
        plan(new HistoryStore.Change.Result(line, text.length() <= MAX_RESULT
                ? text
                : text.substring(0, MAX_RESULT) + "…"));
    }

    /// Where requests for the history are to be answered.
    public Executor thread() {
        return thread;
    }

    /// Finds cells, with all that began before this call. On the history's thread only.
    public HistoryReply answer(HistoryRequest request) {
        flush();
        try {
            return new HistoryReply(store.find(request), request.output());
        } catch (HistoryUnavailable e) {
            useMemory(e.getMessage(), List.of());
            return answer(request);
        }
    }

    /// Keeps what is pending and ends the session in the file. Waits at most this long.
    public void close(Duration limit) {
        var closed = thread.submit(this::flushAndClose);
        try {
            closed.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            note.accept("The history was not closed in time; its last cells may be missing (" + e + ").");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void plan(HistoryStore.Change change) {
        synchronized (pending) {
            pending.add(change);
            if (pending.size() == 1 && store != null) {
                thread.execute(this::flush);
            }
        }
    }

    private void flush() {
        if (store == null) {
            open();
        }
        List<HistoryStore.Change> changes;
        synchronized (pending) {
            changes = List.copyOf(pending);
            pending.clear();
        }
        if (changes.isEmpty()) {
            return;
        }
        try {
            store.keep(changes);
        } catch (HistoryUnavailable e) {
            useMemory(e.getMessage(), changes);
        }
    }

    private void open() {
        try {
            var file = HistoryPlace.of(System.getenv(), Path.of(System.getProperty("user.home")),
                    System.getProperty("os.name"));
            store = file.isPresent() ? SqliteStore.open(file.get()) : new MemoryStore();
        } catch (HistoryUnavailable | IllegalArgumentException e) {
            useMemory(e.getMessage(), List.of());
        }
    }

    private void useMemory(String why, List<HistoryStore.Change> changes) {
        note.accept(why);
        var memory = new MemoryStore();
        memory.keep(changes);
        store = memory;
    }

    private void flushAndClose() {
        synchronized (pending) {
            if (store == null && pending.isEmpty()) {
                return;
            }
        }
        flush();
        try {
            store.close();
        } catch (HistoryUnavailable e) {
            note.accept(e.getMessage());
        }
    }
}
