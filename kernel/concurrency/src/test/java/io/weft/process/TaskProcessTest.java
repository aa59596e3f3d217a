package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.Sleep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class TaskProcessTest extends ProcessTestCase {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final List<TaskProcess> started = new ArrayList<>();

    private static final class Greeter extends TaskProcess {
        private static final long serialVersionUID = 1L;
        private final String whom;

        Greeter(String whom) {
            this.whom = whom;
        }

        @Override
        protected void body() {
            System.out.println("hello " + whom + " from " + name() + ", " + (TaskProcess.current() == this));
        }
    }

    @BeforeEach
    void capture() {
        Loop.setStandard(loop);
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void release() {
        System.setOut(usualOut);
        System.setErr(usualErr);
        started.forEach(TaskProcess::closeNow);
        started.forEach(TaskProcess::join);
    }

    private TaskProcess start(TaskProcess process) {
        started.add(process.options(ProcessOptions.standard().memory(64)));
        return process.start();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aProcessRunsItsBodyPrintsHereAndEndsWithZero() {
        long here = ProcessHandle.current().pid();
        var process = TaskProcess.of(n -> System.out.println(n + " child of " + (ProcessHandle.current()
                .parent()
                .get()
                .pid() == here)), 42);
        assertFalse(process.isAlive());
        assertNull(process.exitCode());
        start(process);
        assertTrue(process.pid() > 0);
        assertNotEquals(here, process.pid());
        process.join();
        assertFalse(process.isAlive());
        assertEquals(0, process.exitCode());
        assertEquals("42 child of true\n", text());
        assertTrue(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isEmpty());
        assertThrows(IllegalStateException.class, process::start);
    }

    @Test
    void aSubclassIsShippedWithItsFields() {
        var process = start(new Greeter("you").name("greeter"));
        process.join();
        assertEquals("hello you from greeter, true\n", text());
    }

    @Test
    void failureExitCodesAndSignals() {
        var failed = start(TaskProcess.of(() -> {
            throw new IllegalStateException("broken");
        }));
        var exited = start(TaskProcess.of(() -> System.exit(7)));
        var terminated = start(TaskProcess.of(() -> Sleep.sleep(LONG)));
        var killed = start(TaskProcess.of(() -> Sleep.sleep(LONG)));
        assertFalse(killed.join(Duration.ofMillis(1)));
        assertNull(killed.exitCode());
        assertTrue(killed.isAlive());
        terminated.terminate();
        killed.kill();
        for (var process : started) {
            assertTrue(process.join(LONG));
        }
        assertEquals(List.of(1, 7, 143, 137), started.stream().map(TaskProcess::exitCode).toList());
        assertTrue(text().contains("failed: java.lang.IllegalStateException: broken"), text());
        assertFalse(text().contains("ProcessBody.call"), text());
        assertFalse(text().contains("SIGKILL"), "it was asked for: " + text());
        assertEquals(1, failed.exitCode());
        assertEquals(7, exited.exitCode());
    }

    @Test
    void aDeathThatNobodyAskedForIsTold() {
        var process = start(TaskProcess.of(() -> Sleep.sleep(LONG)));
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        process.join();
        assertEquals(137, process.exitCode());
        assertTrue(text().contains("killed by SIGKILL"), text());
    }

    @Test
    void aProcessAwaitsItsChildrenButNotItsDaemons() {
        var process = start(TaskProcess.of(() -> {
            var small = ProcessOptions.standard().memory(64);
            TaskProcess.of(() -> Sleep.sleep(LONG)).daemon(true).options(small).start();
            TaskProcess.of(() -> System.out.println("child of " + TaskProcess.current().name()))
                    .name("inner")
                    .options(small)
                    .start();
            System.out.println("body over");
        }));
        assertTrue(process.join(LONG));
        assertEquals(0, process.exitCode());
        assertTrue(text().contains("body over\n"), text());
        assertTrue(text().contains("child of inner\n"), text());
    }

    @Test
    void aTaskThatJoinsLetsOthersRun() {
        loop.run(() -> {
            var process = start(TaskProcess.of(() -> Sleep.sleep(Duration.ofMillis(200))));
            var beside = loop.spawn(() -> process.isAlive());
            process.join();
            assertTrue(beside.join());
            assertFalse(process.isAlive());
        });
    }
}
