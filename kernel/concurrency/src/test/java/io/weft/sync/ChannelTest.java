package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest extends SyncTestCase {

    @Test
    void withoutCapacityTheTwoMeet() {
        TaskChannel<String> channel = Primitives.channel();
        play(() -> {
            var sender = spawn("sender", () -> {
                channel.send("a");
                note("a is taken");
                channel.send("b");
                note("b is taken");
                channel.close();
            });
            sleep(1);
            assertEquals(new TaskChannel.Snapshot(null, 0, 0, false, List.of(), List.of("sender")), channel.snapshot());
            assertFalse(channel.trySend("no receiver"));
            for (var item : channel) {
                note("got " + item);
                sleep(1);
            }
            end(sender);
        });
        logged("1 got a", "1 a is taken", "2 got b", "2 b is taken");
    }

    @Test
    void aReceiverThatWaitsGetsItAtOnce() {
        TaskChannel<String> channel = Primitives.channel();
        play(() -> {
            var receiver = spawn("receiver", () -> note("got " + channel.receive()));
            Sleep.yieldNow();
            assertTrue(channel.trySend("x"));
            assertFalse(channel.trySend("y"));
            end(receiver);
            assertNull(channel.tryReceive());
            assertThrows(TimedOut.class, () -> channel.send("z", duration(1)));
            assertThrows(TimedOut.class, () -> channel.receive(duration(1)));
        });
        logged("0 got x");
    }

    @Test
    void aCauseReachesBothSides() {
        TaskChannel<String> channel = Primitives.channel(1);
        play(() -> {
            channel.send("last");
            channel.close(new ArithmeticException("source failed"));
            assertThrows(ArithmeticException.class, () -> channel.send("more"));
            var items = channel.iterator();
            assertEquals("last", items.next());
            assertThrows(ArithmeticException.class, items::hasNext);
        });
    }

    @Test
    void aCancelledSenderHasSentNothing() {
        TaskChannel<String> channel = Primitives.channel("c", 0);
        play(() -> {
            var sender = spawn("sender", () -> channel.send("lost?"));
            Sleep.yieldNow();
            sender.cancel("test");
            assertNull(channel.tryReceive());
            end(sender);
            assertEquals("channel 'c' (0 of 0 items, nobody waits)", channel.toString());
        });
    }
}
