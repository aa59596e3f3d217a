package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class BlockingCallsTest extends ExecTestCase {

    @Test
    void theLoopStandsStillOnlyWhereTheThreadIsHeld() {
        var rows = BlockingCalls.measureAll(loop);
        rows.forEach(row -> assertTrue(row.millis() >= BlockingCalls.MILLIS - 50, row.toString()));
        assertEquals(
                List.of("Process output read", "FileInputStream.read (named pipe)",
                        "class initialiser that sleeps (JDK)"),
                rows.stream().filter(row -> !row.loopRanOn()).map(BlockingCalls.Row::call).toList());
    }
}
