package io.weft.exec;

import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.Sleep;
import java.io.FileInputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.spi.InetAddressResolver;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/// Measures for the JDK's blocking calls whether the loop runs on meanwhile: a task makes a call that lasts a quarter of a
/// second, another one counts how often it wakes from naps of 5 ms; a thread that no loop can hold up does the same, so that a busy
/// machine slows both.
@Tag("real")
final class BlockingCalls {

    static final long MILLIS = 250;
    /// What was measured for one call.
    ///
    /// @param call   its name
    /// @param millis how long it took
    /// @param ticks  how often the other task woke meanwhile
    /// @param possible how often a thread did
    record Row(String call, long millis, int ticks, int possible) {

        /// {@return whether the loop ran on}
        boolean loopRanOn() {
            return 4 * ticks >= possible;
        }
    }

    private BlockingCalls() {}

    public static void main(String[] args) {
        try (var loop = Loop.start("measured")) {
            measureAll(loop)
                    .forEach(row -> System.out.printf("%-45s %5d ms %4d of %4d ticks  %s%n", row.call, row.millis,
                            row.ticks, row.possible, row.loopRanOn() ? "the loop ran on" : "the loop stood still"));
        }
    }

    static List<Row> measureAll(Loop loop) {
        var rows = new ArrayList<Row>();
        calls().forEach((name, call) -> rows.add(loop.run(() -> measure(name, call))));
        return rows;
    }

    private static Row measure(String name, Action call) throws Exception {
        var ticks = new int[1];
        var ticker = Loop.current().post(() -> {
            while (true) {
                Sleep.sleep(Duration.ofMillis(5));
                ticks[0]++;
            }
        });
        var possible = new AtomicInteger();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(5_000_000);
                possible.incrementAndGet();
            }
        });
        Sleep.yieldNow();
        long start = System.nanoTime();
        call.run();
        int counted = ticks[0];
        thread.interrupt();
        long millis = (System.nanoTime() - start) / 1_000_000;
        ticker.cancel("measured");
        return new Row(name, millis, counted, possible.get());
    }

    /// Does something on a platform thread when the call under test has lasted long enough.
    private static void later(Action action) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(MILLIS);
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /// The calls, by name, in the order of the table.
    static Map<String, Action> calls() {
        var calls = new LinkedHashMap<String, Action>();
        waits(calls);
        synchronisers(calls);
        network(calls);
        rest(calls);
        return calls;
    }

    private static void waits(Map<String, Action> calls) {
        calls.put("Thread.sleep", () -> Thread.sleep(MILLIS));
        calls.put("LockSupport.parkNanos", () -> LockSupport.parkNanos(MILLIS * 1_000_000));
        calls.put("Object.wait", () -> {
            var monitor = new Object();
            synchronized (monitor) {
                monitor.wait(MILLIS);
            }
        });
        calls.put("synchronized (held by a thread)", () -> {
            var monitor = new Object();
            var held = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                synchronized (monitor) {
                    held.countDown();
                    LockSupport.parkNanos(MILLIS * 1_000_000);
                }
            });
            held.await();
            synchronized (monitor) {
                monitor.hashCode();
            }
        });
        calls.put("Thread.join (platform thread)",
                () -> Thread.ofPlatform().start(() -> LockSupport.parkNanos(MILLIS * 1_000_000)).join());
    }

    private static void synchronisers(Map<String, Action> calls) {
        calls.put("ReentrantLock.lock", () -> {
            var lock = new ReentrantLock();
            var held = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                lock.lock();
                held.countDown();
                LockSupport.parkNanos(MILLIS * 1_000_000);
                lock.unlock();
            });
            held.await();
            lock.lock();
        });
        calls.put("Semaphore.acquire", () -> {
            var semaphore = new Semaphore(0);
            later(semaphore::release);
            semaphore.acquire();
        });
        calls.put("CountDownLatch.await", () -> {
            var latch = new CountDownLatch(1);
            later(latch::countDown);
            latch.await();
        });
        calls.put("Phaser.awaitAdvance", () -> {
            var phaser = new Phaser(1);
            later(phaser::arrive);
            phaser.awaitAdvance(0);
        });
        calls.put("Exchanger.exchange (time out)", () -> {
            try {
                new Exchanger<Integer>().exchange(1, MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // As intended.
            }
        });
        calls.put("ArrayBlockingQueue.take", () -> {
            var queue = new ArrayBlockingQueue<Integer>(1);
            later(() -> queue.put(1));
            queue.take();
        });
        calls.put("SynchronousQueue.put", () -> {
            var queue = new SynchronousQueue<Integer>();
            later(queue::take);
            queue.put(1);
        });
        calls.put("CompletableFuture.get", () -> {
            var future = new CompletableFuture<Integer>();
            later(() -> future.complete(1));
            future.get();
        });
        calls.put("ExecutorService.submit(...).get", () -> {
            try (var executor = Executors.newSingleThreadExecutor()) {
                executor.submit(() -> LockSupport.parkNanos(MILLIS * 1_000_000)).get();
            }
        });
    }

    private static void network(Map<String, Action> calls) {
        var local = InetAddress.getLoopbackAddress();
        calls.put("ServerSocket.accept", () -> {
            try (var server = new ServerSocket(0, 1, local)) {
                later(() -> new Socket(local, server.getLocalPort()).close());
                server.accept().close();
            }
        });
        calls.put("Socket read", () -> {
            try (var server = new ServerSocket(0, 1, local);
                    var client = new Socket(local, server.getLocalPort());
                    var peer = server.accept()) {
                later(() -> peer.getOutputStream().write(1));
                client.getInputStream().read();
            }
        });
        calls.put("SocketChannel.read", () -> {
            try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(local, 0));
                    var client = SocketChannel.open(server.getLocalAddress());
                    var peer = server.accept()) {
                later(() -> peer.write(ByteBuffer.allocate(1)));
                client.read(ByteBuffer.allocate(1));
            }
        });
        calls.put("DatagramSocket.receive (time out)", () -> {
            try (var socket = new DatagramSocket(0, local)) {
                socket.setSoTimeout((int) MILLIS);
                socket.receive(new DatagramPacket(new byte[1], 1));
            } catch (SocketTimeoutException _) {
                // As intended.
            }
        });
        calls.put("Selector.select", () -> {
            try (var selector = Selector.open()) {
                selector.select(MILLIS);
            }
        });
        calls.put("Pipe.SourceChannel.read", () -> {
            var pipe = Pipe.open();
            later(() -> pipe.sink().write(ByteBuffer.allocate(1)));
            pipe.source().read(ByteBuffer.allocate(1));
            pipe.source().close();
            pipe.sink().close();
        });
        calls.put("InetAddress look-up (through a slow resolver)", () -> {
            var slow = new InetAddressResolver() {
                @Override
                public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
                    LockSupport.parkNanos(MILLIS * 1_000_000);
                    return Stream.of(local);
                }

                @Override
                public String lookupByAddress(byte[] address) {
                    return "local";
                }
            };
            new Lookups.BesideTheLoop(slow).lookupByName("slow", null).count();
        });
    }

    private static void rest(Map<String, Action> calls) {
        var nap = String.valueOf(MILLIS / 1000.0);
        calls.put("Process.waitFor", () -> new ProcessBuilder("sleep", nap).start().waitFor());
        calls.put("Process output read", () -> new ProcessBuilder("sleep", nap).start().getInputStream().read());
        calls.put("Process output read, offloaded",
                () -> Offload.offload(() -> new ProcessBuilder("sleep", nap).start().getInputStream().read()));
        calls.put("FileInputStream.read (named pipe)", () -> inFifo(fifo -> {
            try (var in = new FileInputStream(fifo.toFile())) {
                in.read();
            }
        }));
        calls.put("FileInputStream.read (named pipe), offloaded", () -> inFifo(fifo -> Offload.offload(() -> {
            try (var in = new FileInputStream(fifo.toFile())) {
                return in.read();
            }
        })));
        calls.put("class initialiser that sleeps (JDK)", () -> SlowClass.VALUE.hashCode());
    }

    private interface WithFile {
        void use(Path file) throws Exception;
    }

    private static void inFifo(WithFile body) throws Exception {
        var folder = Files.createTempDirectory("fifo");
        var fifo = folder.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        later(() -> Files.writeString(fifo, "x"));
        body.use(fifo);
        Files.delete(fifo);
        Files.delete(folder);
    }

    private static final class SlowClass {
        static final Integer VALUE;

        static {
            long end = System.nanoTime() + MILLIS * 1_000_000;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            VALUE = 1;
        }
    }
}
