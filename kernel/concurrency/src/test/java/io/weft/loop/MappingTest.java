package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MappingTest extends LoopTestCase {

    private int running;
    private int most;

    private int busy(int i) {
        most = Math.max(most, ++running);
        try {
            sleepSeconds(1 + i % 3);
        } finally {
            running--;
        }
        return i * i;
    }

    @Test
    void valuesComeInTheOrderOfTheInputs() {
        play(() -> {
            assertEquals(List.of(0, 1, 4, 9), Mapping.map(4, this::busy, Mapping.unlimited()));
            assertEquals(4, most);
            assertEquals(List.of("a!", "b!"), Mapping.map(List.of("a", "b"), s -> s + "!", Mapping.unlimited()));
            assertEquals(List.of(), Mapping.map(0, i -> i, new Limit(1)));
            var list = new ArrayList<String>();
            list.add(null);
            assertEquals(list, Mapping.map(list, s -> s, new Limit(1)));
        });
    }

    @Test
    void noMoreThanTheLimitRun() {
        play(() -> {
            var expected = IntStream.range(0, 30).map(i -> i * i).boxed().toList();
            assertEquals(expected, Mapping.map(30, this::busy, new Limit(4)));
            assertEquals(4, most);
            most = 0;
            Mapping.each(10, this::busy, new Limit(1));
            assertEquals(1, most);
        });
        assertEquals("35 s: run SUCCEEDED", trace.ends().getLast());
    }

    @Test
    void inputsAreTakenOnlyWhenTheyCanStart() {
        var taken = new ArrayList<Integer>();
        play(() -> {
            var endless = Stream.iterate(0, i -> i + 1).peek(taken::add);
            var failure = assertThrows(TaskFailed.class, () -> Mapping.each(endless::iterator, i -> {
                sleepSeconds(1);
                if (i == 5) {
                    throw new IOException("enough");
                }
            }, new Limit(2)));
            assertEquals("enough", failure.getCause().getMessage());
        });
        assertTrue(taken.size() <= 9, taken.toString());
    }

    @Test
    void theFirstFailureCancelsTheRest() {
        play(() -> {
            var failure = new IllegalStateException("2");
            assertSame(failure, assertThrows(IllegalStateException.class, () -> Mapping.map(9, i -> {
                sleepSeconds(i == 2 ? 1 : 100);
                if (i == 2) {
                    throw failure;
                }
                return i;
            }, new Limit(3))));
        });
        assertEquals("1 s: run SUCCEEDED", trace.ends().getLast());
        assertEquals(List.of(), lost);
    }

    @Test
    void cancelledInTheMiddleItEndsItsTasks() {
        play(() -> {
            var mapping = spawn("mapping", () -> Mapping.each(9, this::busy, new Limit(3)));
            sleepSeconds(2);
            mapping.cancel("enough");
            assertThrows(CancellationException.class, mapping::join);
            assertEquals(0, running);
        });
    }

    @Test
    void misuseIsTold() {
        play(() -> {
            assertEquals("limit(0): at least one must run, for example limit(10).",
                    assertThrows(IllegalArgumentException.class, () -> new Limit(0)).getMessage());
            assertThrows(IllegalArgumentException.class, () -> Mapping.map(-1, i -> i, Mapping.unlimited()));
        });
    }

    @Test
    void outcomesOfAllAreCollected() {
        play(() -> {
            var failure = new IOException("no");
            var outcomes = Gather.<Object>outcomes(List.of(() -> {
                sleepSeconds(2);
                return 1;
            }, () -> {
                throw failure;
            }, () -> {
                Task.current().cancel("x");
                sleepSeconds(1);
                return 3;
            }));
            assertEquals(new Outcome.Success<>(1), outcomes.get(0));
            assertEquals(new Outcome.Failure<>(failure), outcomes.get(1));
            assertTrue(outcomes.get(2) instanceof Outcome.Stopped<Object>);
        });
        assertEquals("2 s: run SUCCEEDED", trace.ends().getLast());
        assertEquals(List.of(), lost);
    }

    @Test
    void aHundredThousandTasksEndInTime() {
        play(() -> assertEquals(100_000, Mapping.map(100_000, i -> {
            Sleep.yieldNow();
            return i;
        }, Mapping.unlimited()).size()));
    }
}
