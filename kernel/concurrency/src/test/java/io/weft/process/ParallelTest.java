package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class ParallelTest extends ProcessTestCase {

    private final Parallel two = Parallel.of(2).options(ProcessOptions.standard().memory(64));

    @BeforeEach
    void standard() {
        Loop.setStandard(loop);
    }

    @Test
    void processesAndThreadsGiveTheValuesInOrder() {
        var squares = IntStream.range(0, 1000).mapToObj(i -> i * i).toList();
        assertEquals(squares, two.map(1000, i -> i * i));
        assertEquals(squares, two.onThreads().map(1000, i -> i * i));
        assertEquals(new HashSet<>(squares), new HashSet<>(two.onThreads()
                .mapUnordered(IntStream.range(0, 1000)
                        .boxed()
                        .toList(), i -> i * i)));
        assertEquals(List.of(), two.map(List.of(), each -> each));
        assertThrows(IllegalArgumentException.class, () -> Parallel.of(0));
        assertThrows(IllegalArgumentException.class, () -> two.batch(0));
        assertThrows(IllegalStateException.class, () -> two.map(10, i -> {
            throw new IllegalStateException("broken");
        }));
    }

    @Test
    void batchesGrowWhileTheyAreShortAndLeaveSomethingForEachWorker() {
        var batches = new Batches<Integer, Integer>(IntStream.range(0, 100).boxed().toList(), i -> i, 2, 0);
        var sizes = new java.util.ArrayList<Integer>();
        for (var batch = batches.take(); batch != null; batch = batches.take()) {
            sizes.add(batch.inputs().size());
            batches.took(batch.inputs().size(), 1000);
        }
        assertEquals(List.of(1, 2, 4, 8, 16, 32), sizes.subList(0, 6));
        assertEquals(100, sizes.stream().mapToInt(i -> i).sum());
        assertTrue(sizes.getLast() <= 10, sizes.toString());
        var fixed = new Batches<Integer, Integer>(IntStream.range(0, 5).boxed().toList(), i -> i, 2, 3);
        assertEquals(3, fixed.take().inputs().size());
        assertEquals(2, fixed.take().inputs().size());
    }
}
