package io.weft.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Play;
import io.weft.loop.Loop;
import io.weft.loop.Schedules;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ActorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Play play = new Play();

    private final class Pinger extends Actor<String> {
        private final String answer;
        private Pinger other;
        private int left = 2;

        Pinger(String answer) {
            this.answer = answer;
        }

        @Override
        protected void receive(String message) {
            play.note(message);
            if (left-- > 0) {
                other.tell(answer);
            } else {
                other.stop();
                stop();
            }
        }
    }

    @Test
    void twoPlayPingPong() {
        play.run(() -> {
            var ping = new Pinger("pong");
            var pong = new Pinger("ping");
            ping.other = pong;
            pong.other = ping;
            ping.start();
            pong.start();
            ping.tell("start");
            ping.join();
            pong.join();
            assertEquals("Pinger has stopped and takes no messages any more: start another one.",
                    assertThrows(ActorStopped.class, () -> ping.tell("late")).getMessage());
        });
        assertEquals(List.of("0: start", "0: pong", "0: ping", "0: pong", "0: ping"), play.notes());
    }

    private sealed interface Order {
        record Add(int n) implements Order {}

        record Sum(Reply<Integer> reply) implements Order {}

        record Slow(Reply<String> reply) implements Order {}

        record Bad(Reply<String> reply) implements Order {}
    }

    private final class Counter extends Actor<Order> {
        private int sum;
        private Reply<?> kept;

        Counter(int capacity) {
            super(capacity);
        }

        @Override
        protected void receive(Order order) throws Exception {
            switch (order) {
                case Order.Add(int n) -> {
                    if (n < 0) {
                        throw new IllegalArgumentException("negative");
                    }
                    sum += n;
                }
                case Order.Sum(var reply) -> reply.send(sum);
                case Order.Slow(var reply) -> kept = reply;
                case Order.Bad _ -> throw new IllegalStateException("bad");
            }
        }

        @Override
        protected void started() {
            play.note("started");
        }

        @Override
        protected void restarted(Exception failure) {
            play.note("restarted after " + failure.getMessage());
            sum = 0;
        }

        @Override
        protected void stopped(List<Order> undelivered) {
            play.note("stopped with " + undelivered.size());
        }
    }

    @Test
    void questionsAreAnswered() {
        play.run(() -> {
            var counter = new Counter(10);
            counter.tell(new Order.Add(1));
            counter.start();
            counter.tell(new Order.Add(2));
            assertEquals(3, counter.<Integer>ask(Order.Sum::new, SECOND));
            assertThrows(TimedOut.class, () -> counter.<String>ask(Order.Slow::new, SECOND));
            assertTrue(counter.kept.fail(new IllegalStateException("late")));
            var asking = Loop.current().spawn(() -> counter.<String>ask(Order.Slow::new, SECOND)).observe();
            Sleep.yieldNow();
            Sleep.yieldNow();
            counter.stop();
            assertThrows(ActorStopped.class, asking::join);
            assertThrows(IllegalStateException.class, counter::start);
        });
        assertEquals(List.of("0: started", "1: stopped with 0"), play.notes());
    }

    @Test
    void aFailureStopsItUnlessTheSupervisorDecidesOtherwise() {
        play.run(() -> {
            var counter = new Counter(10);
            counter.start();
            assertEquals("bad", assertThrows(IllegalStateException.class,
                    () -> counter.<String>ask(Order.Bad::new, SECOND)).getMessage());
            assertThrows(IllegalStateException.class, counter::join);
        });
        assertEquals(List.of("0: started", "0: stopped with 0"), play.notes());
        assertEquals(List.of("Counter"), play.lost());
    }

    @Test
    void itIsRestartedSoOftenInATime() {
        var failures = new ArrayList<String>();
        play.run(() -> {
            var counter = new Counter(10);
            var limited = Supervisor.restarting(2, Duration.ofSeconds(10));
            var task = counter.start((actor, failure) -> {
                failures.add(failure.getMessage());
                return limited.failed(actor, failure);
            }).observe();
            counter.tell(new Order.Add(5));
            for (int n = 0; n < 3; n++) {
                counter.tell(new Order.Add(-1));
                Sleep.sleep(Duration.ofSeconds(6));
                assertEquals(0, counter.<Integer>ask(Order.Sum::new, SECOND));
            }
            counter.tell(new Order.Add(-1));
            counter.tell(new Order.Add(-1));
            counter.tell(new Order.Add(7));
            assertThrows(IllegalArgumentException.class, task::join);
        });
        assertEquals(5, failures.size());
        assertEquals("18: stopped with 1", play.notes().getLast());
        assertEquals(List.of(), play.lost());
    }

    @Test
    void whoIsFarAheadWaitsAndSelfIsTold() {
        play.run(() -> {
            var slow = new Actor<Integer>(2) {
                @Override
                protected void receive(Integer n) {
                    Sleep.sleep(SECOND);
                    if (n == 4) {
                        tell(8);
                        tell(9);
                        assertThrows(IllegalStateException.class, () -> tell(10));
                        assertThrows(IllegalStateException.class, () -> ask(_ -> 11, SECOND));
                    }
                }
            };
            slow.start();
            for (int n = 0; n < 5; n++) {
                slow.tell(n);
                play.note("told " + n);
            }
            Sleep.sleep(Duration.ofSeconds(9));
            slow.stop();
            slow.join();
        });
        assertEquals(List.of("0: told 0", "0: told 1", "0: told 2", "1: told 3", "2: told 4"),
                play.notes());
    }

    @Test
    void killEndsItInTheMiddle() {
        play.run(() -> {
            var sleepy = new Actor<Integer>() {
                @Override
                protected void receive(Integer n) {
                    Sleep.sleep(Duration.ofHours(1));
                }

                @Override
                protected void stopped(List<Integer> undelivered) {
                    play.note("left " + undelivered);
                }
            };
            sleepy.start(Supervisor.resuming());
            sleepy.tell(1);
            sleepy.tell(2);
            Sleep.sleep(SECOND);
            sleepy.kill();
            assertTrue(sleepy.task().isCancelled());
            var fresh = new Counter(1);
            fresh.tell(new Order.Add(1));
            fresh.start();
            fresh.kill();
            assertThrows(ActorStopped.class, () -> fresh.tell(new Order.Add(1)));
        });
        assertEquals(List.of("1: left [2]"), play.notes());
    }

    @Test
    void underAnyScheduleEveryQuestionEnds() {
        Schedules.explorePreemptive(300, seed -> {
            var echo = new Actor<Reply<Integer>>(2) {
                @Override
                protected void receive(Reply<Integer> reply) {
                    Sleep.yieldNow();
                    reply.send(7);
                }
            };
            echo.start();
            var asking = new ArrayList<io.weft.loop.Task<Integer>>();
            for (int n = 0; n < 4; n++) {
                asking.add(Loop.current().spawn(() -> echo.<Integer>ask(r -> r, Duration.ofHours(1))).observe());
            }
            Sleep.yieldNow();
            switch ((int) (seed % 3)) {
                case 0 -> echo.kill();
                case 1 -> echo.stop();
                default -> asking.getFirst().cancel("x");
            }
            for (var task : io.weft.loop.Waits.all(asking).done()) {
                assertTrue(task.isCancelled() || task.isSuccessful() || task.exception() instanceof ActorStopped,
                        () -> task + " " + task.exception());
            }
            assertEquals(0, (int) (Loop.current().clock().nanoTime() / 1_000_000_000));
            echo.stop();
        });
    }
}
