package io.weft.resolver;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/// Sums up what the downloads do, a few times a second. Called by several threads.
final class Transfers extends AbstractTransferListener {

    private static final long PAUSE_NANOS = 150_000_000;

    private final Consumer<String> progress;
    private final Map<String, Long> running = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong told = new AtomicLong(System.nanoTime());

    Transfers(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        running.put(event.getResource().getResourceName(), event.getTransferredBytes());
        tell(event);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        running.remove(event.getResource().getResourceName());
        bytes.addAndGet(event.getTransferredBytes());
        files.incrementAndGet();
        tell(event);
    }

    @Override
    public void transferFailed(TransferEvent event) {
        running.remove(event.getResource().getResourceName());
    }

    private void tell(TransferEvent event) {
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS && told.compareAndSet(last, now)) {
            long all = bytes.get() + running.values().stream().mapToLong(Long::longValue).sum();
            var name = event.getResource().getResourceName();
            progress.accept(String.format(Locale.ROOT, "Downloaded %d files, %.1f MiB: %s", files.get(),
                    all / 1048576.0, name.substring(name.lastIndexOf('/') + 1)));
        }
    }
}
