package io.weft.jupyter.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the package logs while this is open, kept from the console.
final class Logs extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.weft.jupyter.wire");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Logs() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
