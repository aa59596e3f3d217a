package io.weft.jupyter.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingTest {

    @Test
    void statistics() {
        var timing = new Timing(1000, List.of(4.0, 2.0, 6.0, 8.0));
        assertEquals(5, timing.mean());
        assertEquals(2, timing.min());
        assertEquals(5, timing.median());
        assertEquals(Math.sqrt(20.0 / 3), timing.deviation(), 1e-12);
        assertTrue(timing.toString().startsWith("5.00 ns ± 2.58 ns per loop"), timing.toString());
        assertTrue(timing.toString().contains("differ much"));
        assertEquals(0, new Timing(1, List.of(3.0)).deviation());
    }

    @Test
    void timesInFittingUnits() {
        assertEquals("0.50 ns", Timing.time(0.5));
        assertEquals("12.3 µs", Timing.time(12_345));
        assertEquals("123 ms", Timing.time(123_456_789));
        assertEquals("61.0 s", Timing.time(61e9));
        assertEquals("1.5 KiB", Usage.bytes(1536));
    }

    @Test
    void limits() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), Durations.limit("x", "30"));
        assertEquals(Optional.of(Duration.ofMillis(500)), Durations.limit("x", "500ms"));
        assertEquals(Optional.of(Duration.ofMinutes(2)), Durations.limit("x", " 2 m "));
        assertEquals(Optional.empty(), Durations.limit("x", "off"));
        assertEquals("WEFT takes a time such as 30 (seconds), 500ms, 2m or off, not 'soon'.",
                assertThrows(IllegalArgumentException.class, () -> Durations.limit("WEFT", "soon")).getMessage());
    }

    @Test
    void optionsAndQuotedWords() {
        var parsed = Words.of("timeit", "-n 10 -r3 f(\"a b\")").options(List.of(), List.of("-n", "-r"));
        assertEquals(Optional.of("10"), parsed.value("-n"));
        assertEquals(Optional.of("3"), parsed.value("-r"));
        assertEquals("f(\"a b\")", parsed.rest());
        assertEquals(List.of("a b", "c"), Words.of("x", "'a b'  c").words());
        assertTrue(assertThrows(MagicError.class, () -> Words.of("sh", "--raise x")
                .options(List.of("--no-raise"),
                        List.of()))
                .getMessage()
                .contains("--no-raise"));
    }
}
