package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests of logic do not wait for the wall clock: only classes that are tagged as real may.
class NoSleepsInTestsTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    /// Split, so that this file does not find itself.
    private static final Pattern SLEEPING_WAIT = Pattern.compile("Thread\\.s" + "leep\\("
            + "|(NANO|MICRO|MILLI)?S(ECONDS)?\\.s" + "leep\\(" + "|park" + "(Nanos|Until)\\(" + "|\\.wa" + "it\\(\\d");
    private static final Pattern TAGGED_CLASS = Pattern.compile("^@Tag\\(\"real\"\\)$", Pattern.MULTILINE);

    private static boolean offends(String source) {
        return SLEEPING_WAIT.matcher(source).find() && !TAGGED_CLASS.matcher(source).find();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyTestsTaggedAsRealSleep() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 10, "too few sources under " + SOURCES.toAbsolutePath());
            assertEquals(List.of(), sources.stream().filter(file -> offends(read(file))).toList());
        }
    }

    @Test
    void theScanFindsWhatItLooksFor() {
        for (var call : List.of("Thread.s" + "leep(5)", "TimeUnit.SECONDS.s" + "leep(5)",
                "TimeUnit.MILLISECONDS.s" + "leep(5)",
                "LockSupport.park" + "Nanos(5)", "lock.wa" + "it(5)")) {
            assertTrue(offends("class A { void a() { " + call + "; } }"), call);
            assertFalse(offends("@Tag(\"real\")\nclass A { void a() { " + call + "; } }"), call);
        }
        assertFalse(offends("class A { void a() { Sleep.s" + "leep(Duration.ofHours(1)); } }"));
    }
}
