package io.weft.jupyter;

import io.weft.jupyter.wire.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The process of a kernel: it ends when a client asks for it, and when the process that started it is gone.
final class KernelProcess {

    /// Jupyter tells kernels its process id in this variable.
    private static final String PARENT = "JPY_PARENT_PID";
    /// For the last messages to leave.
    private static final Duration LINGER = Duration.ofMillis(200);
    /// For shutdown hooks that cells have registered.
    private static final Duration HOOKS = Duration.ofMillis(300);

    /// Made before, since a process whose heap is full could not make it.
    private static final Duration HALT_AFTER = LINGER.plus(HOOKS);

    private final Thread ending = Thread.ofPlatform().daemon().name("weft end").unstarted(this::close);
    private final Thread halting = Thread.ofPlatform().daemon().name("weft halt").unstarted(this::halt);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private volatile Transport transport;
    /// Null if there is none, or none that could be looked at.
    private volatile ProcessHandle parent;
    private volatile boolean ended;

    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("0.1.0");
    }

    /// Ends the process with its parent.
    void use(Transport used) {
        transport = used;
        ending.start();
        halting.start();
        parent().ifPresent(found -> {
            parent = found;
            found.onExit().thenRun(this::end);
        });
    }

    /// Keeps the JVM alive, which has daemon threads only: so no thread of a cell can hold up its end.
    void stay() {
        while (true) {
            LockSupport.park(this);
            Thread.interrupted();
        }
    }

    /// Sends what is queued and ends the process, whatever its threads do, and with no memory left.
    void end() {
        ended = true;
        LockSupport.unpark(halting);
        LockSupport.unpark(ending);
    }

    /// The JDK's own watch on the parent needs memory to tell; so each of the threads that end the kernel looks, too.
    private void awaitEnd() {
        while (!ended && !isOrphan()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private boolean isOrphan() {
        var watched = parent;
        return watched != null && !watched.isAlive();
    }

    private void close() {
        awaitEnd();
        try {
            transport.close(LINGER);
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            System.exit(0);
        }
    }

    private void halt() {
        awaitEnd();
        try {
            Thread.sleep(HALT_AFTER);
        } catch (InterruptedException _) {
            // Then the process ends at once.
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static Optional<ProcessHandle> parent() {
        try {
            long pid = Long.parseLong(System.getenv().getOrDefault(PARENT, "0"));
            return pid > 1 ? ProcessHandle.of(pid) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
