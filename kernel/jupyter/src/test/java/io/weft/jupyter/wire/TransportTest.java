package io.weft.jupyter.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Sender;
import io.weft.jupyter.message.ShutdownReply;
import io.weft.jupyter.message.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class TransportTest {
    private static final Duration LINGER = Duration.ofSeconds(20);
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

    private final Sender sender = Sender.create();
    private final AtomicReference<Transport> transport = new AtomicReference<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        if (transport.get() != null) {
            transport.get().close(Duration.ZERO);
        }
    }

    @Test
    void everyChannelAnswersOverTcp() throws Exception {
        everyChannelAnswers(WireClient.tcp());
    }

    @Test
    void everyChannelAnswersOverUnixSockets() throws Exception {
        everyChannelAnswers(WireClient.ipc(folder));
        transport.get().close(LINGER);
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aSocketThatADeadKernelLeftIsReplaced() throws Exception {
        ConnectionInfo info = WireClient.ipc(folder);
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(info.path(info.shellPort())))
                .close();
        assertTrue(Files.exists(info.path(info.shellPort())));
        everyChannelAnswers(info);
        Receiver none = (_, _) -> {};
        String message = assertThrows(TransportException.class, () -> Transport.open(info, none)).getMessage();
        assertTrue(message.contains("shell channel") && message.contains(info.endpoint(1)), message);
    }

    @Test
    void aFileInTheWayIsKept() throws Exception {
        ConnectionInfo info = WireClient.ipc(folder);
        Path file = Files.createFile(info.path(info.stdinPort()));
        String message = assertThrows(TransportException.class, () -> Transport.open(info, (_, _) -> {})).getMessage();
        assertTrue(message.contains("stdin channel") && message.contains("no socket"), message);
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        ConnectionInfo info = WireClient.tcp();
        everyChannelAnswers(info);
        ConnectionInfo same = WireClient.tcp();
        ConnectionInfo clash = new ConnectionInfo(same.transport(), same.ip(), same.shellPort(), info.controlPort(),
                same.stdinPort(), same.iopubPort(), same.hbPort(), same.signatureScheme(), same.key());
        String message = assertThrows(TransportException.class, () -> Transport.open(clash, (_, _) -> {}))
                .getMessage();
        assertTrue(message.contains("control channel"), message);
        assertTrue(message.contains(":" + info.controlPort()), message);
        Transport.open(same, (_, _) -> {}).close(LINGER);
    }

    @Test
    void framesThatAreNoMessageAreLoggedAndChangeNothing() throws Exception {
        try (Logs logs = new Logs(); WireClient client = echo(WireClient.tcp())) {
            List<byte[]> good = client.frames(WireClient.message("t", "x"));
            List<byte[]> forged = new ArrayList<>(good);
            forged.set(1, new byte[64]);
            client.sendFrames(Channel.SHELL, forged);
            client.sendFrames(Channel.CONTROL, good.subList(0, 4));
            client.sendFrames(Channel.STDIN, List.of(new byte[0]));
            assertEchoes(client);
            assertEquals(3, logs.lines().size(), logs.lines().toString());
            assertTrue(logs.lines().stream().anyMatch(line -> line.contains("wrong signature")));
            assertTrue(logs.lines().stream().noneMatch(line -> line.contains(WireClient.KEY)));
        }
    }

    @Test
    void tenThousandRandomFrameListsLeaveItAlive() throws Exception {
        Random random = new Random(42);
        try (Logs logs = new Logs(); WireClient client = echo(WireClient.tcp())) {
            for (int i = 0; i < 10_000; i++) {
                List<byte[]> frames = new ArrayList<>(client.frames(WireClient.message("t", "x")));
                mutate(frames, random);
                client.sendFrames(Channel.SHELL, frames);
            }
            assertEchoes(client);
            assertEquals(10_000, logs.lines().size());
        }
    }

    @Test
    void aSignedDepthBombIsDropped() throws Exception {
        try (Logs logs = new Logs(); WireClient client = echo(WireClient.tcp())) {
            byte[] bomb = ("{\"a\":" + "[".repeat(2_000_000)).getBytes(StandardCharsets.US_ASCII);
            List<byte[]> frames = new ArrayList<>(client.frames(WireClient.message("t", "x")));
            frames.set(5, bomb);
            frames.set(1, new Signer("hmac-sha256", WireClient.KEY).sign(frames.subList(2, 6)));
            client.sendFrames(Channel.SHELL, frames);
            assertEchoes(client);
            assertTrue(logs.lines().getFirst().contains("content"), logs.lines().toString());
        }
    }

    /// A peer may claim any length for a frame; no memory is reserved on its word.
    @Test
    void aFrameThatClaimsToBeHugeEndsItsConnectionOnly() throws Exception {
        ConnectionInfo info = WireClient.tcp();
        try (Logs _ = new Logs(); WireClient client = echo(info)) {
            for (int first : new int[]{0x7F, 0x00, 0xFF}) {
                try (Socket peer = new Socket("127.0.0.1", info.shellPort())) {
                    peer.setSoTimeout(20_000);
                    peer.getOutputStream().write(Zmtp.greetingAndReady("DEALER"));
                    peer.getOutputStream().write(Zmtp.frameHeader(first));
                    peer.shutdownOutput();
                    peer.getInputStream().readAllBytes();
                }
            }
            assertEchoes(client);
        }
    }

    @Test
    void aReceiverThatThrowsIsLoggedAndTheNextMessageComes() throws Exception {
        ConnectionInfo info = WireClient.tcp();
        try (Logs logs = new Logs(); WireClient client = connect(info, (channel, message) -> {
            switch (WireClient.text(message)) {
                case "exception" -> throw new IllegalStateException("of the test");
                case "error" -> throw new StackOverflowError("of the test");
                default -> reply(channel, message);
            }
        })) {
            client.send(Channel.SHELL, WireClient.message("t", "exception"));
            client.send(Channel.SHELL, WireClient.message("t", "error"));
            assertEchoes(client);
            assertEquals(2, logs.lines().size());
        }
    }

    @Test
    void anInterruptOfItsThreadDoesNothing() throws Exception {
        try (WireClient client = echo(WireClient.tcp())) {
            Thread.getAllStackTraces()
                    .keySet()
                    .stream()
                    .filter(thread -> thread.getName().equals("weft-wire"))
                    .forEach(Thread::interrupt);
            assertEchoes(client);
        }
    }

    @Test
    void eachSendersMessagesKeepTheirOrderAndNoneIsLost() throws Exception {
        int senders = 4;
        int each = 5_000;
        try (WireClient client = echo(WireClient.tcp())) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                String name = "s" + i + "-";
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < each; n++) {
                        publish(name + n);
                    }
                }));
            }
            Map<String, Integer> next = new HashMap<>();
            for (int i = 0; i < senders * each; i++) {
                String[] text = client.receive(Channel.IOPUB).content().get("text").getAsString().split("-");
                assertEquals(next.merge(text[0], 1, Integer::sum) - 1, Integer.parseInt(text[1]));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /// More than a high-water mark's thousand, to a subscriber that does not read until all has been sent.
    @Test
    void aSlowSubscriberMissesNothing() throws Exception {
        int count = 30_000;
        try (WireClient client = echo(WireClient.tcp())) {
            for (int n = 0; n < count; n++) {
                publish("x".repeat(500) + "-" + n);
            }
            assertEchoes(client);
            for (int n = 0; n < count; n++) {
                assertTrue(client.receive(Channel.IOPUB).content().get("text").getAsString().endsWith("-" + n));
            }
        }
    }

    @Test
    void closeSendsWhatWasQueuedBefore() throws Exception {
        String bulk = "x".repeat(10_000);
        for (ConnectionInfo info : List.of(WireClient.tcp(), WireClient.ipc(folder))) {
            try (WireClient client = echo(info)) {
                int count = 2_000;
                for (int n = 0; n < count; n++) {
                    publish(bulk + n);
                }
                transport.get().close(LINGER);
                publish("after close");
                for (int n = 0; n < count; n++) {
                    assertEquals(bulk + n, client.receive(Channel.IOPUB).content().get("text").getAsString());
                }
            }
        }
    }

    @Test
    void aSubscriberThatNeverReadsDoesNotKeepItOpen() throws Exception {
        ConnectionInfo info = WireClient.tcp();
        try (WireClient _ = echo(info); Socket peer = new Socket("127.0.0.1", info.iopubPort())) {
            peer.getOutputStream().write(Zmtp.greetingAndReady("SUB"));
            peer.getOutputStream().write(Zmtp.subscription());
            peer.getInputStream().readNBytes(64);
            for (int n = 0; n < 200; n++) {
                publish("x".repeat(100_000));
            }
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> transport.get().close(Duration.ofMillis(200)));
            assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(IoThread.class::isInstance));
        }
    }

    @Test
    void theReceiverMayCloseAndItsLastReplyArrives() throws Exception {
        ConnectionInfo info = WireClient.tcp();
        try (WireClient client = connect(info, (channel, message) -> {
            transport.get().send(channel, sender.reply(message, new ShutdownReply(false)));
            transport.get().close(LINGER);
        })) {
            client.send(Channel.CONTROL, WireClient.message("shutdown_request", ""));
            assertEquals("shutdown_reply", client.receive(Channel.CONTROL).msgType());
            transport.get().close(LINGER);
        }
        Transport.open(info, (_, _) -> {}).close(LINGER);
    }

    @Test
    void closeWhileOthersSendAndClose() throws Exception {
        for (int round = 0; round < 20; round++) {
            Transport closing = Transport.open(WireClient.tcp(), (_, _) -> {});
            CountDownLatch started = new CountDownLatch(3);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> failure.set(e)).start(() -> {
                    for (int n = 0; n < 500; n++) {
                        closing.send(Channel.IOPUB, sender.publish(new Stream(Stream.Name.STDOUT, "x")));
                        started.countDown();
                    }
                    closing.close(LINGER);
                }));
            }
            started.await();
            closing.close(Duration.ofMillis(200));
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(null, failure.get());
        }
    }

    private void everyChannelAnswers(ConnectionInfo info) throws Exception {
        try (WireClient client = echo(info)) {
            for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
                client.send(channel, WireClient.message("t", "é😀").withBuffers(List.of(new byte[]{1, 2})));
                Message answer = client.receive(channel);
                assertEquals("é😀", WireClient.text(answer));
                assertArrayEquals(new byte[]{1, 2}, answer.buffers().getFirst());
            }
            publish("to all");
            assertEquals("to all", client.receive(Channel.IOPUB).content().get("text").getAsString());
            List<byte[]> beat = client.beat(List.of(new byte[]{7}, new byte[0], new byte[]{8, 9}));
            assertEquals(3, beat.size());
            assertArrayEquals(new byte[]{8, 9}, beat.getLast());
            client.send(Channel.SHELL, WireClient.message("t", "x".repeat(3_000_000)));
            assertEquals(3_000_000, WireClient.text(client.receive(Channel.SHELL)).length());
        }
    }

    private WireClient echo(ConnectionInfo info) throws Exception {
        return connect(info, this::reply);
    }

    private WireClient connect(ConnectionInfo info, Receiver received) throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        transport.set(Transport.open(info, new Receiver() {
            @Override
            public void received(Channel channel, Message message) {
                received.received(channel, message);
            }

            @Override
            public void subscribed(String topic) {
                subscribed.countDown();
            }
        }));
        WireClient client = new WireClient(info);
        subscribed.await();
        return client;
    }

    private void reply(Channel channel, Message message) {
        transport.get().send(channel, message);
    }

    private void publish(String text) {
        transport.get().send(Channel.IOPUB, sender.publish(new Stream(Stream.Name.STDOUT, text)));
    }

    private static void assertEchoes(WireClient client) {
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
            client.send(channel, WireClient.message("t", "still here"));
            assertEquals("still here", WireClient.text(client.receive(channel)));
        }
    }

    /// One change that no longer lets the frames be a message: of a byte that is signed, or of their number.
    private static void mutate(List<byte[]> frames, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                int index = 1 + random.nextInt(5);
                byte[] frame = frames.get(index).clone();
                frame[random.nextInt(frame.length)] ^= (byte) (1 + random.nextInt(255));
                frames.set(index, frame);
            }
            case 1 -> frames.subList(random.nextInt(frames.size() - 1) + 1, frames.size()).clear();
            case 2 -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                frames.add(1 + random.nextInt(5), noise);
            }
            default -> {
                frames.clear();
                int count = 1 + random.nextInt(12);
                for (int i = 0; i < count; i++) {
                    byte[] noise = new byte[random.nextInt(50)];
                    random.nextBytes(noise);
                    frames.add(random.nextInt(4) == 0 ? DELIMITER : noise);
                }
            }
        }
    }
}
