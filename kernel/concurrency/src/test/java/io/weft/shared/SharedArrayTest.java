package io.weft.shared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.process.ProcessTestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class SharedArrayTest extends ProcessTestCase {

    @Test
    void processesWriteAndAddToOneArray() {
        var pool = pool(2);
        try (var longs = SharedLongs.make(1000); var doubles = SharedDoubles.make(1); var ints = SharedInts.make(2)) {
            pool.each(8, worker -> {
                for (int i = 0; i < 1000; i++) {
                    longs.add(0, 1);
                    doubles.add(0, 0.5);
                    ints.add(1, 2);
                }
                longs.set(worker + 1, worker * 10L);
                try (var _ = ints.lock().hold()) {
                    ints.set(0, ints.get(0) + 1);
                }
            });
            assertEquals(8000, longs.get(0));
            assertEquals(70, longs.get(8));
            assertEquals(4000.0, doubles.get(0));
            assertEquals(16_000, ints.get(1));
            assertEquals(8, ints.get(0));
        }
    }

    @Test
    void boundsCopiesAndTheEnd() {
        var bytes = SharedBytes.make(4);
        bytes.set(1, new byte[]{1, 2});
        assertArrayEquals(new byte[]{0, 1, 2, 0}, bytes.toArray());
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.get(4));
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.set(3, new byte[]{1, 2}));
        assertThrows(IllegalArgumentException.class, () -> SharedLongs.make(-1));
        bytes.close();
        bytes.close();
        assertTrue(bytes.isClosed());
        assertThrows(IllegalStateException.class, () -> bytes.get(0));
        var pool = pool(1);
        var failure = assertThrows(IllegalStateException.class, () -> pool.call(() -> bytes.get(0)));
        assertTrue(failure.getMessage().contains("closed it"), failure.getMessage());
    }

    @Test
    void aWorkersArrayIsReadHereAndNothingIsLeft() throws IOException {
        var pool = pool(1);
        SharedLongs made = pool.call(() -> {
            var array = SharedLongs.make(100_000);
            array.set(0, LongStream.range(0, 100_000).toArray());
            return array;
        });
        assertEquals(99_999, made.get(99_999));
        made.close();
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(0, files.filter(file -> file.getFileName().toString().startsWith("weft-array-")).count());
        }
    }
}
