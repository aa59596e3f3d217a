package io.weft.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.TaskFailed;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramTest {

    @TempDir
    Path folder;

    @Test
    void outputInputFolderAndEnvironment() {
        var ended = Program.shell("cat; pwd; echo $COLOUR; echo oops >&2")
                .input("line\n")
                .in(folder)
                .env("COLOUR", "red")
                .capture()
                .run();
        assertEquals(List.of("line", folder.toString(), "red"), ended.lines());
        assertEquals("oops\n", ended.err());
        assertTrue(ended.ok());
        assertEquals("a  b", Program.of("echo", "a  b").capture().run().toString());
        var much = "0123456789".repeat(100_000);
        assertEquals(much, Program.of("cat").input(much).capture().run().out());
    }

    @Test
    void whatIsNotCapturedIsShown() {
        var usual = System.out;
        var shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true));
        try {
            assertEquals("exit code 0", Program.shell("echo here").run().toString());
        } finally {
            System.setOut(usual);
        }
        assertEquals("here\n", shown.toString());
    }

    @Test
    void failuresSayWhy() {
        var failed = assertThrows(ProgramFailed.class,
                () -> Program.shell("echo no such thing >&2; exit 3").capture().run());
        assertEquals(3, failed.exitCode());
        assertTrue(failed.getMessage().endsWith("ended with exit code 3: no such thing"), failed.getMessage());
        assertEquals(3, Program.shell("exit 3").anyExitCode().run().exitCode());
        assertThrows(TaskFailed.class, () -> Program.of("no-such-program-anywhere").run());
        assertThrows(IllegalArgumentException.class, Program::of);
    }

    @Test
    void tasksRunMeanwhileAndCancellingKillsTheTree() {
        var loop = Loop.start("test");
        var started = Program.shell("echo $PPID").capture().run();
        assertFalse(started.out().isEmpty());
        loop.run(() -> {
            var turns = new AtomicInteger();
            var beside = loop.spawn(() -> turns.incrementAndGet());
            assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofMillis(300),
                    () -> Program.shell("sleep 61 & sleep 61").run()));
            beside.join();
            assertEquals(1, turns.get());
        });
        assertThrows(TimedOut.class, () -> Program.of("sleep", "61").timeout(Duration.ofMillis(100)).run());
        var left = ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .commandLine()
                        .orElse("")
                        .contains(
                                "sleep 61"))
                .peek(child -> child.onExit().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join());
        assertEquals(0, left.filter(ProcessHandle::isAlive).count());
        loop.close();
    }
}
