package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.Sleep;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookupsTest extends ExecTestCase {

    private final CountDownLatch open = new CountDownLatch(1);
    private volatile Thread asked;

    private final InetAddressResolver slow = new InetAddressResolver() {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            asked = Thread.currentThread();
            if (host.equals("nowhere")) {
                throw new UnknownHostException(host);
            }
            boolean waiting = true;
            while (waiting) {
                try {
                    await(open);
                    waiting = false;
                } catch (InterruptedException _) {
                    // As the operating system's: an interrupt changes nothing.
                }
            }
            return Stream.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public String lookupByAddress(byte[] address) {
            asked = Thread.currentThread();
            return "name";
        }
    };
    private final InetAddressResolver resolver = new Lookups.BesideTheLoop(slow);
    private final LookupPolicy policy = LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6);

    @Test
    void aSlowLookUpLetsTheLoopGoOn() {
        loop.run(() -> {
            Loop.current().post(open::countDown);
            assertEquals(1, resolver.lookupByName("slow", policy).count());
            assertTrue(asked.getName().startsWith("look-ups/"), asked.getName());
            assertEquals("name", resolver.lookupByAddress(new byte[4]));
            var unknown = assertThrows(UnknownHostException.class, () -> resolver.lookupByName("nowhere", policy));
            assertEquals("nowhere", unknown.getMessage());
        });
    }

    @Test
    void offTheLoopItIsDoneInPlace() throws Exception {
        open.countDown();
        assertEquals(1, resolver.lookupByName("slow", policy).count());
        assertSame(Thread.currentThread(), asked);
        assertThrows(UnknownHostException.class, () -> resolver.lookupByName("nowhere", policy));
    }

    @Test
    void aCancelledLookUpEndsAtOnce() {
        loop.run(() -> {
            var task = Loop.current().spawn(() -> resolver.lookupByName("slow", policy).count());
            until(() -> asked != null);
            task.cancel("test");
            until(task::isDone);
            assertTrue(task.isCancelled());
            open.countDown();
        });
    }

    @Test
    void theJdkFindsIt() {
        loop.run(() -> {
            assertTrue(InetAddress.getByName("localhost").isLoopbackAddress());
            Sleep.yieldNow();
            assertTrue(Thread.getAllStackTraces()
                    .keySet()
                    .stream()
                    .anyMatch(thread -> thread.getName().startsWith("look-ups/")));
        });
    }
}
