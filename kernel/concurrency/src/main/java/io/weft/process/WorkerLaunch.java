package io.weft.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The process of a worker, and its way here: two connections on a Unix domain socket in a folder that is ours alone. Both repeat
/// the secret that went through the child's standard input before anything else is read from them. The socket is unlinked
/// as soon as they are there. Standard input stays open: its end tells the child that this JVM is gone.
final class WorkerLaunch {

    /// Processes are started by one thread that never ends, since on some systems a child is tied to the thread that started it.
    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(null, task, "weft spawns", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    });
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int STRANGERS = 8;
    /// Those of workers that have not connected: they are removed when this JVM ends before that.
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(WorkerLaunch::jvmEnds));
        } catch (IllegalStateException _) {
            ending = true;
        }
    }

    /// Takes what the process writes to its standard output and error.
    interface RawOutput {
        void take(byte[] bytes, int length);
    }

    record Connection(SocketChannel jobs, SocketChannel results) {}

    private final Path folder;
    private final ServerSocketChannel server;
    private final byte[] secret;
    private final Process process;
    private final Thread raw;

    private WorkerLaunch(Path folder, ServerSocketChannel server, byte[] secret, Process process, RawOutput output) {
        this.folder = folder;
        this.server = server;
        this.secret = secret;
        this.process = process;
        this.raw = Thread.ofPlatform().daemon().name("weft worker output").unstarted(() -> read(output));
        raw.setContextClassLoader(ClassLoader.getSystemClassLoader());
        raw.start();
    }

    static WorkerLaunch start(ProcessOptions options, int heapMiB, RawOutput output) throws IOException {
        var secret = new byte[WorkerMain.SECRET];
        RANDOM.nextBytes(secret);
        var folder = Files.createTempDirectory("weft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FOLDERS.add(folder);
        if (ending) {
            remove(folder);
            throw new IOException("A worker could not be started: this JVM ends.");
        }
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket(folder)));
            var command = WorkerCommand.of(options, heapMiB, socket(folder));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            // Meant for this JVM; a worker would announce them in the cell.
            builder.environment().remove("JDK_JAVA_OPTIONS");
            var process = spawn(builder);
            tell(process, secret);
            return new WorkerLaunch(folder, server, secret, process, output);
        } catch (IOException | RuntimeException e) {
            server.close();
            remove(folder);
            throw e;
        }
    }

    private static void jvmEnds() {
        ending = true;
        FOLDERS.forEach(WorkerLaunch::remove);
    }

    private static void tell(Process process, byte[] secret) {
        try {
            process.getOutputStream().write(secret);
            process.getOutputStream().flush();
        } catch (IOException _) {
            // It has ended already: whoever waits for its connections learns why.
        }
    }

    static Process spawn(ProcessBuilder builder) throws IOException {
        try {
            return SPAWNER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException("A worker could not be started: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IOException("A worker could not be started: interrupted", e);
        }
    }

    /// Waits for the child's two connections.
    Connection connect() throws IOException {
        process.onExit().thenRun(this::closeServer);
        SocketChannel jobs = null;
        SocketChannel results = null;
        try {
            for (int tries = 0; (jobs == null || results == null) && tries < STRANGERS; tries++) {
                var channel = server.accept();
                switch (role(channel)) {
                    case WorkerMain.JOBS -> jobs = channel;
                    case WorkerMain.RESULTS -> results = channel;
                    default -> channel.close();
                }
            }
        } catch (ClosedChannelException e) {
            throw new IOException("A worker ended before it could work.", e);
        } finally {
            closeServer();
            remove(folder);
        }
        if (jobs == null || results == null) {
            throw new IOException("A worker's socket was used by someone who does not know its secret.");
        }
        return new Connection(jobs, results);
    }

    private byte role(SocketChannel channel) throws IOException {
        var greeting = ByteBuffer.allocate(WorkerMain.SECRET + 1);
        while (greeting.hasRemaining()) {
            if (channel.read(greeting) < 0) {
                return 0;
            }
        }
        var told = new byte[WorkerMain.SECRET];
        greeting.flip().get(told);
        return MessageDigest.isEqual(secret, told) ? greeting.get() : 0;
    }

    Path socket() {
        return socket(folder);
    }

    /// Lets the process end by itself: from now on it does not watch whether this JVM is there. Any thread.
    void letGo() {
        try {
            process.getOutputStream().write(1);
            process.getOutputStream().flush();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Sees to it that the process ends, and gives its exit code.
    int end() {
        closeServer();
        remove(folder);
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            int code = process.waitFor();
            raw.join(1000);
            process.getOutputStream().close();
            return code;
        } catch (IOException | InterruptedException _) {
            process.destroyForcibly();
            return -1;
        }
    }

    private void read(RawOutput output) {
        var bytes = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                output.take(bytes, count);
            }
        } catch (IOException _) {
            // It is gone.
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException _) {
            // Of no use any more either way.
        }
    }

    private static Path socket(Path folder) {
        return folder.resolve("s");
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(socket(folder));
            Files.deleteIfExists(folder);
            FOLDERS.remove(folder);
        } catch (IOException _) {
            // The child removes it as well.
        }
    }
}
