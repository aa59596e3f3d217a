package io.weft.jupyter.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The thread that owns the sockets. It ignores interrupts: one would make its selector return at once for ever, and
/// code in cells can find this thread.
final class IoThread extends Thread {
    private static final Logger LOG = System.getLogger(IoThread.class.getName());

    IoThread(Runnable loop) {
        super(null, loop, "weft-wire", 0, false);
        setDaemon(true);
    }

    @Override
    public void interrupt() {
        LOG.log(Level.DEBUG, "An interrupt of the transport's thread was ignored.");
    }
}
