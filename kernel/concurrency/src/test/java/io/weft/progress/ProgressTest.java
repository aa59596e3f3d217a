package io.weft.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Play;
import io.weft.ProgressBars;
import io.weft.group.Group;
import io.weft.loop.Gather;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapping;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.progress.ProgressState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgressTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Play play = new Play();
    private final Places places = new Places();

    /// Keeps the last state that each place showed.
    private static final class Places implements ProgressDisplay {

        // Guarded by this.
        private final List<ProgressState> last = new ArrayList<>();
        private final List<Progress> begun = new ArrayList<>();

        @Override
        public synchronized ProgressView open(Progress progress) {
            begun.add(progress);
            last.add(null);
            return view(last.size() - 1);
        }

        private ProgressView view(int place) {
            return state -> {
                synchronized (this) {
                    last.set(place, state);
                }
            };
        }

        synchronized List<String> lines() {
            return last.stream().map(ProgressState::toString).toList();
        }

        synchronized ProgressState only() {
            assertEquals(1, last.size(), "one place");
            return last.getFirst();
        }

        synchronized Progress bar(int n) {
            return begun.get(n);
        }
    }

    @BeforeEach
    void show() {
        Progress.setDisplay(places);
    }

    @AfterEach
    void showOnTheConsole() {
        Progress.setDisplay(new ConsoleDisplay());
    }

    @Test
    void aLoopCountsTurnsThatHaveEnded() {
        play.run(() -> {
            for (int i : ProgressBars.progress(4)) {
                assertEquals(i, places.bar(0).done());
                Sleep.sleep(SECOND);
            }
        });
        assertEquals(List.of("4/4 [====================] 4.0 s"), places.lines());
    }

    @Test
    void halfWayItSaysWhatIsLeft() {
        play.run(() -> {
            try (var bar = ProgressBars.progress("pages", 100)) {
                Sleep.sleep(SECOND.multipliedBy(3));
                bar.advance(24);
                bar.fail(1);
                bar.text("slow");
                assertEquals("pages 25/100 [=====               ] 25% 3.0 s, 9.0 s left, 8.33/s, 1 failed, slow",
                        bar.toString());
                Sleep.sleep(SECOND.multipliedBy(97));
            }
        });
        assertEquals(Phase.STOPPED, places.only().phase());
        assertEquals(List.of("pages 25/100 [=====               ] 25% stopped after 1:40 min, 1 failed, slow"),
                places.lines());
    }

    @Test
    void theTimeStandsStillWhenAllIsDone() {
        play.run(() -> {
            var bar = ProgressBars.progress("x", 2);
            Sleep.sleep(SECOND);
            bar.advance(2);
            Sleep.sleep(SECOND);
            assertEquals(SECOND, bar.state().elapsed());
            assertEquals(Phase.DONE, bar.state().phase());
            bar.close();
        });
        assertEquals(List.of("x 2/2 [====================] 1.0 s"), places.lines());
    }

    @Test
    void aMapCountsCompletions() {
        play.run(() -> {
            var values = Mapping.map(ProgressBars.progress("squares", List.of(3, 1, 2)), n -> {
                Sleep.sleep(SECOND.multipliedBy(n));
                play.note(n + " ends, before it " + places.bar(0).done());
                return n * n;
            }, Mapping.unlimited());
            assertEquals(List.of(9, 1, 4), values);
        });
        assertEquals(List.of("1: 1 ends, before it 0", "2: 2 ends, before it 1", "3: 3 ends, before it 2"),
                play.notes());
        assertEquals(List.of("squares 3/3 [====================] 3.0 s"), places.lines());
    }

    @Test
    void aMapThatFailsSaysWhereItStopped() {
        play.run(() -> assertThrows(IllegalStateException.class,
                () -> Mapping.each(ProgressBars.progress("p", List.of(1, 2, 3, 4)), n -> {
                    Sleep.sleep(SECOND.multipliedBy(n));
                    if (n == 2) {
                        throw new IllegalStateException("on purpose");
                    }
                }, new Limit(4))));
        assertEquals(List.of("p 2/4 [==========          ] 50% stopped after 2.0 s, 1 failed"), places.lines());
    }

    @Test
    void aMapThatIsCancelledSaysWhereItStopped() {
        play.run(() -> {
            var task = Loop.current().spawn(() -> Mapping.map(ProgressBars.progress(List.of(1, 2, 3)), n -> {
                Sleep.sleep(SECOND.multipliedBy(n));
                return n;
            }, Mapping.unlimited()));
            Sleep.sleep(Duration.ofMillis(1500));
            task.kill();
        });
        assertEquals(List.of("1/3 [======              ] 33% stopped after 1.5 s"), places.lines());
    }

    @Test
    void gatherAndGroupsCount() {
        play.run(() -> {
            var tasks = new ArrayList<Task<Integer>>();
            for (int n : List.of(1, 2)) {
                tasks.add(Loop.current().spawn(() -> {
                    Sleep.sleep(SECOND.multipliedBy(n));
                    return n;
                }));
            }
            assertEquals(List.of(1, 2), Gather.counted(ProgressBars.progress("tasks", tasks)));
            assertEquals(List.of(2, 4), new Group().map(ProgressBars.progress("group", List.of(1, 2)), n -> n * 2));
        });
        assertEquals(List.of("tasks 2/2 [====================] 2.0 s", "group 2/2 [====================] 0.0 s"),
                places.lines());
    }

    @Test
    void innerLoopsShareAPlaceAtEachTurn() {
        play.run(() -> {
            for (int outer : ProgressBars.progress(3)) {
                for (var _ : ProgressBars.progress("inner", List.of(1, 2))) {
                    Sleep.sleep(SECOND);
                }
                for (var _ : ProgressBars.progress("second", IntStream.range(0, outer).boxed().toList())) {
                    Sleep.sleep(SECOND);
                }
            }
        });
        assertEquals(List.of("3/3 [====================] 9.0 s", "inner 2/2 [====================] 2.0 s",
                "second 2/2 [====================] 2.0 s"), places.lines());
    }

    @Test
    void loopsAfterOneThatWasLeftKeepTheirOwnPlaces() {
        play.run(() -> {
            for (int i : ProgressBars.progress(10)) {
                Sleep.sleep(SECOND);
                if (i == 2) {
                    break;
                }
            }
            for (int i : ProgressBars.progress(1)) {
                assertEquals(0, i);
            }
            for (int i : ProgressBars.progress(2)) {
                assertTrue(i < 2);
            }
            places.bar(0).settle(Thread.currentThread());
        });
        assertEquals(List.of("2/10 [====                ] 20% stopped after 3.0 s", "1/1 [====================] 0.0 s",
                "2/2 [====================] 0.0 s"), places.lines());
    }

    @Test
    void streamsCountWhatHasPassed() {
        assertEquals(List.of(2, 4, 6), ProgressBars.progress("s", List.of(1, 2, 3).stream()).map(n -> n * 2).toList());
        assertEquals(10_000,
                ProgressBars.progress(IntStream.range(0, 10_000).boxed().parallel()).mapToInt(_ -> 1).sum());
        assertEquals(3, ProgressBars.progress(Stream.iterate(1, n -> n + 1).limit(3)).count());
        var states = places.last;
        assertEquals(List.of(3L, 10_000L, 3L), states.stream().map(ProgressState::done).toList());
        assertTrue(states.stream().allMatch(state -> state.phase() == Phase.DONE), states.toString());
    }

    @Test
    void endlessInputsShowNoShare() {
        play.run(() -> {
            var inputs = Stream.of("a", "b").filter(text -> !text.isEmpty());
            for (var _ : ProgressBars.progress("open", (Iterable<String>) inputs::iterator)) {
                Sleep.sleep(SECOND);
                assertFalse(places.bar(0).state().share().isPresent());
            }
        });
        assertEquals(List.of("open 2 2.0 s"), places.lines());
    }

    @Test
    void manyThreadsAdvanceIt() throws InterruptedException {
        var bar = Progress.begin("many", 80_000);
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> IntStream.range(0, 10_000).forEach(_ -> bar.advance())))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        bar.close();
        assertEquals(80_000, places.only().done());
        assertEquals(Phase.DONE, places.only().phase());
    }

    @Test
    void wrongNumbersGetASentence() {
        var bar = Progress.begin("x", 1);
        assertEquals("advance(-1): a bar only goes forward; give zero or more steps.",
                assertThrows(IllegalArgumentException.class, () -> bar.advance(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> ProgressBars.progress(-1));
        bar.close();
    }
}
