package io.weft.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Play;
import io.weft.loop.Cancelled;
import io.weft.loop.Loop;
import io.weft.loop.Schedules;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TaskFailed;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Play play = new Play();

    private Generator<Integer> numbers(int end) {
        return new Generator<>(out -> {
            try {
                for (int i = 0; i < end; i++) {
                    play.note("makes " + i);
                    out.emit(i);
                }
            } finally {
                play.note("body ends");
            }
        });
    }

    @Test
    void theBodyRunsOnlyWhenAsked() {
        play.run(() -> {
            var numbers = numbers(2);
            play.note("loop");
            for (int n : numbers) {
                play.note("got " + n);
                Sleep.sleep(SECOND);
            }
            assertFalse(numbers.hasNext());
            assertThrows(NoSuchElementException.class, numbers::next);
            assertEquals(1, Loop.current().tasks().size());
        });
        assertEquals(List.of("0: loop", "0: makes 0", "0: got 0", "1: makes 1", "1: got 1", "2: body ends"),
                play.notes());
        play.run(() -> {
            assertEquals(List.of(0, 1, 2), numbers(9).stream().limit(3).toList());
            var nulls = new Generator<String>(out -> out.emit(null));
            assertEquals(null, nulls.next());
            assertFalse(nulls.hasNext());
        });
    }

    @Test
    void closeRunsTheCleanUp() {
        play.run(() -> {
            try (var numbers = numbers(9)) {
                assertEquals(0, numbers.next());
            }
            play.note("closed");
            numbers(9).close();
            var closed = numbers(9);
            closed.next();
            closed.close();
            closed.close();
            assertFalse(closed.hasNext());
        });
        assertEquals(List.of("0: makes 0", "0: body ends", "0: closed", "0: makes 0", "0: body ends"), play.notes());
        assertEquals(List.of(), play.lost());
    }

    @Test
    void aFailureArrivesAtTheOneWhoAsks() {
        play.run(() -> {
            var failing = new Generator<Integer>(out -> {
                out.emit(1);
                throw new IOException("no more");
            });
            assertEquals(1, failing.next());
            assertEquals("no more", assertThrows(TaskFailed.class, failing::hasNext).getCause().getMessage());
            assertFalse(failing.hasNext());
            var clumsy = new Generator<Integer>(out -> {
                try {
                    out.emit(1);
                } finally {
                    throwOnPurpose();
                }
            });
            clumsy.next();
            assertThrows(IllegalArgumentException.class, clumsy::close);
        });
        assertEquals(List.of(), play.lost());
    }

    private static void throwOnPurpose() {
        throw new IllegalArgumentException("on purpose");
    }

    @Test
    void cancellingTheOneWhoAsksEndsTheBody() {
        play.run(() -> {
            var slow = new Generator<Integer>(out -> {
                try {
                    Sleep.sleep(Duration.ofSeconds(9));
                    out.emit(1);
                } catch (Cancelled e) {
                    play.note(e.getMessage());
                    throw e;
                }
            });
            assertThrows(TimedOut.class, () -> Timeouts.timeout(SECOND, slow::next));
            assertFalse(slow.hasNext());
            Sleep.sleep(SECOND);
            assertEquals(1, Loop.current().tasks().size());
        });
        assertEquals(List
                .of("1: generator was cancelled by run: The one who asked the generator for a value was cancelled."),
                play.notes());
    }

    @Test
    void cancellingTheBodyIsTold() {
        play.run(() -> {
            var asked = Task.current();
            var slow = new Generator<Integer>(_ -> Sleep.sleep(Duration.ofSeconds(9)));
            Loop.current().spawn(() -> {
                Loop.current().tasks().stream().filter(t -> t.name().equals("generator")).forEach(t -> t.cancel("x"));
                return null;
            });
            var told = assertThrows(CancellationException.class, slow::next);
            assertFalse(told instanceof Cancelled);
            assertFalse(asked.isCancelled());
        });
        assertEquals(List.of(), play.lost());
    }

    @Test
    void misuseIsTold() {
        play.run(() -> {
            Generator<?>[] self = {null};
            var recursive = new Generator<Integer>(_ -> self[0].next());
            self[0] = recursive;
            assertTrue(assertThrows(IllegalStateException.class, recursive::next).getMessage()
                    .startsWith("The generator is asked for a value while it makes one"));
            var closing = new Generator<Integer>(_ -> self[0].close());
            self[0] = closing;
            assertThrows(IllegalStateException.class, closing::next);
            var foreign = new Generator<Integer>(out -> Loop.current().spawn(() -> {
                out.emit(1);
                return null;
            }).join());
            assertTrue(assertThrows(IllegalStateException.class, foreign::next).getMessage()
                    .startsWith("emit was called in"));
        });
    }

    @Test
    void producerAndConsumerAlternate() {
        play.run(() -> {
            Coroutine<Integer, String> consumer = new Coroutine<>(io -> {
                var answer = "";
                while (true) {
                    int n = io.emit(answer);
                    play.note("got " + n);
                    answer = n + " OK";
                }
            });
            assertThrows(IllegalStateException.class, () -> consumer.send(1));
            assertEquals("", consumer.next());
            for (int n = 1; n < 3; n++) {
                play.note("send " + n);
                assertEquals(n + " OK", consumer.send(n));
            }
            consumer.close();
            assertTrue(consumer.isEnded());
            assertThrows(NoSuchElementException.class, () -> consumer.send(3));
        });
        assertEquals(List.of("0: send 1", "0: got 1", "0: send 2", "0: got 2"), play.notes());
    }

    @Test
    void anExceptionCanBeThrownIntoIt() {
        play.run(() -> {
            var failure = new IllegalStateException("in");
            Coroutine<Integer, String> tough = new Coroutine<>(io -> {
                try {
                    io.emit("first");
                } catch (IllegalStateException e) {
                    io.emit("caught " + e.getMessage());
                }
                io.emit("last");
            });
            tough.next();
            assertEquals("caught in", tough.throwInto(failure));
            assertEquals("last", tough.next());
            assertSame(failure, assertThrows(IllegalStateException.class, () -> tough.throwInto(failure)));
            assertTrue(tough.isEnded());
            assertSame(failure, assertThrows(IllegalStateException.class, () -> tough.throwInto(failure)));
            Coroutine<Integer, String> fresh = new Coroutine<>(io -> io.emit("x"));
            assertSame(failure, assertThrows(IllegalStateException.class, () -> fresh.throwInto(failure)));
            assertThrows(NoSuchElementException.class, fresh::next);
        });
        assertEquals(List.of(), play.lost());
    }

    @Test
    void underAnyScheduleNothingHangsAndNoValueIsLost() {
        Schedules.explorePreemptive(2_000, seed -> {
            var generator = new Generator<Integer>(out -> {
                for (int i = 0; i < 4; i++) {
                    Sleep.yieldNow();
                    out.emit(i);
                }
            });
            var got = new ArrayList<Integer>();
            var consumer = Loop.current().spawn(() -> {
                generator.forEachRemaining(got::add);
                return null;
            }).observe();
            var other = Loop.current().spawn(() -> {
                Sleep.yieldNow();
                switch ((int) (seed % 4)) {
                    case 0 -> consumer.cancel("x");
                    case 1 -> generator.close();
                    case 2 -> Loop.current().tasks().forEach(t -> {
                        if (t.name().equals("generator")) {
                            t.cancel("x");
                        }
                    });
                    default -> {
                    }
                }
                return null;
            });
            io.weft.loop.Waits.all(List.of(consumer, other));
            assertEquals(List.of(0, 1, 2, 3).subList(0, got.size()), got);
            if (seed % 4 == 3) {
                assertEquals(4, got.size());
            }
            generator.close();
            Sleep.sleep(SECOND);
            assertEquals(1, Loop.current().tasks().size());
        });
    }
}
