package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.sync.TaskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The queue of a loop goes from carrier to carrier at any moment, while tasks and foreign threads fill it.
@Tag("real")
class HandOverStormTest extends LoopTestCase {

    private static final int GIVERS = 3;
    private static final int GIFTS = 20_000;

    private final Loop loop = start("storm", LoopClock.real());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong replaced = new AtomicLong();

    /// Takes the carrier from whatever runs, as fast as it can, while the program runs.
    private void inStorm(Action program) throws Exception {
        var storm = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                var strand = loop.carrier().current;
                if (strand != null && loop.replaceCarrierOf(strand.task)) {
                    replaced.incrementAndGet();
                }
            }
        });
        try {
            program.run();
        } finally {
            over.set(true);
            storm.join();
        }
        assertTrue(replaced.get() > 10, replaced + " carriers were replaced");
        assertEquals(9, loop.run(() -> 9));
        assertEquals(List.of(loop.thread()), Carriers.settled(loop));
    }

    @Test
    void noWakeUpIsLostAndNothingRunsTwice() throws Exception {
        var spawned = new AtomicInteger();
        inStorm(() -> {
            var tasks = new ArrayList<Task<Void>>();
            var givers = new ArrayList<Thread>();
            for (int i = 0; i < GIVERS; i++) {
                TaskQueue<Integer> gifts = TaskQueue.fifo("gifts", 4);
                TaskQueue<Integer> passedOn = TaskQueue.fifo("passed on", 1);
                tasks.add(loop.spawn("passes on", callable(() -> {
                    for (int n = 0; n < GIFTS; n++) {
                        passedOn.put(gifts.get());
                    }
                })));
                tasks.add(loop.spawn("counts", callable(() -> {
                    for (int n = 0; n < GIFTS; n++) {
                        assertEquals(n, passedOn.get());
                        if (n % 200 == 0) {
                            hog();
                        }
                    }
                })));
                givers.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < GIFTS; n++) {
                        gifts.put(n);
                        if (n % 16 == 0) {
                            loop.spawn(spawned::incrementAndGet);
                        }
                    }
                }));
            }
            for (var giver : givers) {
                giver.join();
            }
            for (var task : tasks) {
                task.join(Duration.ofSeconds(30));
            }
        });
        loop.run(() -> null);
        assertEquals(GIVERS * GIFTS / 16, spawned.get());
    }

    /// Long enough to be seen, so that some attempts succeed; most find that the run is over and give the queue back.
    private static void hog() {
        long end = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aHeldOwnersTasksStayHeldAndAllRunInTheEnd() throws Exception {
        var cell = loop.owner("cell", null, lost::add);
        var begun = new AtomicInteger();
        inStorm(() -> loop.spawn("holder", cell, callable(() -> {
            for (int round = 0; round < 2_000; round++) {
                var children = new ArrayList<Task<Integer>>();
                cell.hold();
                int before = begun.get();
                for (int i = 0; i < 5; i++) {
                    children.add(loop.spawn("child", cell, begun::incrementAndGet));
                }
                if (round % 20 == 0) {
                    hog();
                }
                Sleep.yieldNow();
                loop.spawn("other's", loop.owner("other", null, lost::add), callable(Sleep::yieldNow)).join();
                assertEquals(before, begun.get());
                if (round % 2 == 0) {
                    cell.release();
                } else {
                    Thread.ofPlatform().start(cell::release);
                }
                children.forEach(Task::join);
                assertEquals(before + 5, begun.get());
            }
        })).join(Duration.ofSeconds(30)));
    }
}
