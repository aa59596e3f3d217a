package io.weft.jupyter.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPlaceTest {

    private static final Path HOME = Path.of("/home/u");

    @Test
    void isWhereThePlatformKeepsState() {
        assertEquals("/home/u/.local/state/weft/history.sqlite", place(Map.of(), "Linux"));
        assertEquals("/s/weft/history.sqlite", place(Map.of("XDG_STATE_HOME", "/s"), "Linux"));
        assertEquals("/home/u/Library/Application Support/weft/history.sqlite", place(Map.of(), "Mac OS X"));
        assertEquals("/home/u/AppData/Local/weft/history.sqlite", place(Map.of(), "Windows 11"));
        assertEquals("/home/u/.local/state/weft/history.sqlite", place(Map.of("XDG_STATE_HOME", "s"), "Linux"),
                "the rules of XDG want an absolute path");
    }

    @Test
    void canBeChosen() {
        assertEquals("/x/mine.db", place(Map.of("WEFT_HISTORY", "/x/mine.db", "XDG_STATE_HOME", "/s"), "Linux"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF", ":memory:", " off "})
    void canBeNone(String value) {
        assertEquals(Optional.empty(), HistoryPlace.of(Map.of("WEFT_HISTORY", value), HOME, "Linux"));
    }

    @Test
    void aValueThatIsNoPathIsTold() {
        var fault = assertThrows(IllegalArgumentException.class,
                () -> HistoryPlace.of(Map.of("WEFT_HISTORY", "a\0b"), HOME, "Linux"));
        assertTrue(fault.getMessage().startsWith("WEFT_HISTORY is 'a\0b', which is no path"), fault.getMessage());
    }

    private static String place(Map<String, String> env, String system) {
        return HistoryPlace.of(env, HOME, system).orElseThrow().toString();
    }
}
