package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.Primitives;
import io.weft.loop.Schedules;
import io.weft.loop.Selectable;
import io.weft.loop.Sleep;
import io.weft.loop.Waiter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a select builds on: several sources enrol one waiter, and one of them wins.
class SelectableTest extends SyncTestCase {

    /// The value of the source that wins; none of the others has given anything. Null when a second passes first.
    private static Object select(Selectable<?>... sources) {
        var waiter = Waiter.here();
        var enrolments = new ArrayList<Selectable.Enrolment<?>>();
        try {
            for (var source : sources) {
                enrolments.add(source.enrol(waiter));
            }
            waiter.await(Arrays.asList(sources), duration(1));
        } finally {
            enrolments.stream().filter(enrolment -> !enrolment.won()).forEach(Selectable.Enrolment::withdraw);
        }
        var winners = enrolments.stream().filter(Selectable.Enrolment::won).toList();
        assertEquals(true, winners.size() <= 1, winners.size() + " winners");
        return winners.isEmpty() ? null : winners.getFirst().value();
    }

    @Test
    void theFirstReadySourceWinsAndTheOthersKeepWhatTheyHave() {
        TaskQueue<String> one = Primitives.queue();
        TaskQueue<String> two = Primitives.queue();
        var semaphore = Primitives.semaphore(1);
        var lock = Primitives.lock();
        play(() -> {
            two.put("two");
            assertEquals("two", select(one, two, semaphore));
            assertEquals(1, semaphore.permits());
            var later = spawn("later", () -> {
                sleep(0.5);
                one.put("one");
                two.put("two");
            });
            assertEquals("one", select(one, two));
            end(later);
            assertEquals(1, two.size());
            two.get();
            try (var _ = (Held) select(lock)) {
                assertEquals("run", lock.snapshot().owner());
            }
            assertEquals(null, select(one, two));
            assertEquals(0, one.snapshot().getters().size() + two.snapshot().getters().size());
        });
    }

    @Test
    void aClosedSourceWinsWithItsError() {
        TaskQueue<String> queue = Primitives.queue(1);
        play(() -> {
            var later = spawn("later", () -> {
                sleep(0.5);
                queue.close();
            });
            assertThrows(QueueClosed.class, () -> select(queue, Primitives.event()));
            end(later);
            assertThrows(QueueClosed.class, () -> select(queue));
            assertThrows(QueueClosed.class, () -> select(queue.putting("x")));
        });
    }

    @Test
    void selectsOnBothSidesOfManyChannelsLoseNothing() {
        Schedules.explorePreemptive(1_000, seed -> {
            var random = new Random(seed);
            var channels = new ArrayList<TaskChannel<Integer>>();
            for (int i = 0; i < 3; i++) {
                channels.add(Primitives.channel(random.nextInt(2)));
            }
            int[] sums = new int[2];
            var senders = new ArrayList<io.weft.loop.Task<?>>();
            for (int i = 1; i <= 4; i++) {
                int item = i;
                senders.add(spawn("sender" + i, () -> {
                    var sent = channels.stream()
                            .map(c -> new Sent(c.sending(item), item))
                            .toArray(Selectable<?>[]::new);
                    if (select(sent) != null) {
                        sums[0] += item;
                    }
                }));
            }
            var receivers = new ArrayList<io.weft.loop.Task<?>>();
            for (int i = 0; i < 3; i++) {
                receivers.add(spawn("receiver" + i, () -> {
                    Sleep.yieldNow();
                    if (select(channels.toArray(Selectable<?>[]::new)) instanceof Integer got) {
                        sums[1] += got;
                    }
                }));
            }
            end(senders);
            end(receivers);
            int left = channels.stream().flatMap(c -> c.closeNow().stream()).mapToInt(Integer::intValue).sum();
            assertEquals(sums[0], sums[1] + left);
        });
    }

    /// Sending wins with null; here it wins with the item.
    private record Sent(Selectable<Void> sending, Integer item) implements Selectable<Integer> {
        @Override
        public Enrolment<Integer> enrol(Waiter waiter) {
            var inner = sending.enrol(waiter);
            return new Enrolment<>() {
                @Override
                public boolean won() {
                    return inner.won();
                }

                @Override
                public Integer value() {
                    return item;
                }

                @Override
                public void withdraw() {
                    inner.withdraw();
                }
            };
        }
    }
}
